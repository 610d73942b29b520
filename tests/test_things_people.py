"""People: whole figures with weight on the ground."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.things import draw_person
from feelm.things.people.body import BUILDS, FOOT_HEIGHT, angles, joints
from feelm.vocabulary import POSES

AGES = ("baby", "child", "adult", "elder")


@pytest.mark.parametrize(("age", "pose"), list(itertools.product(AGES, POSES)))
def test_everybody_can_do_everything(age: str, pose: str) -> None:
    for gender, facing in (("female", "right"), ("male", "left"), ("any", "away")):
        pictures = draw_person(age=age, gender=gender, pose=pose, height_px=70, facing=facing, seed=3)
        cycle = {"walking": 16, "running": 16, "dancing": 12, "waving": 8}.get(pose, 1)
        assert len(pictures) == cycle
        for picture in pictures:
            assert picture.shape == pictures[0].shape and picture.dtype == np.uint8
            assert (picture[..., 3] > 128).mean() > 0.08


@pytest.mark.parametrize("age", AGES)
def test_a_walk_has_sixteen_different_pictures_each_with_a_foot_on_the_ground(age: str) -> None:
    pictures = draw_person(age=age, gender="female", pose="walking", height_px=200, seed=2)
    assert len({p.tobytes() for p in pictures}) == 16
    for picture in pictures:
        assert picture[-3:, :, 3].max() > 120


@pytest.mark.parametrize(
    "pose", ["standing", "sitting", "crouching", "sleeping", "embracing", "looking_up", "waving"]
)
def test_still_poses_rest_on_the_ground(pose: str) -> None:
    for picture in draw_person(age="adult", gender="male", pose=pose, height_px=220, seed=8):
        assert picture[-4:, :, 3].max() > 120


def test_height_is_that_of_the_upright_figure() -> None:
    standing, sitting, sleeping = (
        draw_person(age="adult", gender="female", pose=p, height_px=300, seed=1)[0].shape
        for p in ("standing", "sitting", "sleeping")
    )
    assert standing[0] == pytest.approx(300, abs=12)
    assert 110 < sitting[0] < 220
    assert sleeping[0] < 90 and sleeping[1] > 280


def test_a_grown_up_has_seven_heads_and_a_child_between_four_and_five() -> None:
    for age, low, high in (("adult", 6.6, 7.4), ("child", 4.0, 5.0)):
        body = joints(BUILDS[age], angles("standing", 0))
        tall = body.head[1] + BUILDS[age].head / 2
        assert low <= tall / BUILDS[age].head <= high
        assert tall == pytest.approx(100, abs=4)


def test_left_is_right_turned_round_in_outline() -> None:
    right, left = (
        draw_person(age="child", gender="male", pose="running", height_px=120, seed=4, facing=f)[0]
        for f in ("right", "left")
    )
    assert right.shape == left.shape
    assert np.abs(right[:, ::-1, 3].astype(int) - left[..., 3]).mean() < 3


def test_the_same_seed_gives_the_same_bytes_and_another_other_clothes() -> None:
    a, b, c = (
        draw_person(age="adult", gender="any", pose="standing", height_px=90, seed=s)[0] for s in (1, 1, 2)
    )
    assert np.array_equal(a, b)
    assert a.shape != c.shape or not np.array_equal(a, c)


def test_the_upper_garment_takes_the_colour_asked_for() -> None:
    picture = draw_person(
        age="adult", gender="male", pose="standing", height_px=200, seed=5, colours=["#2050c8", "#202020"]
    )[0]
    solid = picture[picture[..., 3] > 200].astype(int)
    assert ((solid[:, 2] > solid[:, 0] + 40) & (solid[:, 2] > 90)).mean() > 0.15


@pytest.mark.parametrize(
    "accessory",
    [
        "hat",
        "hanbok",
        "child",
        "umbrella",
        "cane",
        "schoolbag",
        "suitcase",
        "scarf",
        "balloon",
        "flowers",
        "lantern",
        "book",
    ],
)
def test_what_is_carried_is_seen(accessory: str) -> None:
    plain = draw_person(age="adult", gender="female", pose="standing", height_px=120, seed=6)[0]
    with_it = draw_person(
        age="adult", gender="female", pose="standing", height_px=120, seed=6, accessory=accessory
    )[0]
    assert plain.shape != with_it.shape or np.abs(plain.astype(int) - with_it).mean() > 0.5


@pytest.mark.parametrize("seat", ["bench", "chair"])
def test_who_sits_on_a_seat_has_it_under_them(seat: str) -> None:
    bare = draw_person(age="adult", gender="male", pose="sitting", height_px=200, seed=6, accessory="seat")[0]
    on_it = draw_person(age="adult", gender="male", pose="sitting", height_px=200, seed=6, accessory=seat)[0]
    assert (on_it[..., 3] > 128).sum() > 1.15 * (bare[..., 3] > 128).sum()


@given(
    st.sampled_from(AGES),
    st.sampled_from(("walking", "waving", "dancing", "standing", "looking_up")),
    st.floats(0, 1),
)
def test_some_sole_is_on_the_ground_and_none_below(age: str, pose: str, phase: float) -> None:
    body = joints(BUILDS[age], angles(pose, phase))
    lowest = min(ankle[1] for ankle in body.ankles)
    assert lowest - FOOT_HEIGHT + 4.2 >= -0.01 and lowest <= FOOT_HEIGHT + 4.2
    assert body.head[1] > body.hip[1] > 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"age": "teen"}, "age"),
        ({"pose": "flying"}, "pose"),
        ({"facing": "up"}, "facing"),
        ({"gender": "x"}, "gender"),
        ({"accessory": "sword"}, "accessory"),
        ({"height_px": 0}, "0 pixels"),
    ],
)
def test_what_nobody_can_be_is_refused(wrong: dict[str, object], words: str) -> None:
    right: dict[str, object] = {"age": "adult", "gender": "male", "pose": "standing", "height_px": 50}
    with pytest.raises(InputError, match=words):
        draw_person(**{**right, **wrong})  # type: ignore[arg-type]


def test_nobody_is_out_in_the_snow_in_shorts() -> None:
    from feelm.seeds import generator
    from feelm.things.people.wardrobe import dress

    for age in ("child", "adult", "elder"):
        for gender in ("female", "male"):
            for seed in range(12):
                worn = dress(age, gender, (), generator(seed, "test"), None, warm=True)
                assert worn.bottom not in ("shorts", "skirt") and worn.top not in ("dress", "shirt")
    plain, warm = (
        draw_person(age="child", gender="male", pose="standing", height_px=80, seed=4, season=s)[0]
        for s in (None, "snow")
    )
    assert plain.shape != warm.shape or not np.array_equal(plain, warm)
