"""Prep packs to show: of several trades, empty, long, in many scripts, and hostile. All people and firms are made up."""

from __future__ import annotations

import base64
import io

from interview_cli.models import (
    CV,
    Basics,
    Certificate,
    Dossier,
    Education,
    Gap,
    GapStatus,
    Insight,
    Kind,
    Language,
    Origin,
    Pack,
    Posting,
    Priority,
    Question,
    ReportedQuestion,
    Requirement,
    Salary,
    SkillAsked,
    SkillShown,
    Source,
    Story,
    Work,
)


def png_logo(width: int = 96, height: int = 48) -> str:
    """A PNG of one colour as a data URL."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (width, height), (11, 80, 105)).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def question(
    key: str, kind: Kind, text: str, difficulty: int = 3, skill: str | None = None, source: Origin = "bank"
) -> Question:
    return Question(
        id=key,
        kind=kind,
        text=text,
        why="The posting puts this in its first three lines.",
        source=source,
        difficulty=difficulty,
        skill=skill,
        competency="problem solving",
        strong_answer=(
            "One concrete case, with the year and your own part in it",
            "The choice you made, and what you decided against",
            "A figure for the result, and what you would change today",
        ),
        probes=("What would you do with half the time?", "Who disagreed, and what did you do about it?"),
    )


SOFTWARE_POSTING = Posting(
    title="Senior Backend Engineer",
    company="Tarn & Fell Logistics",
    text="## About\nWe move parcels.\n- 5+ years of Python\n- PostgreSQL at scale",
    location="Leeds, United Kingdom",
    workplace="hybrid",
    employment_type="Full-time, permanent",
    salary=Salary(72000, 85000, "GBP", "year"),
    board="greenhouse",
    url="https://jobs.example.com/tarn-fell/backend-engineer?id=4471",
    posted="2026-11-03",
    closes="2026-12-01",
    level="senior",
    requirements=(
        Requirement("5+ years of Python in production", "must", ("Python",)),
        Requirement("You have run PostgreSQL at scale and can read a query plan", "must", ("PostgreSQL",)),
        Requirement("Experience with event streaming (Kafka or similar)", "must", ("Kafka",)),
        Requirement("Kubernetes is a plus", "nice", ("Kubernetes",)),
        Requirement("Share the on-call rota, one week in six", "duty"),
    ),
    skills=(
        SkillAsked("Python", "must", "5+ years of Python in production"),
        SkillAsked("PostgreSQL", "must", "You have run PostgreSQL at scale and can read a query plan"),
    ),
)

SOFTWARE_CV = CV(
    basics=Basics(
        name="Maren Oduya", label="Backend engineer", email="maren@example.com", phone="+44 113 496 0000"
    ),
    work=(
        Work(
            "Quillmark",
            "Backend Engineer",
            "Leeds",
            "2021-04",
            "",
            highlights=("Cut nightly import from 4 h to 35 min",),
        ),
        Work("Brasswell Foods", "Junior Developer", "York", "2018-09", "2021-03"),
    ),
    education=(Education("University of York", "Computer Science", "BSc", "2015", "2018"),),
    languages=(Language("English", "native"), Language("German", "B2")),
    certificates=(Certificate("Certified Kubernetes Administrator", "CNCF", "2024"),),
    text="Maren Oduya\nBackend engineer",
    shown=(
        SkillShown(
            "Python",
            "Cut the nightly import from 4 h to 35 min by rewriting it in async Python",
            "work: Quillmark",
        ),
        SkillShown("PostgreSQL", "Split a 900 GB orders table by month without downtime", "work: Quillmark"),
    ),
)

SOFTWARE_GAPS = (
    Gap("Experience with event streaming (Kafka or similar)", "Kafka", "missing", "critical", "",
        "Say it plainly: not in production yet. Then bridge: describe the RabbitMQ queue you ran at Quillmark, and name two ways a log differs from a queue."),
    Gap("You have run PostgreSQL at scale and can read a query plan", "PostgreSQL", "partial", "critical",
        "Split a 900 GB orders table by month without downtime",
        "You prove the scale. Prepare one slow query: what the plan showed, what you changed, and the time before and after."),
    Gap("Share the on-call rota, one week in six", None, "missing", "important", "", "Have one night to tell: what broke, how you found it, what you changed the week after."),
    Gap("Kubernetes is a plus", "Kubernetes", "partial", "minor", "Certified Kubernetes Administrator, CNCF, 2024", "Name one cluster you worked on, even a small one."),
    Gap("5+ years of Python in production", "Python", "met", "critical", "Cut the nightly import from 4 h to 35 min by rewriting it in async Python", "Lead with the import: it has a number."),
)  # fmt: skip

SOFTWARE_DOSSIER = Dossier(
    lines=(
        Insight(
            "Three rounds: a call with the hiring manager, a pairing exercise of 90 minutes, and a talk with the team.",
            (
                Source("Tarn & Fell backend interview, how was yours?", "https://www.reddit.com/r/cscareers/comments/a1b2c3/", "2026-05-14",
                       "Three rounds, the pairing took the full ninety minutes and they let me use my own editor."),
                Source("Interviewed at T&F last month", "https://forum.example.org/t/8812", "2026-02", "First the manager, then pairing, then lunch with the team."),
            ),
            "many",
        ),
        Insight(
            "They ask for a decision you would take back.",
            (Source("Interviewed at T&F last month", "https://forum.example.org/t/8812", "2026-02", "They really wanted to hear about a decision I would take back today."),),
            "one",
        ),
    ),
    searched=("reddit.com", "forum.example.org"),
)  # fmt: skip

SOFTWARE_STORIES = (
    Story("Cut the nightly import from 4 h to 35 min by rewriting it in async Python", "work: Quillmark",
          ("ownership", "problem solving", "measuring results"), ("situation", "task"), True,
          "Who waited for that import in the morning, and how did you learn that it was a problem?"),
    Story("Trained two juniors in code review", "work: Quillmark", ("teaching", "patience"), ("situation", "task", "result"), False,
          "What can they do today that they could not before?"),
)  # fmt: skip

ASK_THEM = (
    question("ask-1", "ask-them", "What would you want the new person to have changed after six months?"),
    question("ask-2", "ask-them", "When did the team last disagree on a design, and how was it settled?"),
    question("ask-3", "ask-them", "How does the on-call week go, and what woke people up last month?"),
)

_TEXTS: tuple[tuple[Kind, str, str | None], ...] = (
    ("screening", "What made you apply for this role, and why now?", None),
    ("screening", "Walk me through your last two jobs in two minutes.", None),
    ("behavioural", "Tell me about a time a change you shipped broke something. What happened next?", None),
    ("behavioural", "Describe a disagreement with a colleague about how to build something.", None),
    ("behavioural", "When did you last have to say no to a stakeholder?", None),
    ("technical", "How do you find out why a query that was fast last week is slow today?", "PostgreSQL"),
    (
        "technical",
        "Explain what happens between a producer and a consumer in Kafka when a consumer dies.",
        "Kafka",
    ),
    ("technical", "When would you not use async Python?", "Python"),
    ("system-design", "Design the tracking page of a parcel service with two million parcels a day.", None),
    ("case", "Delivery times in one region grew by a fifth in a month. Where do you look first?", None),
)


def many_questions(count: int) -> tuple[Question, ...]:
    """`count` questions of all kinds, grouped as an interview would ask them."""
    texts = sorted(
        (_TEXTS[at % len(_TEXTS)] for at in range(count)), key=lambda t: [k for k, *_ in _TEXTS].index(t[0])
    )
    sources: tuple[Origin, ...] = ("posting", "gap", "research", "bank")
    return tuple(
        question(f"q{at}", kind, text, 1 + at % 5, skill, sources[at % 4])
        for at, (kind, text, skill) in enumerate(texts)
    )


def software_pack(questions: int = 25) -> Pack:
    return Pack(
        id="tarn-fell-20261121",
        created="2026-11-21",
        posting=SOFTWARE_POSTING,
        cv=SOFTWARE_CV,
        gaps=SOFTWARE_GAPS,
        questions=many_questions(questions),
        ask_them=ASK_THEM,
        stories=SOFTWARE_STORIES,
        dossier=SOFTWARE_DOSSIER,
        fit=64,
        notices=("One of three threads could not be read.",),
        logo=png_logo(),
    )


def empty_pack() -> Pack:
    """No CV, no gaps, no questions, nothing looked up."""
    return Pack("p0", "2026-11-21", Posting("", "", ""), None, (), ())


def nurse_pack() -> Pack:
    """A nurse who knows the ward: no research found, one gap."""
    posting = Posting(
        title="Staff Nurse, Acute Medical Unit",
        company="St Brannoc's Hospital",
        text="- Registered nurse",
        location="Dublin, Ireland",
        workplace="on-site",
        salary=Salary(35000, None, "EUR", "year"),
        requirements=(
            Requirement("Registration as a general nurse", "must"),
            Requirement("Night shifts, one week in four", "duty"),
        ),
    )
    gaps = (
        Gap("Registration as a general nurse", "registration", "met", "critical", "Registered General Nurse since 2019", ""),
        Gap("Experience of non-invasive ventilation", None, "partial", "important", "Looked after patients on high-flow oxygen",
            "Say what you have done yourself, what you have watched, and that you would ask before the first time alone."),
    )  # fmt: skip
    questions = (
        question(
            "n1",
            "behavioural",
            "Tell me about a patient who got worse on your shift. What did you notice first?",
            4,
            None,
            "posting",
        ),
        question(
            "n2",
            "technical",
            "A drug chart has a dose you think is wrong. What do you do?",
            2,
            "medicines safety",
        ),
    )
    ask_them = (question("n3", "ask-them", "How many patients does one nurse look after at night?"),)
    cv = CV(basics=Basics(name="Ines Farrugia"), text="Ines Farrugia", shown=())
    return Pack(
        "n1",
        "2026-11-20",
        posting,
        cv,
        gaps,
        questions,
        ask_them,
        dossier=Dossier(searched=("reddit.com",)),
        fit=78,
    )


def world_pack() -> Pack:
    """Chinese, Japanese, Korean, Arabic, Hebrew, Hindi, Thai and emoji, side by side."""
    posting = Posting(
        title="高级后端工程师 (シニア・バックエンド)",
        company="شركة النور للتقنية",
        text="-",
        location="서울 / القاهرة",
        language="zh",
        requirements=(
            Requirement("熟悉分布式系统和消息队列,有大规模线上服务经验", "must"),
            Requirement("מבינים במסדי נתונים", "nice"),
        ),
    )
    gaps = (
        Gap("熟悉分布式系统和消息队列,有大规模线上服务经验", "消息队列", "missing", "critical", "", "先说清楚没有做过,再讲最接近的一次经验。"),
        Gap("خبرة خمس سنوات في تطوير الخدمات الخلفية (Backend) باستخدام Python", None, "partial", "important", "عملت ثلاث سنوات على خدمة الدفع", "اذكر رقماً واحداً."),
        Gap("हिन्दी और अंग्रेज़ी में लिखना", None, "met", "minor", "ทำงานสามภาษา 🎉 👩‍⚕️", ""),
    )  # fmt: skip
    questions = (
        question("w1", "technical", "消息重复投递时,你怎么保证只处理一次?"),
        question("w2", "behavioural", "حدثني عن موقف صعب مع زميل."),
    )
    return Pack(
        "w", "2026-11-21", posting, None, gaps, questions, dossier=Dossier(notices=("🙂 ok",)), fit=41
    )


LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrente" * 4


def long_pack() -> Pack:
    """Thirty gaps, forty questions, long names, words without a break."""
    posting = Posting(
        title="Principal Regulatory Affairs and Pharmacovigilance Liaison Manager (Medical Devices, EMEA and Asia-Pacific, fixed term)",
        company="Allgemeine Vereinigte Süddeutsche Versicherungs- und Rückversicherungsgesellschaft Aktiengesellschaft & Co. KG",
        text="-",
        location="Ludwigshafen am Rhein, or any of our fourteen offices in the European Economic Area",
        url="https://jobs.example.com/" + "a" * 300,
        requirements=tuple(
            Requirement(f"Requirement number {n}: {LONG_WORD[: 20 + n * 3]}", "must") for n in range(30)
        ),
    )
    statuses: tuple[GapStatus, ...] = ("missing", "partial", "met")
    priorities: tuple[Priority, ...] = ("critical", "important", "minor")
    gaps = tuple(
        Gap(f"Requirement number {n}, written at some length so that it runs over two lines on paper and over four on a phone", f"skill {n}",
            statuses[n % 3], priorities[n // 3 % 3], "" if n % 3 == 0 else "A line of the CV that says something on it, and says it at length " * 3,
            "Say this, then that, then stop. " * 6)
        for n in range(30)
    )  # fmt: skip
    questions = (
        *many_questions(39),
        question("long", "technical", LONG_WORD + " " + "why " * 150, 5, LONG_WORD),
    )
    stories = tuple(
        Story(
            f"{n}: " + "did a thing that mattered to many people " * 4,
            LONG_WORD,
            ("patience",) * 9,
            ("task",),
            n % 2 == 0,
            "How? " * 40,
        )
        for n in range(8)
    )
    return Pack(
        "long", "2026-11-21", posting, SOFTWARE_CV, gaps, questions, ASK_THEM, stories, SOFTWARE_DOSSIER, 100
    )


def hostile_texts(host: str) -> tuple[str, ...]:
    """What a hostile posting would put in. `host` ("127.0.0.1:1234") counts what is fetched from it."""
    return (
        "<link rel=attachment href=file:///etc/passwd>",
        f'<link rel=stylesheet href="http://{host}/a.css"><style>@import url(http://{host}/b.css);</style>',
        f"<img src=http://{host}/c.png onerror=alert(1)><script>fetch('http://{host}/d')</script>",
        f"</style></title></script><iframe src=http://{host}/e></iframe><svg><image href=http://{host}/f.png /></svg>",
        f'" style="background:url(http://{host}/g.png)" onload="alert(1)',
        "<a href=javascript:alert(1)>click</a> [x](javascript:alert(1)) ![i](http://" + host + "/h.png)",
        "\x1b[31mred\x1b[0m \x1b]8;;http://" + host + "\x07link\x1b]8;;\x07 \u202egnp.exe\u2066",
        "# Heading\n\n- item\n\n> quote\n\n```\ncode\n```\n\n<h1>Heading</h1>",
        "{{ 7 * 7 }} {% for x in range(9) %}x{% endfor %} {# gone #} ${7*7}",
        f"<http://{host}/i> http://{host}/j www.{host} &lt;b&gt; &#60;i&#62; | a | b |",
        "W" * 4000,
    )


def hostile_pack(host: str) -> Pack:
    """Every text field of a pack holds every hostile text, and every link is one no one may follow."""
    bad = "  ".join(hostile_texts(host)[:-1])
    links = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        f'http://{host}/"><img src=http://{host}/k>',
        "data:text/html,<script>alert(1)</script>",
    )
    posting = Posting(
        bad, bad, bad, location=bad, employment_type=bad, salary=Salary(1, 2, bad, "year"), board=bad, url=links[0], posted=bad, closes=bad,
        logo=links[1], language='en" onload="alert(1)', requirements=tuple(Requirement(t, "must", (bad,)) for t in hostile_texts(host)), notices=(bad,),
    )  # fmt: skip
    cv = CV(
        basics=Basics(name=bad, label=bad), work=(Work(bad, bad, bad, bad, bad),), education=(Education(bad, bad, bad, bad, bad),),
        languages=(Language(bad, bad),), certificates=(Certificate(bad, bad, bad),), shown=(SkillShown(bad, bad, bad),), warnings=(bad,),
    )  # fmt: skip
    sources = tuple(Source(bad, link, bad, bad) for link in links)
    return Pack(
        id=bad, created=bad, posting=posting, cv=cv,
        gaps=tuple(Gap(t, bad, "missing", "critical", t, t) for t in hostile_texts(host)),
        questions=tuple(Question(bad, "technical", t, t, "bank", 99, bad, bad, (t,), (t,)) for t in hostile_texts(host)),
        ask_them=(Question(bad, "ask-them", bad, bad, "bank", -1, bad, bad),),
        stories=(Story(bad, bad, (bad,), ("task",), True, bad),),
        dossier=Dossier(lines=(Insight(bad, sources, "one"),), asked=(ReportedQuestion(bad, sources, "one"),), searched=(bad,), notices=(bad,)),
        fit=1000, made_by=bad, notices=(bad,), logo=f"http://{host}/logo.png",
    )  # fmt: skip
