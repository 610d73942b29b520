"""Which lens a shot size takes: the nearer the camera comes, the longer it is."""

from __future__ import annotations

from collections.abc import Mapping

from feelm.vocabulary import ShotSize

FOCALS: Mapping[ShotSize, float] = {
    "extreme_wide": 0.8, "wide": 1.0, "medium": 1.5, "close": 2.2, "detail": 3.0,
}  # fmt: skip
"""Focal length in frame widths, by shot size: from 64 degrees across to 19."""
INDOOR_FOCALS: Mapping[ShotSize, float] = {
    "extreme_wide": 0.8, "wide": 0.9, "medium": 1.25, "close": 1.9, "detail": 2.6,
}  # fmt: skip
"""The same in rooms, where a wall is near behind everybody."""
