"""The nouns of a CV."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """An account elsewhere, as in JSON Resume `basics.profiles`."""

    network: str
    username: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Basics:
    """Who the CV is of. `location` is free text."""

    name: str = ""
    label: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    summary: str = ""
    location: str = ""
    profiles: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A job (or volunteering). Dates are ISO 8601, cut to what is known: "2021", "2021-04"; `end` "" is "to this day"."""

    name: str = ""
    position: str = ""
    location: str = ""
    start: str = ""
    end: str = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Education:
    """A school. `study_type` is the degree, `area` the subject."""

    institution: str = ""
    area: str = ""
    study_type: str = ""
    start: str = ""
    end: str = ""
    score: str = ""
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """A line of the CV's own skills section: "Databases: PostgreSQL, Redis"."""

    name: str = ""
    level: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project, publication or award with its lines."""

    name: str = ""
    description: str = ""
    highlights: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A spoken language."""

    language: str
    fluency: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate or licence."""

    name: str
    issuer: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class SkillShown:
    """A skill the CV shows: the line that shows it, and where ("work: Northwind", "skills", "summary")."""

    name: str
    evidence: str
    where: str


@dataclass(frozen=True, slots=True)
class CV:
    """A CV in the shape of JSON Resume, with the text it was read from. `shown` is empty until a coach has read it."""

    basics: Basics = Basics()
    work: tuple[Work, ...] = ()
    volunteer: tuple[Work, ...] = ()
    education: tuple[Education, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    projects: tuple[Project, ...] = ()
    languages: tuple[Language, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    text: str = ""
    pages: int = 1
    shown: tuple[SkillShown, ...] = ()
    warnings: tuple[str, ...] = ()
