"""What a call is written down as: its tokens, its cost and its times, also when it failed half-way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_cli.llm.prices import Tokens, estimate_tokens, price_of
from interview_cli.recording import Call, Recorder

if TYPE_CHECKING:
    from interview_cli.llm.connection import Received
    from interview_cli.llm.settings import Provider


@dataclass(frozen=True, slots=True)
class Bill:
    """One call that is being made. `guess` is the most it can take, by length."""

    task: str
    provider: Provider
    model: str
    guess: Tokens
    recorder: Recorder

    def count(self, received: Received) -> float | None:
        """Write down a whole reply; its cost, None when the price is unknown."""
        tokens = received.tokens or Tokens(self.guess.sent, estimate_tokens(len(received.text)))
        cost = price_of(self.provider, self.model, tokens)
        self.recorder.called(
            Call(
                self.task, self.provider.name, self.model, tokens.sent, tokens.got, tokens.cached, cost,
                round(received.ms, 3), round(received.first_ms, 3),
            )
        )  # fmt: skip
        return cost

    def count_failed(self, said: str) -> float | None:
        """Write down a call that failed. One that had begun to answer is charged for: as far as it came, by length."""
        tokens = Tokens(self.guess.sent, estimate_tokens(len(said))) if said else Tokens()
        cost = price_of(self.provider, self.model, tokens) if said else 0.0
        self.recorder.called(
            Call(
                self.task, self.provider.name, self.model, tokens.sent, tokens.got, cost_usd=cost, failed=True
            )
        )
        return cost
