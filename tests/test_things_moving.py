"""Steps that do not slide, animals in every pose, plants in every season."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.things import Catalogue, draw_person, open_catalogue
from feelm.things.gait import Gait, joint_between
from feelm.things.people.body import BUILDS, FOOT_HEIGHT, HEEL, TOE, angles, gait_of, joints


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    patch = pytest.MonkeyPatch()
    patch.setenv("FEELM_HOME", str(tmp_path_factory.mktemp("home")))
    opened = open_catalogue()
    patch.undo()
    return opened


@given(st.floats(5, 40), st.floats(0.3, 0.7), st.floats(0, 0.999), st.floats(0.001, 0.05))
def test_a_planted_foot_moves_back_at_the_speed_of_the_walk(
    reach: float, duty: float, phase: float, by: float
) -> None:
    gait = Gait(reach, duty, 8.0)
    (x, y), (later_x, later_y) = gait.foot(phase), gait.foot(phase + by)
    assert y >= 0
    if gait.planted(phase) and phase + by < duty:
        assert y == later_y == 0
        assert x - later_x == pytest.approx(gait.way * by, abs=1e-9)


@given(st.floats(0, 1))
def test_a_foot_never_jumps(phase: float) -> None:
    gait = Gait(20, 0.6, 10)
    (x, y), (later_x, later_y) = gait.foot(phase), gait.foot(phase + 1e-4)
    assert abs(x - later_x) < 0.02 and abs(y - later_y) < 0.03


@given(
    st.floats(-30, 30), st.floats(-30, 30), st.floats(5, 30), st.floats(5, 30), st.sampled_from([-1.0, 1.0])
)
def test_bones_keep_their_lengths_where_the_ends_allow(
    x: float, y: float, one: float, two: float, bend: float
) -> None:
    far = float(np.hypot(x, y))
    knee = joint_between((0, 0), (x, y), one, two, bend)
    if abs(one - two) + 1e-3 < far < one + two:
        assert np.hypot(*knee) == pytest.approx(one, abs=1e-6)
        assert np.hypot(knee[0] - x, knee[1] - y) == pytest.approx(two, abs=1e-6)


@pytest.mark.parametrize("pose", ["walking", "running"])
@pytest.mark.parametrize("age", sorted(BUILDS))
def test_the_planted_sole_of_a_person_goes_back_evenly_at_ground_level(age: str, pose: str) -> None:
    build = BUILDS[age]
    gait = gait_of(build, pose)
    for phase in np.linspace(0.02, gait.duty - 0.02, 9):
        body = joints(build, angles(pose, float(phase), build))
        turn = np.radians(body.feet[0])
        pivot = -HEEL if body.feet[0] > 0 else TOE
        sole = (
            body.ankles[0][0] + pivot * np.cos(turn) + FOOT_HEIGHT * np.sin(turn) - pivot,
            body.ankles[0][1] - FOOT_HEIGHT * np.cos(turn) + pivot * np.sin(turn),
        )
        ahead = gait.reach * (1 - 2 * phase / gait.duty)
        assert sole[0] == pytest.approx(ahead, abs=0.9)
        assert sole[1] == pytest.approx(0.0, abs=0.9)


@pytest.mark.parametrize(("age", "pose"), [("adult", "walking"), ("child", "running"), ("elder", "walking")])
@pytest.mark.parametrize("facing", ["left", "right"])
def test_the_stage_carries_a_walker_as_far_as_its_steps_reach(age: str, pose: str, facing: str) -> None:
    from feelm.stage.motion import cycle_px

    pictures = draw_person(age=age, gender="male", pose=pose, height_px=220, facing=facing, seed=3)
    way = gait_of(BUILDS[age], pose).way * 2.2
    assert cycle_px(pictures, "left" if facing == "left" else "right") == pytest.approx(way, rel=0.06)


@pytest.mark.parametrize("animal", ["dog", "cat", "cow", "deer", "horse"])
@pytest.mark.parametrize("pose", ["walking", "running"])
def test_an_animal_is_carried_as_far_as_its_steps_reach(catalogue: Catalogue, animal: str, pose: str) -> None:
    from feelm.stage.motion import cycle_px
    from feelm.things.artwork import _own_drawing
    from feelm.things.drawings import animals, cats
    from feelm.things.drawings.beasts import step_of

    beast = cats.BODY if animal == "cat" else getattr(animals, animal.upper())
    pictures = catalogue.draw(animal, 220, pose=pose, seed=1)
    box = _own_drawing(catalogue.get(animal).artwork, (), 1, (("pose", pose),))[1]
    way = step_of(beast, 0.0, pose).gait.way * pictures[0].shape[0] / box[3]
    assert cycle_px(pictures, "right") == pytest.approx(way, rel=0.08)


BEASTS = ("dog", "puppy", "cat", "black_cat", "cow", "ox", "horse", "goat", "sheep", "pig", "deer", "fox", "wolf",
          "bear", "polar_bear", "boar", "rabbit", "squirrel")  # fmt: skip


@pytest.mark.parametrize("animal", BEASTS)
def test_an_animal_asleep_lies_low_and_on_the_ground(catalogue: Catalogue, animal: str) -> None:
    standing, sitting, asleep = (
        catalogue.draw(animal, 120, pose=p, seed=2) for p in ("standing", "sitting", "sleeping")
    )
    assert asleep[0].shape[0] < 0.85 * standing[0].shape[0]
    assert animal == "squirrel" or not np.array_equal(sitting[0], standing[0])
    for pictures in (standing, sitting, asleep):
        assert np.max([p[-3:, :, 3] for p in pictures]) > 100


def test_a_pose_or_season_that_does_not_exist_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="pose"):
        catalogue.draw("cat", 50, pose="flying")
    with pytest.raises(InputError, match="season"):
        catalogue.draw("tree", 50, season="monsoon")


LEAFY = ("tree", "zelkova", "cherry_tree", "maple_tree", "ginkgo", "willow", "birch", "bush")


@pytest.mark.parametrize("plant", LEAFY)
def test_leaves_turn_and_fall_with_the_seasons(catalogue: Catalogue, plant: str) -> None:
    def covered(season: str) -> float:
        picture = catalogue.draw(plant, 160, season=season, seed=4)[0]
        return float((picture[..., 3] > 128).mean())

    def redness(season: str) -> float:
        picture = catalogue.draw(plant, 160, season=season, seed=4)[0].astype(float)
        upper = picture[:80][picture[:80, :, 3] > 200]
        return float((upper[:, 0] - upper[:, 1]).mean())

    assert covered("winter") < 0.75 * covered("summer")
    assert redness("autumn") > redness("summer") + 15


@pytest.mark.parametrize("plant", [*LEAFY, "pine", "fir", "bamboo", "camellia", "persimmon_tree", "rice_ear"])
def test_snow_lies_only_where_it_has_snowed(catalogue: Catalogue, plant: str) -> None:
    def white(season: str) -> int:
        picture = catalogue.draw(plant, 200, season=season, seed=4)[0].astype(int)
        light = (picture[..., :3].min(2) > 205) & (np.ptp(picture[..., :3], axis=2) < 26)
        return int((light & (picture[..., 3] > 160)).sum())

    assert white("snow") > white("winter") + 12


def _cast(catalogue: Catalogue, *, near: bool = False, season: str | None = None, **player: object):  # type: ignore[no-untyped-def]
    from feelm.score.model import Player
    from feelm.stage.cast import gather

    return gather([Player.model_validate(player)], catalogue, 3, "#cc4433", near=near, season=season)[0]


def test_what_the_words_say_an_animal_does_is_how_it_is_drawn(catalogue: Catalogue) -> None:
    asleep, sits = _cast(catalogue, thing="cat", action="sleep"), _cast(catalogue, thing="dog", action="sit")
    assert (asleep.pose, asleep.motion) == ("sleeping", "still")
    assert (sits.pose, sits.motion) == ("sitting", "still")
    assert _cast(catalogue, thing="cat", pose="sleeping").pose == "sleeping"
    assert asleep.height_m < 0.6 * _cast(catalogue, thing="cat").height_m
    assert asleep.pictures(60, "left")[0].shape[0] == pytest.approx(60, abs=1)
    runs = _cast(catalogue, thing="dog", action="run")
    assert (runs.pose, runs.motion) == ("running", "run")
    assert _cast(catalogue, thing="house", action="stand").pose is None


def test_birds_come_down_and_grazers_graze(catalogue: Catalogue) -> None:
    assert _cast(catalogue, thing="bird").stand == "sky"
    perched = _cast(catalogue, thing="bird", action="sit")
    assert (perched.stand, perched.motion) == ("ground", "still")
    assert _cast(catalogue, thing="cow").pose == "grazing"
    assert _cast(catalogue, thing="cow", action="walk").pose == "walking"
    assert _cast(catalogue, thing="dog", near=True).pose == "standing"


def test_the_season_of_a_shot_dresses_its_trees(catalogue: Catalogue) -> None:
    from feelm.score.model import WorldPlan
    from feelm.stage.cast import season_look

    assert season_look(WorldPlan(season="autumn")) == "autumn"
    assert season_look(WorldPlan(season="winter")) == "winter"
    assert season_look(WorldPlan(weather="snow")) == "snow" == season_look(WorldPlan(place="snowfield"))
    assert season_look(WorldPlan()) is None
    summer, winter = (
        _cast(catalogue, thing="tree", season=s).pictures(120, "front")[0] for s in ("summer", "winter")
    )
    assert (winter[..., 3] > 128).mean() < (summer[..., 3] > 128).mean()


@pytest.mark.long
def test_things_rest_on_the_ground_that_they_stand_on(catalogue: Catalogue) -> None:
    floating = []
    for thing in catalogue.things:
        if thing.set_name == "feelm" and thing.stand in ("ground", "table") and thing.foot == 1.0:
            alpha = np.max([p[..., 3] for p in catalogue.draw(thing.id, 100)], axis=0)
            if alpha[-6:].max() < 90:
                floating.append(thing.id)
    assert floating == []


def test_who_sleeps_where_a_bed_is_lies_in_it(catalogue: Catalogue) -> None:
    from feelm.score.model import Player
    from feelm.stage.cast import gather

    sleeper, bed = Player(person="adult", pose="sleeping"), Player(thing="bed")
    (abed,) = gather([sleeper, bed], catalogue, 3, "#cc4433", "room")
    (on_mat,) = gather([sleeper], catalogue, 3, "#cc4433", "room")
    assert abed.accessory == "bed" and on_mat.accessory is None
    assert abed.height_m > 1.3 * on_mat.height_m


def test_a_mother_holds_her_baby_and_stands_on_the_ground() -> None:
    (picture,) = draw_person(age="baby", gender="any", pose="embracing", height_px=100, seed=3)
    assert picture.shape[0] > 190
    assert picture[-3:, :, 3].max() > 120
