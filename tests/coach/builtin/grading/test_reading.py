"""Sentences, cues, deeds and figures: what everything else is graded from."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings, strategies as st

from interview_cli.coach.builtin.grading.cues import Cue, fold_cue, index_cues
from interview_cli.coach.builtin.grading.deeds import find_deeds
from interview_cli.coach.builtin.grading.figures import find_figures, find_years
from interview_cli.coach.builtin.grading.reading import UNKNOWN, read_answer
from interview_cli.coach.builtin.grading.sentences import split_sentences
from tests.coach.builtin.grading.answers import CHANGE, STORY, grade


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I went home. It was late!", 2),
        ("I met Dr. Novak at 3.30 p.m. in room 4. We spoke.", 2),
        ("He said no. I left.", 2),
        ("It cost 4.50 euros, e.g. for coffee.", 1),
        ("I would ask “what for?” on the first day.", 1),
        ("First line\nwraps here.\n\n- one item\n- another item", 3),
        ("", 0),
        ("...", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Abbreviations, decimals, quoted questions and lists are seen through."""
    assert len(sentences(text)) == count


def test_speech_without_stops_is_cut_at_its_connectives() -> None:
    """A transcript without punctuation still comes in pieces."""
    told = "i was on the ward and then i saw the chart was open so i rang the doctor and he came at once because "
    assert len(sentences(told * 4)) > 4


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_a_piece_of_the_text(text: str) -> None:
    """Whatever comes in: spans are in order, inside the text, and not empty."""
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=600))
@settings(max_examples=60, deadline=None)
def test_any_text_is_graded_without_a_crash(text: str) -> None:
    """Scores stay in range and evidence stays verbatim, whatever is typed."""
    found = grade(CHANGE, text + " I asked my team about it, because 5 of us were late.")
    assert found.overall is None or 0 <= found.overall <= 100
    for one in found.dimensions.values():
        assert one.score is None or 1 <= one.score <= 5
        assert all(quote in found.answer for quote in one.evidence)


def test_cues_stay_within_a_sentence_and_bear_gaps() -> None:
    """A star of its own stands for up to three words; a full stop ends it."""
    index = index_cues([Cue("change", fold_cue("from * to")), Cue("open", fold_cue("reduc* costs"))])
    words = ["it", "went", "from", "nine", "days", "to", "three", "and", "reduced", "costs"]
    assert [hit.name for hit in index.find(words, [0] * len(words))] == ["change", "open"]
    assert index.find(words, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])[0].name == "open"
    assert index.find(["from", "a", "b", "c", "d", "to"], [0] * 6) == []


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("I rang the doctor, told the patient and then wrote it down.", ["i", "i", "i"]),
        ("We moved the desk and I called the suppliers.", ["we", "i"]),
        ("I would ring the doctor and I always write it down.", []),
        ("I was tired and I had a cold.", []),
        ("I told her that he left and she called me.", ["i"]),
        ("I'd already begun when I quickly stopped it.", ["i"]),
        ("I need speed.", []),
        ("Ich habe den Arzt angerufen und wir haben gewartet.", ["i", "we"]),
        ("J'ai appelé le médecin et nous avons attendu dans la salle.", ["i", "we"]),
    ],
)
def test_deeds_are_told_in_the_past(text: str, deeds: list[str]) -> None:
    """What one did counts, what one would do, how it was, and what others did do not."""
    assert [deed.who for deed in find_deeds(read_answer(text))] == deeds


def test_figures_have_values_and_units() -> None:
    """Money, shares, counts and numbers in words; years date and do not measure."""
    figures = find_figures(
        "In 2021 we paid 1,500 euros for 28 beds, 96 per cent of $2m, and waited twenty-five minutes."
    )
    assert [(figure.value, figure.unit) for figure in figures] == [
        (1500, "money"),
        (28, "beds"),
        (96, "%"),
        (2_000_000, "money"),
        (25, "minutes"),
    ]
    assert find_years("In 2021 we paid 1,500 euros") == ("2021",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I was on the ward and we had a long night.", "en"),
        ("Ich war auf der Station und wir hatten eine lange Nacht.", "de"),
        ("J'étais dans le service et nous avons eu une longue nuit.", "fr"),
        ("Yo estaba en la planta y tuvimos una noche muy larga.", "es"),
        ("Ho sbagliato una fattura e ho chiamato subito il cliente con il mio capo.", UNKNOWN),
        ("我在去年犯了一个错误我把错误的文件发给了客户", UNKNOWN),
        ("", "en"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    """Four are read, others are known as not read."""
    assert read_answer(text).language == language


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Erzählen Sie von einem Fehler, den Sie gemacht haben.",
            (
                "Letztes Jahr war ich auf der Intensivstation für vier Patienten zuständig. Ich sollte um 22 Uhr die Infusion "
                "wechseln. Ich habe die falsche Rate eingestellt, weil ich abgelenkt war. Ich habe es nach zehn Minuten "
                "bemerkt und habe die Ärztin angerufen. Am Ende ging es dem Patienten gut. Ich habe gelernt, dass man sich "
                "bei Übergaben nicht stören lassen darf."
            ),
        ),
        (
            "Racontez-moi une situation où vous avez géré un client mécontent.",
            (
                "L'année dernière, je travaillais dans un hôtel à Lyon. Un client était furieux parce que sa chambre n'était "
                "pas prête. Je devais trouver une solution en une heure. J'ai appelé deux collègues et j'ai préparé une autre "
                "chambre. Finalement, il est resté trois nuits. J'ai appris qu'il faut d'abord écouter le client."
            ),
        ),
        (
            "Hábleme de una ocasión en la que tuvo un conflicto con un compañero.",
            (
                "El año pasado trabajaba en un almacén con doce personas. Un compañero y yo teníamos un desacuerdo sobre los "
                "turnos. Tenía que encontrar una solución. Hablé con él, hice una tabla con las horas y propuse cambiar cada "
                "dos semanas. Al final, las quejas bajaron de diez a una al mes. Aprendí que es mejor hablar pronto."
            ),
        ),
    ],
)
def test_other_languages_get_fair_treatment(question: str, answer: str) -> None:
    """A complete story in German, French or Spanish has its parts, and scores as one."""
    found = grade(question, answer)
    assert None not in (found.star.situation, found.star.task, found.star.action, found.star.result)
    assert (found.overall or 0) >= 55


def test_a_language_it_cannot_read_is_not_graded() -> None:
    """No number is better than one for words that were not understood."""
    found = grade(
        CHANGE, "L'anno scorso ho sbagliato una fattura e ho chiamato subito il cliente con il mio capo."
    )
    assert not found.graded
    assert found.overall is None
    assert "language" in found.improvements[0]


def test_long_answers_take_little_longer() -> None:
    """10,000 characters of anything are graded in linear time."""
    start = time.perf_counter()
    for text in ("word " * 2000, "I went. " * 1250, "x" * 10_000, STORY * 18, "um, " * 2500, '"' * 10_000):
        grade(CHANGE, text[:10_000])
    assert time.perf_counter() - start < 6
