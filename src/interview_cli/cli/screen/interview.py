"""The interview on a terminal or a pipe: who is there, the question, the feedback as it comes, and the debrief."""

from __future__ import annotations

import sys
from typing import Final

from interview_cli.cli.output import put
from interview_cli.cli.screen.debrief import draw_debrief
from interview_cli.cli.screen.flow import Flow
from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.cli.screen.scores import draw_scores
from interview_cli.coach.personas import read_manner
from interview_cli.interview.dialogue import (
    Asked,
    Assessed,
    Delta,
    Done,
    Event,
    Improved,
    Noticed,
    Opened,
    Saved,
)
from interview_cli.models import Kind, Terms
from interview_cli.untrusted import clean_line

KINDS: Final[dict[Kind, str]] = {
    "screening": "first conversation",
    "behavioural": "how you work",
    "technical": "the work itself",
    "case": "a case",
    "system-design": "a design",
    "ask-them": "your turn to ask",
}
# Minutes a question takes on the whole: reading, thinking, answering, feedback.
_MINUTES_EACH: Final = 3.5


class PageVoice:
    """Writes the interview to stdout. `live` is a terminal that can take back what it shows."""

    def __init__(self, *, live: bool, editor: bool) -> None:
        self._live = live
        self._editor = editor
        self._terms = Terms()
        self._flow: Flow | None = None
        self._streamed: set[tuple[int, int]] = set()
        self._attempt = 1
        self._waiting = False

    def tell(self, event: Event) -> None:
        """Show `event`."""
        waited = self._stop_waiting()
        if not isinstance(event, Delta):
            self._end_flow()
        match event:
            case Opened():
                self._terms = event.session.terms
                self._page(lambda paper: _open(paper, event, editor=self._editor))
            case Asked():
                self._page(lambda paper: _ask(paper, event))
            case Saved():
                self._attempt = event.attempt
                self._wait(skipped=event.skipped)
            case Delta():
                self._stream(event)
            case Assessed():
                self._page(lambda paper: self._assess(paper, event))
            case Improved():
                self._page(lambda paper: _improved(paper, event))
            case Noticed():
                self._page(lambda paper: paper.line((f"• {event.text}", "yellow")))
                self._wait(skipped=not waited)
            case Done():
                self._page(lambda paper: _close(paper, event, self._terms))

    def show(self, text: str) -> None:
        """Lines in answer to a command."""
        self._stop_waiting()
        self._end_flow()
        self._page(lambda paper: [paper.line((line, "dim"), hang=2) for line in text.splitlines()])

    def echo(self, answer: str) -> None:
        """An answer that nobody saw being typed."""
        self._page(lambda paper: [paper.line(("› ", "cyan"), line, hang=2) for line in answer.splitlines()])

    def _page(self, draw: object) -> None:
        with open_paper() as paper:
            draw(paper)  # type: ignore[operator]
        put("".join(paper.written))

    def _stream(self, event: Delta) -> None:
        if self._terms.feedback == "end":
            return
        if self._flow is None:
            put("\n")
            self._flow = Flow(put)
        self._streamed.add((event.n, self._attempt))
        self._flow.add(event.text)

    def _end_flow(self) -> None:
        if self._flow:
            self._flow.close()
            self._flow = None

    def _wait(self, *, skipped: bool) -> None:
        """A sign that the answer has been taken, until something follows."""
        if self._live and not skipped and self._terms.feedback == "each":
            put("… ")
            self._waiting = True

    def _stop_waiting(self) -> bool:
        """Take the sign away; whether it stood there."""
        waited, self._waiting = self._waiting, False
        if waited:
            put("\r\x1b[K")
        return waited

    def _assess(self, paper: Paper, event: Assessed) -> None:
        if (event.n, event.attempt) not in self._streamed or self._terms.feedback == "end":
            _say_again(paper, event)
        draw_scores(paper, event.assessment, before=event.before, numbers=self._terms.scores)


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: "04:09"."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


def _open(paper: Paper, event: Opened, *, editor: bool) -> None:
    session, terms = event.session, event.session.terms
    manner = read_manner(terms.persona)
    title = " · ".join(filter(None, (clean_line(session.title, 120), clean_line(session.company, 80))))
    paper.gap()
    paper.line((title or "An interview", "bold"))
    minutes = round(terms.time_limit or event.total * _MINUTES_EACH)
    about = f"{event.total} question{'s' if event.total != 1 else ''}, about {minutes} minutes."
    paper.line((f"Interviewer: {manner.name}. {manner.about} {about} Coach: {event.made_by}.", "dim"))
    paper.line((f"Each answer is saved as you give it, in session {session.id}.", "dim"))
    how = "An empty line, or Alt-Enter, sends your answer" if editor else "An empty line ends your answer"
    leave = "Ctrl-C leaves" if editor or sys.stdin.isatty() else "the end of the input leaves"
    paper.line((f"{how}; /help shows what else there is; {leave}.", "dim"))
    paper.gap()
    if event.resumed:
        paper.line(("Welcome back. We go on where we stopped.", "italic"))
    else:
        paper.line((event.opening, "italic"))


def _ask(paper: Paper, event: Asked) -> None:
    question = event.turn.question
    name = "Follow-up" if event.turn.follow_up else f"Question {event.number} of {event.total}"
    parts = [
        name,
        KINDS.get(question.kind, question.kind),
        clean_line(question.skill or "", 40),
        _time(event),
    ]
    paper.gap()
    paper.line((" · ".join(filter(None, parts)), "cyan"))
    if event.lead:
        paper.line((event.lead, "italic"))
    paper.gap()
    paper.line((question.text, "bold"))
    if question.why:
        paper.line((question.why, "dim"))
    paper.gap()


def _time(event: Asked) -> str:
    if event.left is None:
        return clock(event.elapsed)
    if event.left <= 0:
        return "time is up; this is the last one"
    return f"{clock(event.left)} left"


def _say_again(paper: Paper, event: Assessed) -> None:
    """The feedback in full, where it has not been streamed."""
    found = event.assessment
    paper.gap()
    paper.line((f"Answer {event.n}: {clean_line(found.question, 100)}", "bold"))
    for line in found.strengths:
        paper.line(("+ ", "green"), line, hang=2)
    for line in found.improvements:
        paper.line(("→ ", "yellow"), line, hang=2)


def _improved(paper: Paper, event: Improved) -> None:
    if event.text is None:
        paper.line(("No stronger version of that answer can be made from what it says.", "dim"))
        return
    paper.gap()
    paper.line((f"Answer {event.n}, told better; nothing is in it that you did not say:", "bold"))
    for line in event.text.splitlines():
        paper.line(line, indent=2)
    paper.gap()


def _close(paper: Paper, event: Done, terms: Terms) -> None:
    if event.debrief and event.finished:
        draw_debrief(paper, event.debrief, event.receipt, numbers=terms.scores)
        paper.gap()
        _command(paper, "Read it again:", f"interview sessions show {event.session.id}")
        return
    paper.gap()
    paper.line(f"Saved: {event.session.answered} of {event.session.asked} questions answered.")
    _command(paper, "Go on with:", f"interview start --resume {event.session.id}")


def _command(paper: Paper, what: str, command: str) -> None:
    """A command to copy: never broken over two lines by us."""
    if paper.width > len(what) + len(command):
        paper.line((f"{what} ", "dim"), command)
        return
    paper.line((what, "dim"))
    paper.console.print(command, soft_wrap=True, highlight=False, markup=False)
