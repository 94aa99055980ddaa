"""What trade a posting belongs to: the families of skills its title and its requirements point at."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final

from interview_cli.coach.builtin.data import load_file
from interview_cli.coach.builtin.lexicon import Lexicon
from interview_cli.coach.builtin.wording import Phrases, fold_words
from interview_cli.models import Posting

# What a mention is worth: the title says what the job is, a must says more than a nice-to-have.
_TITLE_WEIGHT: Final = 12
_WEIGHT: Final = {"must": 3, "duty": 2, "nice": 1}


def families_of(posting: Posting, lexicon: Lexicon) -> tuple[str, ...]:
    """The families the posting draws on, the most central first; soft skills, languages and licences do not count."""
    score: Counter[str] = Counter()
    for families in title_families(posting.title):
        for place, family in enumerate(families):
            score[family] += max(2, _TITLE_WEIGHT - 2 * place)
    for asked in posting.skills:
        skill = lexicon.skills.get(asked.name)
        if skill and skill.kind in ("technology", "method", "domain") and not skill.family.startswith("soft"):
            score[skill.family] += _WEIGHT[asked.importance]
    return tuple(family for family, _ in sorted(score.items(), key=lambda item: (-item[1], item[0])))


def title_families(title: str) -> list[tuple[str, ...]]:
    """The family lists of every role whose words stand in `title`; the word that stands last counts first."""
    folded = fold_words(title)
    found = []
    for name, table in load_file("roles").items():
        last = _pattern(name).reach(folded)
        if last:
            found.append((last, tuple(table["families"])))
    return [families for _, families in sorted(found, key=lambda item: -item[0])][:2]


@cache
def _pattern(name: str) -> Phrases:
    return Phrases(load_file("roles")[name]["words"])
