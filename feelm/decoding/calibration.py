"""From a recording and the clips in it to a model and a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.clips import Clip
from feelm.decoding.eyes import check_eyes
from feelm.decoding.features import WINDOW_S, Windows, centre_of, measure, seen_from, starts_of
from feelm.decoding.fitting import fit_view, standardised
from feelm.decoding.gate import EyesCheck, decide
from feelm.decoding.leaky import leaky_figure
from feelm.decoding.model import Axis, FeelingModel, Gate
from feelm.decoding.quality import Contact, contact_of
from feelm.decoding.unseen import leave_out
from feelm.decoding.validation import SHUFFLINGS, Figure, Said, Validation, trust_of, validate
from feelm.errors import InputError
from feelm.language import say
from feelm.recording.recording import Quality, Recording

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

HOP_S = 2.0
MOST_WINDOWS = 480
"""The fit takes the cube of the number of windows; longer clips are sampled more thinly."""
FEWEST_TO_FIT = 4
_EACH = 4


@dataclass(frozen=True, eq=False)
class Calibration:
    """A model, the numbers it stands on, and what the report shows beside them.

    ``clips`` are those used, in order; ``clean`` how many of them are clean; ``leaky`` the figure that the same
    windows reach when a clip's windows are in the fit and in the test (weighted F1), ``leaky_random`` the same with
    labels drawn by lot; ``pattern`` ``(bands, channels)`` how each electrode's power goes with valence (or the class
    most unlike the others) over clips, in correlations; ``places`` of electrodes.
    """

    model: FeelingModel
    validation: Validation
    clips: tuple[Clip, ...]
    clean: int
    eyes: EyesCheck | None
    leaky: float
    leaky_random: float
    pattern: Floats
    places: tuple[tuple[float, float, float] | None, ...]
    classes: tuple[str, ...]

    @property
    def gate(self) -> Gate:
        """What is believed."""
        return self.model.gate


@dataclass(frozen=True, eq=False)
class Gathered:
    """The windows of all clips: their measures, the clip of each, and the electrodes' state in each clip."""

    windows: Windows
    clip_of: Ints
    contact: Contact
    clips: tuple[Clip, ...]
    clean: int


def calibrate(
    recording: Recording,
    quality: Quality,
    clips: Sequence[Clip],
    *,
    seed: int = 0,
    shufflings: int = SHUFFLINGS,
) -> Calibration:
    """Fit a person's decoder and judge it by clips that it has not seen.

    Args:
        recording: the calibration session, as ``feelm.recording.clean`` gives it.
        quality: which windows and channels of it can be believed.
        clips: what was shown or recalled when, with what the person said of it.
        seed: names shufflings and draws.
        shufflings: of the permutation test.

    Returns:
        The model, closed by its gate where it earned nothing, and the numbers.

    Raises:
        InputError: no EEG channel, clips beyond the recording, fewer than four usable clips, or the same said of all.
    """
    picked = _channels(recording, quality)
    used = [clip for clip in clips if clip.kind == "clip"]
    _check_times(recording, clips)
    gathered = gather(recording, quality, used, picked)
    said, names = said_of(gathered.clips)
    centre = centre_of(gathered.windows)
    raw = seen_from(gathered.windows, centre)
    views = [standardised(view) for view in raw]
    parts = [leave_out(view, gathered.clip_of) for view in views]
    one_each = np.arange(len(gathered.clips))
    validation = validate(
        parts,
        [leave_out(order_features(gathered.clips), one_each)],
        [leave_out(standardised(gathered.contact.by_clip), one_each)],
        said,
        seed=seed,
        shufflings=shufflings,
    )
    eyes = check_eyes(recording, quality, clips, picked)
    gate = decide(validation, gathered.clean, eyes)
    fitted = tuple(
        fit_view(view, gathered.clip_of, said.labels, said.classes, (said.valence, said.arousal))
        for view in raw
    )
    prior = np.ones(0) if said.labels is None else np.bincount(said.labels) / said.clips
    model = FeelingModel(
        channels=tuple(recording.channels[index].name for index in picked),
        centre=centre,
        views=fitted,
        classes=names,
        prior=prior,
        sharpness=validation.sharpness,
        trust=trust_of(validation.f1) if gate.classes else 0.0,
        clip_s=float(np.median([clip.end_s - clip.start_s for clip in gathered.clips])),
        valence=_axis(said.valence, validation.predicted[0], validation.valence, gate.valence),
        arousal=_axis(said.arousal, validation.predicted[1], validation.arousal, gate.arousal),
        gate=gate,
        numbers=_numbers(validation, gathered.clean),
    )
    return Calibration(
        model,
        validation,
        gathered.clips,
        gathered.clean,
        eyes,
        *leaky_figure(recording, gathered.clips, picked, said, seed),
        _pattern(gathered, said),
        tuple(recording.channels[index].place for index in picked),
        names,
    )


def gather(recording: Recording, quality: Quality, clips: Sequence[Clip], picked: Sequence[int]) -> Gathered:
    """Measure the windows of clips; clips without a usable window are left out.

    Raises:
        InputError: fewer than four clips are left.
    """
    rate, samples = recording.sample_rate_hz, recording.samples[list(picked)]
    total = sum(clip.end_s - clip.start_s for clip in clips)
    hop_s = HOP_S * max(1.0, total / HOP_S / MOST_WINDOWS)
    kept: list[Clip] = []
    pieces, members, clean = [], [], 0
    for clip in clips:
        first = round(clip.start_s * rate)
        starts = first + starts_of(round(clip.end_s * rate) - first, rate, hop_s)
        windows = measure(samples, rate, starts)
        trusted = windows.usable & (weights_at(quality, windows.times_s) > 0.0)
        if not trusted.any():
            continue
        clean += bool(trusted.mean() >= 0.5)
        pieces.append(only(windows, trusted))
        members.append(np.full(int(trusted.sum()), len(kept)))
        kept.append(clip)
    if len(kept) < FEWEST_TO_FIT:
        raise InputError(
            say(
                f"{len(kept)} of {len(clips)} clips have EEG that can be used",
                f"클립 {len(clips)}개 가운데 {len(kept)}개만 쓸 수 있는 뇌파가 있습니다",
            ),
            where=recording.source,
            fix=say(
                "record 24 to 32 clips of 15 to 20 s", "15초에서 20초짜리 클립을 24개에서 32개 기록하세요"
            ),
        )
    joined = joined_windows(pieces)
    contact = contact_of(recording, quality, kept, picked)
    return Gathered(joined, np.concatenate(members), contact, tuple(kept), clean)


def joined_windows(pieces: Sequence[Windows]) -> Windows:
    """Windows of several stretches, one after the other."""
    return Windows(
        np.concatenate([piece.times_s for piece in pieces]),
        np.concatenate([piece.log_power for piece in pieces]),
        np.concatenate([piece.covariances for piece in pieces]),
        np.concatenate([piece.usable for piece in pieces]),
    )


def only(windows: Windows, which: NDArray[np.bool_]) -> Windows:
    """Some of the windows."""
    return Windows(
        windows.times_s[which], windows.log_power[which], windows.covariances[which], windows.usable[which]
    )


def weights_at(quality: Quality, times_s: Floats) -> Floats:
    """How much windows around ``times_s`` count: the least of the quality windows that they touch."""
    if len(quality.weight) == 0:
        return np.ones(len(times_s))
    last = len(quality.weight) - 1
    half = WINDOW_S / 2.0 - 1e-6
    before = np.clip(((times_s - half) / quality.window_s).astype(int), 0, last)
    after = np.clip(((times_s + half) / quality.window_s).astype(int), 0, last)
    return np.asarray(np.minimum(quality.weight[before], quality.weight[after]), dtype=np.float64)


def said_of(clips: Sequence[Clip]) -> tuple[Said, tuple[str, ...]]:
    """What was said of the clips as numbers, and the names of the classes.

    Labels are used when every clip has one; else pleasant and unpleasant (or, where valence never varies, calm and
    excited) about the person's own middle.

    Raises:
        InputError: nothing was said of some clips, or the same of all.
    """
    ratings = [_ratings(clips, name) for name in ("valence", "arousal")]
    names: tuple[str, ...] = ()
    labels: Ints | None = None
    if all(clip.label for clip in clips):
        given = tuple(sorted({str(clip.label) for clip in clips}))
        chosen = np.array([given.index(str(clip.label)) for clip in clips])
        if len(given) >= 2 and np.bincount(chosen).min() >= 2:
            names, labels = given, chosen
    if labels is None and ratings[0] is not None:
        high = (ratings[0] > np.median(ratings[0])).astype(np.intp)
        if min(high.sum(), len(high) - high.sum()) >= _EACH:
            names, labels = ("unpleasant", "pleasant"), high
    if labels is None and ratings[0] is None and ratings[1] is None:
        raise InputError(
            say("all clips were given the same label or rating", "모든 클립의 이름표나 평가가 같습니다"),
            fix=say(
                "there must be at least two kinds, two clips each", "두 가지 이상, 두 개씩은 있어야 합니다"
            ),
        )
    return Said(labels, len(names), *ratings), names


def order_features(clips: Sequence[Clip]) -> Floats:
    """Where clips lie in the recording, as a trend and soft steps two clips wide: what drift and blocks would tell."""
    middle = np.array([(clip.start_s + clip.end_s) / 2.0 for clip in clips])
    step = max(float(np.median(np.diff(np.sort(middle)))), 1e-6) if len(clips) > 1 else 1.0
    near = np.exp(-0.5 * ((middle[:, None] - middle) / (1.5 * step)) ** 2)
    line = (middle - middle.mean()) / max(float(middle.std()), 1e-6)
    trend = np.stack([line, line**2 - 1.0], axis=1) * np.sqrt(len(middle))
    return np.concatenate([near, trend], axis=1)


def _ratings(clips: Sequence[Clip], name: str) -> Floats | None:
    values = [getattr(clip, name) for clip in clips]
    if any(value is None for value in values):
        return None
    column = np.array(values, dtype=np.float64)
    return column if column.std() > 1e-6 else None


def _channels(recording: Recording, quality: Quality) -> tuple[int, ...]:
    picked = tuple(
        index for index in recording.of_kind("eeg") if recording.channels[index].name not in quality.dead
    )
    if not picked:
        raise InputError(
            say("no EEG channel with a signal", "신호가 있는 뇌파 채널이 없습니다"),
            where=recording.source,
            fix=say("check the electrodes", "전극을 확인하세요"),
        )
    return picked


def _check_times(recording: Recording, clips: Sequence[Clip]) -> None:
    late = next((clip for clip in clips if clip.end_s > recording.duration_s + 1.0), None)
    if late:
        raise InputError(
            say(
                f"a clip ends at {late.end_s:g} s, the recording at {recording.duration_s:.1f} s",
                f"클립이 {late.end_s:g}초에 끝나는데 기록은 {recording.duration_s:.1f}초에 끝납니다",
            ),
            where=recording.source,
            fix=say("give the marks of this recording", "이 기록의 표시 파일을 주세요"),
        )


def _axis(rating: Floats | None, predicted: Floats | None, figure: Figure | None, is_open: bool) -> Axis:
    if rating is None or predicted is None or figure is None:
        return Axis(0.0, 0.6, 0.0, 1.0)
    r = max(figure.value - figure.error, 0.05) if is_open else 0.0
    return Axis(float(rating.mean()), max(float(rating.std()), 0.1), r, max(float(predicted.std()), 1e-6))


def _numbers(validation: Validation, clean: int) -> dict[str, float]:
    numbers = {"clean_clips": float(clean), "brier": validation.brier, "ece": validation.ece}
    for name, figure in (
        ("f1", validation.f1),
        ("valence_r", validation.valence),
        ("arousal_r", validation.arousal),
    ):
        if figure is not None:
            numbers |= {name: figure.value, f"{name}_low": figure.low, f"{name}_p": figure.p}
    return numbers


def _pattern(gathered: Gathered, said: Said) -> Floats:
    """Correlation over clips of each band's power at each electrode with what was said."""
    count = len(gathered.clips)
    power = np.stack(
        [gathered.windows.log_power[gathered.clip_of == clip].mean(axis=0) for clip in range(count)]
    )
    target = said.valence if said.valence is not None else said.arousal
    if target is None and said.labels is not None:
        target = (said.labels == said.classes - 1).astype(np.float64)
    assert target is not None
    power = power - power.mean(axis=0)
    aim = (target - target.mean()) / max(float(target.std()), 1e-9)
    return np.asarray((power * aim[:, None, None]).mean(axis=0) / np.maximum(power.std(axis=0), 1e-9))
