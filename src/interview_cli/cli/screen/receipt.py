"""What a run took, in a line."""

from __future__ import annotations

from interview_cli.models import Receipt


def calls_words(receipt: Receipt) -> str:
    """What the models took, and how many of their quotes were left out because they stand nowhere."""
    if not receipt.calls:
        return "no model was called"
    cost = "cost unknown" if receipt.cost_usd is None else f"${receipt.cost_usd:.4f}"
    calls = f"{receipt.calls} model call{'s' if receipt.calls != 1 else ''}"
    lost = receipt.dropped.get("quote", 0)
    left_out = f", {lost} false quote{'s' if lost != 1 else ''} left out" if lost else ""
    return f"{calls}, {receipt.tokens_in + receipt.tokens_out:,} tokens, {cost}{left_out}"


def receipt_line(receipt: Receipt) -> str:
    """What the session took, in one line."""
    parts = [
        f"{receipt.wall_ms / 60_000:.0f} min"
        if receipt.wall_ms >= 60_000
        else f"{receipt.wall_ms / 1000:.0f} s"
    ]
    parts.append(calls_words(receipt))
    if receipt.waits_ms:
        slowest = max(receipt.waits_ms)
        parts.append(
            f"longest wait for a question {slowest:.0f} ms"
            if slowest < 1000
            else f"longest wait {slowest / 1000:.1f} s"
        )
    return " · ".join(parts)
