"""What is taken from two seconds of EEG: band powers and covariances, both from one spectrum of the window.

Nothing is filtered over the border of a window, so a window gives the same numbers in a file and in a live stream, at
any sampling rate, and a recording of any length can be read piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.geometry import mean_of, shrink, tangent, whitener
from feelm.errors import InputError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

WINDOW_S = 2.0
BANDS_HZ = ((1.0, 4.0), (4.0, 8.0), (8.0, 13.0), (13.0, 30.0), (30.0, 45.0))
"""Delta, theta, alpha, beta and the lower gamma, below every mains frequency."""
LOWEST_RATE_HZ = 92.0
_BLOCK = 64
_MEAN_WINDOWS = 240
_FLAT = 1e-9


@dataclass(frozen=True, eq=False)
class Windows:
    """Windows of a recording: centres ``(n,)`` s, log power ``(n, bands, channels)``, covariances ``(n, bands,
    channels, channels)``, and which windows have a signal in every channel.
    """

    times_s: Floats
    log_power: Floats
    covariances: Floats
    usable: Flags


@dataclass(frozen=True, eq=False)
class Centre:
    """The middle of a session, which later windows are seen from: ``whiteners`` ``(bands, c, c)``, ``log_power``
    ``(bands, c)``.
    """

    whiteners: Floats
    log_power: Floats


def starts_of(length: int, rate_hz: float, hop_s: float) -> NDArray[np.intp]:
    """First samples of the windows that fit in ``length`` samples."""
    size, hop = round(WINDOW_S * rate_hz), max(1, round(hop_s * rate_hz))
    return np.arange(0, max(length - size + 1, 0), hop, dtype=np.intp)


def measure(samples: Floats, rate_hz: float, starts: NDArray[np.intp]) -> Windows:
    """Measure windows of ``samples`` ``(channels, samples)`` that begin at ``starts``.

    Raises:
        InputError: the sampling rate is too low for the bands.
    """
    if rate_hz < LOWEST_RATE_HZ:
        raise InputError(f"the recording has {rate_hz:g} samples a second", fix="record at 100 Hz or more")
    pieces = list(_blocks(samples, rate_hz, starts))
    count, channels = len(starts), samples.shape[0]
    if not pieces:
        empty = np.empty((0, len(BANDS_HZ), channels))
        return Windows(np.empty(0), empty, np.empty((*empty.shape, channels)), np.empty(0, bool))
    power, covariances, usable = (np.concatenate(column) for column in zip(*pieces, strict=True))
    assert len(power) == count
    return Windows(starts / rate_hz + WINDOW_S / 2.0, power, covariances, usable)


def centre_of(windows: Windows) -> Centre:
    """The centre of a session: the Riemannian mean of each band and the mean of the log powers.

    Raises:
        InputError: no window has a signal in every channel.
    """
    which = np.flatnonzero(windows.usable)
    if len(which) == 0:
        raise InputError("no two seconds of the recording have a signal in every channel")
    which = which[np.linspace(0, len(which) - 1, min(len(which), _MEAN_WINDOWS)).round().astype(int)]
    bands = range(windows.covariances.shape[1])
    whiteners = np.stack([whitener(mean_of(windows.covariances[which, band])) for band in bands])
    return Centre(whiteners, windows.log_power[which].mean(axis=0))


def seen_from(windows: Windows, centre: Centre) -> tuple[Floats, Floats]:
    """The two views of windows: tangent coordinates of every band, and log powers; ``(n, features)`` each.

    Both are measured from the centre of the session, so that gains and electrodes of another day do not speak (A.
    Zanini, M. Congedo et al., "Transfer learning: a Riemannian geometry framework", IEEE TBME 2018). Windows without
    a signal are 0: they lie at the centre.
    """
    count = len(windows.times_s)
    bands = range(windows.covariances.shape[1])
    curved = np.concatenate(
        [tangent(windows.covariances[:, band], centre.whiteners[band]) for band in bands], axis=1
    )
    power = (windows.log_power - centre.log_power).reshape(count, -1)
    lost = ~windows.usable
    curved[lost], power[lost] = 0.0, 0.0
    return curved, power


def _blocks(
    samples: Floats, rate_hz: float, starts: NDArray[np.intp]
) -> Iterator[tuple[Floats, Floats, Flags]]:
    size = round(WINDOW_S * rate_hz)
    for first in range(0, len(starts), _BLOCK):
        begins = starts[first : first + _BLOCK]
        cut = samples[:, begins[:, None] + np.arange(size)].transpose(1, 0, 2).astype(np.float64)
        known: Flags = np.asarray(np.isfinite(cut).all(axis=(1, 2)))
        cut = np.where(known[:, None, None], cut, 0.0)
        quietest: Floats = np.asarray(cut.std(axis=-1)).min(axis=1)
        usable = known & (quietest > _FLAT)
        yield (*_spectral(cut, rate_hz), usable)


def _spectral(cut: Floats, rate_hz: float) -> tuple[Floats, Floats]:
    """Log power and shrunk covariance of each band from the tapered spectrum of windows ``(n, c, samples)``."""
    size = cut.shape[-1]
    line = np.linspace(-1.0, 1.0, size)
    cut = cut - cut.mean(axis=-1, keepdims=True)
    cut = cut - (cut @ line / (line @ line))[..., None] * line  # drift is not a rhythm
    taper = np.hanning(size)
    spectrum = np.fft.rfft(cut * taper, axis=-1) / np.sqrt((taper**2).sum() * rate_hz)
    frequency = np.fft.rfftfreq(size, 1.0 / rate_hz)
    powers, covariances = [], []
    for low, high in BANDS_HZ:
        part = spectrum[..., (frequency >= low) & (frequency < high)]
        scatter = np.real(part @ np.conj(np.swapaxes(part, -1, -2))) / part.shape[-1]
        powers.append(np.log(np.maximum(np.diagonal(scatter, axis1=-2, axis2=-1), 1e-20)))
        covariances.append(shrink(scatter, 2.0 * part.shape[-1] / 1.5))
    return np.stack(powers, axis=1), np.stack(covariances, axis=1)
