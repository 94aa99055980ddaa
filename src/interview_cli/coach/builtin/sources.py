"""Where the plan's questions come from: lists of candidates, the best of each first."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin import woven
from interview_cli.coach.builtin.alternatives import group_skills
from interview_cli.coach.builtin.bank import BankQuestion
from interview_cli.coach.builtin.competencies import find_competencies, title_of
from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.roles import families_of, title_families
from interview_cli.coach.builtin.stories import asked_competencies
from interview_cli.models import Dossier, Gap, Importance, Level, Origin, Posting, Question, SkillAsked, Story
from interview_cli.untrusted import clean_line

# The difficulty a level is mostly asked at.
AIM: Final[dict[Level, int]] = {"junior": 2, "mid": 3, "senior": 4, "staff": 4}
_IMPORTANCE: Final[dict[Importance, int]] = {"must": 0, "duty": 1, "nice": 2}
# Who applies to a posting in a language speaks it; nobody asks about that.
_TONGUES: Final = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
    "pl": "Polish", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "nb": "Norwegian",
}  # fmt: skip
_DESIGNERS: Final = frozenset(
    {"software-architecture", "backend-frameworks", "data-engineering", "machine-learning", "frontend", "mobile",
     "cloud-platforms", "containers-orchestration", "infrastructure-automation", "security", "messaging-streaming"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """All a plan is made from. `posting` has been analysed; `gaps` and `stories` are empty without a CV."""

    posting: Posting
    gaps: tuple[Gap, ...]
    stories: tuple[Story, ...]
    dossier: Dossier
    lexicon: Lexicon
    bank: tuple[BankQuestion, ...]

    @property
    def level(self) -> Level:
        """The level of the posting; `mid` when it says nothing."""
        return self.posting.level or "mid"

    @property
    def trade(self) -> tuple[str, ...]:
        """The families at the centre of the job: those of its title, else the five its requirements point at most."""
        named = tuple(
            dict.fromkeys(family for found in title_families(self.posting.title) for family in found)
        )
        return named or families_of(self.posting, self.lexicon)[:5]

    def is_of_trade(self, question: BankQuestion) -> bool:
        """Whether a question on a skill suits this trade: tools are asked about anywhere, the rest at home only."""
        if not question.families or set(question.families) & set(self.trade):
            return True
        skills = self.lexicon.skills
        return all(skills[name].kind == "technology" for name in question.skills if name in skills)

    def toss(self, name: str) -> int:
        """A number that differs from posting to posting but never from run to run: breaks ties between questions."""
        return zlib.crc32(f"{self.posting.title}|{self.posting.company}|{name}".encode())


def gather(setting: Setting) -> dict[str, list[Question]]:
    """Candidates by source, best first."""
    families = families_of(setting.posting, setting.lexicon)
    return {
        "opening": _listed("opening", setting),
        "closing": _listed("closing", setting),
        "research": list(woven.about_reported(setting.dossier, AIM[setting.level])),
        "gaps": list(_about_gaps(setting)),
        "skills": list(_about_skills(setting)),
        "competencies": list(_about_competencies(setting)),
        "design": list(_about_design(setting, families)),
        "cases": list(_of_families(setting, "case", setting.trade[:2])),
        "duties": list(woven.about_duties(setting.posting, AIM[setting.level])),
        "musts": list(woven.about_musts(setting.posting, _open_requirements(setting), AIM[setting.level])),
        "cv_lines": list(woven.about_cv_lines(setting.stories, AIM[setting.level])),
        "trade": list(_of_families(setting, "technical", families[:4])),
        "behavioural": list(_behavioural(setting)),
        "rest": _listed("rest", setting),
    }


def ask_them(setting: Setting) -> list[Question]:
    """The bank's questions to ask the interviewer, those for this level first."""
    found = [
        q for q in setting.bank if q.kind == "ask-them" and setting.level in q.levels and _suits(q, setting)
    ]
    order: list[str] = load_file("plan")["ask_them"]
    ranked = sorted(found, key=lambda q: (order.index(q.competency or "role"), setting.toss(q.id)))
    return [take(q, "Worth knowing before you say yes.", "bank") for q in ranked]


def _suits(question: BankQuestion, setting: Setting) -> bool:
    """Whether a question for some trades only is for this one; questions about leading people are for those who lead."""
    if not question.families:
        return True
    trade = set(setting.trade)
    if "soft-leadership" in question.families:
        return setting.level == "staff" or "leadership" in asked_competencies(setting.posting)
    return bool(trade & set(question.families))


def take(found: BankQuestion, why: str, origin: Origin, skill: str | None = None) -> Question:
    """A question of the bank as it stands in a pack."""
    return Question(
        id=found.id,
        kind=found.kind,
        text=found.text,
        why=why,
        source=origin,
        difficulty=found.difficulty,
        skill=skill,
        competency=found.competency,
        strong_answer=found.strong,
        probes=found.probes,
    )


def _listed(name: str, setting: Setting) -> list[Question]:
    table = load_file("plan")[name]
    by_id = {q.id: q for q in setting.bank}
    return [take(by_id[i], table["why"], "bank") for i in table["ids"] if setting.level in by_id[i].levels]


def _about_gaps(setting: Setting) -> Iterator[Question]:
    """What the CV does not show: the bank's easier questions on the skill by turns with honest questions on the gap."""
    rows = [gap for gap in setting.gaps if gap.status != "met" and gap.priority != "minor"]
    for place, gap in enumerate(rows):
        why = f"The posting asks for {woven.quoted(gap.requirement)}; your CV {_shows(gap)}."
        if gap.skill is None:
            yield woven.about_unnamed(gap, setting.lexicon, why, AIM[setting.level] - 1)
            continue
        known = list(_on_skill(setting, gap.skill, ceiling=3))
        if known and place % 2:
            yield take(known[0], why, "gap", gap.skill)
        else:
            yield woven.about_gap(gap, setting.lexicon, why, AIM[setting.level] - 1)


def _open_requirements(setting: Setting) -> set[str]:
    return {gap.requirement for gap in setting.gaps if gap.status != "met"}


def _shows(gap: Gap) -> str:
    return "shows only part of it" if gap.status == "partial" else "does not show it"


def _about_skills(setting: Setting) -> Iterator[Question]:
    """The skills asked for: one question each from the bank, then one in the posting's words where the bank has none."""
    passed = {gap.skill for gap in setting.gaps if gap.status != "met" and gap.priority != "minor"}
    passed |= _other_ways(setting)
    # A paper one holds and a language one speaks are settled: there is nothing to ask.
    papers = {
        name for name, entry in setting.lexicon.skills.items() if entry.kind in ("certificate", "language")
    }
    settled = papers & {gap.skill for gap in setting.gaps if gap.status == "met"}
    asked = [s for s in setting.posting.skills if s.name not in passed and s.importance != "nice"]
    asked.sort(key=lambda s: _IMPORTANCE[s.importance])
    later: list[Question] = []
    made: list[Question] = []
    given: set[str] = set()
    for skill in asked:
        entry = setting.lexicon.skills.get(skill.name)
        if (
            entry is None
            or entry.kind == "soft"
            or skill.name in settled
            or entry.name == _TONGUES.get(setting.posting.language)
        ):
            continue
        why = _why_skill(skill)
        found = [q for q in _on_skill(setting, skill.name) if q.id not in given]
        if not found and entry.kind in ("method", "domain"):
            found = [q for q in _on_family(setting, entry.family) if q.id not in given][:1]
        if found:
            given.add(found[0].id)
            yield take(found[0], why, "posting", skill.name)
            later += [take(q, why, "posting", skill.name) for q in found[1:3]]
        else:
            made.append(woven.about_skill(skill, setting.lexicon, why, AIM[setting.level]))
    yield from made[:2]
    yield from later
    yield from made[2:]


def _other_ways(setting: Setting) -> set[str]:
    """Of alternatives ("Python or Java") those that need not be asked about: the CV shows another, or one is enough."""
    met = {gap.skill for gap in setting.gaps if gap.status == "met"}
    lacking = {gap.skill for gap in setting.gaps if gap.status != "met"}
    others: set[str] = set()
    for requirement in setting.posting.requirements:
        for group in group_skills(requirement, setting.lexicon):
            kept = [name for name in group if name in met] or (
                [] if lacking & set(group) else list(group[:2])
            )
            others.update(name for name in group if name not in kept)
    return others


def _why_skill(skill: SkillAsked) -> str:
    return f"The posting names {skill.name}: {woven.quoted(skill.evidence)}."


def _on_skill(setting: Setting, name: str | None, ceiling: int = 5) -> list[BankQuestion]:
    """Questions of the bank about just this skill, nearest to the level's difficulty first."""
    about = [
        q for q in setting.bank if name in q.skills and q.kind == "technical" and q.difficulty <= ceiling
    ]
    return _ranked(setting, [q for q in about if setting.is_of_trade(q)])


def _on_family(setting: Setting, family: str) -> list[BankQuestion]:
    """Questions of the bank on the whole of a family, for a skill that is a field of work rather than a tool."""
    asked = {skill.name for skill in setting.posting.skills}
    of_family = [q for q in setting.bank if q.kind == "technical" and q.families[:1] == (family,)]
    return _ranked(setting, [q for q in of_family if not q.skills or asked & set(q.skills)])


def _ranked(setting: Setting, found: list[BankQuestion]) -> list[BankQuestion]:
    fitting = [q for q in found if setting.level in q.levels]
    aim = AIM[setting.level]
    return sorted(fitting, key=lambda q: (abs(q.difficulty - aim), setting.toss(q.id)))


def _about_competencies(setting: Setting) -> Iterator[Question]:
    """One question for each competency the posting names, then one for each that this level is asked anyway."""
    named = asked_competencies(setting.posting)
    usual: list[str] = load_file("plan")["competencies"][setting.level]
    for name in (*named, *(n for n in usual if n not in named)):
        found = _ranked(
            setting, [q for q in setting.bank if q.kind == "behavioural" and q.competency == name]
        )
        if found:
            yield take(found[0], _why_competency(name, setting), "posting" if name in named else "bank")


def _why_competency(name: str, setting: Setting) -> str:
    for requirement in setting.posting.requirements:
        if name in find_competencies(requirement.text, "asks"):
            return f"About {title_of(name)}: the posting says {woven.quoted(requirement.text)}."
    return f"About {title_of(name)}, which is asked at this level whether or not the posting says so."


def _about_design(setting: Setting, families: tuple[str, ...]) -> Iterator[Question]:
    """System design, for those whose title is in software and who are past the first years."""
    central = {family for found in title_families(setting.posting.title) for family in found} or set(
        families[:3]
    )
    if setting.level == "junior" or not central & _DESIGNERS:
        return
    yield from _of_families(setting, "system-design", families[:5])


def _of_families(setting: Setting, kind: str, families: tuple[str, ...]) -> Iterator[Question]:
    """Questions of one kind for the trade, family by family in turn, so that no family fills the plan."""
    by_family = [
        _ranked(setting, [q for q in setting.bank if q.kind == kind and family in q.families])
        for family in families
    ]
    for row in range(max(map(len, by_family), default=0)):
        for family, found in zip(families, by_family, strict=True):
            if row < len(found):
                title = setting.lexicon.families.get(family, family.replace("-", " "))
                yield take(found[row], f"Usual for this kind of work ({title}).", "bank")


def _behavioural(setting: Setting) -> Iterator[Question]:
    for found in _ranked(
        setting, [q for q in setting.bank if q.kind == "behavioural" and _suits(q, setting)]
    ):
        yield take(found, f"Often asked of a {clean_line(setting.posting.title, 60)}.", "bank")
