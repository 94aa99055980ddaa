"""The rubric: its own data, the arithmetic, and what it says to a file that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from interview_cli.coach.rubric import load_rubric, overall
from interview_cli.errors import UsageError
from interview_cli.models import Kind, Level

KINDS: tuple[Kind, ...] = ("behavioural", "technical", "system-design", "screening", "case")


def test_fourteen_dimensions_in_four_groups() -> None:
    """The rubric has the 14 dimensions the design names, each with five anchors for every kind."""
    rubric = load_rubric()
    assert len(rubric.dimensions) == 14
    assert {d.group for d in rubric.dimensions.values()} == set(rubric.groups)
    for name in rubric.dimensions:
        for kind in KINDS:
            anchors = rubric.anchors(name, kind)
            assert len(anchors) == 5
            assert len(set(anchors)) == 5


def test_a_story_is_asked_of_behavioural_questions_only() -> None:
    """STAR and ownership weigh nothing where no story is asked for; points weigh nothing where there are none."""
    rubric = load_rubric()
    assert "star" in rubric.needs("behavioural")
    assert "technical_accuracy" not in rubric.needs("behavioural")
    for kind in KINDS[1:]:
        assert "star" not in rubric.needs(kind)
    assert rubric.needs("ask-them") == rubric.needs("screening")


@pytest.mark.parametrize(("score", "expected"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100)])
def test_overall_maps_one_to_five_onto_nought_to_a_hundred(score: int, expected: int) -> None:
    """The same score everywhere gives its place on the scale, whatever the kind and level."""
    rubric = load_rubric()
    for kind in KINDS:
        for level in get_args(Level):
            scores = dict.fromkeys(rubric.dimensions, score)
            assert overall(scores, kind=kind, level=level, rubric=rubric) == expected


def test_what_is_not_graded_leaves_the_mean() -> None:
    """A null neither lifts nor lowers; all nulls, or only dimensions of no weight, give no overall."""
    rubric = load_rubric()
    scores = {"clarity": 4, "star": None, "relevance": 4}
    assert overall(scores, kind="behavioural", level="mid", rubric=rubric) == 75
    assert overall({"clarity": None}, kind="behavioural", level="mid", rubric=rubric) is None
    assert overall({"star": 5}, kind="technical", level="mid", rubric=rubric) is None
    assert overall({}, kind="case", level="mid", rubric=rubric) is None


def test_level_changes_what_weighs() -> None:
    """Depth weighs more for a senior than for a junior."""
    rubric = load_rubric()
    junior = rubric.weight("depth", kind="technical", level="junior")
    assert rubric.weight("depth", kind="technical", level="staff") > junior
    shallow = {"depth": 1, "clarity": 5}
    assert (overall(shallow, kind="technical", level="staff", rubric=rubric) or 0) < (
        overall(shallow, kind="technical", level="junior", rubric=rubric) or 0
    )


def test_reasons_read_as_sentences() -> None:
    """A null says why, in words."""
    rubric = load_rubric()
    assert rubric.reason("typed-pauses", "technical") == "typed answer: no pauses"
    assert rubric.reason("kind", "technical") == "not asked of a technical question"


def test_own_rubric_lies_over_the_builtin_one(tmp_path: Path) -> None:
    """A file with one weight changes that weight only; a new dimension comes with its anchors."""
    path = tmp_path / "rubric.toml"
    path.write_text(
        """
[dimensions.safety]
group = "content"
title = "Safety"
asks = "Is the patient safe?"
anchors = ["a", "b", "c", "d", "e"]
[weights.technical]
safety = 4
star = 1.5
"""
    )
    rubric = load_rubric(path)
    assert "safety" in rubric.needs("technical")
    assert rubric.weight("star", kind="technical", level="mid") == 1.5
    assert rubric.weight("clarity", kind="technical", level="mid") == 0.75
    assert rubric.anchors("safety", "technical")[4] == "e"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "not valid TOML"),
        ("colour = 1", "colour"),
        ("version = 2", "version"),
        ("weights = 3", "table"),
        ("[weights.technical]\nwit = 1", "wit"),
        ("[weights.technical]\nclarity = -1", "from 0 to 100"),
        ("[weights.technical]\nclarity = nan", "from 0 to 100"),
        ("[weights.technical]\nclarity = true", "from 0 to 100"),
        ('[weights.cooking]\nclarity = "a"', "cooking"),
        ("[dimensions.clarity]\nanchors = ['a']", "five anchors"),
        ("[dimensions.wit]\ntitle = 'Wit'", "wit"),
        ("[dimensions.clarity.kinds]\nsongs = ['a','b','c','d','e']", "songs"),
        ("[levels.boss]\nweights = {}", "boss"),
        ("[levels.mid.weights]\nclarity = 'x'", "from 0 to 100"),
        ("[reasons]\nkind = '$name'", "$kind"),
    ],
)
def test_a_wrong_file_is_told_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    """Each mistake in a user's rubric ends in a usage error that names it."""
    path = tmp_path / "rubric.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match="rubric") as caught:
        load_rubric(path)
    assert said in str(caught.value)


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    """A path that is not there is said with the path."""
    with pytest.raises(UsageError, match=r"none\.toml"):
        load_rubric(tmp_path / "none.toml")
