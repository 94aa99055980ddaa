"""STAR parts, whose doing it was, and what was taken from it."""

from __future__ import annotations

from tests.coach.builtin.grading.answers import CHANGE, STORY, grade, scores


def test_all_four_parts_with_their_sentences() -> None:
    """Each part is quoted from the sentence that tells it, and a measured result is worth a 5."""
    found = grade(CHANGE, STORY)
    assert found.star.situation is not None
    assert found.star.situation.startswith("In 2021 I led eight people")
    assert found.star.task == "My task was to move 4,000 customers by March."
    assert found.star.action is not None
    assert "trained two people" in found.star.action
    assert found.star.result == "We finished on 12 March, and wrong bills fell from 3 per cent to 0.4."
    assert found.dimensions["star"].score == 5


def test_the_order_does_not_matter() -> None:
    """A story told from its end has the same parts."""
    sentences = STORY.split(". ")
    turned = ". ".join([sentences[-2], *sentences[:-2]]) + "."
    found = grade(CHANGE, turned)
    assert found.star.result is not None
    assert "wrong bills fell" in found.star.result
    assert found.star.task is not None
    assert (scores(found)["star"] or 0) >= 4


def test_a_story_without_the_words_for_it() -> None:
    """No "my task was" and no "as a result": the deeds and what others did tell it."""
    found = grade(
        "Tell me about a very unhappy customer.",
        "Saturday, 80 guests, and a father found me by the bar because his order had been lost. I gave his children "
        "bread, took his plates out of turn, and carried them over myself. He shook my hand at the door.",
    )
    assert found.star.action is not None
    assert found.star.result == "He shook my hand at the door."


def test_a_story_without_an_end_is_told_so() -> None:
    """When nothing came of it yet, the result is missing and asked for."""
    found = grade(
        "Tell me about a process you improved.",
        "I was shift leader at a food warehouse where drivers waited ninety minutes. I stood at the gate for three "
        "days and wrote down every step. I moved the desk to the gate and called the suppliers.",
    )
    assert found.star.result is None
    assert found.dimensions["star"].why.startswith("no")
    assert any("what came of it" in text or "outcome" in text for text in found.improvements)


def test_a_story_that_opens_with_the_miss_ends_where_it_ends() -> None:
    """What was missed sets the scene; the result is told later. A part that is not there is not praised."""
    found = grade(
        "Tell me about a target that you missed.",
        "In March 2024 we had promised the shop a new till by Easter, and we missed it by ten days. I had made the "
        "estimate and forgotten the training. I told the manager the same week, trained two people on each shift and "
        "moved the switch to a Monday. We opened the new tills on 12 April, without a lost sale. Since then I write "
        "down the training before I name a date.",
    )
    assert found.star.situation is not None
    assert found.star.situation.startswith("In March 2024")
    assert found.star.result is not None
    assert "12 April" in found.star.result
    assert found.star.task is None
    assert not any("task, deed" in line or "complete" in line for line in found.strengths)


def test_what_one_would_do_is_no_story() -> None:
    """Habits and plans hold no STAR part, whatever words they use."""
    found = grade(
        CHANGE,
        "When there is a change I always talk to everyone and explain the situation. My task as a leader is to "
        "listen. As a result people usually trust me and the change works.",
    )
    assert scores(found)["star"] == 1
    assert found.star.action is None


def test_we_is_not_i() -> None:
    """A story told with "we" leaves the own part open; the same with "I" does not."""
    ours = grade(CHANGE, STORY.replace("I ", "we ").replace("My", "Our"))
    mine = grade(CHANGE, STORY)
    assert scores(ours)["ownership"] == 2
    assert (scores(mine)["ownership"] or 0) >= 4
    assert ours.delivery.i_share is not None
    assert ours.delivery.i_share < 0.3
    assert any("own part" in text or "“I”" in text or "yours" in text for text in ours.improvements)


def test_blaming_others_costs() -> None:
    """ "It wasn't my fault" is no owning up, though it holds the words "my fault"."""
    found = grade(
        "Tell me about a conflict with a colleague.",
        "A colleague lost a file last year. I told my boss, and I moved my desk. It really wasn't my fault. "
        "Some people are just like that, and he should have said sorry.",
    )
    assert (scores(found)["ownership"] or 0) <= 2


def test_reflection_is_graded_by_what_follows_from_it() -> None:
    """Nothing, a commonplace, a lesson, and what would be done differently and why: each is worth more."""
    told = "Last year I sent a client the wrong file. I called her, I apologised and I deleted it. She stayed with us."
    question = "Tell me about a mistake."
    endings = (
        "",
        " Being honest is really important.",
        " I learned a lot.",
        " Since then I read the address aloud before I send a file to anyone.",
        " I learned to slow down, and next time I would call before I write, because she found it first.",
    )
    grades = [scores(grade(question, told + ending))["reflection"] or 0 for ending in endings]
    assert grades == [1, 2, 3, 4, 5]
    assert (
        scores(grade(question, "I can't think of a mistake, I'm a perfectionist and people like me."))[
            "reflection"
        ]
        == 1
    )


def test_a_follow_up_needs_no_whole_story() -> None:
    """A probe asks for one more thing, so a short answer is enough and STAR is not graded."""
    from interview_cli.coach.builtin.grading.ask import Ask
    from interview_cli.coach.builtin.grading.grade import assess
    from interview_cli.models import Question

    probe = Question(
        "prioritisation-too-much~number", "behavioural", "How many people waited?", "", "bank", 2
    )
    found = assess(
        Ask(probe, "About 14 people waited, and I had told nine of them by noon, because they sat nearby.")
    )
    assert found.dimensions["star"].score is None
    assert "follow-up" in found.dimensions["star"].why
    assert (found.overall or 0) >= 50
