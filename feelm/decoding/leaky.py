"""The figure that is not to be believed: windows of one clip in the fit and in the test.

Neighbouring windows of a clip share half of their samples or more and all of their minute. Whoever tests on windows
drawn at random asks "which clip is this?", and a nearest neighbour answers that for any labels, drawn by lot as well.
The figure is shown so that nobody takes its like, in papers or elsewhere, for reading a feeling.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.clips import Clip
from feelm.decoding.features import Windows, centre_of, measure, seen_from, starts_of
from feelm.decoding.scores import weighted_f1
from feelm.decoding.validation import Said
from feelm.recording.recording import Recording
from feelm.seeds import generator

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

HOP_S = 0.25
MOST_WINDOWS = 1500


def leaky_figure(
    recording: Recording, clips: Sequence[Clip], picked: Sequence[int], said: Said, seed: int
) -> tuple[float, float]:
    """Weighted F1 of the nearest neighbour over windows split at random, with the person's labels and by lot.

    Args:
        recording: the session.
        clips: the clips in it.
        picked: indices of the EEG channels.
        said: labels of the clips; where there are none, the halves of valence or arousal.
        seed: names the split and the lot.
    """
    labels, classes = labels_of(said)
    samples, rate = recording.samples[list(picked)], recording.sample_rate_hz
    starts, members = [], []
    for index, clip in enumerate(clips):
        first = round(clip.start_s * rate)
        begins = first + starts_of(round(clip.end_s * rate) - first, rate, HOP_S)
        begins = begins[: max(1, MOST_WINDOWS // len(clips))]
        starts.append(begins)
        members.append(np.full(len(begins), index))
    windows = measure(samples, rate, np.concatenate(starts))
    clip_of = np.concatenate(members)[windows.usable]
    windows = Windows(*(part[windows.usable] for part in vars(windows).values()))
    view = seen_from(windows, centre_of(windows))[0]
    lots = generator(seed, "labels by lot").permutation(labels)
    return (
        leaky_f1(view, labels[clip_of], classes, seed),
        leaky_f1(view, lots[clip_of], classes, seed),
    )


def labels_of(said: Said) -> tuple[Ints, int]:
    """The classes, or the halves of a rating where there are none."""
    if said.labels is not None:
        return said.labels, said.classes
    rating = said.valence if said.valence is not None else said.arousal
    assert rating is not None
    return (rating > np.median(rating)).astype(np.intp), 2


def leaky_f1(view: Floats, labels: Ints, classes: int, seed: int, folds: int = 5) -> float:
    """Weighted F1 of the nearest neighbour, windows in folds at random: the protocol that always succeeds.

    Args:
        view: tangent coordinates of windows ``(n, features)``.
        labels: a class of each window.
        classes: number of classes.
        seed: names the split.
        folds: parts that the windows are dealt to.
    """
    fold = generator(seed, "leaky folds").permutation(len(labels)) % folds
    squares = (view**2).sum(axis=1)
    distance = squares[:, None] + squares - 2.0 * view @ view.T
    distance[fold[:, None] == fold] = np.inf
    return float(weighted_f1(labels, labels[distance.argmin(axis=1)], classes))
