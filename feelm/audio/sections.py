"""Parts of a piece (verse, chorus, …) from what each bar sounds like.

Bars are compared with each other; the segmentation is the one of Marmoret, Cohen & Bimbot ("Barwise music
structure analysis with the correlation block-matching segmentation", TISMIR 2023): a dynamic programme picks
the blocks along the diagonal that are most alike inside and whose lengths suit music (8 bars best).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.audio.hearing import Section
from feelm.audio.spectra import FRAME_HZ, PITCH_HZ, Spectra
from feelm.audio.tonality import chroma

Floats = NDArray[np.float64]

LONGEST_BARS = 32


def find_sections(
    downbeats_s: Floats, duration_s: float, spectra: Spectra, loudness_db: Floats
) -> tuple[Section, ...]:
    """Sections that cover 0..duration without gaps; boundaries lie on downbeats.

    ``label`` "A", "B", … in order of appearance for parts that sound alike; ``energy`` 0..1 is the part's
    mean loudness between the song's quiet (10th percentile, at least 6 dB under) and loud (95th) level.
    """
    inner = downbeats_s[(downbeats_s > 0.5) & (downbeats_s < duration_s - 0.5)]
    edges = np.concatenate([[0.0], inner, [duration_s]])
    if len(edges) < 9:
        cuts = np.array([0, len(edges) - 1])
    else:
        cuts = _best_blocks(_similarity(_bar_features(edges, spectra)))
    bounds = edges[cuts]
    labels = _labels(bounds, spectra) if len(bounds) > 2 else ["A"]
    energies = _energies(bounds, loudness_db)
    return tuple(
        Section(float(a), float(b), label, energy)
        for a, b, label, energy in zip(bounds[:-1], bounds[1:], labels, energies, strict=True)
    )


def _bar_features(edges: Floats, spectra: Spectra, parts: int = 4) -> Floats:
    """One vector a bar: log-mel in 24 bands and chroma at ``parts`` places inside the bar, standardised."""
    mel = 20.0 * np.log10(np.maximum(spectra.mel, 1e-4)).astype(np.float64)
    mel = mel.reshape(len(mel), 24, -1).mean(axis=2)
    classes = chroma(spectra.pitch)
    classes /= np.maximum(classes.sum(axis=1, keepdims=True), 1e-6)
    fine = np.interp(np.arange((len(edges) - 1) * parts + 1) / parts, np.arange(len(edges)), edges)
    sound = _means(mel, fine * FRAME_HZ).reshape(len(edges) - 1, -1)
    tones = _means(classes, fine * PITCH_HZ).reshape(len(edges) - 1, -1)
    both = [_centred(sound), _centred(tones)]
    return np.hstack([part / max(np.linalg.norm(part) / len(part) ** 0.5, 1e-9) for part in both])


def _means(values: Floats, at: Floats) -> Floats:
    """Mean of rows between consecutive positions (at least one row each)."""
    total = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    first = np.clip(np.round(at[:-1]).astype(np.int64), 0, len(values) - 1)
    last = np.clip(np.round(at[1:]).astype(np.int64), first + 1, len(values))
    return np.asarray((total[last] - total[first]) / (last - first)[:, None])


def _centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean(axis=0, keepdims=True), dtype=np.float64)


def _similarity(features: Floats) -> Floats:
    """RBF autosimilarity of bars, 0..1; the width is the mean distance between bars."""
    square = (features**2).sum(axis=1)
    distance = np.maximum(square[:, None] + square[None, :] - 2.0 * features @ features.T, 0.0)
    return np.asarray(np.exp(-distance / max(float(distance.mean()), 1e-9)), dtype=np.float64)


def _best_blocks(alike: Floats) -> NDArray[np.int64]:
    """Bar numbers of the section boundaries, first and last included (dynamic programming)."""
    count = len(alike)
    without_self = alike - np.diag(np.diag(alike))
    table = np.zeros((count + 1, count + 1))
    table[1:, 1:] = without_self.cumsum(axis=0).cumsum(axis=1)
    # A block is worth what its bars share beyond the average pair, so one huge block never wins by size.
    usual = float(without_self.sum()) / max(count * (count - 1), 1)
    best = np.full(count + 1, -np.inf)
    came = np.zeros(count + 1, dtype=np.int64)
    best[0] = 0.0
    for end in range(1, count + 1):
        starts = np.arange(max(0, end - LONGEST_BARS), end)
        size = end - starts
        inside = table[end, end] - table[starts, end] - table[end, starts] + table[starts, starts]
        worth = inside / size - usual * (size - 1) - _length_price(size) * usual
        total = best[starts] + worth
        pick = int(total.argmax())
        best[end], came[end] = total[pick], starts[pick]
    cuts = [count]
    while cuts[-1] > 0:
        cuts.append(int(came[cuts[-1]]))
    return np.array(cuts[::-1])


def _length_price(size: NDArray[np.int64]) -> Floats:
    """How unusual a section of ``size`` bars is: multiples of 8 are free, of 4 cheap, odd ones dear."""
    price = np.where(size % 8 == 0, 0.0, np.where(size % 4 == 0, 0.5, np.where(size % 2 == 0, 1.0, 1.5)))
    return price + np.where(size < 4, 2.0, 0.0) + 1.5


def _labels(bounds: Floats, spectra: Spectra) -> list[str]:
    """Letters by average-linkage clustering of the sections' mean sound."""
    from scipy.cluster.hierarchy import fcluster, linkage

    features = _bar_features(bounds, spectra, parts=1)
    groups = fcluster(linkage(features, "average"), t=0.8 * float(np.sqrt(2.0)), criterion="distance")
    order: dict[int, str] = {}
    for group in groups:
        order.setdefault(int(group), _letter(len(order)))
    return [order[int(group)] for group in groups]


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26) + ("" if number < 26 else str(number // 26))


def _energies(bounds: Floats, loudness_db: Floats) -> list[float]:
    high = float(np.percentile(loudness_db, 95))
    low = min(float(np.percentile(loudness_db, 10)), high - 6.0)
    low = max(low, high - 24.0)
    level = _means(np.clip((loudness_db - low) / (high - low), 0.0, 1.0)[:, None], bounds * FRAME_HZ)[:, 0]
    return [float(v) for v in np.clip(level, 0.0, 1.0)]
