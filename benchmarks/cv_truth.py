"""How much of each CV is read right, against a truth written by hand.

    python benchmarks/cv_truth.py FOLDER [--detail]

In FOLDER each CV has its truth beside it: `NAME.truth.json` (see tests/cv/samples) or, for RenderCV documents,
`NAME.yaml`. `.docx.json` recipes and `.html` pages with a truth are built into Word and PDF files first. CVs without
a truth are compared with each other by name, mail address, jobs and skills; `*.resume.json` must be read whole.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from interview_cli.cv.jsonresume import to_json_resume  # noqa: E402
from interview_cli.cv.read import read_cv  # noqa: E402
from interview_cli.models import CV  # noqa: E402
from interview_cli.untrusted import fold  # noqa: E402

Scores = dict[str, list[bool]]


def norm(text: str) -> str:
    """Folded, without punctuation at the edges and Markdown links."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return fold(re.sub(r"\*+", "", text)).strip(" .,;:()")


def same(wanted: str, found: str) -> bool:
    """Equal, or the one holds the other and is not much shorter."""
    a, b = norm(wanted), norm(found)
    return bool(a and b) and (
        a == b or (a in b and len(b) < 1.6 * len(a) + 4) or (b in a and len(a) < 1.6 * len(b) + 4)
    )


def score(cv: CV, truth: dict[str, Any]) -> Scores:
    """Right or wrong for every fact of the truth, by kind."""
    out: Scores = defaultdict(list)
    out["name"].append(same(truth["name"], cv.basics.name))
    if truth.get("email"):
        out["email"].append(truth["email"] == cv.basics.email)
    if truth.get("phone"):
        out["phone"].append(truth["phone"] in re.sub(r"\D", "", cv.basics.phone))
    if truth.get("location"):
        out["location"].append(norm(truth["location"]) in norm(cv.basics.location))
    urls = " ".join(p.url for p in cv.basics.profiles).lower()
    out["profiles"] += [p.lower() in urls for p in truth.get("profiles", [])]
    score_work(cv, truth, out)
    for school in truth.get("education", []):
        near = [
            e
            for e in cv.education
            if same(school["school"], e.institution) and same(school["degree"], e.study_type + " " * 0)
        ]
        near = near or [e for e in cv.education if same(school["school"], e.institution)]
        out["school"].append(bool(near))
        out["degree"].append(
            any(
                same(school["degree"], e.study_type) or norm(school["degree"]) in norm(e.study_type)
                for e in near
            )
        )
        if school.get("area"):
            out["area"].append(any(same(school["area"], e.area) for e in near))
        if "start" in school:
            out["school dates"].append(
                any((e.start, e.end) == (school["start"], school["end"]) for e in near)
            )
    skills = [norm(k) for group in cv.skills for k in (*group.keywords, group.name)]
    out["skill"] += [norm(s) in skills for s in truth.get("skills", [])]
    out["language"] += [
        any(same(w, found.language) for found in cv.languages) for w in truth.get("languages", [])
    ]
    out["certificate"] += [
        any(same(w, c.name) for c in cv.certificates) for w in truth.get("certificates", [])
    ]
    out["project"] += [any(norm(w) in norm(p.name) for p in cv.projects) for w in truth.get("projects", [])]
    lines = [norm(h) for p in (*cv.projects, *cv.work, *cv.volunteer) for h in p.highlights]
    out["other line"] += [norm(w) in lines for w in truth.get("lines", [])]
    text = norm(cv.text)
    out["text"] += [norm(h) in text for job in truth.get("work", []) for h in job["highlights"]]
    return out


def score_work(cv: CV, truth: dict[str, Any], out: Scores) -> None:
    """Jobs: employer and title of the same entry, its dates, and its lines in that entry."""
    wanted = truth.get("work", [])
    for job in wanted:
        near = [w for w in cv.work if same(job["title"], w.position) and same(job["employer"], w.name)]
        out["employer"].append(any(same(job["employer"], w.name) for w in cv.work))
        out["title"].append(any(same(job["title"], w.position) for w in cv.work))
        out["job whole"].append(bool(near))
        out["job dates"].append(any((w.start, w.end) == (job["start"], job["end"]) for w in near))
        lines = [norm(text) for w in near for text in (*w.highlights, w.summary)]
        out["highlight"] += [norm(h) in lines for h in job["highlights"]]
    out["no ghost job"].append(len(cv.work) <= len(wanted) + 1)
    for job in truth.get("volunteer", []):
        out["volunteer"].append(
            any(same(job["employer"], w.name) and same(job["title"], w.position) for w in cv.volunteer)
        )


def from_rendercv(path: Path) -> dict[str, Any]:
    """The truth in a RenderCV document."""
    import yaml

    cv = yaml.safe_load(path.read_text(encoding="utf-8"))["cv"]
    sections = cv["sections"]
    now = "present"

    def day(value: Any) -> str:
        return "" if value in (None, now) else str(value)[:7]

    def lines(items: list[Any]) -> list[str]:
        flat = re.split(r"\n|(?<=\w) - (?=[A-Z])", "\n".join(map(str, items or [])))
        return [re.sub(r"^\s*- ", "", line).strip() for line in flat if line.strip()]

    return {
        "name": cv["name"], "email": cv["email"], "location": str(cv["location"]).split(",")[0],
        "profiles": [f"{p['network']}.com".lower() for p in cv["social_networks"]],
        "work": [{"employer": j["company"], "title": j["position"], "start": day(j["start_date"]), "end": day(j["end_date"]),
                  "highlights": lines(j["highlights"])} for j in sections["experience"]],
        "education": [{"school": e["institution"], "degree": e["degree"], "area": e["area"], "start": day(e["start_date"]),
                       "end": day(e["end_date"])} for e in sections["education"]],
        "skills": [s.strip() for group in sections["skills"] for s in group["details"].split(",")],
        "projects": [norm(p["name"]) for p in sections["projects"]] + [norm(p["title"]) for p in sections["publications"]],
        "lines": [h for p in sections["projects"] for h in lines(p["highlights"])],
    }  # fmt: skip


def find_cvs(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every CV with a truth."""
    for path in sorted(folder.iterdir()):
        stem = path.name.split(".")[0]
        truth = folder / f"{stem}.truth.json"
        if path.suffix == ".yaml":
            yield path.with_suffix(".pdf"), from_rendercv(path)
        elif truth.exists() and path != truth:
            yield path, json.loads(truth.read_text(encoding="utf-8"))


def read_built(path: Path) -> CV:
    """The CV in the file, or in the file built of it."""
    if not path.name.endswith((".docx.json", ".html")):
        return read_cv(str(path))
    from tests.cv.build import build

    with tempfile.NamedTemporaryFile(suffix=".pdf" if path.suffix == ".html" else ".docx") as file:
        file.write(build(path))
        file.flush()
        return read_cv(file.name)


def compare_templates(folder: Path, done: set[Path]) -> None:
    """CVs without a truth: do they agree with each other?"""
    rest = [p for p in sorted(folder.glob("*.pdf")) if p not in done]
    found = {p.name: read_cv(str(p)) for p in rest}
    views = {
        "name": lambda cv: cv.basics.name, "email": lambda cv: cv.basics.email,
        "jobs": lambda cv: [(w.name, w.position, w.start, w.end, w.highlights) for w in cv.work],
        "skills": lambda cv: sorted({norm(k) for g in cv.skills for k in g.keywords}),
        "schools": lambda cv: [(e.institution, e.study_type, e.area) for e in cv.education],
    }  # fmt: skip
    for name, view in views.items():
        seen = {json.dumps(view(cv)) for cv in found.values()}  # type: ignore[no-untyped-call]
        print(
            f"  {len(found)} CVs without a truth agree on {name}: {'yes' if len(seen) == 1 else f'no ({len(seen)} readings)'}"
        )


def check_resumes(folder: Path) -> None:
    """JSON Resume files: what goes in comes out."""
    for path in sorted(folder.glob("*.resume.json")):
        source = json.loads(path.read_text(encoding="utf-8"))
        out = to_json_resume(read_cv(str(path)))
        lost = [key for key in ("work", "education", "skills", "projects", "languages", "certificates")
                if len(out[key]) < len(source.get(key, []))]  # fmt: skip
        lines = [h for w in source.get("work", []) for h in w.get("highlights", [])]
        kept = [h for w in out["work"] for h in w.get("highlights", [])]
        print(f"  {path.name}: {len(kept)} of {len(lines)} highlights, sections shortened: {lost or 'none'}")


def main() -> None:
    folder = Path(sys.argv[1])
    detail = "--detail" in sys.argv
    total: Scores = defaultdict(list)
    done: set[Path] = set()
    times: list[float] = []
    for path, truth in find_cvs(folder):
        done.add(path)
        start = time.perf_counter()
        cv = read_built(path)
        times.append(time.perf_counter() - start)
        scores = score(cv, truth)
        for kind, marks in scores.items():
            total[kind] += marks
        marks = [m for ms in scores.values() for m in ms]
        wrong = ", ".join(f"{kind} {sum(ms)}/{len(ms)}" for kind, ms in scores.items() if not all(ms))
        print(f"{path.name:44} {sum(marks):4}/{len(marks):<4} {wrong}")
        if detail and wrong:
            print(json.dumps(asdict(cv)["work"], ensure_ascii=False, indent=1))
    print()
    for kind, marks in total.items():
        if marks:
            print(f"  {kind:14} {sum(marks):4}/{len(marks):<4} {sum(marks) / len(marks):6.1%}")
    everything = [m for ms in total.values() for m in ms]
    if everything:
        print(
            f"  {'all':14} {sum(everything):4}/{len(everything):<4} {sum(everything) / len(everything):6.1%}   median {sorted(times)[len(times) // 2] * 1000:.0f} ms"
        )
    compare_templates(folder, done)
    check_resumes(folder)


if __name__ == "__main__":
    main()
