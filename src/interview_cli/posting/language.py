"""Which language a text is written in, by its script and its commonest short words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the and of to in for with you we our your is are will a as on be an this that or from have who at by their",
        "de": "und der die das mit für von ist sie wir ein eine den im zu auf dich du deine ihre bei sowie als dem des nicht sind zur oder",
        "fr": "et les des de la le vous nous pour dans une un est avec sur votre au aux notre du en que qui par vos être ou à",
        "es": "y los las de la el para con una un en que es del se por nuestro tu al como más sus o su equipo te somos",
        "it": "e di il la per con una un in che del della dei le si gli al nel sono è alla delle lavoro come da i tuo non",
        "nl": "en de het een van voor met je in is op ons bij zijn aan wij te dat als jouw naar om ook wat die onze hebt of",
        "pt": "e de os as para com uma um em que do da no na é se por seu sua nosso dos das ao como você ou mais são experiência",
        "pl": "i w z na do się o oraz dla nie jest od pracy za przez jako po lub naszych które twoje że mile znajomość oferujemy doświadczenie",
        "sv": "och att i en som för med är av på vi du till det har dig ett din hos eller om den våra inom oss kan ska",
        "da": "og at i en som for med er af på vi du til det har dig et din hos eller om den vores inden os kan skal vil blive",
        "no": "og å i en som for med er av på vi du til det har deg et din hos eller om den våre innen oss kan skal vil bli",
        "fi": "ja on se että tai sekä meillä sinulla olet ovat voit joka työ kanssa myös mukaan tämä työn sinun haemme",
        "cs": "a v se na je s o do že pro z k za ve od při práce jako nebo naše vás jsme budete nabízíme si po",
        "ro": "și de la în cu pentru o un care este din pe sau să te ne al ale mai experiență noastră prin ca",
        "hu": "a az és egy is hogy nem van vagy meg el de mint csak munka csapat kell elvárásaink amit kínálunk",
        "tr": "ve bir bu için ile olarak da de en olan çok daha iş veya iyi gibi arıyoruz deneyim sahip",
    }.items()
}
_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language most of `text` is in; "en" when nothing tells."""
    sample = text[:20_000]
    letters = sum(map(str.isalpha, sample)) or 1
    for code, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        # a page in English may quote a few names; Japanese mixes scripts, so little kana is enough
        if share > (0.08 if code == "ja" else 0.25):
            return code
    if len(_CYRILLIC.findall(sample)) / letters > 0.3:
        return "uk" if re.search(r"[іїєґ]", sample) else "ru"
    counts = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {
        code: sum(counts[word] for word in words) / (1 + 0.02 * len(words))
        for code, words in _STOP_WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 2 else "en"
