"""What every directed film keeps to, and the rules that it follows."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from feelm.affect import Feeling, Stream, fuse, music_stream, words_stream
from feelm.audio.hearing import Hearing, Section
from feelm.clock import cut_frame, frame_count
from feelm.director import Brief, direct, plan_duration, scene_spans
from feelm.director.billing import is_named
from feelm.director.colour import chroma_of, distance, hex_of, lab_of, lab_of_hex
from feelm.director.cutting import usual_length_s
from feelm.director.palette import accent_for, palette_for
from feelm.director.reasons import Reasons, sentences, with_particles, words
from feelm.director.rules import rules
from feelm.director.timing import lay, reading_s
from feelm.score import dumps, loads
from feelm.score.checks import check_score
from feelm.score.model import Music, Score, Shot
from feelm.story.telling import Item, Person, Scene, Telling, Unpictured
from feelm.things.thing import Found, Thing
from feelm.vocabulary import CAMERA_MOVES, PLACES, SEASONS, SHOT_SIZES, SIGNALS, TIMES_OF_DAY, WEATHERS

MOTIONS = {"sailing_boat": "float", "bird": "fly", "dog": "walk", "lantern": "flicker", "tree": "sway"}


class Shelf:
    """A catalogue that knows some words."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = set(known)

    def get(self, id: str) -> Thing:
        return Thing(
            id, (id,), (), height_m=7.0 if id in ("house", "tree") else 0.5, motion=MOTIONS.get(id, "still")
        )

    def find(self, word: str, language: str) -> Found | None:
        id = word.replace(" ", "_")
        return Found(self.get(id), 1.0, "name") if id in self.known else None

    def credits(self, ids: Iterable[str]) -> list[str]:
        return [f"drawings: {', '.join(sorted(ids))}"]


SHELF = Shelf(
    ["bird", "sailing_boat", "tree", "lantern", "flower", "jar", "shell", "leaf", "grass", "horse", "balloon"]
)


@dataclass(frozen=True)
class Look:
    name: str
    energy: float
    darkness: float
    warmth: float
    strengths: tuple[float, float] = (0.5, 0.9)


STYLES = [
    Look("plain", 0, 0.4, 0.5),
    Look("calm", 0.2, 0.3, 0.6),
    Look("wild", 0.9, 0.6, 0.3),
    Look("dark", 0.4, 0.9, 0.3),
]


def hearing_of(
    length_s: float,
    bpm: float,
    energies: list[float],
    *,
    meter: int = 4,
    arousal: float = 0.0,
    valence: float = 0.0,
    offset: float = 0.3,
) -> Hearing:
    beats = np.arange(offset, length_s - 0.05, 60.0 / bpm)
    bars = beats[::meter]
    edges = np.linspace(0, length_s, len(energies) + 1)
    starts = [0.0, *(float(bars[np.argmin(np.abs(bars - e))]) for e in edges[1:-1])]
    starts = sorted(set(starts))
    ends = [*starts[1:], length_s]
    labels = [f"{'ABCDE'[round(energy * 4)]}" for energy in energies]
    sections = tuple(
        Section(a, b, label, e) for a, b, label, e in zip(starts, ends, labels, energies, strict=False)
    )
    count = int(length_s * 100)
    flat = np.ones(int(length_s * 4) + 1)
    return Hearing(
        source="made", digest="0", sample_rate_hz=48000, sample_count=int(length_s * 48000), duration_s=length_s,
        tempo_bpm=bpm, beats_s=beats, downbeats_s=bars, beats_per_bar=meter, sections=sections, key="C", mode="major",
        key_clarity=0.5, loudness_lufs=-14, envelope_rate_hz=100.0,
        envelopes={name: np.zeros(count) for name in SIGNALS},
        centroid_hz=np.zeros(count), loudness_db=np.zeros(count),
        affect_rate_hz=4.0, valence=valence * flat, arousal=arousal * flat,
        valence_sd=0.4 * flat, arousal_sd=0.25 * flat,
    )  # fmt: skip


def feeling_of_all(telling: Telling | None, hearing: Hearing | None, length_s: float) -> Feeling:
    streams: list[Stream] = []
    if telling and telling.scenes:
        streams.append(words_stream(telling, scene_spans(telling, length_s, hearing)))
    if hearing:
        streams.append(music_stream(hearing))
    return fuse(streams, length_s)


def film(telling: Telling | None, hearing: Hearing | None, length_s: float, **wishes: object) -> Score:
    brief = Brief(duration_s=length_s, story=telling.text if telling else "", **wishes)  # type: ignore[arg-type]
    return direct(brief, telling, hearing, feeling_of_all(telling, hearing, length_s), SHELF, STYLES)


ENGLISH = [
    "A dog ran through the garden.",
    "Rain fell.",
    "She waited at the harbour until the last boat came home.",
    "Nothing moved.",
]
KOREAN = [
    "강아지가 마당에서 뛰었다.",
    "비가 왔다.",
    "할머니는 저녁이 될 때까지 항구에서 배를 기다렸다.",
    "조용했다.",
]
THINGS = ["dog", "sailing_boat", "tree", "house", "flower", "lantern"]
optional = lambda values: st.none() | st.sampled_from(values)  # noqa: E731
felt = st.floats(-1, 1)


@st.composite
def scenes(draw: st.DrawFn, index: int) -> Scene:
    language = draw(st.sampled_from(["ko", "en"]))
    said = draw(st.lists(st.sampled_from(KOREAN if language == "ko" else ENGLISH), min_size=1, max_size=3))
    items = draw(st.lists(st.builds(
        Item, word=st.sampled_from(["강아지", "dog", "boat", ""]), thing=st.sampled_from(THINGS),
        count=st.integers(1, 40),
        size=st.floats(0.3, 3), salience=st.floats(0, 1), colours=st.sampled_from([(), ("#c8352e",)]),
    ), max_size=6))  # fmt: skip
    people = draw(
        st.lists(
            st.builds(Person, word=st.sampled_from(["나", "she"]), age=st.sampled_from(["child", "elder"])),
            max_size=2,
        )
    )
    return Scene(
        index=index, sentences=tuple(said), language=language, place=draw(optional(PLACES)),
        time_of_day=draw(optional(TIMES_OF_DAY)), weather=draw(optional(WEATHERS)), season=draw(optional(SEASONS)),
        items=tuple(items), people=tuple(people), colours=draw(st.sampled_from([(), ("#f2c230",)])),
        memory=draw(st.booleans()), valence=draw(felt), arousal=draw(felt), valence_sd=0.3, arousal_sd=0.4,
    )  # fmt: skip


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    made = tuple(draw(scenes(index)) for index in range(draw(st.integers(1, 5))))
    text = " ".join(sentence for scene in made for sentence in scene.sentences)
    return Telling(text, made, (Unpictured("시간", "시간이 갔다.", "abstract"),), ("one note",))


@dataclass(frozen=True)
class Song:
    """What a made hearing is made of; short to read when a test fails."""

    length_s: float
    bpm: float
    energies: list[float]
    meter: int
    arousal: float
    valence: float
    offset: float

    def hearing(self) -> Hearing:
        return hearing_of(
            self.length_s, self.bpm, self.energies,
            meter=self.meter, arousal=self.arousal, valence=self.valence, offset=self.offset,
        )  # fmt: skip


songs = st.builds(
    Song, length_s=st.floats(6, 150), bpm=st.floats(50, 190),
    energies=st.lists(st.floats(0, 1), min_size=1, max_size=7),
    meter=st.sampled_from([3, 4]), arousal=felt, valence=felt, offset=st.floats(0, 2),
)  # fmt: skip


@given(
    st.none() | tellings(),
    st.none() | songs,
    st.sampled_from([24.0, 30.0, 23.976, 12.0]),
    st.integers(0, 10**6),
)
@settings(max_examples=16, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_every_film_keeps_the_promises(
    telling: Telling | None, song: Song | None, fps: float, seed: int
) -> None:
    hearing = song.hearing() if song else None
    length_s = plan_duration(telling, hearing, None)
    score = film(telling, hearing, length_s, fps=fps, seed=seed)
    check_score(score)
    assert len(score.shots) > 15 or loads(dumps(score)) == score
    edges = [cut_frame(shot.start, fps) for shot in score.shots] + [frame_count(score.duration, fps)]
    assert edges[0] == 0 and all(late - early >= min(8, edges[-1]) for early, late in pairwise(edges))
    assert all(one.size != other.size for one, other in pairwise(score.shots))
    moves = rules().moves
    assert all(moves[a.camera.move].family != moves[b.camera.move].family for a, b in pairwise(score.shots))
    if hearing is not None:
        no_cut_is_late(score, hearing, edges)
        every_section_is_cut(score, hearing, edges)
    for shot in score.shots:
        every_choice_has_a_reason(shot)
        colours_can_be_told_apart(shot)
        assert shot.transition.length <= 0.5 * (shot.end - shot.start)
        assert sum(player.hero for player in shot.world.players) == (1 if shot.world.players else 0)
    if telling is not None:
        all_that_is_told_is_shown(telling, score)
        assert score.notes[0] == "one note" and score.not_pictured[0].word == "시간"


def no_cut_is_late(score: Score, hearing: Hearing, edges: list[int]) -> None:
    """Each cut is on its beat or section, or less than two frames before it."""
    marks = np.concatenate([hearing.beats_s, [section.start_s for section in hearing.sections]])
    for shot, frame in zip(score.shots[1:], edges[1:-1], strict=True):
        if any(word in shot.why["start"] for word in ("bar", "마디", "section", "부분")):
            lead_s = marks - frame / score.fps
            assert lead_s[lead_s > -1e-4].min() < 2 / score.fps


def every_section_is_cut(score: Score, hearing: Hearing, edges: list[int]) -> None:
    shortest_s = rules().cut.shortest_s + 8 / score.fps
    starts = [section.start_s for section in hearing.sections]
    # A scene may begin within a shot's length of a section; then its border is the cut.
    scene_starts = [shot.start for early, shot in pairwise(score.shots) if early.scene != shot.scene]
    for start in starts[1:]:
        near = any(
            abs(start - other) < shortest_s for other in (*scene_starts, *(s for s in starts if s != start))
        )
        if not near and shortest_s < start < score.duration - shortest_s:
            assert any(abs(edge / score.fps - start) < 2 / score.fps for edge in edges)


def every_choice_has_a_reason(shot: Shot) -> None:
    chosen = [f"world.{name}" for name in shot.world.model_fields_set]
    chosen += [
        "start",
        "end",
        "size",
        "transition",
        "grade",
        "camera.move",
        "camera.strength",
        "paint.style",
        "paint.strength",
    ]
    missing = [name for name in chosen if not shot.why.get(name)]
    assert not missing


def colours_can_be_told_apart(shot: Shot) -> None:
    labs = [lab_of_hex(colour) for colour in shot.world.palette]
    lights = [lab[0] for lab in labs]
    assert lights == sorted(lights) and lights[-1] - lights[0] >= 40
    assert min(distance(lab_of_hex(shot.world.accent), lab) for lab in labs) >= 12


def all_that_is_told_is_shown(telling: Telling, score: Score) -> None:
    for scene in telling.scenes:
        shown = {
            player.thing or player.person
            for shot in score.shots
            if shot.scene == scene.index
            for player in shot.world.players
        }
        places = {shot.world.place for shot in score.shots if shot.scene == scene.index}
        scenery = {thing for place in places for thing in rules().places[place].shows}
        if places:
            assert {item.thing for item in scene.items} | {
                person.age for person in scene.people
            } <= shown | scenery
            assert not shown & set.intersection(*(set(rules().places[place].shows) for place in places))


def test_the_same_film_is_directed_alike_and_another_seed_differs() -> None:
    telling, hearing = garden(), hearing_of(60, 96, [0.2, 0.8, 0.3])
    one, again, other = (film(telling, hearing, 60, seed=seed) for seed in (7, 7, 8))
    assert dumps(one) == dumps(again)
    assert dumps(one) != dumps(other)


def garden() -> Telling:
    dog = Item("강아지", "dog", salience=1.0, action="run")
    made = (
        Scene(0, ("해질녘에 강아지가 마당에서 뛰었다.", "할머니는 웃었다."), "ko", place="yard", time_of_day="sunset",
              items=(dog, Item("꽃", "flower", salience=0.4)), people=(Person("할머니", "elder", salience=0.8),),
              valence=0.6, arousal=0.3, valence_sd=0.2, setting=(("해질녘", "time_of_day"), ("마당", "place"))),
        Scene(1, ("밤이 되고 비가 왔다.",), "ko", place="yard", time_of_day="night", weather="rain",
              valence=-0.7, arousal=-0.5, valence_sd=0.2, inherited=frozenset({"place"}),
              setting=(("밤", "time_of_day"), ("비", "weather"))),
    )  # fmt: skip
    return Telling(" ".join(s for scene in made for s in scene.sentences), made, ())


def test_what_the_words_say_is_kept_and_quoted() -> None:
    score = film(garden(), None, 45)
    first = next(shot for shot in score.shots if shot.scene == 0)
    last = score.shots[-1]
    assert (first.world.place, first.world.time) == ("yard", "sunset")
    assert (last.world.place, last.world.time, last.world.weather) == ("yard", "night", "rain")
    assert "해질녘" in first.why["world.time"] and "이어진다" in last.why["world.place"]
    heroes = {
        player.word for shot in score.shots if shot.scene == 0 for player in shot.world.players if player.hero
    }
    assert {"강아지", "할머니"} <= heroes <= {"강아지", "할머니", "꽃"}
    assert {shot.text for shot in score.shots} == {s for scene in garden().scenes for s in scene.sentences}


def test_reasons_are_told_in_the_language_of_the_words() -> None:
    english = Telling(
        "A dog ran.", (Scene(0, ("A dog ran.",), "en", items=(Item("dog", "dog", salience=1),)),), ()
    )
    hangul = re.compile("[가-힣]")
    assert not any(
        hangul.search(reason) for shot in film(english, None, 45).shots for reason in shot.why.values()
    )
    assert all(
        hangul.search(reason) for shot in film(garden(), None, 45).shots for reason in shot.why.values()
    )


def test_nothing_blooms_in_the_snow_and_a_new_season_has_its_own_hour() -> None:
    night = Scene(0, ("At night we slept.",), "en", place="garden", time_of_day="night", season="summer")
    snow = Scene(1, ("Snow covered the garden.", "Nothing moved."), "en", place="garden", weather="snow",
                 season="winter", valence=0.5, valence_sd=0.1)  # fmt: skip
    score = film(Telling("x", (night, snow), ()), hearing_of(60, 100, [0.5]), 60)
    white = [shot for shot in score.shots if shot.scene == 1 and shot.world.season == "winter"]
    assert white and not {p.thing for shot in white for p in shot.world.players} & set(rules().unfit.winter)
    assert white[0].world.time != "night"
    assert all(shot.world.foreground not in ("flowers", "leaves") for shot in white)


def test_captions_follow_the_sentences() -> None:
    score = film(garden(), None, 45)
    said = [sentence for scene in garden().scenes for sentence in scene.sentences]
    assert [caption.text for caption in score.captions] == said
    assert all(a.end <= b.start for a, b in pairwise(score.captions)) and score.captions[-1].end <= 45


def test_sorrow_is_darker_and_greyer_than_joy_and_excitement_more_colourful() -> None:
    scene = Scene(0, ("x",), "en", place="field", time_of_day="afternoon", weather="clear")

    def mean(valence: float, arousal: float) -> tuple[float, float]:
        labs = [lab_of_hex(colour) for colour in palette_for(scene, valence, arousal)]
        return float(np.mean([lab[0] for lab in labs])), float(np.mean([chroma_of(lab) for lab in labs]))

    assert mean(0.8, 0)[0] > mean(0, 0)[0] + 5 > mean(-0.8, 0)[0] + 10
    assert mean(0.8, 0)[1] > mean(-0.8, 0)[1] + 4
    assert mean(0, 0.8)[1] > mean(0, 0)[1] + 4
    assert mean(0, -0.8) == mean(0, -0.2)


@given(
    st.sampled_from(PLACES),
    st.sampled_from(TIMES_OF_DAY),
    st.sampled_from(WEATHERS),
    optional(SEASONS),
    felt,
    felt,
    st.floats(-60, 60),
)
@settings(max_examples=200, deadline=None)
def test_any_scene_has_a_palette_with_contrast_and_an_accent(
    place: str, hour: str, weather: str, season: str | None, valence: float, arousal: float, turn: float
) -> None:
    scene = Scene(0, ("x",), "en", place=place, time_of_day=hour, weather=weather, season=season)  # type: ignore[arg-type]
    palette = palette_for(scene, valence, arousal, turn)
    lights = [lab_of_hex(colour)[0] for colour in palette]
    assert lights == sorted(lights) and lights[-1] - lights[0] >= 40
    accent, reason = accent_for(palette, (), None, valence)
    assert min(distance(lab_of_hex(accent), lab_of_hex(colour)) for colour in palette) >= 20
    assert reason == "accent" and accent_for(palette, (), accent, valence)[0] == accent


def test_colours_survive_the_way_to_cielab_and_back() -> None:
    for colour in ("#000000", "#ffffff", "#c8352e", "#123456", "#7f8081"):
        assert hex_of(lab_of_hex(colour)) == colour
    assert lab_of_hex("#ffffff") == pytest.approx((100, 0, 0), abs=0.01)
    assert lab_of_hex("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)  # CIE values for sRGB red
    assert (
        abs(lab_of_hex(hex_of(lab_of(50, 200, 140)))[0] - 50) < 3
    )  # out of gamut: chroma gives way, lightness stays


def test_livelier_feeling_and_louder_music_cut_faster() -> None:
    def shots(arousal: float, energy: float) -> int:
        return len(film(None, hearing_of(120, 120, [energy], arousal=arousal), 120).shots)

    assert shots(0.7, 0.9) > 1.6 * shots(-0.7, 0.2)
    assert usual_length_s(1, 1) < usual_length_s(0, 0.5) < usual_length_s(-1, 0)


def test_a_film_has_one_long_take_and_holds_its_last_picture() -> None:
    score = film(None, hearing_of(180, 110, [0.7, 0.1, 0.7, 0.4], arousal=0.1), 180)
    lengths = np.array([shot.end - shot.start for shot in score.shots])
    assert sum("long take" in shot.why["end"] or "롱테이크" in shot.why["end"] for shot in score.shots) == 1
    assert lengths.max() > 1.8 * np.median(lengths)
    assert lengths[-1] >= np.median(lengths)


def test_the_last_picture_is_held_longer_than_its_neighbours() -> None:
    ratios = []
    for seed in range(12):
        lengths = [
            shot.end - shot.start for shot in film(None, hearing_of(60, 120, [0.6]), 60, seed=seed).shots
        ]
        ratios.append(lengths[-1] / np.mean(lengths[-5:-1]))
    assert np.mean(ratios) > 1.6


def test_long_music_brings_earlier_scenes_back() -> None:
    score = film(garden(), hearing_of(240, 100, [0.3, 0.7, 0.3, 0.8]), 240)
    order = [shot.scene for shot in score.shots]
    assert order[0] == 0 and 1 in order and 0 in order[order.index(1) :]
    assert max(len([1 for _ in run]) for run in _runs(order)) < len(order)


def _runs(values: list[int | None]) -> list[list[int | None]]:
    runs: list[list[int | None]] = [[]]
    for value in values:
        if runs[-1] and runs[-1][-1] != value:
            runs.append([])
        runs[-1].append(value)
    return runs


def test_a_film_without_words_tells_of_one_figure_in_places_that_return() -> None:
    score = film(None, hearing_of(150, 100, [0.25, 0.75, 0.25, 0.75, 0.5], valence=0.3), 150)
    heroes = {
        next((p.thing or p.person for p in shot.world.players if p.hero), None)
        for shot in score.shots
        if shot.size == "wide"
    }
    assert len(heroes) == 1
    assert len({shot.world.place for shot in score.shots}) >= 2
    assert len({shot.world.time for shot in score.shots}) >= 3
    assert all(shot.scene is None and not shot.text for shot in score.shots)


def test_a_film_of_a_curve_alone_can_be_directed() -> None:
    t = np.array([0.0, 30.0, 60.0])
    sd = np.full(3, 0.1)
    feeling = fuse([Stream("curve", t, np.array([0.8, -0.8, 0.5]), np.array([-0.5, 0.8, 0.0]), sd, sd)], 60)
    score = direct(Brief(duration_s=60), None, None, feeling, SHELF, [])
    assert score.shots[0].paint.style == "plain" and len(score.shots) >= 6


def test_the_style_that_is_asked_for_is_used_and_otherwise_the_feeling_chooses() -> None:
    assert {shot.paint.style for shot in film(garden(), None, 45, style="starry").shots} == {"starry"}
    rule = rules().style.among
    calm = direct(Brief(duration_s=60), None, None, _steady(0.5, -0.9), SHELF, STYLES * 1)
    assert calm.shots[0].paint.style != "plain" and rule >= 1
    one_of_two = [STYLES[1], STYLES[2]]
    wild = {
        direct(Brief(duration_s=60, seed=s), None, None, _steady(0, 0.95), SHELF, one_of_two[1:])
        .shots[0]
        .paint.style
        for s in (1, 2)
    }
    assert wild == {"wild"}


def _steady(valence: float, arousal: float) -> Feeling:
    t, sd = np.array([0.0, 60.0]), np.full(2, 0.1)
    return fuse([Stream("curve", t, np.full(2, valence), np.full(2, arousal), sd, sd)], 60)


def test_beats_are_answered_by_things_and_the_light_only_in_loud_parts() -> None:
    score = film(garden(), hearing_of(60, 120, [0.1, 0.9]), 60)
    quiet = [shot for shot in score.shots if shot.end < 28]
    loud = [shot for shot in score.shots if shot.start > 31]
    assert all("kick" not in str(shot.grade.exposure) for shot in quiet)
    assert all("kick" in str(shot.grade.exposure) for shot in loud)
    gains = lambda shots: [p.react_gain for shot in shots for p in shot.world.players if p.react]  # noqa: E731
    assert np.mean(gains(quiet)) < np.mean(gains(loud)) or not gains(loud)


def test_the_length_of_a_film() -> None:
    hearing = hearing_of(90, 120, [0.5])
    assert plan_duration(None, hearing, None) == 90 and plan_duration(None, hearing, 30) == 30
    assert plan_duration(None, hearing, 500) == 90 and plan_duration(garden(), None, 20) == 20
    assert plan_duration(garden(), None, None) == 45
    scene = replace(garden().scenes[0], sentences=tuple(ENGLISH * 5))
    assert plan_duration(Telling("", (scene,), ()), None, None) == 90
    long = Telling("", (replace(scene, sentences=tuple(ENGLISH * 200)),), ())
    assert plan_duration(long, None, None) == 300


def test_longer_sentences_are_given_longer() -> None:
    assert reading_s(KOREAN[2]) > reading_s(KOREAN[1]) + 3
    made = (Scene(0, (KOREAN[1],), "ko"), Scene(1, (KOREAN[2],), "ko"))
    spans = scene_spans(Telling("", made, ()), 60, None)
    assert spans[0][0] == 0 and spans[-1][1] == 60 and spans[0][1] == spans[1][0]
    assert spans[1][1] - spans[1][0] > 1.5 * (spans[0][1] - spans[0][0])


def test_scenes_begin_with_sections_where_they_can() -> None:
    made = tuple(Scene(i, (ENGLISH[0],), "en") for i in range(4))
    hearing = hearing_of(120, 120, [0.2, 0.8, 0.2, 0.8])
    spans = scene_spans(Telling("", made, ()), 120, hearing)
    assert [round(start, 6) for start, _ in spans] == [
        round(section.start_s, 6) for section in hearing.sections
    ]


@given(
    st.lists(st.floats(0.01, 0.99), min_size=1, max_size=12),
    st.lists(st.floats(0, 1), max_size=60),
    st.floats(0.001, 0.05),
)
@settings(max_examples=150, deadline=None)
def test_laying_is_the_cheapest_choice_and_keeps_its_distance(
    shares: list[float], marks: list[float], gap: float
) -> None:
    ideals, at = np.sort(np.array(shares)), np.sort(np.array(marks, dtype=np.float64))
    laid = lay(ideals, at, np.zeros(len(at)), 0.0, 1.0, gap)
    assert len(laid) == len(ideals)
    assert (
        all(late - early >= gap - 1e-9 for early, late in pairwise([0.0, *laid]))
        or gap * (len(ideals) + 1) > 1
    )
    usable = [m for m in at if gap <= m <= 1 - gap]
    if len(ideals) == 1 and usable:
        assert abs(laid[0] - ideals[0]) == pytest.approx(min(abs(m - ideals[0]) for m in usable))


def test_every_reason_is_there_in_both_languages_with_the_same_values() -> None:
    fields = lambda text: sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})  # noqa: E731
    for name, both in sentences().items():
        assert set(both) == {"en", "ko"}, name
        assert fields(both["en"]) == fields(both["ko"]), name


def test_every_word_of_the_vocabulary_has_its_korean() -> None:
    named = {*PLACES, *TIMES_OF_DAY, *WEATHERS, *SEASONS, *SHOT_SIZES, *CAMERA_MOVES, *rules().motifs}
    assert named <= set(words())


def test_the_rules_know_every_word_of_the_vocabulary() -> None:
    rule = rules()
    assert (
        set(rule.places) == set(PLACES)
        and set(rule.hours) == set(TIMES_OF_DAY)
        and set(rule.weathers) == set(WEATHERS)
    )
    assert set(rule.moves) == set(CAMERA_MOVES) and set(rule.sizes.go_on) == set(SHOT_SIZES)
    assert {rule.react.signal(m) for m in ("still", "person", "float")} <= set(SIGNALS)


def test_the_stage_has_every_foreground_that_the_rules_name() -> None:
    from feelm.stage.scenery.foreground import FOREGROUNDS

    assert {kind for look in rules().places.values() for kind in look.near} | {"glass"} <= set(
        FOREGROUNDS
    ) & set(words())


def test_korean_particles_follow_the_last_sound() -> None:
    assert with_particles("창이(가) 바다을(를) 2이(가)") == "창이 바다를 2가"
    assert Reasons("ko")("players", hero="강아지").startswith("강아지가")
    assert Reasons("en")("strength", arousal=-0.01, energy=0.5) == "arousal 0.0, section energy 0.5"


@pytest.mark.parametrize(
    ("word", "text", "named"),
    [
        ("나", "나는 웃었다.", True),
        ("나", "나무가 있다.", False),
        ("강아지", "우리 강아지가 뛴다.", True),
        ("gull", "Gulls cry.", True),
        ("cat", "the category", False),
        ("", "anything", False),
        ("c++", "c++", False),
    ],
)
def test_a_word_is_found_in_its_sentence(word: str, text: str, named: bool) -> None:
    assert is_named(word, text) is named


def test_the_music_of_the_brief_is_in_the_score() -> None:
    music = Music(file="song.ogg", digest="ab", tempo="half")
    score = film(
        garden(),
        hearing_of(30, 100, [0.5]),
        30,
        music=music,
        title="마당",
        captions_burned=True,
        size=(640, 360),
    )
    assert (
        score.music == music and score.title == "마당" and score.captions_burned and score.size == (640, 360)
    )
    assert score.credits and score.feeling.fused and set(score.feeling.streams) == {"words", "music"}
