"""Four-legged animals at rest: sitting upright, lying with the legs folded, asleep."""

from __future__ import annotations

import math
from dataclasses import replace

from feelm.things.drawings import beast_parts as parts
from feelm.things.drawings.beast_parts import Beast, Neck
from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.pen import Sheet


def draw_sitting(sheet: Sheet, b: Beast, phase: float) -> None:
    """Draw an animal that sits on its haunches, the forelegs straight, the tail on the ground."""
    wide, thin = b.leg
    tall, deep = 78.0, b.depth
    wag = math.sin(2 * math.pi * phase)
    tail = [(-44, -7), (-64, -5), (-82, -8 - 2 * wag), (-94, -16 - 5 * wag)]
    ends = b.tail_width
    sheet.limb(tail, [ends[0], (ends[0] + ends[1]) / 2, ends[1], ends[1] * 0.7], shaded(b.coat, 0.1))
    if b.marks == "bib":
        sheet.limb(tail[2:], [ends[1], ends[1] * 0.8], b.under)
    far = shaded(b.coat, 0.3)
    sheet.limb([(22, -tall * 0.7), (29, -34), (30, -3)], [wide * 1.6, wide * 1.05, thin], far)
    sheet.oval(31 + thin * 0.5, -thin * 0.5, thin, thin * 0.5, mix(far, b.under, 0.4))
    chest = deep * 0.62
    body = [
        (2, -tall - 8), (-18, -tall * 0.82), (-38, -46), (-50, -20), (-46, 0), (-6, 0), (14, -24),
        (chest * 0.5 + 14, -tall * 0.56), (chest * 0.5 + 12, -tall * 0.86),
    ]  # fmt: skip
    sheet.shape(body, b.coat, corners=(4, 5))
    front = [(12, -tall * 0.9), (chest * 0.5 + 11, -tall * 0.7), (18, -26), (6, -30)]
    sheet.shape(front, b.under, opacity=0.85 if b.marks == "bib" else 0.45)
    sheet.oval(-24, -23, 26 * b.rump, 22, b.coat, turn=0.5)
    sheet.limb([(-30, -5), (-6, -4)], [thin * 1.5, thin * 1.2], mix(b.coat, b.under, 0.3))
    sheet.limb([(12, -tall * 0.66), (17, -36), (16, -3)], [wide * 1.75, wide * 1.15, thin], b.coat)
    sheet.oval(17 + thin * 0.5, -thin * 0.5, thin * 1.05, thin * 0.5, mix(b.coat, b.under, 0.45))
    up = replace(b, neck=(b.neck[0], max(b.neck[1], 58.0), b.neck[2]))
    neck = Neck(up, base=(6, -tall + 2), nod=1.5 * wag)
    parts.draw_neck(sheet, up, neck, behind=True)
    parts.draw_neck(sheet, up, neck, behind=False)


def draw_lying(sheet: Sheet, b: Beast, phase: float, *, asleep: bool) -> None:
    """Draw an animal that lies on its belly; asleep its head is down, on its paws or bent to the ground."""
    breath = 1.0 + 0.025 * math.sin(2 * math.pi * phase)
    length, high = b.length, (b.depth + 6) * breath
    _, thin = b.leg
    tail = [(-length * 0.5, -12), (-length * 0.6, -5), (-length * 0.72, -4)]
    sheet.limb(tail, [b.tail_width[0], b.tail_width[1], b.tail_width[1] * 0.8], shaded(b.coat, 0.12))
    far = shaded(b.coat, 0.3)
    _fold_fore(sheet, b, far, 6.0, high)
    body = [
        (0.3 * length, -high), (-0.02 * length, -high * 0.94), (-0.34 * length, -high * 0.9),
        (-0.52 * length, -high * 0.55), (-0.52 * length, 0), (0.42 * length, 0), (0.54 * length, -high * 0.5),
        (0.46 * length, -high * 0.9),
    ]  # fmt: skip
    sheet.shape(body, b.coat, corners=(4, 5))
    parts.draw_marks(sheet, b, (0.0, -high), high / b.depth * 0.86)
    low = [(-0.4 * length, 0), (-0.1 * length, -high * 0.2), (0.36 * length, -high * 0.3), (0.4 * length, 0)]
    sheet.shape(low, b.under, corners=(0, 3), opacity=0.5)
    thigh = [
        (-0.46 * length, -high * 0.2), (-0.36 * length, -high * 0.72), (-0.14 * length, -high * 0.62),
        (-0.06 * length, -high * 0.22), (-0.2 * length, -1), (-0.42 * length, -1),
    ]  # fmt: skip
    sheet.shape(thigh, lit(b.coat, 0.05))
    foot = [(-0.26 * length, -thin * 0.7), (-0.02 * length, -thin * 0.6)]
    sheet.limb(
        foot, [thin * 1.4, thin * 1.1], mix(b.coat, b.under, 0.25) if not b.hoof else shaded(b.coat, 0.1)
    )
    if b.hoof:
        sheet.limb([foot[1], (foot[1][0] + thin, -thin * 0.55)], [thin * 1.1, thin], b.hoof)
    _lying_head(sheet, b, high, asleep, phase)


def _fold_fore(sheet: Sheet, b: Beast, colour: str, shift: float, high: float) -> None:
    """A foreleg of a lying animal: paws stretched out, hooves folded under."""
    _, thin = b.leg
    x = 0.4 * b.length + shift
    if b.hoof:
        sheet.limb(
            [(x - 8, -high * 0.35), (x + 20, -8), (x - 4, -3.4)], [thin * 2.4, thin * 1.3, thin], colour
        )
        sheet.limb([(x - 2, -3.4), (x - 12, -3.2)], [thin, thin], b.hoof)
        return
    sheet.limb(
        [(x - 6, -high * 0.3), (x + 12, -thin), (x + 36, -thin * 0.6)],
        [thin * 3, thin * 1.7, thin * 1.2],
        colour,
    )
    sheet.oval(x + 37, -thin * 0.55, thin, thin * 0.55, mix(colour, b.under, 0.5))


def _lying_head(sheet: Sheet, b: Beast, high: float, asleep: bool, phase: float) -> None:
    base = (0.38 * b.length, -high * 0.72)
    if not asleep:
        neck = Neck(b, base=base, nod=1.5 * math.sin(2 * math.pi * phase))
        parts.draw_neck(sheet, b, neck, behind=True)
        parts.draw_neck(sheet, b, neck, behind=False)
        _fold_fore(sheet, b, b.coat, -2.0, high)
        return
    _fold_fore(sheet, b, b.coat, -2.0, high)
    thin, brow = b.leg[1], b.head[1]
    long = min(b.neck[0], 30.0)
    poll = (base[0] + 12 + long, -(brow * 0.62 + thin * (1.0 if not b.hoof else 0.4)))
    parts.draw_ear(sheet, b, poll, far=True)
    middle = ((base[0] + poll[0]) / 2 + 2, (base[1] + poll[1]) / 2 - 6)
    sheet.limb([base, middle, poll], [high * 0.72, (high * 0.6 + b.neck[2]) / 2, b.neck[2]], b.coat)
    parts.draw_head(sheet, b, poll, -6.0, asleep=True)
