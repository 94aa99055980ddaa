"""The nouns of the program: frozen, plain, and free of behaviour.

They are standard dataclasses; `store.codec` turns them into JSON and back, and refuses what has not their shape. Each
is loaded when it is first asked for: to make all of them takes 16 ms, and no run needs the nouns of every command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from interview_cli.models.cv import (
        CV as CV,
        Basics as Basics,
        Certificate as Certificate,
        Education as Education,
        Language as Language,
        Profile as Profile,
        Project as Project,
        SkillGroup as SkillGroup,
        SkillShown as SkillShown,
        Work as Work,
    )
    from interview_cli.models.grade import (
        Assessment as Assessment,
        Claim as Claim,
        Delivery as Delivery,
        DimensionScore as DimensionScore,
        Star as Star,
    )
    from interview_cli.models.pack import (
        Dossier as Dossier,
        Gap as Gap,
        Insight as Insight,
        Pack as Pack,
        Question as Question,
        ReportedQuestion as ReportedQuestion,
        Source as Source,
        Story as Story,
    )
    from interview_cli.models.posting import (
        Posting as Posting,
        Requirement as Requirement,
        Salary as Salary,
        SkillAsked as SkillAsked,
    )
    from interview_cli.models.receipt import CacheCount as CacheCount, Receipt as Receipt, Stage as Stage
    from interview_cli.models.session import (
        Answer as Answer,
        Debrief as Debrief,
        Point as Point,
        Session as Session,
        Terms as Terms,
        Turn as Turn,
    )
    from interview_cli.vocabulary import (
        AnswerKind as AnswerKind,
        ClaimStatus as ClaimStatus,
        FeedbackWhen as FeedbackWhen,
        GapStatus as GapStatus,
        Importance as Importance,
        Kind as Kind,
        Level as Level,
        Origin as Origin,
        Period as Period,
        Persona as Persona,
        Priority as Priority,
        StarPart as StarPart,
        Style as Style,
        Workplace as Workplace,
    )
else:
    from importlib import import_module

    _NOUNS: Final = {
        "posting": "Salary Requirement SkillAsked Posting",
        "cv": "Profile Basics Work Education SkillGroup Project Language Certificate SkillShown CV",
        "pack": "Gap Question Story Source Insight ReportedQuestion Dossier Pack",
        "receipt": "CacheCount Stage Receipt",
        "grade": "DimensionScore Star Claim Delivery Assessment",
        "session": "Terms Answer Turn Point Debrief Session",
    }
    _HOMES: Final = {
        noun: f"interview_cli.models.{name}" for name, nouns in _NOUNS.items() for noun in nouns.split()
    }

    def __getattr__(name: str) -> object:
        """A noun, or a word of the vocabulary (PEP 562)."""
        found = getattr(import_module(_HOMES.get(name, "interview_cli.vocabulary")), name)
        globals()[name] = found
        return found
