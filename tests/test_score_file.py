"""The score's file: what is written is read, what is wrong is told with its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.affect.feeling import Feeling, Stream
from feelm.audio.hearing import Hearing, Section
from feelm.errors import OutputError, ScoreError
from feelm.score import dumps, feeling_of, json_schema, loads, read_score, signals_for, track_of, write_score
from feelm.score.model import (
    Camera,
    Caption,
    Grade,
    Keys,
    Moment,
    Music,
    Player,
    Score,
    Shot,
    Transition,
    WorldPlan,
)
from feelm.score.names import NAMES
from feelm.score.times import count_of
from feelm.vocabulary import CAMERA_MOVES, PLACES, SHOT_SIZES, SIGNALS

EXAMPLE = """\
schema: feelm-score/1
size: [640, 360]
fps: 24
duration: 10
shots:
  - id: s01
    start: 0
    end: 4.25
    text: 비가 왔다
    camera: {move: push_in, strength: 0.4, zoom: "1 + 0.03 * follow(kick, 0, 0.25)"}
    world:
      place: sea
      players:
        - {thing: boat, word: 배, hero: true, react: kick}
    why: {size: says where we are}
  - id: s02
    start: 4.25
    end: 10
    camera:
      zoom: {keys: [[0, 1], [4.2, 1.1]], ease: sine_in_out}
    transition: {kind: dissolve, length: 0.8}
"""

names = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
numbers = st.floats(-1e6, 1e6, allow_nan=False)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
curves = (
    numbers
    | st.sampled_from(["1 + 0.1 * kick", "follow(bass, 0, 0.3)", "1 if u < 0.5 else 2"])
    | st.lists(numbers, min_size=1, max_size=4).map(
        lambda values: Keys(keys=[(float(i), v) for i, v in enumerate(values)], ease="sine_in_out")
    )
)


@st.composite
def scores(draw: st.DrawFn) -> Score:
    lengths = draw(st.lists(st.floats(0.5, 20.0), min_size=1, max_size=5))
    edges = [0.0, *np.cumsum(lengths).tolist()]
    shots = [
        Shot(
            id=f"s{i}",
            start=edges[i],
            end=edges[i + 1],
            text=draw(names),
            size=draw(st.sampled_from(SHOT_SIZES)),
            camera=Camera(move=draw(st.sampled_from(CAMERA_MOVES)), zoom=draw(curves), pan=draw(curves)),
            world=WorldPlan(
                place=draw(st.sampled_from(PLACES)),
                palette=draw(st.lists(colours, min_size=5, max_size=5)),
                players=[
                    Player(
                        thing=draw(names), word=draw(names), at=draw(st.none() | st.tuples(numbers, numbers))
                    )
                ],
            ),
            grade=Grade(exposure=draw(curves)),
            transition=draw(st.sampled_from([Transition(), Transition(kind="dip", length=0.3)])),
            why={draw(names): draw(names)},
        )
        for i in range(len(lengths))
    ]
    return Score(
        title=draw(names),
        duration=edges[-1],
        shots=shots,
        seed=draw(st.integers(0, 10**12)),
        story=draw(names),
        notes=draw(st.lists(names, max_size=3)),
        captions=[Caption(start=0, end=1, text=draw(names))],
    )


@given(scores())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_exactly(score: Score) -> None:
    text = dumps(score)
    again = loads(text)
    assert again == score
    assert dumps(again) == text


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_score_or_a_sentence(text: str) -> None:
    with pytest.raises(ScoreError) as caught:
        loads(text, "score.yaml")
    assert "score.yaml" in str(caught.value)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_score_never_gives_a_traceback(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(EXAMPLE) - 1))
    end = data.draw(st.integers(start, min(len(EXAMPLE), start + 30)))
    text = EXAMPLE[:start] + data.draw(st.text(max_size=12)) + EXAMPLE[end:]
    try:
        loads(text)
    except ScoreError as error:
        assert str(error)


def test_an_untouched_default_is_not_written_and_a_chosen_one_is() -> None:
    plain = dumps(Score(duration=1, shots=[Shot(id="a", start=0, end=1)]))
    chosen = dumps(Score(duration=1, shots=[Shot(id="a", start=0, end=1, size="wide")]))
    assert "size: wide" not in plain and "size: wide" in chosen


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ('zoom: "1', 'zom: "1', "line 10, column 44", "did you mean `zoom`?"),
        ("push_in", "push_inn", "line 10, column 20", "did you mean `push_in`?"),
        ("follow(kick", "follow(kik", "line 10, column 69", "did you mean `kick`?"),
        ("place: sea", "place: see", "line 12, column 14", "did you mean `sea`?"),
        ('"1 + 0.03 * follow(kick, 0, 0.25)"', "follow(kick, 0, 0.25)", "line 10, column 63", "in quotes"),
        ("react: kick", "react: kik", "line 14, column 53", "did you mean `kick`?"),
        ("start: 4.25", "start: 5", "line 17, column 12", "leaves a gap after `s01`"),
        ("start: 4.25", "start: 4", "line 17, column 12", "leaves an overlap after `s01`"),
        ("end: 10", "end: 9", "line 18, column 10", "the last shot ends at 9, the film at 10"),
        ("id: s02", "id: s01", "line 16, column 9", "two shots have the id"),
        ("[4.2, 1.1]", "[0, 1.1]", "line 20, column 29", "do not rise"),
        ("sine_in_out", "sine_inout", "line 20, column 48", "did you mean `sine_in_out`?"),
        ("size: [640, 360]", "size: [641, 360]", "line 2, column 8", "odd"),
        ("size: [640, 360]", "size: [640, 0]", "line 2, column 13", "out of range"),
        ("size: [640, 360]", "size: [20000, 360]", "line 2, column 8", "out of range"),
        ("duration: 10", "duration: .nan", "line 4, column 11", "not a finite number"),
        ("duration: 10", "duration: 10\nduration: 10", "line 5, column 1", "written twice"),
        ("duration: 10", "duration: &a 10", "line 4, column 11", "anchors"),
        ("duration: 10", "duration: !!python/object:os.system 10", "line 4, column 11", "tag"),
        ("fps: 24", "fps: [24", "line 4, column 9", "valid YAML"),
        ("length: 0.8", "length: 50", "line 21, column 42", "at most 5"),
        ("text: 비가 왔다", "text: {a: 1}", "line 9, column 11", "must be text"),
    ],
)
def test_a_mistake_is_told_with_line_and_column(old: str, new: str, place: str, says: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(ScoreError) as caught:
        loads(EXAMPLE.replace(old, new, 1), "score.yaml")
    assert place in str(caught.value)
    assert says in str(caught.value)


def test_nested_alias_bombs_and_deep_nesting_are_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    for text in (bomb, "[" * 10_000, "a: " + "{b: " * 5_000):
        with pytest.raises(ScoreError):
            loads(text)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    score = loads(EXAMPLE)
    path = tmp_path / "film.score.yaml"
    write_score(score, path)
    assert read_score(path) == score
    assert [file.name for file in tmp_path.iterdir()] == ["film.score.yaml"]
    assert "feelm render film.score.yaml" in path.read_text(encoding="utf-8")
    with pytest.raises(OutputError):
        write_score(score, tmp_path / "none" / "film.yaml")


def test_files_that_cannot_be_read_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ScoreError, match="no such file"):
        read_score(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("schema: \xe9".encode("latin-1"))
    with pytest.raises(ScoreError, match="UTF-8"):
        read_score(tmp_path / "latin.yaml")
    with pytest.raises(ScoreError):
        read_score(tmp_path)


def make_hearing(duration_s: float = 20.0, bpm: float = 120.0) -> Hearing:
    step = 60.0 / bpm
    beats = np.arange(0.5, duration_s, step)
    count = int(duration_s * 100)
    clicks = np.zeros(count)
    clicks[np.round(beats * 100).astype(int)] = 1.0
    flat = np.zeros(int(duration_s * 4) + 1)
    return Hearing(
        source="made", digest="0", sample_rate_hz=48000, sample_count=int(duration_s * 48000), duration_s=duration_s,
        tempo_bpm=bpm, beats_s=beats, downbeats_s=beats[::4], beats_per_bar=4,
        sections=(Section(0, 8, "A", 0.2), Section(8, duration_s, "B", 0.8)), key="C", mode="major", key_clarity=0.5,
        loudness_lufs=-14, envelope_rate_hz=100.0, envelopes=dict.fromkeys(SIGNALS, clicks),
        centroid_hz=np.zeros(count), loudness_db=np.zeros(count), affect_rate_hz=4.0, valence=flat, arousal=flat,
        valence_sd=flat + 0.4, arousal_sd=flat + 0.3,
    )  # fmt: skip


def neutral(duration_s: float) -> Feeling:
    t = np.array([0.0, duration_s])
    return Feeling(t, np.array([-0.5, 0.5]), np.zeros(2), np.full(2, 0.3), np.full(2, 0.3))


def test_signals_have_every_name_and_beats_count_from_the_first() -> None:
    hearing = make_hearing()
    score = Score(duration=20, shots=[Shot(id="a", start=0, end=20)])
    signals = signals_for(hearing, neutral(20), score, 12, 240)
    assert set(signals) == set(NAMES)
    assert all(values.shape == (240,) for values in signals.values())
    assert signals["t"][0] == 0.5 and signals["f"][0] == 12
    assert signals["beat"][0] == pytest.approx(0.0) and signals["beat"][12] == pytest.approx(1.0)
    assert signals["bar"][48] == pytest.approx(1.0)
    assert signals["kick"][0] == 1.0 and signals["kick"][1] == 0.0 and signals["kick"][12] == 1.0
    assert signals["section"][0] == 0.0 and signals["section"][-1] == 1.0
    assert signals["certainty"][0] == pytest.approx(0.5)


def test_without_music_the_sound_is_silent_and_a_clock_counts() -> None:
    score = Score(duration=20, shots=[Shot(id="a", start=0, end=20)])
    signals = signals_for(None, neutral(20), score, 24, 48)
    assert set(signals) == set(NAMES)
    assert not signals["kick"].any() and signals["beat"][0] == 1.0


def test_the_film_may_begin_inside_the_music() -> None:
    score = Score(
        duration=5, music=Music(file="a", digest="b", start=10.5), shots=[Shot(id="a", start=0, end=5)]
    )
    signals = signals_for(make_hearing(), neutral(5), score, 0, 24)
    assert (
        signals["beat"][0] == pytest.approx(20.0)
        and signals["kick"][0] == 1.0
        and signals["section"][0] == 1.0
    )


def test_beats_go_on_beyond_the_last_mark() -> None:
    assert count_of(np.array([-1.0, 0.0, 2.5, 5.0]), np.array([0.0, 1.0, 2.0]), 9.0).tolist() == [
        -1.0,
        0.0,
        2.5,
        5.0,
    ]
    assert count_of(np.array([3.0]), np.array([1.0]), 0.5).tolist() == [4.0]
    assert count_of(np.array([3.0]), np.array([]), 0.5).tolist() == [6.0]


def test_a_feeling_survives_its_score() -> None:
    t = np.arange(0, 30.1, 0.25)
    curve = np.sin(t / 5)
    words = Stream(
        "words", np.array([2.0, 9.0]), np.array([0.1, 0.2]), np.zeros(2), np.full(2, 0.4), np.full(2, 0.5)
    )
    feeling = Feeling(t, curve, -curve, np.full(len(t), 0.2), np.full(len(t), 0.3), (words,))
    score = Score(duration=30, shots=[Shot(id="a", start=0, end=30)], feeling=track_of(feeling))
    again = feeling_of(loads(dumps(score)))
    assert np.abs(again.at(t)[0] - curve).max() < 0.01
    assert again.streams[0].name == "words" and again.streams[0].times_s.tolist() == [2.0, 9.0]
    assert track_of(again).fused == score.feeling.fused
    assert feeling_of(Score(duration=3, shots=[Shot(id="a", start=0, end=3)])).valence.tolist() == [0.0, 0.0]


def test_a_moment_outside_the_range_of_feeling_is_refused() -> None:
    with pytest.raises(ValueError, match="less than or equal to 1"):
        Moment(t=0, valence=2, arousal=0)


def test_the_schema_names_every_field_and_the_language() -> None:
    schema = json_schema()
    assert set(schema["properties"]) >= {"schema", "shots", "size", "fps", "duration", "feeling"}
    assert "kick" in schema["x-signals"] and any(key.startswith("follow(") for key in schema["x-functions"])
    assert schema["$id"] == "feelm-score/1"
