"""Things live: they sway, hop, travel, come back and answer, as functions of time alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.stage import Layer, Life, Plane, World
from feelm.stage.geometry import apply
from feelm.stage.life import is_still, state, tiles, travelled

PICTURE = np.full((50, 20, 4), 255, np.uint8)


def layer(life: Life, frames: int = 1, size: tuple[int, int] = (50, 20)) -> Layer:
    picture = np.full((*size, 4), 255, np.uint8)
    return Layer("it", (picture,) * frames, (100.0, 60.0), 1.0, Plane("card"), life=life)


STAGE = World(320, 180, 1.0, 0.0, ())


def moved(life: Life, point: tuple[float, float], time_s: float, **signals: float) -> np.ndarray:
    return apply(state(STAGE, layer(life), time_s, signals).shift, np.array(point))


@given(st.floats(0, 50), st.floats(0, 1))
def test_what_stands_keeps_its_feet_where_they_are(time_s, kick):
    life = Life(sway_deg=8, react="kick", react_kind="sway", react_gain=1.0)
    for foot in ((100.0, 110.0), (120.0, 110.0)):
        assert np.allclose(moved(life, foot, time_s, kick=kick), foot)
    assert abs(moved(life, (110, 60), time_s, kick=kick)[0] - 110) < 50 * np.tan(np.deg2rad(17))


def test_the_default_is_still_and_anything_else_is_not():
    assert is_still(layer(Life()))
    assert is_still(layer(Life(react="kick")))
    for life in (Life(sway_deg=1), Life(bob_px=1), Life(twinkle=0.1), Life(drift_px_s=(0, 1)), Life(ripple_px=1),
                 Life(spin_deg_s=1), Life(react="kick", react_gain=0.1)):  # fmt: skip
        assert not is_still(layer(life))
    assert not is_still(layer(Life(frames_per_s=2), frames=3))


@given(st.floats(0, 30))
def test_hopping_never_goes_under_the_ground(time_s):
    life = Life(bob_px=10, bob_kind="hop", bob_period_s=0.9)
    assert 50 <= moved(life, (110, 60), time_s)[1] <= 60 + 1e-9


def test_a_cycle_shows_each_picture_in_turn():
    walker = layer(Life(frames_per_s=8), frames=4)
    assert [state(STAGE, walker, n / 8, {}).frame for n in range(6)] == [0, 1, 2, 3, 0, 1]


@given(st.floats(-80, 80), st.floats(0, 60))
def test_a_small_thing_that_wraps_jumps_only_outside_the_frame(speed, time_s):
    cloud = layer(Life(drift_px_s=(speed, 0), wraps=True))
    before, after = travelled(STAGE, cloud, time_s)[0], travelled(STAGE, cloud, time_s + 0.05)[0]
    if abs(after - before - speed * 0.05) > 1e-6:
        for offset in (before, after):
            assert 100 + offset + 20 <= 0 or 100 + offset >= 320


def test_a_picture_as_wide_as_the_frame_is_a_pattern():
    wide = Life(drift_px_s=(5, 0), wraps=True)
    assert tiles(layer(wide, size=(50, 400)), 320, 0) and not tiles(layer(wide, size=(50, 400)), 180, 1)
    assert not tiles(layer(wide), 320, 0)


@given(st.floats(0, 40), st.floats(0.2, 4))
def test_twinkling_stays_within_its_depth(time_s, period_s):
    seen = state(STAGE, layer(Life(twinkle=0.4, twinkle_period_s=period_s)), time_s, {}).opacity
    assert 0.6 - 1e-9 <= seen <= 1.0


@pytest.mark.parametrize(
    ("kind", "what"), [("glow", "light"), ("hop", "shift"), ("grow", "shift"), ("sway", "shift")]
)
def test_the_answer_is_there_at_once_and_gone_with_the_signal(kind, what):
    life = Life(react="kick", react_kind=kind, react_gain=0.3)
    loud, quiet = (state(STAGE, layer(life), 1.0, {"kick": value}) for value in (1.0, 0.0))
    assert not np.allclose(getattr(loud, what), getattr(quiet, what))
    assert np.allclose(getattr(quiet, what), 1.0 if what == "light" else np.eye(3))
