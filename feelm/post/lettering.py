"""Words on the picture: title, captions and credit line, set small, in Noto Serif KR, with room around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from feelm.stage.layer import Picture


@dataclass(frozen=True, eq=False)
class Lettering:
    """Drawn words: premultiplied RGB and the inverse alpha (both (h, w, 3) uint8) at ``left``, ``top`` of the frame."""

    colour: NDArray[np.uint8]
    inverse_alpha: NDArray[np.uint8]
    left: int
    top: int

    def onto(self, frame: Picture, opacity: float) -> Picture:
        """A copy of ``frame`` (h, w, 3) with the words on it at ``opacity`` 0..1."""
        if opacity <= 0:
            return frame
        out = frame.copy()
        height, width = self.colour.shape[:2]
        part = out[self.top : self.top + height, self.left : self.left + width]
        colour, inverse = self.colour, self.inverse_alpha
        if opacity < 1:
            colour = cv2.convertScaleAbs(colour, alpha=opacity)
            inverse = cv2.convertScaleAbs(inverse, alpha=opacity, beta=255 * (1 - opacity))
        cv2.add(cv2.multiply(part, inverse, scale=1 / 255), colour, dst=part)
        return out


@cache
def font_path(weight: str = "serif") -> Path:
    """The Korean and Latin font file that comes with the installation ("serif" or "sans")."""
    import pylopdf_fonts_ko

    name = "NotoSerifKR-Regular.otf" if weight == "serif" else "NotoSansKR-Regular.otf"
    return Path(pylopdf_fonts_ko.__file__).parent / name


def caption(text: str, width: int, height: int) -> Lettering:
    """A sentence near the foot of the frame, broken by phrase into at most three lines."""
    return _set(_lines(text, width, 0.036 * height, 0.72), width, height, size=0.036, place="foot")


def title(text: str, width: int, height: int) -> Lettering:
    """The film's title, left of the middle in the lower third, letterspaced."""
    return _set(
        _lines(text, width, 0.062 * height, 0.8), width, height, size=0.062, place="title", spacing=0.06
    )


def credit_line(lines: Sequence[str], width: int, height: int) -> Lettering:
    """Small lines of attribution at the foot of the last picture."""
    broken = [part for line in lines for part in _lines(line, width, 0.02 * height, 0.86)]
    return _set(broken, width, height, size=0.02, place="foot")


def _lines(text: str, width: int, font_px: float, share: float) -> list[str]:
    """Break a text into lines of at most ``share`` of the frame, evenly, at spaces (or anywhere in a long word)."""
    font = ImageFont.truetype(str(font_path()), max(8, round(font_px)))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    room = share * width
    count = int(np.ceil(font.getlength(text) / room)) if text else 0
    if count <= 1:
        return [text] if text else []
    target = font.getlength(text) / count * 1.08
    lines, line = [], ""
    for word in text.split(" "):
        candidate = f"{line} {word}".strip()
        if line and font.getlength(candidate) > min(room, max(target, font.getlength(word))):
            lines.append(line)
            candidate = word
        while font.getlength(candidate) > room:
            cut = max(1, int(len(candidate) * room / font.getlength(candidate)) - 1)
            lines.append(candidate[:cut])
            candidate = candidate[cut:]
        line = candidate
    return [*lines, line]


def _set(
    lines: Sequence[str], width: int, height: int, *, size: float, place: str, spacing: float = 0.01
) -> Lettering:
    """Draw lines with a soft dark bed behind them, so that they read on snow and at night."""
    px = max(8, round(size * height))
    font = ImageFont.truetype(str(font_path()), px)
    pad = px
    step = round(px * 1.5)
    letters = [[(c, font.getlength(c) + spacing * px) for c in line] for line in lines]
    widths = [sum(w for _, w in line) for line in letters] or [0.0]
    box_w = min(width, int(max(widths)) + 2 * pad)
    box_h = min(height, step * len(lines) + 2 * pad)
    ink = Image.new("L", (box_w, box_h), 0)
    draw = ImageDraw.Draw(ink)
    for row, line in enumerate(letters):
        x = pad if place == "title" else (box_w - widths[row]) / 2
        for character, advance in line:
            draw.text((x, pad + row * step), character, font=font, fill=255)
            x += advance
    left = round(0.08 * width) - pad if place == "title" else (width - box_w) // 2
    top = (
        round(0.70 * height) - box_h // 2
        if place == "title"
        else height - box_h - round(0.035 * height) + pad // 2
    )
    return _bed(np.asarray(ink), px, max(0, min(left, width - box_w)), max(0, min(top, height - box_h)))


def _bed(ink: NDArray[np.uint8], px: int, left: int, top: int) -> Lettering:
    words = ink.astype(np.float32) / 255
    bed = np.clip(cv2.GaussianBlur(words, (0, 0), px * 0.30) * 1.1, 0, 0.62)
    alpha = words + bed * (1 - words)
    paper = np.array([250, 246, 236], np.float32)
    shade = np.array([14, 13, 18], np.float32)
    colour = words[..., None] * paper + (bed * (1 - words))[..., None] * shade
    inverse = np.repeat((255 * (1 - alpha))[..., None], 3, axis=2)
    return Lettering(colour.astype(np.uint8), inverse.astype(np.uint8), left, top)
