from __future__ import annotations

from interview_cli.research.claims import Claim, check_claims
from interview_cli.research.thread import Comment, Thread

THREAD = Thread(
    "reddit:ab1", "reddit", "r/jobs", "Tessaro interview", "They care about tests and clear names.", "https://www.reddit.com/r/jobs/comments/ab1/", "2026-05-01", 4, 1, (Comment("I heard back after eight days.", 2),)
)  # fmt: skip


def test_only_real_quotes_pass():
    """An invented quote, a quote of another thread, and one too short to prove anything are dropped and counted."""
    claims = (
        Claim("Tests matter", "reddit:ab1", "They care about  tests and clear names"),
        Claim("They decide in a week", "reddit:ab1", "I heard back after three days."),
        Claim("Tests matter", "reddit:zz9", "They care about tests and clear names"),
        Claim("Names matter", "reddit:ab1", "clear names"),
    )
    lines, dropped = check_claims(claims, (THREAD,))
    assert [(line.text, line.support, line.sources[0].date) for line in lines] == [
        ("Tests matter", "one", "2026-05-01")
    ]
    assert dropped == 3


def test_a_model_brings_no_links_and_no_escapes():
    """The source's link is the thread's own; the text is cleaned."""
    lines, _ = check_claims(
        (Claim("Quick \x1b[31manswer", "reddit:ab1", "I heard back after eight days."),), (THREAD,)
    )
    assert lines[0].text == "Quick answer"
    assert lines[0].sources[0].url == THREAD.url
