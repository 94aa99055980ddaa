"""The one file that knows genai-prices: what a call costs, from a table that ships with the program. No network.

The table counts cached tokens as part of the input. What it does not know is None, which is said as "unknown".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interview_cli.llm.faults import BudgetReached
from interview_cli.llm.settings import Provider

_CHARS_PER_TOKEN: Final = (
    3.5  # on the safe side for English; used before a call, and where a server tells no usage
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a call used. `cached` is the part of `sent` that the provider had kept from before."""

    sent: int = 0
    got: int = 0
    cached: int = 0


def estimate_tokens(chars: int) -> int:
    """About how many tokens a text of `chars` characters is."""
    return int(chars / _CHARS_PER_TOKEN) + 1


def price_of(provider: Provider, model: str, tokens: Tokens) -> float | None:
    """US dollars for a call, 0.0 for a server of one's own, None when nobody knows."""
    if provider.price_id == "free" or (provider.is_local and not provider.price_id):
        return 0.0
    if not provider.price_id:
        return None
    from genai_prices import Usage, calc_price

    usage = Usage(
        input_tokens=tokens.sent,
        cache_read_tokens=min(tokens.cached, tokens.sent),
        output_tokens=tokens.got,
    )
    try:
        return float(calc_price(usage, model_ref=model, provider_id=provider.price_id).total_price)
    except (LookupError, ValueError):
        return None


class Budget:
    """What a run may still spend. Calls under way count at their worst, so that ten at once can't go over it."""

    def __init__(self, usd: float | None) -> None:
        self._limit = usd
        self._spent = 0.0
        self._reserved = 0.0

    def reserve(self, provider: Provider, model: str, worst: Tokens) -> float:
        """Put the most the call can cost aside, and return it; raises `BudgetReached` when it is not there."""
        if self._limit is None:
            return 0.0
        most = price_of(provider, model, worst)
        if most is None:
            raise BudgetReached(
                f"the price of {model} is not known, so a budget of {_dollars(self._limit)} can't be kept",
                "Leave --budget out, or use a model with a known price.",
            )
        if self._spent + self._reserved + most > self._limit:
            raise BudgetReached(
                f"the budget of {_dollars(self._limit)} is used up ({_dollars(self._spent)} spent)",
                "Give more with --budget.",
            )
        self._reserved += most
        return most

    def settle(self, reserved: float, cost: float | None) -> None:
        """Book what the call did cost in place of what was put aside; an unknown cost counts as the worst."""
        self._reserved -= reserved
        self._spent += reserved if cost is None else cost


def _dollars(usd: float) -> str:
    """An amount as people write it, to the cent, or finer when it is small: "$0.25", "$0.0004"."""
    return f"${usd:.2f}" if usd >= 0.1 or usd == 0 else f"${usd:.6f}".rstrip("0")
