"""Pressed and decoded streams, their weights, and bands that cover the truth for any set of streams."""

from __future__ import annotations

import numpy as np
import pytest
from test_affect import stream, wandering

from feelm.affect import Stream, decoded_stream, disagreement, fuse, press_stream, sd_of_agreement
from feelm.affect.fusion import ERROR_TIME_S, FEELING_SD, FEELING_TIME_S, SAID_BETWEEN
from feelm.affect.measured import REACTION_S
from feelm.seeds import generator

RATE = 4.0


def covered(seed: int) -> tuple[float, int]:
    """How many instants of one simulated film the 95 % band covers: random streams, rates, gaps, shared errors."""
    rng = generator(7, "cover", seed)
    count = 321
    truth = np.clip(wandering(rng, count, FEELING_SD, FEELING_TIME_S), -1, 1)
    shared = generator(7, "shared", seed)
    streams = []
    for name in rng.choice(list(ERROR_TIME_S), int(rng.integers(1, 5)), replace=False):
        common = wandering(shared, count, np.sqrt(0.2), ERROR_TIME_S[name])
        sd = float(rng.uniform(0.1, 0.8))
        said = truth + sd * (common + wandering(rng, count, np.sqrt(0.8), ERROR_TIME_S[name]))
        step = 1 if name in SAID_BETWEEN else int(rng.choice([1, 2, 4, 8]))
        times_s, said = np.arange(count)[::step] / RATE, said[::step].copy()
        if rng.random() < 0.5:
            start = int(rng.integers(0, len(said)))
            said[start : start + len(said) // 4] = np.nan
        streams.append(stream(str(name), said, sd, times_s))
    fused = fuse(streams, (count - 1) / RATE)
    return float(np.sum(np.abs(fused.valence - truth) <= 1.96 * fused.valence_sd)), count


def test_bands_cover_the_truth_for_any_set_of_streams() -> None:
    hits, total = map(sum, zip(*(covered(seed) for seed in range(120)), strict=True))
    assert 0.93 <= hits / total <= 0.97


def test_weights_are_the_answer_to_each_stream_and_leave_the_rest_to_neutral() -> None:
    ones, zeros = np.ones(241), np.zeros(241)
    fused = fuse([stream("curve", ones, 0.12), stream("music", zeros, 0.5)], 60)
    assert np.allclose(fused.valence, fused.weights[0][:, 0], atol=1e-9)
    assert fused.weights[0][:, 0].mean() > 0.7 > fused.weights[1][:, 0].mean()
    assert (sum(fused.weights)[20:220] < 1.0 + 1e-9).all()


def test_a_gap_is_silence() -> None:
    values = np.full(241, 0.7)
    values[80:160] = np.nan
    fused = fuse([stream("curve", values, 0.1)], 60)
    assert fused.valence_sd[120] > 2 * fused.valence_sd[40]
    assert not fuse([stream("curve", np.full(241, np.nan), 0.1)], 60).valence.any()


def test_agreement_gives_the_spread_and_none_gives_no_weight() -> None:
    assert sd_of_agreement(0.5) == pytest.approx(FEELING_SD * np.sqrt(3.0))
    assert sd_of_agreement(0.0) == sd_of_agreement(-0.4) == sd_of_agreement(float("nan")) == float("inf")
    times_s, values = np.arange(0.0, 60.0, 2.0), np.full(30, 0.9)
    shut = fuse([decoded_stream(times_s, values, values, valence_r=0.0, arousal_r=0.6)], 60)
    assert not shut.valence.any() and shut.arousal.max() > 0.2 and not shut.weights[0][:, 0].any()
    half = decoded_stream(
        times_s, values, values, valence_r=0.6, arousal_r=0.6, weight=np.r_[np.zeros(15), np.ones(15)]
    )
    assert np.isnan(half.valence[:15]).all() and fuse([half], 60).valence[60] < 0.2


def test_a_pressed_curve_loses_its_lag_and_its_range() -> None:
    times_s = np.arange(0.0, 120.0, 0.25)
    truth = 0.8 * np.sin(times_s / 7.0)
    late = 0.5 * np.interp(times_s - 2.5, times_s, truth)
    music = Stream("music", times_s, truth, 0 * truth, 0 * truth + 0.4, 0 * truth + 0.4)
    mended = press_stream(times_s, late, 0 * late, reference=music)
    assert np.corrcoef(mended.valence, np.interp(mended.times_s, times_s, truth))[0, 1] > 0.99
    assert np.abs(mended.valence).max() == pytest.approx(0.8, abs=0.05)
    unclear = press_stream(times_s, late, 0 * late, reference=stream("music", 0 * truth, 0.4, times_s))
    assert unclear.times_s[-1] == pytest.approx(times_s[-1] - REACTION_S)
    still = press_stream(times_s, 0 * late + 0.02, 0 * late)
    assert np.abs(still.valence).max() == pytest.approx(0.02)


def test_sad_words_over_bright_music_disagree() -> None:
    up, down = np.full(241, 0.7), np.full(241, -0.7)
    apart = fuse([stream("words", down, 0.3), stream("music", up, 0.4)], 60)
    times_s = np.arange(0.0, 60.0, 5.0)
    assert disagreement(apart, times_s) == pytest.approx(0.7)
    assert not disagreement(fuse([stream("words", down, 0.3)], 60), times_s).any()
    unheard = Stream("eeg", np.arange(241) / 4, up, up, np.full(241, np.inf), np.full(241, np.inf))
    assert not disagreement(fuse([stream("words", down, 0.3), unheard], 60), times_s).any()
