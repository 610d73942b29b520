"""Colours for direction: CIELAB (D65) to sRGB and back, and how far colours are from each other."""

from __future__ import annotations

import math

Lab = tuple[float, float, float]

_WHITE = (0.95047, 1.0, 1.08883)
_DELTA = 6.0 / 29.0


def lab_of(lightness: float, chroma: float, hue_deg: float) -> Lab:
    """CIELAB from lightness 0..100, chroma and hue in degrees."""
    hue = math.radians(hue_deg)
    return lightness, chroma * math.cos(hue), chroma * math.sin(hue)


def distance(one: Lab, other: Lab) -> float:
    """Colour difference ΔE*ab (CIE 1976)."""
    return math.dist(one, other)


def _linear_rgb(lab: Lab) -> tuple[float, float, float]:
    fy = (lab[0] + 16.0) / 116.0
    fs = (fy + lab[1] / 500.0, fy, fy - lab[2] / 200.0)
    x, y, z = (
        white * (f**3 if f > _DELTA else 3 * _DELTA**2 * (f - 4.0 / 29.0))
        for white, f in zip(_WHITE, fs, strict=True)
    )
    return (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )


def hex_of(lab: Lab) -> str:
    """The sRGB colour "#rrggbb" of a CIELAB colour; chroma is lowered until it can be shown."""
    lightness = min(max(lab[0], 0.0), 100.0)
    keep = 1.0
    for _ in range(40):
        rgb = _linear_rgb((lightness, lab[1] * keep, lab[2] * keep))
        if all(-1e-4 <= part <= 1.0 + 1e-4 for part in rgb):
            break
        keep *= 0.95
    return "#" + "".join(f"{_encode(part):02x}" for part in rgb)


def _encode(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    curve = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * curve)


def lab_of_hex(colour: str) -> Lab:
    """CIELAB of "#rrggbb"."""
    parts = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    xyz = (
        0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        0.0193339 * r + 0.1191920 * g + 0.9503041 * b,
    )
    fx, fy, fz = (
        (v / w) ** (1 / 3) if v / w > _DELTA**3 else v / w / (3 * _DELTA**2) + 4.0 / 29.0
        for v, w in zip(xyz, _WHITE, strict=True)
    )
    return 116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz)


def chroma_of(lab: Lab) -> float:
    """Chroma of a CIELAB colour."""
    return math.hypot(lab[1], lab[2])


def mix_hues(one_deg: float, other_deg: float, share: float) -> float:
    """The hue ``share`` of the way from one to the other along the shorter arc, in degrees 0..360."""
    turn = (other_deg - one_deg + 180.0) % 360.0 - 180.0
    return (one_deg + share * turn) % 360.0
