"""What a film keeps to when music leads it: where it cuts, how it varies, what only the music makes."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from test_director import STYLES, Look, hearing_of

from feelm.affect import Stream, fuse, music_stream
from feelm.audio.hearing import Hearing
from feelm.clock import cut_frame, frame_count
from feelm.director import Brief, direct
from feelm.director.billing import insert_kinds
from feelm.director.cutting import Take
from feelm.director.framing import QUICK, _big_move
from feelm.director.passage import Passage
from feelm.director.rules import rules
from feelm.score.model import Score, Shot
from feelm.story.telling import Scene
from feelm.things import open_catalogue
from feelm.things.catalogue import Catalogue
from feelm.vocabulary import INDOOR_PLACES, PLACES, SEASONS, SHOT_SIZES, TIMES_OF_DAY, WEATHERS

SONGS = sorted((Path(__file__).parents[2] / "shared" / "data" / "music").glob("*.ogg"))
MADE = {
    "quiet then loud": hearing_of(150, 104, [0.2, 0.8, 0.3, 0.9, 0.4], arousal=0.3, valence=0.3),
    "waltz": hearing_of(90, 84, [0.3, 0.5, 0.3], meter=3, arousal=-0.4, valence=0.1),
    "fast": hearing_of(120, 176, [0.6, 0.95, 0.7, 0.95], arousal=0.8, valence=-0.4, offset=0.11),
    "slow": hearing_of(100, 52, [0.2, 0.4, 0.2], arousal=-0.8, valence=-0.5),
}
BIG = {move for kind in rules().big_moves.values() for move in kind.moves}


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def film(hearing: Hearing, seed: int = 7, fps: float = 24.0, styles: list[Look] | None = None) -> Score:
    feeling = fuse([music_stream(hearing)], hearing.duration_s)
    brief = Brief(duration_s=hearing.duration_s, seed=seed, fps=fps)
    return direct(brief, None, hearing, feeling, catalogue(), STYLES if styles is None else styles)


def frames_of(score: Score) -> list[int]:
    return [cut_frame(shot.start, score.fps) for shot in score.shots] + [
        frame_count(score.duration, score.fps)
    ]


def every_cut_is_on_the_music(score: Score, hearing: Hearing) -> None:
    """On a section, a bar or a beat: in its very frame or in one of the two before it, never after it."""
    sections = [section.start_s for section in hearing.sections]
    marks = np.unique(np.concatenate([hearing.beats_s, hearing.downbeats_s, sections]))
    for frame in frames_of(score)[1:-1]:
        lead_frames = marks * score.fps - frame
        assert lead_frames[lead_frames > -1e-3].min() <= 2.0, f"frame {frame} is cut on nothing"


def sections_are_cut(score: Score, hearing: Hearing) -> None:
    """A section begins with a shot, unless another section or the film's edge is within a shortest shot of it."""
    cuts = np.array(frames_of(score)[:-1]) / score.fps
    near_s = rules().cut.shortest_s + 0.4
    starts = [section.start_s for section in hearing.sections]
    parts_s = rules().journey.shortest_part_s
    for start, end in zip(starts, [*starts[1:], hearing.duration_s], strict=True):
        roomy = near_s < start < hearing.duration_s - near_s and end - start > parts_s
        if roomy and all(abs(start - other) > parts_s for other in starts if other != start):
            assert np.abs(cuts - start).min() < 2.1 / score.fps, f"section at {start:.2f} s"


def one_shot_runs_long_and_the_last_is_held(score: Score) -> None:
    lengths = np.array([shot.end - shot.start for shot in score.shots])
    if len(lengths) >= 8:
        assert (
            sum("long take" in shot.why["end"] or "롱테이크" in shot.why["end"] for shot in score.shots) == 1
        )
        assert lengths.max() >= 1.3 * np.median(lengths)
    assert lengths[-1] >= np.median(lengths)


def sizes_vary(score: Score) -> None:
    sizes = [shot.size for shot in score.shots]
    assert all(one != other for one, other in pairwise(sizes))
    if len(sizes) >= 12:
        share = Counter(sizes)
        assert share["detail"] >= len(sizes) // 14 and len(share) >= 4
        fro = sum(one == third for one, third in zip(sizes, sizes[2:], strict=False))
        assert fro <= 0.55 * len(sizes)


def big_moves_are_the_music_s(score: Score, hearing: Hearing) -> None:
    starts = np.array([section.start_s for section in hearing.sections])
    big = [shot for shot in score.shots if shot.camera.move in BIG]
    for shot in big:
        assert np.abs(starts - shot.start).min() < 2.1 / score.fps and shot.why["camera.move"]
        section = hearing.sections[int(np.argmin(np.abs(starts - shot.start)))]
        assert section.energy >= rules().move_strength.big_from_energy
    assert all(late.start - early.start >= rules().move_strength.big_every_s for early, late in pairwise(big))


def the_lens_is_seen_seldom(score: Score) -> None:
    """At most one shot in eight is blurred by its lens or its shutter, because each of its frames costs several."""
    soft = [shot.camera.move == "focus_pull" or shot.camera.shutter > 0 for shot in score.shots]
    assert sum(soft) <= np.ceil(len(soft) / 8) + 1
    assert all(shot.camera.shutter == 0 for shot in score.shots if shot.camera.move not in QUICK)


def keeps_to_the_music(score: Score, hearing: Hearing) -> None:
    every_cut_is_on_the_music(score, hearing)
    sections_are_cut(score, hearing)
    one_shot_runs_long_and_the_last_is_held(score)
    sizes_vary(score)
    big_moves_are_the_music_s(score, hearing)
    the_lens_is_seen_seldom(score)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("fps", [24.0, 29.97])
def test_a_film_keeps_to_made_music(name: str, fps: float) -> None:
    keeps_to_the_music(film(MADE[name], fps=fps), MADE[name])


@pytest.mark.long
@pytest.mark.skipif(not SONGS, reason="the real songs are not here")
@pytest.mark.parametrize("path", SONGS, ids=lambda path: path.stem)
def test_a_film_keeps_to_real_music(path: Path) -> None:
    from feelm.audio import hear

    hearing = hear(path)
    keeps_to_the_music(film(hearing), hearing)


@pytest.mark.long
def test_a_film_keeps_to_composed_music(tmp_path: Path) -> None:
    from feelm.audio import hear
    from feelm.composer import compose, write_flac

    t, sd = np.array([0.0, 20.0, 40.0]), np.full(3, 0.1)
    feeling = fuse([Stream("curve", t, np.array([0.5, -0.5, 0.6]), np.array([-0.3, 0.7, 0.0]), sd, sd)], 40)
    piece = compose(feeling, 40.0, seed=7)
    write_flac(tmp_path / "piece.flac", piece.samples)
    heard = hear(tmp_path / "piece.flac")
    keeps_to_the_music(film(heard), heard)


def hero_of(shot: Shot) -> str | None:
    return next((str(p.thing or p.person) for p in shot.world.players if p.hero), None)


def test_a_journey_has_a_token_that_returns_and_ends_where_it_began() -> None:
    tokens = {motif.token for motif in rules().motifs.values() if motif.token}
    seen = 0
    for seed in range(6):
        score = film(MADE["quiet then loud"], seed)
        shots = [index for index, shot in enumerate(score.shots) if hero_of(shot) in tokens]
        seen += len(shots) >= 2 and shots[0] < len(score.shots) / 3 < shots[-1]
        assert score.shots[-1].world.place == score.shots[0].world.place
        assert all(score.shots[i].size in ("medium", "close", "detail") for i in shots)
        assert hero_of(score.shots[-1]) not in (*tokens, None)
    assert seen >= 2


def test_inserts_are_details_without_anybody_that_the_weather_and_the_hour_allow() -> None:
    found = []
    for seed in range(3):
        for name in ("quiet then loud", "fast", "waltz", "slow"):
            score = film(MADE[name], seed)
            here = [shot for shot in score.shots if not shot.world.players and shot.size == "detail"]
            kinds = [shot.world.foreground for shot in here]
            assert len(set(kinds)) == len(kinds), "no small thing fills the picture twice in a film"
            assert all(one.size != other.size for one, other in pairwise(score.shots))
            found += here
    assert len(found) >= 5
    for shot in found:
        assert shot.world.foreground and shot.why["world.foreground"]
        assert (shot.paint.boil > 0) == (shot.paint.boil == rules().paint.boil)
    assert rules().paint.boil in {shot.paint.boil for shot in found}


def test_an_insert_suits_its_scene_and_the_stage_can_draw_it() -> None:
    from feelm.director.reasons import words
    from feelm.stage.scenery.inserts import INSERTS

    assert set(rules().inserts.kinds) <= set(INSERTS) & set(words())
    for place in PLACES:
        for time in TIMES_OF_DAY:
            for weather in WEATHERS:
                for season in (None, *SEASONS):
                    scene = Scene(0, (), "en", place=place, time_of_day=time, weather=weather, season=season)  # type: ignore[arg-type]
                    kinds = insert_kinds(scene)
                    assert set(kinds) <= set(INSERTS)
                    cold = weather == "snow" or season == "winter"
                    if cold and place not in INDOOR_PLACES:
                        assert not {"leaves", "flowers", "wheat", "grass"} & set(kinds)
                    if weather in ("rain", "storm"):
                        assert set(kinds) <= {"glass", "rings"}


def test_the_loudest_sections_of_a_loud_film_take_a_related_style() -> None:
    calm, near, far = Look("calm", 0.3, 0.4, 0.5), Look("near", 0.5, 0.45, 0.5), Look("far", 0.5, 0.9, 0.5)
    for seed in range(3):
        score = film(MADE["quiet then loud"], seed, styles=[calm, near, far][: 2 if seed else 3])
        kinds = {shot.paint.style for shot in score.shots}
        if score.shots[0].paint.style == "calm":
            assert kinds == {"calm", "near"}
            turned = [shot for shot in score.shots if shot.paint.style == "near"]
            assert all(
                "bursts in" in shot.why["paint.style"] or "터져" in shot.why["paint.style"] for shot in turned
            )
        else:
            assert "far" not in kinds or score.shots[0].paint.style == "far"
    quiet = film(MADE["waltz"], styles=[calm, near])
    assert len({shot.paint.style for shot in quiet.shots}) == 1


def test_animals_run_in_loud_parts_and_rest_in_quiet_ones() -> None:
    from feelm.director.journey import _pace

    assert [_pace("run", energy) for energy in (0.9, 0.4, 0.05)] == ["run", "walk", None]
    assert _pace("float", 0.9) is None


def test_every_size_has_its_share() -> None:
    shares = rules().sizes.shares
    assert set(shares) == set(SHOT_SIZES) and sum(shares.values()) == pytest.approx(1.0)


def test_shows_of_transition_are_rare_and_no_join_eats_its_shot() -> None:
    shown = 0
    for seed in range(3):
        for made in MADE.values():
            score = film(made, seed)
            shows = [shot.start for shot in score.shots if shot.transition.kind in ("iris", "wipe")]
            shown += len(shows)
            assert all(late - early >= rules().transition.show_every_s for early, late in pairwise(shows))
            for before, shot in pairwise(score.shots):
                shorter_s = min(before.end - before.start, shot.end - shot.start)
                assert shot.transition.length <= rules().transition.longest_share * shorter_s + 0.01
    assert shown >= 4


def test_the_light_keeps_its_side_all_through_a_place_and_hour_and_has_both_sides_in_films() -> None:
    sides = set()
    for seed in range(4):
        by_scene: dict[tuple[str, str, str], set[float]] = {}
        for shot in film(MADE["quiet then loud"], seed).shots:
            key = (shot.world.place, shot.world.time, shot.world.weather)
            by_scene.setdefault(key, set()).add(shot.world.light.azimuth)
            sides.add(shot.world.light.azimuth > 0)
        assert sum(len(azimuths) == 1 for azimuths in by_scene.values()) >= len(by_scene) - 1
    assert sides == {True, False}


def test_the_wind_blows_out_of_doors_only() -> None:
    from feelm.affect import words_stream
    from feelm.director import scene_spans
    from feelm.story.telling import Person, Telling

    inside = Scene(0, ("We sat.",), "en", place="kitchen", weather="storm", people=(Person("we", "adult"),))
    outside = Scene(1, ("We ran.",), "en", place="field", weather="storm", people=(Person("we", "adult"),))
    telling = Telling("We sat. We ran.", (inside, outside), ())
    feeling = fuse([words_stream(telling, scene_spans(telling, 30, None))], 30)
    score = direct(Brief(duration_s=30), telling, None, feeling, catalogue(), STYLES)
    winds = {shot.world.place: shot.world.wind for shot in score.shots}
    assert winds["kitchen"] < 0.1 < 0.7 < winds["field"]


def test_the_figure_of_a_journey_sets_out_alone_and_is_met_later() -> None:
    for seed in range(4):
        score = film(MADE["quiet then loud"], seed)
        figures = [
            next(p for p in shot.world.players if p.hero).count for shot in score.shots if shot.size == "wide"
        ]
        early = [
            p.count
            for shot in score.shots
            if shot.end < 0.3 * score.duration and shot.size in ("wide", "extreme_wide")
            for p in shot.world.players
            if p.hero
        ]
        assert early and set(early) == {1}
        assert not figures or max(figures) > 1 or len(figures) < 3


def test_a_place_changes_with_a_section_where_one_is_near() -> None:
    # Sections too short to be a part of their own: the long parts that they make up are divided where they begin.
    hearing = hearing_of(
        45.08, 175.7, [0.0, 0.0, 0.34, 0.1, 0.0, 0.54, 0.15], arousal=0.7, valence=0.75, offset=0.33
    )
    score = film(hearing, fps=12.0)
    starts = [cut_frame(section.start_s, score.fps) for section in hearing.sections]
    shortest = round(rules().cut.shortest_s * score.fps)
    gaps = [abs(frame - start) for frame in frames_of(score)[1:-1] for start in starts]
    assert not [gap for gap in gaps if 1 < gap < shortest]
    assert all(any(abs(start - frame) <= 1 for frame in frames_of(score)) for start in starts)


def test_the_camera_whips_only_where_no_walls_stand_at_the_sides() -> None:
    whips = {"whip_pan_left", "whip_pan_right"}
    loud = {"energy": 1.0, "arousal": 0.9, "valence": 0.9}
    for place in ("field", "sea", "street", "station", "room"):
        scene = Scene(0, (), "en", place=place)  # type: ignore[arg-type]
        take = Take(0, 96, Passage(scene, 0.0, 4.0, None), label="A", opens="section", on_section=True,
                    why_start="", why_length="", **loud)  # fmt: skip
        found = {
            big[0]
            for seed in range(20)
            for size in ("medium", "close")
            if (big := _big_move(take, size, "hold", np.random.default_rng(seed)))
        }
        assert bool(found & whips) == (place in ("field", "sea"))
