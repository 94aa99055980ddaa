"""Task: what an answer is worth. The model names levels with quotes; code checks the quotes and does the sums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from interview_cli.coach.model.desk import Desk
from interview_cli.coach.model.fences import defuse
from interview_cli.coach.model.replies import AssessmentReply, Levelled
from interview_cli.coach.model.speaking import remark
from interview_cli.coach.rubric import HIGHEST, LOWEST, Rubric, overall
from interview_cli.models import Assessment, DimensionScore, Kind, Level, Star
from interview_cli.ports import Heard
from interview_cli.untrusted import clean_line, find_quote, fold

# These are measured, from words and times: no model can hear them.
MEASURED: Final = ("pace", "pauses")
_REACH: Final = (
    2  # levels the model may differ from what plain code finds: a talked-over model can do no more
)
_MOST_USES: Final = 3  # of one quote as proof for different dimensions
_WORTH_ASKING: Final = 8  # words; shorter answers are graded by code alone
_NO_PROOF: Final = "not graded: the words given as proof are not in the answer"


@dataclass(frozen=True, slots=True)
class Hearing:
    """An answer with what it is graded by: the rubric, the kind and level, and what plain code measured of it."""

    heard: Heard
    rubric: Rubric
    kind: Kind
    level: Level
    measured: Assessment

    @property
    def answer(self) -> str:
        """The answer's text."""
        return self.heard.turn.last.text if self.heard.turn.last else ""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions the model is asked for."""
        return tuple(name for name in self.rubric.needs(self.kind) if name not in MEASURED)

    @property
    def worth_asking(self) -> bool:
        """Whether there is enough of an answer to ask a model about."""
        return len(self.answer.split()) >= _WORTH_ASKING


def rubric_text(rubric: Rubric) -> str:
    """The rubric as the prompt holds it, the same for every question."""
    rows = []
    for name, dimension in rubric.dimensions.items():
        if name not in MEASURED:
            rows.append(f"- {name} ({dimension.title}): {dimension.asks}")
            rows += [f"  {level}: {anchor}" for level, anchor in enumerate(dimension.anchors, LOWEST)]
    return "\n".join(rows)


def anchors_text(hearing: Hearing) -> str:
    """The anchors that differ for this kind of question."""
    rows = []
    for name in hearing.dimensions:
        own = hearing.rubric.dimensions[name].by_kind.get(hearing.kind)
        if own:
            rows.append(f"  For this kind of question, {name} means:")
            rows += [f"  {level}: {anchor}" for level, anchor in enumerate(own, LOWEST)]
    return "\n".join(rows)


def complaint(reply: AssessmentReply, hearing: Hearing) -> str | None:
    """What is wrong with a reply that fits: fewer than half of its levels are proved."""
    folded = fold(hearing.answer)
    proved = {item.dimension for item in reply.levels if _is_proved(item, folded)}
    wanted = set(hearing.dimensions)
    if len(proved & wanted) * 2 >= len(wanted):
        return None
    return "most levels have no quote that stands word for word in the answer"


def _is_proved(item: Levelled, folded: str) -> bool:
    if not LOWEST <= item.level <= HIGHEST:
        return False
    return find_quote(item.quote, folded) if item.quote.strip() else item.level <= 2


def grade(reply: AssessmentReply, hearing: Hearing, desk: Desk, made_by: str) -> Assessment:
    """The assessment: proved levels, checked remarks, and the rest as plain code measured it."""
    folded = fold(hearing.answer)
    scores = _scores(reply, hearing, desk, folded)
    total = overall(
        {name: score.score for name, score in scores.items()},
        kind=hearing.kind,
        level=hearing.level,
        rubric=hearing.rubric,
    )
    landed = [remark(item, folded, desk) for item in reply.landed[:3] if item.quote.strip()]
    sharpen = [remark(item, folded, desk) for item in reply.sharpen[:3]]
    lost = landed.count(None) + sharpen.count(None)
    desk.recorder.dropped("quote", lost)
    return replace(
        hearing.measured,
        graded=total is not None,
        overall=total,
        dimensions=scores,
        star=_star(reply, hearing.measured.star, folded, desk),
        strengths=tuple(line for line in landed if line),
        improvements=tuple(line for line in sharpen if line) or hearing.measured.improvements,
        made_by=made_by,
    )


def _scores(reply: AssessmentReply, hearing: Hearing, desk: Desk, folded: str) -> dict[str, DimensionScore]:
    """Every dimension of the rubric: the model's where it is proved, code's where it is measured, else not graded."""
    named = {item.dimension: item for item in reply.levels}
    desk.recorder.dropped("dimension", len(set(named) - set(hearing.rubric.dimensions)))
    uses: dict[str, int] = {}
    scores = {}
    for name in hearing.rubric.dimensions:
        base = hearing.measured.dimensions.get(name)
        if name not in hearing.dimensions:
            scores[name] = base or DimensionScore(None, (), hearing.rubric.reason("kind", hearing.kind))
            continue
        item = named.get(name)
        uses_of = fold(item.quote) if item else ""
        uses[uses_of] = uses.get(uses_of, 0) + 1
        if item is None or not _is_proved(item, folded) or (uses_of and uses[uses_of] > _MOST_USES):
            desk.recorder.dropped("quote" if uses_of else "dimension")
            scores[name] = DimensionScore(
                None, (), _NO_PROOF if item and item.level else "not graded: can't be told"
            )
            continue
        scores[name] = _score(item, base, desk)
    return scores


def _score(item: Levelled, base: DimensionScore | None, desk: Desk) -> DimensionScore:
    level = item.level
    if base and base.score is not None:
        level = min(max(level, base.score - _REACH), base.score + _REACH)
        desk.recorder.dropped("level", int(level != item.level))
    quote = clean_line(item.quote, 300)
    return DimensionScore(level, (quote,) if quote else (), desk.sound(item.why, limit=160) or "")


def _star(reply: AssessmentReply, base: Star, folded: str, desk: Desk) -> Star:
    """The parts of the story whose words stand in the answer; what code found stands where the model's do not."""

    def part(said: str, found: str | None) -> str | None:
        if said.strip() and find_quote(said, folded):
            return clean_line(said, 300)
        desk.recorder.dropped("quote", int(bool(said.strip())))
        return found

    star = reply.star
    return Star(
        part(star.situation, base.situation),
        part(star.task, base.task),
        part(star.action, base.action),
        part(star.result, base.result),
    )


def turn_text(heard: Heard, desk: Desk) -> str:
    """The question, what a strong answer holds, and the answer, for the end of the prompt."""
    question = heard.turn.question
    marks = desk.marks
    rows = [f"Question: {defuse(clean_line(question.text, 500), marks)}"]
    rows += [
        f"A strong answer: {defuse(clean_line(point, 200), marks)}" for point in question.strong_answer[:6]
    ]
    answer = heard.turn.last.text if heard.turn.last else ""
    return "\n".join([*rows, "", "Answer:", defuse(answer, marks)])
