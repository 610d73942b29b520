"""Decoding: unseen clips judged as by hand, a gate that opens for a signal only, the worthless figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from decoding_sessions import RATE, a_recall, a_session, believed

from feelm.affect import Stream, fuse
from feelm.decoding.calibration import Calibration, calibrate, gather, order_features
from feelm.decoding.clips import Clip
from feelm.decoding.features import centre_of, measure, seen_from, starts_of
from feelm.decoding.fitting import fit_view, standardised
from feelm.decoding.gate import EyesCheck, decide
from feelm.decoding.geometry import mean_of, shrink, tangent, whitener
from feelm.decoding.leaky import leaky_f1
from feelm.decoding.reading import WIDE_SD, read_feeling
from feelm.decoding.report import describe
from feelm.decoding.scores import brier, calibration_error, correlation, weighted_f1
from feelm.decoding.smoothing import smooth, stay_in_state
from feelm.decoding.unseen import class_scores, leave_out, predictions
from feelm.decoding.validation import Figure, Said, Validation, validate
from feelm.errors import InputError
from feelm.recording.recording import Recording


@pytest.fixture(scope="module")
def found() -> Calibration:
    """A calibration with a true signal for valence and none for arousal."""
    return calibrate(*a_session(), shufflings=199)


def test_the_mean_of_covariances_moves_with_the_electrodes() -> None:
    chance = np.random.default_rng(0)
    parts = chance.normal(size=(12, 4, 30))
    covariances = parts @ np.swapaxes(parts, 1, 2) / 30
    mix = chance.normal(size=(4, 4)) + 2 * np.eye(4)
    moved = mean_of(mix @ covariances @ mix.T)
    assert np.allclose(moved, mix @ mean_of(covariances) @ mix.T, rtol=1e-4)
    at_centre = tangent(covariances, whitener(mean_of(covariances)))
    assert np.abs(at_centre.mean(axis=0)).max() < 1e-4
    assert np.allclose(mean_of(np.stack([np.eye(2) * 2.0, np.eye(2) * 8.0])), 4.0 * np.eye(2))


def test_shrinkage_makes_a_poor_covariance_invertible_and_leaves_a_good_one() -> None:
    chance = np.random.default_rng(1)
    few = chance.normal(size=(6, 3))
    poor = (few @ few.T / 3)[None]
    assert np.linalg.eigvalsh(shrink(poor, 3.0)[0]).min() > 0.05
    good = np.diag([1.0, 4.0, 9.0])[None]
    assert np.allclose(shrink(good, 1e6), good, atol=1e-3)


def test_features_do_not_depend_on_gain_or_sampling_rate_or_what_lies_outside_the_window() -> None:
    t = np.arange(40 * 512) / 512
    chance = np.random.default_rng(2)
    tones = sum(
        a * np.sin(2 * np.pi * f * t + p)
        for f, p, a in zip(range(2, 44, 3), chance.uniform(0, 6, 14), chance.uniform(1, 3, 14), strict=True)
    )
    signal = np.stack([tones, np.roll(tones, 37)])
    fast = measure(signal, 512.0, starts_of(signal.shape[1], 512.0, 1.0))
    slow = measure(signal[:, ::4], 128.0, starts_of(signal.shape[1] // 4, 128.0, 1.0))
    assert np.allclose(fast.log_power, slow.log_power, atol=0.15)
    louder = measure(signal * 3.0, 512.0, starts_of(signal.shape[1], 512.0, 1.0))
    for one, other in zip(
        seen_from(fast, centre_of(fast)), seen_from(louder, centre_of(louder)), strict=True
    ):
        assert np.allclose(one, other, atol=1e-6)
    alone = measure(signal[:, 512:1536], 512.0, np.zeros(1, dtype=np.intp))
    assert np.allclose(alone.covariances[0], fast.covariances[1])


def test_leaving_a_clip_out_in_one_go_is_the_fit_without_it() -> None:
    chance = np.random.default_rng(3)
    clip_of = np.repeat(np.arange(8), 5)
    view = chance.normal(size=(40, 6)) + chance.normal(size=(8, 6))[clip_of]
    labels, rating = np.arange(8) % 3, chance.normal(size=8)
    part = leave_out(view, clip_of)
    scores = class_scores([part], labels[None], 3)[0]
    read = predictions([part], rating[None])[0]
    for clip in range(8):
        rest = clip_of != clip
        others = np.unique(clip_of[rest], return_inverse=True)[1]
        train = view[rest] * 1.0
        kept = np.delete(np.arange(8), clip)
        # undo the standardisation of the final fit: give it features whose spread is one already
        scale = train.std(axis=0)
        fitted = fit_view(train, others, labels[kept], 3, (rating[kept],))
        both = np.concatenate([train, view[~rest]]) / scale
        by_scale = leave_out(both, np.concatenate([others, [7] * 5]))
        relabelled = np.concatenate([labels[kept], labels[[clip]]])
        expected = ((view[~rest] - fitted.shift) / fitted.scale @ fitted.weights + fitted.offset).mean(axis=0)
        apart = class_scores([by_scale], relabelled[None], 3)[0, 7] - expected[:3]
        assert np.allclose(apart, apart[0], atol=1e-8), "the same but for a constant, which decides nothing"
        rerated = np.concatenate([rating[kept], rating[[clip]]])
        assert np.isclose(predictions([by_scale], rerated[None])[0, 7], expected[3], atol=1e-8)
    changed = labels.copy()
    changed[4] = (changed[4] + 1) % 3
    again = class_scores([part], changed[None], 3)[0]
    assert np.allclose(again[4], scores[4]), "a clip's own label must not reach its own score"
    rerated = rating.copy()
    rerated[4] = 99.0
    assert np.isclose(predictions([part], rerated[None])[0][4], read[4])
    assert not np.allclose(again[3], scores[3])


def test_clips_of_a_group_are_left_out_together() -> None:
    chance = np.random.default_rng(4)
    clip_of, groups = np.repeat(np.arange(8), 4), np.array([0, 0, 1, 1, 2, 2, 3, 3])
    part = leave_out(chance.normal(size=(32, 5)), clip_of, groups)
    labels = np.array([0, 1, 0, 1, 1, 0, 0, 1])
    turned = labels.copy()
    turned[1] = 0
    assert np.allclose(
        class_scores([part], labels[None], 2)[0, 0], class_scores([part], turned[None], 2)[0, 0]
    )


def test_figures_of_merit_by_hand() -> None:
    truth, guess = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])
    assert float(weighted_f1(truth, guess, 2)) == pytest.approx(0.75 * 0.8 + 0.25 * 2 / 3)
    assert brier(np.array([[0.8, 0.2]]), np.array([0])) == pytest.approx(0.08)
    assert calibration_error(np.array([[0.9, 0.1]] * 10), np.array([0] * 9 + [1]), bins=1) == pytest.approx(
        0.0
    )
    assert float(correlation(np.arange(5.0), np.ones(5))) == 0.0
    assert float(correlation(np.arange(5.0), -2.0 * np.arange(5.0))) == pytest.approx(-1.0)


def test_a_signal_opens_the_gate_for_what_it_carries_only(found: Calibration) -> None:
    valence, arousal = found.validation.valence, found.validation.arousal
    assert valence is not None and arousal is not None
    assert found.gate.valence and not found.gate.arousal
    assert valence.value > 0.7 and valence.p <= 0.02 and valence.low > 0.4
    assert valence.low <= valence.value <= valence.high
    assert found.clean == 20 and found.eyes is not None and found.eyes.passed
    assert any(reason.startswith("arousal") for reason in found.gate.reasons)


def test_no_signal_closes_the_gate_and_the_curve_is_wide() -> None:
    closed = calibrate(*a_session(0.0, seed=5), shufflings=199)
    assert not closed.gate.open
    recall = a_recall((0.5, -0.5, 0.5))
    reading = read_feeling(recall, closed.model, believed(recall))
    assert np.all(reading.valence == 0.0) and np.all(reading.valence_sd == WIDE_SD)
    assert np.all(np.isinf(reading.stream.valence_sd)) and reading.reasons
    words = Stream("words", np.array([0.0, 30.0]), *np.full((2, 2), 0.6), *np.full((2, 2), 0.3))
    alone, together = fuse([words], 40.0), fuse([words, reading.stream], 40.0)
    assert np.allclose(alone.valence, together.valence) and np.allclose(alone.valence_sd, together.valence_sd)
    said = describe(closed)
    assert "closed" in said and "Worthless" in said


@pytest.mark.parametrize(
    ("session", "word"),
    [
        ({"closed_alpha": -0.0}, "alpha"),
        ({"count": 14}, "clean clips"),
        ({"effect": 0.0, "blocked": True, "drift": 0.8}, "order"),
    ],
)
def test_what_closes_the_gate_although_the_figures_look_well(session: dict[str, float], word: str) -> None:
    shut = calibrate(*a_session(**session), shufflings=199)  # type: ignore[arg-type]
    assert not shut.gate.open
    assert any(word in reason for reason in shut.gate.reasons), shut.gate.reasons


def test_swapped_labels_close_the_gate() -> None:
    recording, quality, clips = a_session()
    rated = [clip for clip in clips if clip.kind == "clip"]
    swapped = [
        replace(clip, valence=-(clip.valence or 0.0)) if index % 2 else clip
        for index, clip in enumerate(rated)
    ]
    assert not calibrate(recording, quality, swapped, shufflings=199).gate.valence


def test_each_condition_of_the_gate_closes_it_alone() -> None:
    good = Figure(value=0.6, low=0.3, high=0.8, error=0.12, chance=0.0, p=0.01, order=0.1, quality=0.1)
    nothing = np.empty((0, 0))

    def opens(figure: Figure, clean: int = 20, eyes: EyesCheck | None = None) -> bool:
        judged = Validation(None, figure, None, 0.0, 0.0, 1.0, nothing, (None, None), nothing.astype(np.intp))
        return decide(judged, clean, eyes).valence

    assert opens(good) and opens(good, eyes=EyesCheck(1.4, 3.0))
    for changed in (
        {"p": 0.042},
        {"low": -0.01},
        {"order": 0.5},
        {"quality": 0.5},
        {"value": -0.2, "low": 0.1},
    ):
        assert not opens(replace(good, **changed)), changed
    assert not opens(good, clean=15)
    assert not opens(good, eyes=EyesCheck(1.1, 1.0)) and not opens(good, eyes=EyesCheck(0.9, -3.0))


def test_electrodes_that_tell_as_much_close_the_gate() -> None:
    recording, quality, clips = a_session()
    said = Said(None, 0, np.array([clip.valence or 0.0 for clip in clips if clip.kind == "clip"]), None)
    bad = standardised(np.column_stack([said.valence, np.zeros(20)]))  # type: ignore[list-item]
    one_each = np.arange(20)
    gathered = gather(recording, quality, clips[2:], range(4))
    views = seen_from(gathered.windows, centre_of(gathered.windows))
    parts = [leave_out(standardised(view), gathered.clip_of) for view in views]
    order = leave_out(order_features(clips[2:]), one_each)
    judged = validate(parts, [order], [leave_out(bad, one_each)], said, shufflings=199)
    gate = decide(judged, 20, EyesCheck(2.0, 9.0))
    assert not gate.open and "electrodes" in gate.reasons[0]


@pytest.mark.long
def test_random_labels_open_the_gate_in_at_most_one_of_twenty() -> None:
    chance = np.random.default_rng(11)
    clip_of = np.repeat(np.arange(20), 4)
    view = chance.normal(size=(80, 10)) + chance.normal(size=(20, 10))[clip_of]
    part = leave_out(standardised(view), clip_of)
    order = leave_out(order_features([Clip(10.0 * i, 10.0 * i + 8) for i in range(20)]), np.arange(20))
    opened = 0
    for draw in range(100):
        lot = np.random.default_rng(draw)
        said = Said(lot.permutation(np.arange(20) % 2), 2, lot.uniform(-1, 1, 20), lot.uniform(-1, 1, 20))
        judged = validate([part], [order], [order], said, seed=draw, shufflings=39)
        opened += decide(judged, 20, None).open
    assert opened <= 11, opened  # 5 % of 100 and three standard errors


def test_the_leaky_protocol_succeeds_on_labels_by_lot_and_the_report_says_so(found: Calibration) -> None:
    assert found.leaky_random >= 0.95
    assert "Worthless" in describe(found) and "recognises the clip" in describe(found)
    chance = np.random.default_rng(0)
    alone = chance.normal(size=(300, 8))
    assert leaky_f1(alone, chance.integers(0, 2, 300), 2, 0) < 0.65, "without clips there is nothing to leak"


def test_a_recall_is_read_where_the_calibration_earned_it(found: Calibration) -> None:
    recall = a_recall((-0.8, 0.8, -0.8, 0.8))
    reading = read_feeling(recall, found.model, believed(recall), same_session=True)
    truth = np.where((reading.times_s // 20) % 2 == 1, 0.8, -0.8)
    assert np.corrcoef(reading.valence, truth)[0, 1] > 0.8
    assert np.mean(np.abs(reading.valence - truth) < 1.96 * reading.valence_sd) > 0.8
    assert reading.stream.name == "eeg" and np.isfinite(reading.stream.valence_sd).all()
    assert np.all(np.isinf(reading.stream.arousal_sd)), "arousal did not earn a weight"
    louder = replace(recall, samples=recall.samples * 4.0)
    moved = read_feeling(louder, found.model, believed(recall))
    own = read_feeling(recall, found.model, believed(recall))
    assert np.allclose(moved.valence, own.valence, atol=1e-6), (
        "another gain in another session changes nothing"
    )


def test_artefacts_and_a_stream_that_stops_widen_the_curve(found: Calibration) -> None:
    recall = a_recall((0.8, 0.8, -0.8))
    samples = recall.samples.copy()
    samples[:, 30 * RATE :] = np.nan
    reading = read_feeling(replace(recall, samples=samples), found.model, believed(recall), same_session=True)
    assert reading.weight[-1] == 0.0 and reading.valence_sd[-1] > 0.55 > reading.valence_sd[20]
    assert np.isinf(reading.stream.valence_sd[-1])
    quality = believed(recall)
    lost = replace(quality, weight=np.zeros_like(quality.weight))
    nothing = read_feeling(recall, found.model, lost)
    assert np.all(nothing.valence_sd == WIDE_SD) and "artefacts" in nothing.reasons[-1]
    dead = read_feeling(recall, found.model, replace(quality, dead=("C3",)))
    assert np.all(dead.valence_sd == WIDE_SD) and "C3" in dead.reasons[-1]


def test_recordings_that_cannot_be_read_are_refused(found: Calibration) -> None:
    recall = a_recall((0.5,))
    with pytest.raises(InputError, match="C4"):
        read_feeling(
            Recording("x", float(RATE), recall.channels[:2], recall.samples[:2]),
            found.model,
            believed(recall),
        )
    short = replace(recall, samples=recall.samples[:, : int(1.5 * RATE)])
    with pytest.raises(InputError, match="lasts"):
        read_feeling(short, found.model, believed(short))
    with pytest.raises(InputError, match="samples a second"):
        read_feeling(replace(recall, sample_rate_hz=64.0), found.model, believed(recall))
    three = replace(recall, samples=recall.samples[:, : 3 * RATE])
    assert np.all(read_feeling(three, found.model, believed(three)).valence_sd == WIDE_SD)


def test_calibrations_that_cannot_be_judged_are_refused() -> None:
    recording, quality, clips = a_session(count=16)
    same = [replace(clip, valence=0.5, arousal=None) for clip in clips]
    with pytest.raises(InputError, match="same label or rating"):
        calibrate(recording, quality, same)
    with pytest.raises(InputError, match="ends at"):
        calibrate(recording, quality, [*clips, Clip(9000.0, 9016.0, "x")])
    with pytest.raises(InputError, match="0 of 16"):
        calibrate(replace(recording, samples=recording.samples * np.nan), quality, clips)
    none = replace(quality, dead=("Fp1", "C3", "C4", "O1"))
    with pytest.raises(InputError, match="no EEG channel"):
        calibrate(recording, none, clips)


def test_smoothing_holds_a_state_and_forgets_without_evidence() -> None:
    evidence = np.zeros((40, 2))
    evidence[:20, 0], evidence[20:, 1] = 1.0, 1.0
    evidence[10] = [0.0, 1.5]
    both = stay_in_state(evidence, np.array([0.5, 0.5]), 2.0)
    assert both[10, 0] > 0.9 and both[30, 1] > 0.95
    causal = stay_in_state(evidence, np.array([0.5, 0.5]), 2.0, look_ahead=False)
    evidence[30:] = 9.0 * np.array([1.0, 0.0])
    assert np.allclose(causal[:30], stay_in_state(evidence, np.array([0.5, 0.5]), 2.0, look_ahead=False)[:30])
    values, sds = smooth(
        np.array([0.8] * 10 + [0.0] * 90), np.array([0.3] * 10 + [np.inf] * 90), 1.0, 0.1, 0.6
    )
    assert values[5] > 0.6 and sds[5] < 0.25
    assert values[-1] == pytest.approx(0.1, abs=0.02) and sds[-1] == pytest.approx(0.6, abs=0.01)


def test_bands_of_the_smoother_cover_the_truth() -> None:
    chance, inside = np.random.default_rng(6), []
    keep = np.exp(-1.0 / 12.0)
    for _ in range(40):
        truth = np.zeros(120)
        truth[0] = chance.normal(0, 0.6)
        for step in range(1, 120):
            truth[step] = keep * truth[step - 1] + chance.normal(0, 0.6 * np.sqrt(1 - keep**2))
        values, sds = smooth(truth + chance.normal(0, 1.5, 120), np.full(120, 1.5), 1.0, 0.0, 0.6)
        inside.append(np.mean(np.abs(values - truth) < 1.96 * sds))
    assert 0.93 < np.mean(inside) < 0.97
