"""Deforum's schedules and settings files: the values that Deforum gives, and a score that gives the same."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from exchange_files import SETTINGS
from hypothesis import given
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.score import loads
from feelm.score.exchange.deforum import Imported, import_settings
from feelm.score.exchange.deforum_fields import TO_DRIFT_3D, TO_FEEDBACK, elsewhere
from feelm.score.exchange.deforum_seeds import seeds_of
from feelm.score.exchange.deforum_settings import Settings, deforum_values
from feelm.score.exchange.export_deforum import deforum_curves
from feelm.score.exchange.formula import FormulaError, evaluate, parse
from feelm.score.exchange.places import parse_document
from feelm.score.exchange.report import describe
from feelm.score.exchange.sampled import SampledFilm
from feelm.score.exchange.schedule import Setting, gaps_of, read_schedule, read_words, values_of
from feelm.score.file import dumps

FRAMES = Setting(frames=10, seed=42)


def values(text: str, setting: Setting = FRAMES, otherwise: float = 9.0) -> list[float]:
    return values_of(read_schedule(text, setting), setting, otherwise).tolist()


def brought(fields: dict[str, Any], folder: Path = Path("/nowhere")) -> Imported:
    return import_settings(
        parse_document(json.dumps(fields), "s.txt", "Deforum"), folder=folder, score_folder=folder
    )


# ---------------------------------------------------------------------------------------------------------- formulas


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("t/2", 3.5), ("7//2", 3), ("-7//2", -4), ("-t%3", 2), ("t%0", 0), ("3.7%1.2", 3.7 % 1.2), ("t**2", 49),
        ("-2**2", -4), ("2**-1", 0.5), ("2**3**2", 512), ("(t>3)+(t>5)", 1), ("(t>3)*2", 2), ("~(t>9)", 1),
        ("t&3", 3), ("t<<2", 28), ("where(t>3, 1, 2)", 1), ("fmod(-t, 3)", -1), ("arctan2(t, 2)", math.atan2(7, 2)),
        ("1.5e1", 15), (".5", 0.5), ("s - max_f", 33), ("cos (t)", math.cos(7)), ("abs(-t)", 7), ("1 - 2 - 3", -4),
    ],
)  # fmt: skip
def test_a_formula_gives_what_numexpr_gives(text: str, value: float) -> None:
    names = {"t": np.int64(7), "max_f": np.int64(9), "s": np.int64(42)}
    assert evaluate(parse(text), names) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    "text",
    ["", "t and 3", "t if t else 2", "3<t<9", "pi", "max(t, 2)", "t[0]", "t.real", "lambda: 1", "__import__('os')",
     "1j", "(-8)**0.333", "t**-1", "0/0", "2**2**2**2**2**2", "(" * 90 + "1" + ")" * 90, "1+" * 3000 + "1", "9" * 50],
)  # fmt: skip
def test_what_numexpr_refuses_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(FormulaError) as refusal:
        evaluate(parse(text), {"t": np.arange(1, 4), "s": np.int64(1), "max_f": np.int64(3)})
    assert 0 <= refusal.value.at <= 4001


def test_every_formula_agrees_with_numexpr() -> None:
    numexpr = pytest.importorskip("numexpr")
    names = {"t": 7, "s": 42, "max_f": 119}
    for text in ("1.0025+0.002*sin(1.25*3.14*t/30)", "(0.11*cos((120/240*3.141*(t+0)/24))**1+0)", "t*t%7/3",
                 "-t//4*1.5",
                 "floor(t/2)+ceil(s/4.)", "log10(t)+log1p(s)-expm1(0.1)", "arcsin(sin(t))*(t>3)"):  # fmt: skip
        theirs = float(numexpr.evaluate(text, local_dict=names, global_dict={}))
        ours = float(evaluate(parse(text), {name: np.int64(value) for name, value in names.items()}))
        assert ours == pytest.approx(theirs, rel=1e-12)


# --------------------------------------------------------------------------------------------------------- schedules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:(1), 5:(2)", [1, 1.2, 1.4, 1.6, 1.8, 2, 2, 2, 2, 2]),
        ("0:(0), 5:(t)", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),  # straight to a formula's first value
        ("0:(t), 5:(0)", [0, 1, 2, 3, 4, 0, 0, 0, 0, 0]),  # from a formula by a step
        ("0:(( 5 )),3:(2)", [5, 5, 5, 2, 2, 2, 2, 2, 2, 2]),  # blanks inside brackets make a formula
        ("0:(1.),4:(3)", [1, 1, 1, 1, 3, 3, 3, 3, 3, 3]),  # `1.` is a formula too
        ('0:(0), "max_f-1":(8)', [0, 1, 2, 3, 4, 5, 6, 7, 8, 8]),
        ("0: 0: ((0.11*cos(t)))", [0] * 10),  # the text after the second colon is thrown away
        ("0:  4:(0.40), 4:(0.40)", [4, 3.1, 2.2, 1.3, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4]),
        ("0:(1), -5:(7), 30:(9)", [1] * 10),  # keys outside the film are never reached
        ("\n0:(2),\n 3:(2)", [2] * 10),
        (
            "0:((3-t)**0.5*0+1), 9:(5)",
            [1, 1, 1, 1, 1 + 4 / 6, 1 + 8 / 6, 3, 1 + 16 / 6, 1 + 20 / 6, 5],
        ),  # across NaN
        ("0:(s)", [42] * 10),
    ],
)
def test_a_schedule_gives_the_values_of_deforum(text: str, expected: list[float]) -> None:
    assert values(text) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("0:(where(t>4,1,0))", 13, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]),  # "list index out of range"
        ("5:(3)", 0, [3] * 10),  # UnboundLocalError
        ("0:(pi)", 3, [9] * 10),
        ("0:(1), 5:(2+)", 12, [1] * 10),
        ("0:(1),", 6, [1] * 10),
        ("x:(1)", 0, [9] * 10),
    ],
)
def test_where_deforum_stops_the_sense_is_kept_and_the_place_told(
    text: str, at: int, expected: list[float]
) -> None:
    schedule = read_schedule(text, FRAMES)
    assert values(text) == pytest.approx(expected)
    assert [slip.at for slip in schedule.slips] == [at]
    assert schedule.slips[0].stops


def test_gaps_of_a_formula_are_counted() -> None:
    assert gaps_of(read_schedule("0:((3-t)**0.5)", FRAMES), FRAMES) == 6
    assert gaps_of(read_schedule("0:(1), 5:(2)", FRAMES), FRAMES) == 0


def test_words_hold_until_the_next() -> None:
    words, slips = read_words('0: ("Euler a"), 5: ("DDIM")', FRAMES)
    assert [(word.frame, word.text) for word in words] == [(0, "Euler a"), (5, "DDIM")]
    assert not slips


@given(st.text(max_size=60))
def test_any_text_is_a_schedule_of_finite_values(text: str) -> None:
    assert np.isfinite(values(text)).all()


# ------------------------------------------------------------------------------------------------------------- seeds


@pytest.mark.parametrize(
    ("behaviour", "extra", "expected"),
    [
        ("iter", {}, [5, 6, 7, 8, 9, 10]),
        ("iter", {"seed_iter_N": 2}, [5, 6, 6, 7, 7, 8]),
        ("iter", {"diffusion_cadence": 2}, [5, 5, 6, 6, 7, 7]),
        ("fixed", {}, [5] * 6),
        ("ladder", {}, [5, 7, 6, 8, 7, 9]),
        ("alternate", {}, [5, 6, 5, 6, 5, 6]),
        ("schedule", {"seed_schedule": "0:(s), 2:(8.9)"}, [5, 5, 8, 8, 8, 8]),
    ],
)
def test_seeds_move_as_deforum_moves_them(behaviour: str, extra: dict[str, Any], expected: list[int]) -> None:
    fields = {"seed": 5, "seed_behavior": behaviour, "max_frames": 6, **extra}
    assert seeds_of(Settings(fields)).tolist() == expected
    number = brought(fields).score.shots[0].paint.diffusion
    assert number is not None and number.seed is not None
    film = SampledFilm(brought(fields).score, None)
    assert film.over(lambda shot: shot.paint.diffusion and shot.paint.diffusion.seed, 0).tolist() == expected


def test_chance_is_drawn_once_and_stands_in_the_score() -> None:
    fields = {"seed": -1, "seed_behavior": "random", "max_frames": 40}
    one, other = brought(fields), brought(fields)
    assert dumps(one.score) == dumps(other.score)
    seeds = seeds_of(Settings(fields))
    film = SampledFilm(one.score, None)
    assert len(set(seeds.tolist())) == 40
    assert film.over(lambda s: s.paint.diffusion and s.paint.diffusion.seed, 0).tolist() == seeds.tolist()


# ------------------------------------------------------------------------------------------------------ whole films


def test_the_curves_of_the_score_are_those_of_the_file() -> None:
    film = SampledFilm(loads(dumps(brought(SETTINGS).score)), None)
    ours, theirs = deforum_curves(film), deforum_values(SETTINGS)
    for name in (*TO_DRIFT_3D, *TO_FEEDBACK, "cfg_scale_schedule", "steps_schedule"):
        assert np.abs(ours[name] - theirs[name]).max() <= 1e-6, name


def test_shots_flow_on_at_prompts_and_every_ten_seconds() -> None:
    score = brought({**SETTINGS, "max_frames": 360}).score
    assert [shot.start for shot in score.shots] == [
        0,
        2,
        pytest.approx(11.333, abs=0.1),
        pytest.approx(20.667, abs=0.1),
    ]
    begins = [shot.feedback.begin for shot in score.shots if shot.feedback]
    assert begins == ["world", "before", "before", "before"]
    assert score.duration == 30 and score.fps == 12
    assert max(shot.end - shot.start for shot in score.shots) <= 10


def test_prompts_come_over_in_full() -> None:
    shots = brought(SETTINGS).score.shots
    first, second = shots[0].paint.prompts[0], shots[1].paint.prompts[0]
    assert (first.text, first.avoid) == ("soft light a red fox in a snowy forest, watercolor", "blurry")
    assert (second.text, second.avoid) == ("soft light a garden of sunflowers", "people blurry")
    assert any(player.thing == "fox" for player in shots[0].world.players)
    assert any(player.thing == "sunflower" for player in shots[1].world.players)


def test_formulas_stay_readable() -> None:
    shot = brought(SETTINGS).score.shots[0]
    assert shot.feedback is not None
    assert shot.feedback.drift.dz == "2 * (0.5 * cos(tick / 7)) ** 3 + 1"
    assert shot.feedback.drift.rx == "round(tick) % 8 / 4"
    assert brought(SETTINGS).score.signals == {"tick": "t * 12"}


def test_every_field_is_reported_and_unknown_ones_are_kept() -> None:
    result = brought({**SETTINGS, "cn_1_enabled": True})
    assert len(result.report.entries) == len(SETTINGS)
    assert result.score.imported == {
        "deforum": {"cn_1_enabled": True, "cn_1_weight": "0:(1)", "my_own_field": {"a": [1, 2]}}
    }
    assert "zoom" in result.report.names("not_applicable")  # a film in depth
    assert "translation_z" in result.report.names("translated")
    places = [warning.place for warning in result.report.warnings]
    assert any("`rotation_3d_y`, offset 13" in place for place in places)
    assert "513x288 became 512x288: a film has even sides" in [en for en, _ in result.report.remarks]


def test_the_report_speaks_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    report = brought(SETTINGS).report
    assert "옮김" not in describe(report)
    monkeypatch.setenv("FEELM_LANG", "ko")
    assert "옮김" in describe(report) and "해당 없음" in describe(report)


def test_a_warning_stands_at_its_line_and_column() -> None:
    text = '{\n  "max_frames": 9,\n  "zoom": "0:(1), 4:(2+)"\n}'
    result = import_settings(
        parse_document(text, "s.txt", "Deforum"), folder=Path("/"), score_folder=Path("/")
    )
    line, column = 3, text.splitlines()[2].index("+)") + 2
    assert result.report.warnings[0].place == f"s.txt, line {line}, column {column} (`zoom`, offset 12)"


@pytest.mark.parametrize(
    "fields",
    [{}, {"max_frames": 1}, {"W": "wide", "fps": 0, "max_frames": -3}, {"prompts": {"a cat": "0", "a dog": "00005"}},
     {"prompts": ["a cat", "a dog"], "animation_mode": "None"},
     {"animation_mode": "Interpolation", "prompts": '{"0": "x"}'},
     {"animation_mode": "Video Input"}, {"zoom": 5, "angle": None, "translation_x": [1]}, {"parseq_manifest": "{}"}],
)  # fmt: skip
def test_any_object_gives_a_score(fields: dict[str, Any]) -> None:
    result = brought(fields)
    assert loads(dumps(result.score)) == result.score
    assert describe(result.report)


def test_prompts_that_stand_the_wrong_way_round_are_turned() -> None:
    result = brought({"prompts": {"a cat": "00000", "a dog": "00010"}, "max_frames": 20})
    assert [shot.paint.prompts[0].text for shot in result.score.shots] == ["a cat", "a dog"]


def test_a_parseq_document_inside_overrides_the_schedules() -> None:
    row = {"noise": 0.1, "deforum_prompt": "a cat"}
    rows = [{"frame": n, "angle": 5.0 * n, "angle_delta": 5.0 * (n > 0), **row} for n in range(4)]
    manifest = json.dumps({"options": {"output_fps": 30, "cadence": 3}, "rendered_frames": rows})
    fields = {"angle": "0:(1)", "noise_schedule": "0:(0)", "parseq_manifest": manifest, "max_frames": 9}
    theirs = deforum_values(fields)
    assert theirs["angle"].tolist() == [0, 5, 5, 5]
    assert theirs["noise_schedule"].tolist() == [0.1] * 4
    score = brought(fields).score
    assert (score.fps, score.shots[0].feedback and score.shots[0].feedback.cadence) == (30, 3)
    kept = deforum_values({**fields, "parseq_non_schedule_overrides": False, "parseq_use_deltas": False})
    assert kept["angle"].tolist() == [0, 5, 10, 15, 15, 15, 15, 15, 15]


def test_what_is_no_settings_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"a": 1', "\x00"):
        with pytest.raises(InputError, match=r"^x\.txt.*\.$"):
            parse_document(text, "x.txt", "Deforum")


def test_groups_of_fields_are_known() -> None:
    for name in ("cn_5_loopback_mode", "hybrid_flow_method", "freeu_b1", "wan_prompts", "r_upscale_model"):
        assert elsewhere(name) is not None
    assert elsewhere("my_own_field") is None
