"""JSON Resume in and out."""

from __future__ import annotations

import json
import re
from typing import Any

from interview_cli.cv.jsonresume import from_json_resume, to_json_resume
from interview_cli.cv.parse import parse_cv
from interview_cli.cv.read import read_cv
from interview_cli.cv.worker import extract
from interview_cli.models import CV, SkillShown
from tests.cv.build import build, samples

DOCUMENT = {
    "basics": {
        "name": "Jane Doe", "label": "Chef", "email": "jane@example.org", "url": "https://jane.example.org",
        "location": {"city": "York", "countryCode": "GB"},
        "profiles": [{"network": "LinkedIn", "username": "jane", "url": "https://linkedin.com/in/jane"}],
    },
    "work": [{"name": "The Old Mill", "position": "Chef", "startDate": "2019-04-01", "highlights": ["Ran the kitchen"]}],
    "volunteer": [{"organization": "Food Bank", "position": "Driver"}],
    "education": [{"institution": "York College", "area": "Catering", "studyType": "Diploma", "endDate": "2015", "courses": ["Pastry"]}],
    "awards": [{"title": "Best pie", "date": "2021-06", "awarder": "County Fair"}],
    "certificates": [{"name": "Food safety 3", "date": "2020", "issuer": "CIEH"}],
    "skills": [{"name": "Kitchen", "level": "Expert", "keywords": ["sauces", "stock"]}],
    "languages": [{"language": "English", "fluency": "native"}],
    "projects": [{"name": "Street kitchen", "description": "A van", "highlights": ["Fed 400"]}],
}  # fmt: skip


def test_what_goes_in_comes_out():
    """Every field we keep survives the way in and out, under the schema's names."""
    out = to_json_resume(from_json_resume(DOCUMENT))
    for key in ("work", "volunteer", "education", "certificates", "skills", "languages"):
        assert out[key] == DOCUMENT[key]
    assert out["basics"]["location"] == {"address": "York, GB"}
    assert [p["name"] for p in out["projects"]] == ["Street kitchen", "Best pie"]


def test_odd_shapes_are_left_out():
    """Numbers, nulls, strings for lists and lists for dicts do no harm."""
    odd: dict[str, Any] = {
        "basics": [],
        "work": {"name": 1},
        "skills": [None, "x", {"name": 3, "keywords": "one"}],
        "education": [{"institution": {}}],
    }
    cv = from_json_resume(odd)
    assert cv.work == ()
    assert cv.skills[-1].name == "3"
    assert cv.skills[-1].keywords == ("one",)


def test_file_of_json_resume_has_text(tmp_path):
    """A JSON Resume file becomes a CV whose text a coach can quote."""
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    cv = read_cv(str(path))
    assert "## Work experience" in cv.text
    assert "- Ran the kitchen" in cv.text.split("\n")


def test_skills_shown_go_into_meta():
    """What a coach found stands in `meta.interview`, beside text, pages and warnings."""
    cv = CV(
        shown=(SkillShown("Cooking", "Ran the kitchen", "work: The Old Mill"),),
        text="Ran the kitchen",
        warnings=("w",),
    )
    assert to_json_resume(cv)["meta"]["interview"] == {
        "skills": [{"name": "Cooking", "evidence": "Ran the kitchen", "where": "work: The Old Mill"}],
        "text": "Ran the kitchen", "pages": 1, "warnings": ["w"],
    }  # fmt: skip


def test_output_keeps_the_schema_rules():
    """For every sample: dates are ISO 8601 as the schema has them, and URLs carry a scheme."""
    for sample in samples():
        out = to_json_resume(parse_cv(extract(build(sample))))
        json.dumps(out)
        for entry in (*out["work"], *out["volunteer"], *out["education"], *out["projects"]):
            for key in ("startDate", "endDate"):
                assert re.fullmatch(r"(?:[12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?)", entry.get(key, "2000")), entry
        urls = [out["basics"].get("url", "https://x"), *(p["url"] for p in out["basics"].get("profiles", []))]
        assert all(re.match(r"[a-z]+://", url) for url in urls), urls
