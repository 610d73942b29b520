"""Streams, drawn curves and their fusion."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.affect import Feeling, Stream, fuse, music_stream, read_curve, words_stream
from feelm.affect.fusion import ERROR_TIME_S, FEELING_SD, FEELING_TIME_S
from feelm.errors import InputError
from feelm.seeds import generator
from feelm.story.telling import Scene, Telling

Floats = np.ndarray
RATE = 4.0


def wandering(rng: np.random.Generator, count: int, sd: float, time_s: float) -> Floats:
    """An Ornstein–Uhlenbeck path, sampled at RATE."""
    keep = np.exp(-1 / (RATE * time_s))
    path = np.empty(count)
    path[0] = sd * rng.normal()
    for i in range(1, count):
        path[i] = keep * path[i - 1] + sd * np.sqrt(1 - keep**2) * rng.normal()
    return path


def stream(name: str, values: Floats, sd: float, times_s: Floats | None = None) -> Stream:
    times_s = np.arange(len(values)) / RATE if times_s is None else times_s
    return Stream(name, times_s, values, values, np.full(len(values), sd), np.full(len(values), sd))


def simulated(seed: int, length_s: float = 100.0) -> tuple[Floats, Feeling, Feeling]:
    """The truth, what all three streams together say of it, and what the music alone says."""
    rng = generator(7, "simulation", seed)
    count = int(length_s * RATE) + 1
    truth = wandering(rng, count, FEELING_SD, FEELING_TIME_S)
    spread = {"words": 0.6, "music": 0.4, "curve": 0.15}
    streams = [stream(n, truth + wandering(rng, count, sd, ERROR_TIME_S[n]), sd) for n, sd in spread.items()]
    return truth, fuse(streams, length_s), fuse(streams[1:2], length_s)


def test_the_band_covers_the_truth_as_often_as_it_says() -> None:
    inside, errors, alone = [], [], []
    for seed in range(24):
        truth, fused, music = simulated(seed)
        free = np.abs(fused.valence) < 0.999  # where the feeling is not cut off at the end of its range
        error = (fused.valence - truth)[free]
        inside.append(float(np.mean(np.abs(error) < 1.96 * fused.valence_sd[free])))
        errors.append(float(np.sqrt(np.mean(error**2))))
        alone.append(float(np.sqrt(np.mean((music.valence - truth)[free] ** 2))))
    assert 0.90 <= np.mean(inside) <= 0.98
    assert np.mean(errors) < 0.5 * np.mean(alone)


def test_the_drawn_curve_is_followed_most() -> None:
    up, down = np.full(241, 0.6), np.full(241, -0.6)
    fused = fuse([stream("curve", up, 0.12), stream("music", down, 0.4), stream("words", down, 0.5)], 60)
    assert fused.valence[40:200].min() > 0.35


def test_denser_sampling_is_not_more_belief() -> None:
    sparse_t, dense_t = np.linspace(0, 60, 13), np.linspace(0, 60, 601)
    sparse = fuse([stream("words", np.full(13, 0.5), 0.4, sparse_t)], 60)
    dense = fuse([stream("words", np.full(601, 0.5), 0.4, dense_t)], 60)
    assert np.allclose(sparse.valence, dense.valence, atol=1e-6)
    assert np.allclose(sparse.valence_sd, dense.valence_sd, atol=1e-6)


def test_without_evidence_the_feeling_is_neutral_and_wide() -> None:
    nothing = fuse([], 30)
    assert not nothing.valence.any() and not nothing.arousal.any()
    assert np.allclose(nothing.valence_sd, FEELING_SD)
    assert nothing.times_s[0] == 0.0 and nothing.times_s[-1] == 30.0


def test_silence_of_a_stream_widens_the_band() -> None:
    fused = fuse([stream("curve", np.full(41, 0.8), 0.1)], 60)
    assert fused.valence_sd[20] < 0.12 < fused.valence_sd[-1] and abs(fused.valence[-1]) < 0.1


def test_what_is_not_finite_is_no_evidence() -> None:
    values = np.full(241, 0.5)
    values[100:140] = np.nan
    fused = fuse([stream("music", values, 0.3)], 60)
    assert np.isfinite(fused.valence).all()
    assert fused.streams[0].name == "music"


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0.02, 1)), min_size=1, max_size=8),
    st.floats(1, 90),
    st.sampled_from(["words", "music", "curve", "other"]),
)
@settings(max_examples=40, deadline=None)
def test_any_stream_gives_a_feeling_within_its_range(
    points: list[tuple[float, float]], length_s: float, name: str
) -> None:
    times_s = np.linspace(0, length_s, len(points) + 1)[:-1]
    value, sd = np.array(points).T
    fused = fuse([Stream(name, times_s, value, -value, sd, sd)], length_s)
    assert np.abs(fused.valence).max() <= 1 and np.isfinite(fused.arousal).all()
    assert (fused.valence_sd > 0).all() and (fused.valence_sd <= FEELING_SD + 1e-9).all()
    assert np.allclose(fused.valence, -fused.arousal, atol=1e-9)


def test_scenes_speak_inside_their_spans() -> None:
    scenes = tuple(
        Scene(index=i, sentences=("x.",), language="en", valence=v, arousal=-v)
        for i, v in enumerate((-0.5, 0.8))
    )
    words = words_stream(Telling("x.", scenes, ()), [(0.0, 10.0), (10.0, 30.0)])
    assert words.name == "words" and words.times_s.tolist() == [1.5, 8.5, 13.0, 27.0]
    assert words.valence.tolist() == [-0.5, -0.5, 0.8, 0.8]
    with pytest.raises(ValueError, match="cannot lie"):
        words_stream(Telling("x.", scenes, ()), [(0.0, 10.0)])


def test_music_speaks_from_where_the_film_begins() -> None:
    from test_score_file import make_hearing

    whole, later = music_stream(make_hearing()), music_stream(make_hearing(), start_s=5.0)
    assert whole.times_s[0] == 0.0 and len(later.times_s) == len(whole.times_s) - 20
    assert later.times_s[0] == 0.0 and later.times_s[-1] == whole.times_s[-1] - 5.0


GOOD = "t,valence,arousal\n0,0.1,-0.2\n5,0.5,0.3\n"


def write(folder: Path, text: str, name: str = "curve.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("curve.csv", GOOD),
        ("curve.csv", "\ufeff" + GOOD.replace("\n", "\r\n")),
        ("curve.csv", "# drawn by hand\n\n" + GOOD.replace(",", ";") + "\n"),
        ("curve.tsv", GOOD.replace(",", "\t").replace("t\tv", "Time\tV").replace("Valence", "valence")),
        ("curve.json", '[{"t":0,"valence":0.1,"arousal":-0.2},{"t":5,"valence":0.5,"arousal":0.3}]'),
        ("curve.json", '{"points":[{"t":0,"v":0.1,"a":-0.2},{"t":5,"v":0.5,"a":0.3}]}'),
        ("curve.json", '{"t":[0,5],"valence":[0.1,0.5],"arousal":[-0.2,0.3]}'),
    ],
)
def test_a_curve_is_read_in_each_of_its_forms(tmp_path: Path, name: str, text: str) -> None:
    curve = read_curve(write(tmp_path, text, name), 60)
    assert curve.name == "curve" and curve.times_s.tolist() == [0.0, 5.0]
    assert curve.valence.tolist() == [0.1, 0.5] and curve.arousal.tolist() == [-0.2, 0.3]
    assert curve.valence_sd.tolist() == [0.12, 0.12]


def test_a_curve_may_say_how_sure_the_hand_was(tmp_path: Path) -> None:
    curve = read_curve(write(tmp_path, "t,valence,arousal,sd\n0,0,0,0.3\n1,0,0,\n"), 60)
    assert curve.arousal_sd.tolist() == [0.3, 0.12]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("t,valence,arousal\n", "no points"),
        ("t,valence\n0,0\n", "curve.csv, line 1: the column arousal is missing"),
        ("0,0,0\n1,0,0\n", "column t and valence and arousal is missing"),
        (GOOD + "6,nan,0\n", "curve.csv, line 4: valence is not a finite number"),
        (GOOD + "6,,0\n", "line 4: valence is ``, which is no number"),
        (GOOD + "6,high,0\n", "line 4: valence is `high`, which is no number"),
        (GOOD + "6,1.5,0\n", "line 4: valence is 1.5; keep it between -1 and 1"),
        (GOOD + "4,0,0\n", "line 4: the time 4 does not come after 5; sort the curve by t"),
        (GOOD + "5,0,0\n", "line 4: the time 5 does not come after 5"),
        (GOOD + "75,0,0\n", "line 4: the time 75 lies beyond the film, which is 60 s long"),
        ("t,valence,arousal\n-1,0,0\n", "line 2: the time -1 lies before the film"),
        (GOOD + "6,0\n", "line 4: this line has 2 values, the first line names 3"),
        ("t,valence,arousal,sd\n0,0,0,-1\n", "standard deviation"),
        ('t,valence,arousal\n0,"0,0\n1,0,0\n', "quotation mark"),
        ("t,t,valence,arousal\n0,0,0,0\n", "the column t is there twice"),
    ],
)
def test_a_bad_curve_is_one_clear_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_curve(write(tmp_path, text), 60)
    assert says in str(caught.value) and "curve.csv" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "curve.json, line 1, column 2: this is not valid JSON"),
        ("[1, 2]", "no list of points"),
        ('[{"t": 0, "valence": 0}]', "point 1: the column arousal is missing"),
        ('[{"t": 0, "valence": NaN, "arousal": 0}]', "point 1: valence is not a finite number"),
        ('[{"t": true, "valence": 0, "arousal": 0}]', "point 1: t is `True`, which is no number"),
        ('{"t": [0, 1], "valence": [0], "arousal": [0, 1]}', "differ in length"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "no points"),
    ],
)
def test_bad_json_is_one_clear_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_curve(write(tmp_path, text, "curve.json"), 60)
    assert says in str(caught.value)


def test_files_that_are_no_curve_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such curve"):
        read_curve(tmp_path / "none.csv", 60)
    with pytest.raises(InputError):
        read_curve(tmp_path, 60)
    (tmp_path / "song.csv").write_bytes(bytes(range(256)))
    with pytest.raises(InputError, match="UTF-8"):
        read_curve(tmp_path / "song.csv", 60)


@given(st.text(max_size=120), st.sampled_from(["curve.csv", "curve.json"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_curve_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    path = tmp_path_factory.mktemp("curve") / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_curve(path, 60)
    except InputError as error:
        assert str(error)


@given(
    st.lists(
        st.tuples(st.floats(0, 60), st.floats(-1, 1), st.floats(-1, 1)),
        min_size=1,
        max_size=20,
        unique_by=lambda p: p[0],
    )
)
@settings(max_examples=50, deadline=None)
def test_a_written_curve_is_read_exactly(
    tmp_path_factory: pytest.TempPathFactory, points: list[tuple[float, float, float]]
) -> None:
    points = sorted(points)
    path = tmp_path_factory.mktemp("curve") / "curve.json"
    path.write_text(
        json.dumps([{"t": t, "valence": v, "arousal": a} for t, v, a in points]), encoding="utf-8"
    )
    curve = read_curve(path, 60)
    assert list(zip(curve.times_s, curve.valence, curve.arousal, strict=True)) == points


@pytest.mark.parametrize("room", ["affect", "score", "director"])
def test_a_room_exports_what_it_says_and_costs_nothing_to_import(room: str) -> None:
    code = (
        f"import sys, feelm.{room} as room; heavy = {{'numpy', 'pydantic', 'ruamel.yaml'}} & set(sys.modules);"
        "print(sorted(heavy), [name for name in room.__all__ if not hasattr(room, name)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
