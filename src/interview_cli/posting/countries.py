"""Names of countries for their two-letter codes, as far as postings use codes."""

from __future__ import annotations

from typing import Final

_NAMES: Final = (
    "AE=United Arab Emirates;AR=Argentina;AT=Austria;AU=Australia;BE=Belgium;BG=Bulgaria;BR=Brazil;CA=Canada;"
    "CH=Switzerland;CL=Chile;CN=China;CO=Colombia;CR=Costa Rica;CY=Cyprus;CZ=Czechia;DE=Germany;DK=Denmark;"
    "DO=Dominican Republic;EE=Estonia;EG=Egypt;ES=Spain;FI=Finland;FR=France;GB=United Kingdom;GE=Georgia;"
    "GH=Ghana;GR=Greece;HK=Hong Kong;HR=Croatia;HU=Hungary;ID=Indonesia;IE=Ireland;IL=Israel;IN=India;IS=Iceland;"
    "IT=Italy;JP=Japan;KE=Kenya;KR=South Korea;LT=Lithuania;LU=Luxembourg;LV=Latvia;MA=Morocco;MT=Malta;MX=Mexico;"
    "MY=Malaysia;NG=Nigeria;NL=Netherlands;NO=Norway;NZ=New Zealand;PA=Panama;PE=Peru;PH=Philippines;PK=Pakistan;"
    "PL=Poland;PT=Portugal;QA=Qatar;RO=Romania;RS=Serbia;SA=Saudi Arabia;SE=Sweden;SG=Singapore;SI=Slovenia;"
    "SK=Slovakia;TH=Thailand;TN=Tunisia;TR=Türkiye;TW=Taiwan;UA=Ukraine;UK=United Kingdom;US=United States;"
    "UY=Uruguay;VN=Vietnam;ZA=South Africa"
)
COUNTRIES: Final = dict(entry.split("=", 1) for entry in _NAMES.split(";"))


def country_name(code: str) -> str:
    """The country's name for a two-letter code ("de" -> "Germany"); anything else passes as it is."""
    return COUNTRIES.get(code.strip().upper(), code.strip()) if len(code.strip()) == 2 else code.strip()
