"""Signals of words, feeling and the score's own, and places that expressions name."""

from __future__ import annotations

import numpy as np
import pytest
from test_score_file import make_hearing, neutral

from feelm.affect.feeling import Feeling, Stream
from feelm.errors import ScoreError
from feelm.score import Sampler, loads, named_by, settle, signals_for
from feelm.score.model import Camera, Caption, Music, Number, Player, Score, Shot, WorldPlan
from feelm.score.names import NAMES

HEARING = make_hearing()


def film(signals: dict[str, Number] | None = None, **camera: Number) -> Score:
    shots = [
        Shot(id="a", start=0, end=8, scene=0),
        Shot(id="b", start=8, end=20, scene=3, camera=Camera(**camera)),  # type: ignore[arg-type]
    ]
    return Score(
        duration=20, music=Music(file="a", digest="b"), shots=shots, signals=signals or {},
        captions=[Caption(start=2, end=4, text="one"), Caption(start=5, end=7, text="two")],
    )  # fmt: skip


def test_words_are_counted_by_sentence_and_scene() -> None:
    signals = signals_for(HEARING, neutral(20), film(), 0, 480)
    at = (np.array([0, 3, 4.5, 6, 10]) * 24).astype(int)
    assert signals["sentence"][at].tolist() == [-1, 0, 0, 1, 1]
    assert signals["sentence_phase"][at].tolist() == [1, 0.5, 1, 0.5, 1]
    assert signals["scene"][at].tolist() == [0, 0, 0, 0, 3]
    assert signals["film"][240] == pytest.approx(0.5)
    assert signals["beat_length"][0] == 0.5 and signals["bar_length"][0] == 2.0


def test_each_stream_of_feeling_has_its_own_signals() -> None:
    t = np.array([0.0, 20.0])
    words = Stream("words", t, np.array([-1.0, 1.0]), np.array([1.0, 1.0]), np.ones(2), np.ones(2))
    music = Stream("music", t, np.array([-1.0, -1.0]), np.array([1.0, -1.0]), np.ones(2), np.ones(2))
    feeling = Feeling(t, np.zeros(2), np.zeros(2), np.ones(2), np.ones(2), (words, music))
    signals = signals_for(HEARING, feeling, film(), 0, 481)
    assert signals["words_valence"][240] == pytest.approx(0.0)
    assert signals["music_arousal"][240] == pytest.approx(0.0)
    assert signals["disagreement"][[0, 480]] == pytest.approx([0.0, 1.0])
    assert not signals_for(HEARING, neutral(20), film(), 0, 5)["disagreement"].any()


def test_signals_of_the_score_are_made_from_each_other_in_any_order() -> None:
    score = film({"double": "2 * half", "half": "0.5 * follow(kick, 0, 1s)", "third": 3.0})
    signals = signals_for(HEARING, neutral(20), score, 0, 480)
    assert np.allclose(signals["double"], 2 * signals["half"]) and signals["half"].max() == 0.5
    # They remember from the film's start, wherever they are asked for.
    later = signals_for(HEARING, neutral(20), score, 101, 50)
    assert np.array_equal(later["half"], signals["half"][101:151])
    assert np.array_equal(later["t"], signals["t"][101:151]) and later["u"][0] == 0.0


@pytest.mark.parametrize(
    ("signals", "says"),
    [
        (
            "{a: b + 1, b: c, c: 2 * a}",
            "line 6, column 34: signals are made from each other in a circle: a → b → c → a",
        ),
        ("{a: 1 + a}", "line 6, column 18: signals are made from each other in a circle: a → a"),
        ("{kick: 1}", "line 6, column 17: the language has a word `kick` of its own"),
        ("{sin: 1}", "the language has a word `sin`"),
        ("{two words: 1}", "cannot be the name"),
        ("{hit: folow(kick, 0, 1)}", "in quotes"),
        ('{hit: "follow(kik, 0, 1)"}', "line 6, column 24: unknown signal `kik`; did you mean `kick`?"),
    ],
)
def test_a_mistake_among_signals_is_told_at_its_place(signals: str, says: str) -> None:
    head = "schema: feelm-score/1\nduration: 10\nshots:\n- {id: s, start: 0, end: 10}\ntitle: x\n"
    text = f"{head}signals: {signals}\n"
    with pytest.raises(ScoreError) as caught:
        loads(text, "score.yaml")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("zoom", "line", "column"),
    [
        ("1 + kik", 8, 15),
        ('"1 + kik"', 8, 16),
        (">-\n        1 +\n        2 * kik", 10, 13),
        ("|\n        1 +\n          kik\n", 10, 11),
        ('"1 + \\\n        \\x32 * kik"', 9, 16),
        ("'1 +\n        kik'", 9, 9),
        ("'ease(u, ''sine_in'') + kik'", 8, 35),
        ("1 +\n        2 +\n\n        kik", 11, 9),
    ],
)
def test_a_mistake_in_a_folded_text_is_told_at_its_place(zoom: str, line: int, column: int) -> None:
    text = (
        "schema: feelm-score/1\nduration: 10\nsignals: {clap: snare}\nshots:\n- id: s\n  start: 0\n  camera:\n"
        f"    zoom: {zoom}\n  end: 10\n"
    )
    with pytest.raises(ScoreError) as caught:
        loads(text, "score.yaml")
    assert f"line {line}, column {column}: unknown signal `kik`; did you mean `kick`?" in str(caught.value)


def test_an_own_signal_is_known_to_shots_and_players() -> None:
    score = film({"clap": "snare"}, zoom="1 + clap")
    text_of = {"duration": 20, "signals": {"clap": "snare"}}
    shot = Shot(id="a", start=0, end=20, world=WorldPlan(players=[Player(thing="boat", react="clap")]))
    from feelm.score.checks import check_score

    check_score(score)
    check_score(Score(shots=[shot], **text_of))  # type: ignore[arg-type]
    with pytest.raises(ScoreError, match="did you mean `clap`"):
        bad = shot.model_copy(update={"world": WorldPlan(players=[Player(thing="boat", react="clop")])})
        check_score(Score(shots=[bad], **text_of))  # type: ignore[arg-type]


def test_a_shot_names_what_it_reads_also_unsaid() -> None:
    shot = film(
        zoom="1 + 0.1 * section_is('B') * after('bar 3')",
        pan="noise(1)",
        x="saw(2 beats)",
        roll="lag(clap, 1 bar)",
    ).shots[1]
    assert named_by(shot) == {
        "section:B",
        "at:bar 3",
        "t",
        "beat",
        "beat_length",
        "clap",
        "bar",
        "bar_length",
    }


def test_places_are_found_in_the_film() -> None:
    score = settle(
        film(zoom="1 + section_is('B')", x="after('bar 3')", y="between('frame 24', '2s')", z="at('bar 2')"),
        HEARING,
    )
    signals = signals_for(HEARING, neutral(20), score, 0, 480)
    sampler = Sampler(times_s=signals["t"], duration_s=20.0, signals=signals)
    camera = score.shots[1].camera
    t = signals["t"]
    assert np.array_equal(sampler.values(camera.zoom), 1.0 + (t >= 8))
    assert np.array_equal(sampler.values(camera.x), (t >= 4.5) * 1.0)
    assert np.array_equal(sampler.values(camera.y), ((t >= 1) & (t < 2)) * 1.0)
    assert sampler.values(camera.z)[0] == 2.5


@pytest.mark.parametrize(
    ("zoom", "says"),
    [
        ("1 + section_is('C')", "no section `C`"),
        ("after('bar 99')", "bar 99 is at"),
        ("at('section 9')", "2 sections"),
    ],
)
def test_a_place_that_the_film_does_not_have_is_refused_when_it_is_settled(zoom: str, says: str) -> None:
    with pytest.raises(ScoreError, match=says):
        settle(film(zoom=zoom), HEARING)


def test_every_named_signal_is_finite_without_music_and_words() -> None:
    score = Score(duration=3, shots=[Shot(id="a", start=0, end=3)])
    signals = signals_for(None, neutral(3), score, 0, 72)
    assert set(signals) == set(NAMES) and all(np.isfinite(values).all() for values in signals.values())
