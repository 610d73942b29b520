"""Where the electrodes of the 10-10 system lie on a round head, by the system's own construction.

The outer ring (Fpz, T7, Oz, T8) is divided in tenths, the midline in eighths, and every row between is the arc
through its two ends on the ring and its place on the midline, divided in quarters on each side. (V. Jurcak,
D. Tsuzuki, I. Dan, "10/20, 10/10, and 10/5 systems revisited", NeuroImage 2007.)
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

HEAD_RADIUS_M = 0.09
_RING = {
    "Fp": (18, None), "AF": (36, 67.5), "F": (54, 45.0), "FC": (72, 22.5), "C": (90, 0.0), "CP": (108, -22.5),
    "P": (126, -45.0), "PO": (144, -67.5), "O": (162, None),
}  # fmt: skip
"""Row → degrees from the nose on the ring, degrees in front of the crown on the midline."""
_RING_NAME = {"FC": "FT", "C": "T", "CP": "TP"}
"""Over the ears the rows change their letter: FC7 is written FT7, C7 is T7, CP7 is TP7."""
_BELOW_DEG = 22.5


def _on_head(from_crown_deg: float, from_nose_deg: float) -> NDArray[np.float64]:
    polar, around = np.radians(from_crown_deg), np.radians(from_nose_deg)
    return np.array([np.sin(polar) * np.sin(around), np.sin(polar) * np.cos(around), np.cos(polar)])


def _arc(left: NDArray[np.float64], middle: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """The point at ``share`` (0 at the ring, 1 at the midline) of the circle through left, middle and its mirror."""
    right = left * [-1.0, 1.0, 1.0]
    normal = np.cross(middle - left, right - left)
    normal /= np.linalg.norm(normal)
    centre = normal * float(normal @ left)
    radius = left - centre
    full = np.arctan2(float(np.cross(radius, middle - centre) @ normal), float(radius @ (middle - centre)))
    angle = share * full
    turned = radius * np.cos(angle) + np.cross(normal, radius) * np.sin(angle)
    return np.asarray(centre + turned)


@cache
def electrode_places() -> dict[str, tuple[float, float, float]]:
    """Name → (right, front, up) in metres on a head of 9 cm radius, for the names of the 10-10 system."""
    found = {
        "Fpz": _on_head(90, 0),
        "Oz": _on_head(90, 180),
        "Iz": _on_head(112.5, 180),
        "Nz": _on_head(112.5, 0),
    }
    for row, (ring_deg, front_deg) in _RING.items():
        outer = _on_head(90, -ring_deg)
        if front_deg is None:
            found[f"{row}1"] = outer
            continue
        middle = _on_head(abs(front_deg), 0 if front_deg >= 0 else 180)
        found[f"{row}z"] = middle
        found[f"{_RING_NAME.get(row, row)}7"] = outer
        for number, share in ((5, 0.25), (3, 0.5), (1, 0.75)):
            found[f"{row}{number}"] = _arc(outer, middle, share)
    for name, ring_deg in (("F9", 54), ("FT9", 72), ("T9", 90), ("TP9", 108), ("P9", 126), ("PO9", 144)):
        found[name] = _on_head(90 + _BELOW_DEG, -ring_deg)
    found["A1"], found["M1"] = _on_head(120, -92), _on_head(115, -105)
    for name in list(found):
        if name[-1].isdigit():
            other = f"{name[:-1]}{int(name[-1]) + 1}"
            found[other] = found[name] * [-1.0, 1.0, 1.0]
    return {name: _metres(point) for name, point in found.items()}


def _metres(point: NDArray[np.float64]) -> tuple[float, float, float]:
    x, y, z = (round(float(value) * HEAD_RADIUS_M, 6) for value in point)
    return x, y, z
