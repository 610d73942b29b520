"""The person's own mapping: it finds simulated persons' gains, says how sure it is, and is kept for them alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.affect.feeling import Stream
from feelm.errors import InputError
from feelm.profile import (
    Lay,
    Mapping,
    Pair,
    Profile,
    draw_mapping,
    draw_pair,
    erase,
    kept,
    lay_out,
    learn,
    next_pair,
    read_profile,
    write_profile,
)
from feelm.profile.bringing import bring, bring_again
from feelm.profile.file import profile_path
from feelm.profile.laying import laid
from feelm.profile.mapping import PRIOR_MEAN, PRIOR_SD, QUESTION_OF, chances, information


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FEELM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def asked(gains: dict[str, float], count: int, rng: np.random.Generator) -> Mapping:
    """A simulated person of these gains answers."""
    mapping = Mapping()
    for _ in range(count):
        pair = next_pair(mapping, seed=int(rng.integers(1 << 30)))
        chance = chances(gains[pair.relation], pair.first - pair.second)
        mapping = learn(mapping, pair, ("first", "second", "alike")[int(rng.choice(3, p=chance))])
    return mapping


def persons(count: int, answers: int) -> list[tuple[dict[str, float], Mapping]]:
    rng = np.random.default_rng(3)
    made = [{name: float(rng.normal(PRIOR_MEAN, PRIOR_SD)) for name in QUESTION_OF} for _ in range(count)]
    return [(gains, asked(gains, answers, rng)) for gains in made]


def error(people: list[tuple[dict[str, float], Mapping]]) -> float:
    return float(np.mean([abs(m.mean(name) - g[name]) for g, m in people for name in QUESTION_OF]))


def test_answers_bring_the_mapping_nearer_to_the_person_and_more_answers_nearer_still() -> None:
    none, twenty, many = (error(persons(12, count)) for count in (0, 20, 70))
    assert twenty < 0.88 * none
    assert many < 0.85 * twenty


def test_ninety_percent_intervals_hold_about_ninety_percent_of_the_gains() -> None:
    inside = [
        low <= gains[name] <= high
        for gains, mapping in persons(40, 20)
        for name in QUESTION_OF
        for low, high in [mapping.interval(name)]
    ]
    assert 0.84 <= np.mean(inside) <= 0.96


def test_a_person_who_reads_pictures_the_other_way_round_is_found() -> None:
    gains = dict.fromkeys(QUESTION_OF, 1.0) | {"lightness": -1.5}
    mapping = asked(gains, 70, np.random.default_rng(5))
    assert mapping.interval("lightness")[1] < 0.2
    assert mapping.mean("chroma") > 0.3


def test_without_answers_the_published_relation_holds_and_an_answer_never_adds_doubt_on_average() -> None:
    empty = Mapping()
    assert empty.gains == {}
    assert empty.mean("chroma") == pytest.approx(PRIOR_MEAN, abs=0.01)
    assert empty.sd("chroma") == pytest.approx(PRIOR_SD, abs=0.01)
    assert information(empty, "chroma", 1.0) > information(empty, "chroma", 0.05) > 0
    after = learn(empty, Pair("chroma", 0.8, -0.8), "second")
    assert set(after.gains) == {"chroma"}
    assert after.mean("chroma") < 0.6 and after.mean("lightness") == empty.mean("lightness")


def test_the_next_pair_is_no_worse_than_chance_to_ask_and_never_shows_one_side_only() -> None:
    mapping, sides = Mapping(), []
    for seed in range(30):
        pair = next_pair(mapping, seed=seed)
        sides.append(pair.first > 0)
    assert 5 < sum(sides) < 25
    first = next_pair(Mapping())
    then = next_pair(learn(learn(Mapping(), first, "first"), first, "first"))
    assert then.relation != first.relation


@given(st.floats(-3, 3), st.floats(-2, 2))
def test_chances_add_up_and_turn_round_with_the_pair(gain: float, distance: float) -> None:
    chance = chances(gain, distance)
    assert chance.sum() == pytest.approx(1.0) and (chance >= 0).all()
    assert chances(gain, -distance)[[1, 0, 2]] == pytest.approx(chance)


def test_a_profile_is_kept_for_its_owner_only_and_comes_back_as_it_was(home: Path) -> None:
    profile = Profile("me", asked(dict.fromkeys(QUESTION_OF, 0.5), 9, np.random.default_rng(1)))
    path = write_profile(profile)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path == home / "profiles" / "me.json"
    assert read_profile("me").mapping.answers == profile.mapping.answers
    assert [p.name for p in path.parent.iterdir()] == ["me.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[]",
        b'{"schema": "feelm-profile/2", "name": "me", "answers": []}',
        b'{"schema": "feelm-profile/1", "name": "me", "answers": [{"relation": "smell", "first": 1, "second": -1, '
        b'"choice": "first"}]}',
        b'{"schema": "feelm-profile/1", "name": "me", "answers": [{"relation": "chroma", "first": 1e999, '
        b'"second": 0, "choice": "first"}]}',
        b"[" * 100_000,
    ],
)
def test_a_profile_that_feelm_did_not_write_is_refused_in_a_sentence(home: Path, content: bytes) -> None:
    path = profile_path("me")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_profile("me")


@pytest.mark.parametrize("name", ["../me", "", "a/b", "x" * 41, ".", "me\n"])
def test_a_profile_name_leads_nowhere_else(home: Path, name: str) -> None:
    with pytest.raises(InputError, match="name of a profile"):
        profile_path(name)


def test_erasing_takes_all_that_is_kept_and_nothing_else(home: Path, tmp_path: Path) -> None:
    write_profile(Profile("me"))
    outside = tmp_path / "my_models"
    outside.mkdir()
    (outside / "me.feelm").write_text("mine")
    (home / "recordings").mkdir()
    (home / "recordings" / "recall.edf").write_bytes(b"0" * 2048)
    (home / "models").symlink_to(outside)
    (home / "things").mkdir()
    (home / "things" / "cup.svg").write_text("<svg/>")
    assert {one.folder.name: one.files for one in kept()} == {"profiles": 1, "models": 1, "recordings": 1}
    erase()
    assert kept() == []
    assert sorted(p.name for p in home.iterdir()) == ["things"]
    assert (outside / "me.feelm").read_text() == "mine"


def test_the_mapping_is_drawn(home: Path, tmp_path: Path) -> None:
    mapping = learn(Mapping(), Pair("lightness", 0.5, -0.5), "first")
    text = draw_mapping(Profile("me", mapping), tmp_path / "map.svg").read_text()
    assert text.startswith("<svg") and f"{mapping.mean('lightness'):.2f}" in text


def test_a_pair_is_one_scene_twice_in_which_one_thing_differs(tmp_path: Path) -> None:
    import cv2

    picture = cv2.imread(str(draw_pair(Pair("lightness", 0.8, -0.8), tmp_path / "pair.png")))
    lab = cv2.cvtColor(picture.astype(np.float32) / 255.0, cv2.COLOR_BGR2LAB)
    first, second = lab[30:290, 30:500], lab[30:290, 534:1000]
    assert first[..., 0].mean() > second[..., 0].mean() + 8
    hues = [np.arctan2(half[..., 2].mean(), half[..., 1].mean()) for half in (first, second)]
    assert abs(hues[0] - hues[1]) < 0.5


rising = st.lists(st.floats(0.1, 30), min_size=2, max_size=8).map(lambda steps: np.cumsum(steps).tolist())


@given(st.data(), rising)
def test_laying_can_be_turned_round(data: st.DataObject, recall: list[float]) -> None:
    steps = data.draw(st.lists(st.floats(0.1, 30), min_size=len(recall), max_size=len(recall)))
    lay = Lay(tuple(zip(recall, np.cumsum(steps).tolist(), strict=True)))
    times = np.linspace(recall[0] - 5, recall[-1] + 5, 40)
    film = lay.to_film(times)
    assert (np.diff(film) > 0).all()
    assert lay.to_recall(film) == pytest.approx(times, abs=1e-5)


def test_a_recall_is_laid_by_marks_by_the_story_or_evenly() -> None:
    spans = [(0.0, 60.0), (60.0, 100.0), (100.0, 240.0)]
    assert lay_out("even", (0, 100), 240.0).to_film(np.array([50.0])) == pytest.approx(120.0)
    story = lay_out("story", (0, 90), 240.0, spans=spans)
    assert story.pairs == ((0, 0.0), (30.0, 60.0), (60.0, 100.0), (90, 240.0))
    marks = lay_out("marks", (0, 100), 240.0, marks=[20.0, 80.0], spans=spans)
    assert marks.pairs == ((0, 0.0), (20.0, 60.0), (80.0, 100.0), (100, 240.0))
    assert lay_out("marks", (0, 100), 240.0, marks=[1.0, 20.0, 80.0], spans=spans).pairs == marks.pairs
    with pytest.raises(InputError, match="marks"):
        lay_out("marks", (0, 100), 240.0, marks=[20.0], spans=spans)
    with pytest.raises(InputError, match="scenes"):
        lay_out("story", (0, 100), 240.0)
    for pairs in (((0.0, 0.0),), ((0.0, 0.0), (0.0, 5.0)), ((0.0, 5.0), (9.0, 1.0))):
        with pytest.raises(InputError, match="rise"):
            Lay(pairs)


def test_a_short_recall_fills_a_long_film_and_can_be_laid_anew(tmp_path: Path) -> None:
    file = tmp_path / "recall.csv"
    file.write_text("t,valence,arousal,mark\n0,-1,0,0\n25,0,0,1\n100,1,0,0\n")
    stream, lay = bring(file, 240.0, way="even")
    assert lay is not None and stream.times_s.tolist() == pytest.approx([0.0, 60.0, 240.0])
    spans = [(0.0, 200.0), (200.0, 240.0)]
    marked, by_marks = bring(file, 240.0, way="marks", spans=spans)
    assert marked.times_s.tolist() == pytest.approx([0.0, 200.0, 240.0]) and by_marks is not None
    recalled = Stream(
        "curve", by_marks.to_recall(marked.times_s), *(np.zeros(3), np.zeros(3), np.ones(3), np.ones(3))
    )
    again, _ = bring_again(recalled, lay.pairs, 240.0)
    assert again.times_s.tolist() == pytest.approx([0.0, 60.0, 240.0])
    assert laid(recalled, Lay(((0.0, 0.0), (50.0, 240.0))), 240.0).times_s.tolist() == pytest.approx([0, 120])
    assert bring(file, 100.0)[1] is None
    with pytest.raises(InputError, match="decoder"):
        bring(tmp_path / "recall.edf", 100.0)


def test_the_file_says_nothing_but_the_answers(home: Path) -> None:
    path = write_profile(Profile("me", learn(Mapping(), Pair("brush", 0.5, -0.5), "alike")))
    assert set(json.loads(path.read_text())) == {"schema", "name", "answers"}
