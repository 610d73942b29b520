"""Parseq's language and documents: values that follow from its rules, and a score that gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from exchange_files import DOCUMENT

from feelm.score import loads
from feelm.score.exchange.parseq import import_parsed
from feelm.score.exchange.parseq_chance import GradientNoise, arc4_numbers
from feelm.score.exchange.parseq_document import ParseqDocument
from feelm.score.exchange.parseq_field import natural_spline
from feelm.score.exchange.parseq_formula import ParseqError, parse_parseq
from feelm.score.exchange.parseq_prompts import prompts_at
from feelm.score.exchange.places import parse_document
from feelm.score.file import dumps

KEYS = [{"frame": 0, "x": 5, "info": "verse"}, {"frame": 5, "x": 0, "info": "chorus"}, {"frame": 10, "x": 10}]


def computed(formula: str, **more: Any) -> list[float]:
    """The field ``x`` with keys 5, 0, 10 at frames 0, 5, 10 under a formula, at 30 frames a second and 120 beats."""
    keys = [{**KEYS[0], "x_i": formula}, *KEYS[1:]]
    fields = {"keyframes": keys, "options": {"output_fps": 30, "bpm": 120}, "managedFields": ["x"], **more}
    return [round(value, 4) for value in ParseqDocument(fields).computed["x"].tolist()]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("", [5, 4, 3, 2, 1, 0, 2, 4, 6, 8, 10]),
        ("S", [5, 5, 5, 5, 5, 0, 0, 0, 0, 0, 10]),
        ("10-5-3", [8] * 11),  # operators lean to the right
        ("-2^2", [4] * 11),
        ("if (f>5) 1 else 2", [2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1]),
        ("if (f>5) -1", [0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1]),
        ("if (0) 1 else if (f==2) 3 else 4", [4, 4, 3, 4, 4, 4, 4, 4, 4, 4, 4]),
        ("saw(p=10, ps=1, a=2, c=10)", [10.2, 10.4, 10.6, 10.8, 11, 11.2, 11.4, 11.6, 11.8, 10, 10.2]),
        ("pulse(p=5, pw=2)", [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1]),
        ("pulse(p=5, li=0.5, pw=1)", [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]),
        ("tri(4)", [0, 1, 0, -1, 0, 1, 0, -1, 0, 1, 0]),
        ("sq(p=0.5b, ps=1)", [1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1]),  # 0.5 beats are 7.5 frames
        ("slide(to=-10, span=4)", [5, 1.25, -2.5, -6.25, -10, 0, -2.5, -5, -7.5, -10, 10]),
        ("bez(0,0,1,1)", [5, 4, 3, 2, 1, 0, 2, 4, 6, 8, 10]),
        ("next_keyframe - active_keyframe + k*0", [5] * 10 + [0]),
        ("1s + 1b + 1f", [46] * 11),
        ("f + prev_computed_value", [0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55]),
        ("info_match(\"ch.*\") + info_match_next(\"chorus\")*10", [50, 50, 50, 50, 50, -9, -9, -9, -9, -9, -10]),
        ("info_match_count(\".\")", [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]),
        ("round(1.555, 2) + floor(-0.5) + ceil(0.2)", [1.56] * 11),
        ("recompute_if(f % 4 == 0, f)", [0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8]),
        ("min(f, 3) && max(1, 0)", [0] + [1] * 10),
        ('if ("a" + 2 == "a2") 7', [7] * 11),
    ],
)  # fmt: skip
def test_a_formula_gives_what_parseq_gives(formula: str, expected: list[float]) -> None:
    assert computed(formula) == pytest.approx(expected, abs=1e-4)


def test_a_time_series_is_read_by_name() -> None:
    series = [{"alias": "bass", "ts": {"data": [{"x": 0, "y": 1}, {"x": 100, "y": 3}], "timestampType": 1}}]
    assert computed("bass", timeSeries=series)[:5] == [1, 1, 1, 1, 3]
    assert computed("bass(1.5, 1)", timeSeries=series)[0] == 2


def test_smooth_curves_are_natural_splines() -> None:
    x, y = np.array([0.0, 1.0, 3.0, 4.0]), np.array([0.0, 2.0, -1.0, 0.5])
    fine = np.linspace(0, 4, 4001)
    curve = natural_spline(x, y, fine)
    assert natural_spline(x, y, x) == pytest.approx(y)
    bend = np.diff(curve, 2) / (fine[1] - fine[0]) ** 2
    assert abs(bend[0]) < 0.02 and abs(bend[-1]) < 0.02  # no curvature at the ends
    assert np.abs(np.diff(bend)).max() < 0.02  # and no break of curvature between


def test_polynomials_pass_all_keys() -> None:
    values = computed("P")
    assert [values[0], values[5], values[10]] == [5, 0, 10]
    assert values[1] == pytest.approx(5 - 1 * 1 + 0.3 * 1 * (1 - 5), abs=1e-4)  # Newton's form by hand


def test_random_numbers_of_a_seed_are_those_of_parseq() -> None:
    numbers = arc4_numbers("1")
    assert [round(next(numbers), 2) for _ in range(4)] == [0.27, 0.43, 0.87, 0.25]
    noise = GradientNoise(1)
    assert [round(noise.simplex(f / 10, 0) / 2 + 0.5, 2) for f in range(4)] == [0.5, 0.5, 0.5, 0.46]
    assert [round(noise.perlin(f / 10, 0) + 0.5, 2) for f in range(4)] == [0.5, 0.49, 0.45, 0.39]


def test_what_cannot_be_computed_is_told_and_runs_straight() -> None:
    told: list[str] = []
    keys = [{"frame": 0, "x": 0, "x_i": "L + nothing"}, {"frame": 2, "x": 4, "x_i": "sin("}]
    document = ParseqDocument(
        {"keyframes": keys, "managedFields": ["x"]}, lambda place, en, ko: told.append(f"{place}: {en}")
    )
    assert document.computed["x"].tolist() == [0, 2, 4]
    assert any("unknown name `nothing` (offset 4)" in one for one in told)
    assert any("x_i: frame 2: a value is missing, found the end (offset 4 of `sin(`)" in one for one in told)


@pytest.mark.parametrize(
    "text", ["", "(", "1 +", "if", "f(a=1, 2)", "1 2", "é", "(" * 99, "if " * 60, "9" * 9000]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ParseqError):
        parse_parseq(text)


def test_a_pattern_cannot_run_for_ever() -> None:
    assert computed('info_match("(e+)+x")') == [5, 4, 3, 2, 1, 0, 2, 4, 6, 8, 10]


def test_rendered_frames_count_where_they_are() -> None:
    rows = [{"frame": n, "x": 100.0 + n} for n in range(2)]
    fields = {"keyframes": [{"frame": 0, "x": 1}, {"frame": 3, "x": 4}], "managedFields": ["x"]}
    assert ParseqDocument(fields).values["x"].tolist() == [1, 2, 3, 4]
    assert ParseqDocument({**fields, "rendered_frames": rows}).values["x"].tolist() == [100, 101, 101, 101]


def test_prompts_are_joined_with_weights_and_computed() -> None:
    prompts = prompts_at(ParseqDocument(DOCUMENT))
    assert prompts[0] == "a red fox watercolor --neg blurry"
    fading = f"a red fox watercolor: 0.7500 AND a garden {24 / 59:.5f} watercolor: 0.2500"
    assert prompts[24] == f"{fading} --neg blurry: 0.7500 AND : 0.2500"
    assert prompts[59] == "a garden 1.00000 watercolor"


def test_a_document_becomes_a_score_with_its_values() -> None:
    parseq = ParseqDocument(DOCUMENT)
    result = import_parsed(
        parse_document(json.dumps(DOCUMENT), "d.json", "Parseq"),
        folder=Path("/"),
        score_folder=Path("/"),
        size=(64, 32),
    )
    score = loads(dumps(result.score))
    assert (score.fps, score.duration, score.size) == (12, 5, (64, 32))
    from feelm.score.exchange.sampled import SampledFilm

    film = SampledFilm(score, None)
    depth = film.over(lambda shot: shot.feedback and shot.feedback.drift.dz, 0)
    assert np.cumsum(depth) == pytest.approx(parseq.values["translation_z"], abs=1e-4)
    strength = film.over(lambda shot: shot.feedback and shot.feedback.strength, 0)
    assert strength == pytest.approx(parseq.values["strength"], abs=1e-6)
    assert score.shots[0].world.players[0].thing == "fox"
    assert result.report.count("translated") >= 9


@pytest.mark.parametrize(
    "fields",
    [{}, {"keyframes": "x"}, {"keyframes": [{"frame": -1}, {"frame": "3", "x": None}, 5]},
     {"prompts": 7, "options": []},
     {"rendered_frames": [{}]}, {"timeSeries": [{"alias": 1, "ts": {"data": [None]}}]}, {"managedFields": [1, "zoom"]}],
)  # fmt: skip
def test_any_object_gives_a_score(fields: dict[str, Any]) -> None:
    document = parse_document(json.dumps(fields), "d.json", "Parseq")
    result = import_parsed(document, folder=Path("/"), score_folder=Path("/"))
    assert loads(dumps(result.score)) == result.score
