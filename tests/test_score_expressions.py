"""The expressions, easings and key frames of the score."""

from __future__ import annotations

import math
import operator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.errors import ScoreError
from feelm.score.curves import check_expression, sample
from feelm.score.easing import easing, easing_names
from feelm.score.functions import FUNCTIONS
from feelm.score.grammar import ExpressionError, parse
from feelm.score.model import Keys
from feelm.score.names import NAMES

FPS = 24.0
TIMES = np.arange(240) / FPS
KICK = (np.arange(240) % 12 == 0) * 1.0
SIGNALS = {"kick": KICK, "snare": 1.0 - KICK}


def at(text: str, **signals: np.ndarray) -> np.ndarray:
    return sample(text, times_s=TIMES, duration_s=10.0, signals={**SIGNALS, **signals})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("-2 ** 2", -4),
        ("2 ** 3 ** 2", 512),
        ("2 ** -1", 0.5),
        ("7 % 3", 1),
        ("-7 % 3", 2),
        ("1 - 2 - 3", -4),
        ("8 / 4 / 2", 1),
        ("not 0 and 1", 1),
        ("0 or 0", 0),
        ("1 if 2 > 1 else 3 if 1 else 4", 1),
        ("1 if 0 else 3 if 0 else 4", 4),
        ("1 < 2 < 3", 1),
        ("3 > 2 > 2", 0),
        ("min(3, 1, 2)", 1),
        ("max(3)", 3),
        ("clamp(5, 0, 2)", 2),
        ("mix(10, 20, 0.25)", 12.5),
        ("step(1, 1)", 1),
        ("smoothstep(0, 2, 1)", 0.5),
        ("map(3, 2, 4, 10, 20)", 15),
        ("round(2.5)", 3),
        ("round(-0.4)", 0),
        ("softplus(0)", math.log(2)),
        ("cosh(0)", 1),
        ("sin(pi / 2)", 1),
        ("log(e)", 1),
        ("1e3 + .5", 1000.5),
        ("fract(1.25)", 0.25),
    ],
)
def test_an_expression_has_the_value_that_mathematics_gives_it(text: str, value: float) -> None:
    assert np.allclose(at(text), value, atol=1e-12)


PLAIN = {"+": operator.add, "-": operator.sub, "*": operator.mul}
sums = st.recursive(
    st.integers(-9, 9).map(lambda n: (f"({n})", float(n))),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
        lambda t: (f"({t[0][0]} {t[1]} {t[2][0]})", PLAIN[t[1]](t[0][1], t[2][1]))
    ),
    max_leaves=12,
)


@given(sums)
@settings(max_examples=150, deadline=None)
def test_arithmetic_agrees_with_python(pair: tuple[str, float]) -> None:
    assert at(pair[0])[0] == pytest.approx(pair[1])


def test_times_and_signals_are_seen_frame_by_frame() -> None:
    assert np.allclose(at("t"), TIMES)
    assert np.allclose(at("2 * u"), 2 * TIMES / 10.0)
    assert np.array_equal(at("1 if kick > 0.5 else 0"), KICK)
    assert np.array_equal(at("t", t=TIMES + 100.0), TIMES + 100.0)
    assert np.allclose(at("u", u=np.zeros(240)), TIMES / 10.0)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("1 + kik", 5, "did you mean `kick`?"),
        ("1 + folow(kick, 0, 1)", 5, "did you mean `follow`?"),
        ("follow(kick)", 1, "follow(x, attack, release)"),
        ("ease(u, 'sine_inn')", 9, "did you mean `sine_in`?"),
        ("(1 + 2", 7, "expected `)`"),
        ("1 +", 4, "missing at the end"),
        ("2 ^ 3", 3, "**"),
        ("1 2", 3, "not expected here"),
        ("kick = 1", 6, "=="),
        ("", 1, "empty"),
        ("a if 1", 7, "expected `else`"),
        ("sin", 1, "is a function"),
        ("1 + 'word'", 5, "cannot be used as a number"),
        ("follow(kick, t, 1)", 1, "must be one number"),
        ("noise(1, 1000)", 1, "from 0 to 240"),
        ("ease(u, 1)", 9, "in quotes"),
    ],
)
def test_a_mistake_is_told_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(ScoreError) as caught:
        sample(text, times_s=TIMES, duration_s=10.0, signals=SIGNALS, where="shot s03, camera.zoom")
    assert f"column {column} of" in str(caught.value)
    assert "shot s03, camera.zoom" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["1 / (t - t)", "sqrt(-1)", "log(0)", "exp(10 ** 6)", "0 / 0", "kick ** -1"])
def test_what_is_not_finite_is_refused(text: str) -> None:
    with pytest.raises(ScoreError, match="no finite number at second"):
        at(text)


def test_the_branch_not_taken_may_be_infinite() -> None:
    assert np.isfinite(at("1 / t if t > 0 else 0")).all()


def test_follow_rises_at_once_and_falls_with_its_time() -> None:
    impulse = np.zeros(240)
    impulse[24] = 1.0
    out = at("follow(kick, 0, 0.5)", kick=impulse)
    assert out[23] == 0.0 and out[24] == 1.0
    assert out[24 + 12] == pytest.approx(math.exp(-1.0))


def test_lag_reaches_63_percent_after_its_time() -> None:
    out = at("lag(kick, 1)", kick=np.concatenate([np.zeros(24), np.ones(216)]))
    assert out[23 + 24] == pytest.approx(1 - math.exp(-1.0))


def test_spring_obeys_its_differential_equation() -> None:
    omega, damping = 2 * math.pi * 1.5, 0.3
    target = np.concatenate([np.zeros(1), np.ones(239)])
    out = at("spring(kick, 1.5, 0.3)", kick=target)
    since = (np.arange(240) - 0) / FPS  # the target steps at frame 1 and holds over the interval before it
    damped = omega * math.sqrt(1 - damping**2)
    truth = 1 - np.exp(-damping * omega * since) * (
        np.cos(damped * since) + damping * omega / damped * np.sin(damped * since)
    )
    assert np.allclose(out[1:], truth[1:], atol=1e-9)


@pytest.mark.parametrize("damping", [0.0, 1.0, 3.0])
def test_spring_is_finite_at_any_damping(damping: float) -> None:
    assert np.isfinite(at(f"spring(kick, 10, {damping})")).all()


def test_pulse_starts_anew_at_each_rise() -> None:
    out = at("pulse(kick, 0, 0.25, 1)")
    assert np.allclose(out[[0, 12, 24]], 1.0)
    assert out[3] == pytest.approx(0.5) and out[6] == pytest.approx(0.0)


def test_noise_is_seeded_smooth_and_the_same_in_every_shot() -> None:
    whole = sample("noise(3, 2)", times_s=TIMES, duration_s=10.0, signals={"t": TIMES})
    part = sample("noise(3, 2)", times_s=TIMES[:100], duration_s=4.0, signals={"t": TIMES[100:200]})
    assert np.array_equal(part, whole[100:200])
    assert not np.array_equal(whole, at("noise(4, 2)"))
    assert np.abs(whole).max() <= 1.0 and np.abs(np.diff(whole)).max() < 0.35
    assert whole.std() > 0.2


@pytest.mark.parametrize("name", easing_names())
def test_every_easing_goes_from_nought_to_one(name: str) -> None:
    x = np.linspace(0.0, 1.0, 101)
    y = easing(name)(x)
    assert abs(y[0]) < 1e-12 and abs(y[-1] - 1.0) < 1e-9
    assert np.isfinite(y).all()


@pytest.mark.parametrize("family", ["sine", "quad", "cubic", "expo", "bounce", "back", "elastic", "circ"])
def test_out_is_in_backwards_and_in_out_is_symmetric(family: str) -> None:
    x = np.linspace(0.0, 1.0, 101)
    assert np.allclose(easing(f"{family}_out")(x), 1.0 - easing(f"{family}_in")(1.0 - x))
    both = easing(f"{family}_in_out")
    assert np.allclose(both(x), 1.0 - both(1.0 - x), atol=1e-9)
    assert np.allclose(easing(f"in_out_{family}")(x), both(x))


@given(*[st.floats(0.0, 1.0)] * 4)
@settings(max_examples=60, deadline=None)
def test_a_bezier_easing_lies_on_its_curve(x1: float, y1: float, x2: float, y2: float) -> None:
    s = np.linspace(0.0, 1.0, 23)
    along = lambda a, b: 3 * (1 - s) ** 2 * s * a + 3 * (1 - s) * s**2 * b + s**3  # noqa: E731
    assert np.allclose(
        easing(f"bezier({x1!r}, {y1!r}, {x2!r}, {y2!r})")(along(x1, x2)), along(y1, y2), atol=2e-4
    )


@pytest.mark.parametrize(
    "name",
    [
        "wobble",
        "bezier(2, 0, 0, 1)",
        "bezier(a, b)",
        "steps(0)",
        "steps(1.5)",
        "spring(0, 1)",
        "bezier(nan,0,1,1)",
    ],
)
def test_an_unknown_easing_is_refused(name: str) -> None:
    with pytest.raises(ScoreError):
        easing(name)


def test_key_frames_are_met_held_outside_and_eased_between() -> None:
    keys = Keys(keys=[(1.0, 10.0), (3.0, 20.0), (4.0, 0.0)], ease="linear")
    out = sample(keys, times_s=TIMES, duration_s=10.0, signals={})
    assert out[0] == 10.0 and out[24] == 10.0 and out[48] == 15.0 and out[72] == 20.0 and out[-1] == 0.0
    held = sample(
        Keys(keys=[(0.0, 1.0), (1.0, 2.0)], ease="hold"), times_s=TIMES, duration_s=10.0, signals={}
    )
    assert held[23] == 1.0 and held[24] == 2.0


def test_one_frame_can_be_sampled() -> None:
    one = sample(
        "follow(kick, 0.1, 0.2) + u",
        times_s=np.array([0.0]),
        duration_s=1.0,
        signals={"kick": np.array([1.0])},
    )
    assert one.tolist() == [1.0]


def test_deep_and_long_expressions_are_refused_at_once() -> None:
    for text in ("(" * 5000, "-" * 3000 + "1", "1" + "+1" * 1900, "1" * 5000, "(0<" * 300 + "1" + ")" * 300):
        with pytest.raises(ExpressionError):
            parse(text)


@given(st.text(alphabet="0123456789.+-*/%<>=!() ,'\"abcdefkicktu_^&", max_size=60) | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_is_an_expression_or_a_sentence(text: str) -> None:
    try:
        values = at(text)
    except ScoreError as error:
        assert str(error)
    else:
        assert values.shape == TIMES.shape and np.isfinite(values).all()


def test_every_function_is_described_as_it_is_called() -> None:
    for name, function in FUNCTIONS.items():
        assert function.usage.startswith(f"{name}(") and function.about


def test_every_name_of_the_language_passes_the_check() -> None:
    check_expression(" + ".join(NAMES))
