"""Units: what a file writes, what the size of the signal says, and the way to microvolts."""

from __future__ import annotations

import math
import re

import numpy as np

from feelm.errors import InputError
from feelm.recording.recording import Floats

_TO_MICROVOLTS = {"v": 1e6, "volt": 1e6, "volts": 1e6, "mv": 1e3, "millivolt": 1e3, "millivolts": 1e3, "uv": 1.0,
                  "µv": 1.0, "μv": 1.0, "microvolt": 1.0, "microvolts": 1.0, "nv": 1e-3, "nanovolt": 1e-3,
                  "nanovolts": 1e-3}  # fmt: skip
_TO_MICROSIEMENS = {"us": 1.0, "µs": 1.0, "μs": 1.0, "microsiemens": 1.0, "s": 1e6, "siemens": 1e6, "ms": 1e3,
                    "ns": 1e-3, "kohm": None, "ohm": None}  # fmt: skip
_PER_COUNT = re.compile(r"^\s*([0-9.]+(?:e-?\d+)?)\s*(\S+?)\s*(?:/\s*count|per\s+count)\s*$", re.IGNORECASE)
_BY_SIZE = (("V", 5e-7, 2.5e-4), ("mV", 5e-4, 0.25), ("uV", 0.25, 1000.0))
"""Unit, and the spread within a second that an EEG of 0.5 to 250 microvolts (or a loose one of 1000) has in it."""
_BELIEVED_UV = (0.02, 5000.0)
UNITS_HELP = 'tell the unit with --units uV (or mV, V, or "0.0224 uV/count")'


def microvolts_per(unit: str | None) -> float | None:
    """Microvolts in one of ``unit`` ("mV", "0.51 uV/count"), None where it names no voltage.

    >>> microvolts_per("mV"), microvolts_per("0.51 uV/count"), microvolts_per("kg")
    (1000.0, 0.51, None)
    """
    if unit is None:
        return None
    text = unit.strip()
    if scaled := _PER_COUNT.match(text):
        inner = _TO_MICROVOLTS.get(scaled.group(2).lower())
        try:
            number = float(scaled.group(1))
        except ValueError:
            return None
        return inner * number if inner and math.isfinite(number) and number > 0 else None
    if text in ("MV", "Mv"):  # no electrode gives megavolts; writers of old files shout
        return 1e3
    return _TO_MICROVOLTS.get(text.lower())


def microsiemens_per(unit: str | None) -> float | None:
    """Microsiemens in one of ``unit``, None where it names no conductance."""
    return _TO_MICROSIEMENS.get(unit.strip().lower()) if unit else None


def spread_within_a_second(values: Floats, rate_hz: float) -> Floats:
    """Typical standard deviation within one second, shape (channels,): blind to offsets, drift and rare artefacts."""
    length = max(int(rate_hz), 2)
    count = values.shape[1] // length
    if count == 0:
        pieces = values[:, None, :]
    else:
        step = max(count // 200, 1)
        pieces = values[:, : count * length].reshape(len(values), count, length)[:, ::step]
    centred = pieces - np.mean(pieces, axis=2, keepdims=True)
    # Squares of hostile numbers may overflow: such a piece is no evidence of any unit.
    with np.errstate(over="ignore", invalid="ignore"):
        spread = np.sqrt(np.mean(centred**2, axis=2))
    spread[~np.isfinite(spread) | (spread <= 0.0)] = np.nan
    typical = np.full(len(values), np.nan)
    for index, row in enumerate(spread):
        known = row[np.isfinite(row)]
        if len(known):
            typical[index] = np.median(known)
    return typical


def _looks_like_counts(values: Floats, size: float) -> bool:
    """Whole numbers, larger or farther from zero than microvolts of an EEG that somebody had rounded."""
    sample = values[:, : 1 << 14]
    sample = sample[np.isfinite(sample)]
    if not len(sample) or np.any(sample != np.rint(sample)):
        return False
    return bool(size > 100.0 or abs(float(np.median(sample))) > 2000.0)


def scale_by_size(values: Floats, rate_hz: float, stated: str | None, name: str) -> tuple[float, list[str]]:
    """Return microvolts per unit of EEG values, and notes, from what is stated and how large the signal is.

    Args:
        values: the EEG channels, shape (channels, samples), in the file's unit.
        rate_hz: samples per second.
        stated: the file's unit, or None.
        name: the file, for errors.

    Raises:
        InputError: nothing is stated and the size fits no voltage (converter counts, most likely).
    """
    spreads = spread_within_a_second(values, rate_hz)
    known = spreads[np.isfinite(spreads)]
    factor = microvolts_per(stated)
    if not len(known):  # constant or empty channels say nothing; the artefact rules give them no weight
        return factor if factor is not None else 1.0, []
    size = float(np.median(known))
    if factor is not None and _BELIEVED_UV[0] <= size * factor <= _BELIEVED_UV[1]:
        return factor, []
    by_size = next((unit for unit, low, high in _BY_SIZE if low <= size < high), None)
    if factor is None and _looks_like_counts(values, size):
        by_size = None
    if by_size is None and factor is None:
        raise InputError(
            "the unit is not in the file, and the signal is of a size that no EEG in V, mV or uV has; "
            "it holds converter counts, it seems",
            where=name,
            fix=UNITS_HELP,
        )
    if by_size is None:
        return float(factor or 1.0), [
            f"the signal is far larger or smaller than any EEG in {stated}, the unit that the file states"
        ]
    scale = float(_TO_MICROVOLTS[by_size.lower()])
    if factor is None:
        said = f"the file's unit `{stated[:12]}` is no voltage" if stated else "the file names no unit"
        return scale, [f"{said}; by its size the signal is in {by_size}"]
    return scale, [
        f"the file says {stated}, but by its size the signal is in {by_size}; it was read as {by_size}"
    ]
