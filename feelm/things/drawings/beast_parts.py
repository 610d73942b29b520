"""The parts of a four-legged animal: body and its marks, legs, tail, neck, head, ears and antlers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

DARK = "#2a2024"


@dataclass(frozen=True)
class Beast:
    """The measures of an animal, the shoulder being 100 high."""

    coat: str
    under: str
    length: float = 112
    depth: float = 44
    tuck: float = 0.8
    """How far the belly hangs behind, against the chest."""
    leg: tuple[float, float] = (14, 7)
    neck: tuple[float, float, float] = (34, 42, 20)
    """Length, rise in degrees, thickness at the head."""
    head: tuple[float, float, float, float] = (34, 22, 11, -22)
    """Length, thickness at the brow, at the nose, and tilt in degrees."""
    ear: str = "pointed"
    tail: tuple[tuple[float, float], ...] = ((-8, -8), (-18, -26), (-16, -44))
    tail_width: tuple[float, float] = (9, 5)
    hoof: str = ""
    marks: str = ""
    crest: str = ""
    stride: float = 30.0
    """How far ahead of the hip a walking foot lands."""
    rump: float = 1.0
    """Thickness of the thigh against the usual."""


@dataclass(frozen=True)
class Neck:
    """Where a neck goes: its root, its middle and the poll, by what the animal does."""

    beast: Beast
    grazing: bool = False
    nod: float = 0.0
    phase: float = 0.0
    base: Point | None = None
    rise: float | None = None
    tilt: float = 0.0

    @property
    def root(self) -> Point:
        """Where it leaves the body."""
        return self.base or (0.36 * self.beast.length, -100 + self.beast.depth * 0.3)

    @property
    def poll(self) -> Point:
        """Where the head hangs."""
        long, rise, _ = self.beast.neck
        if self.grazing:
            nibble = 2.5 * math.sin(2 * math.pi * self.phase)
            reach = max(long, 74 - self.beast.depth * 0.3)
            turn = math.radians(-58 + nibble)
            return self.root[0] + 14 + reach * math.cos(turn), self.root[1] + 8 - reach * math.sin(turn)
        turn = math.radians((rise if self.rise is None else self.rise) - self.nod)
        return self.root[0] + 8 + long * math.cos(turn), self.root[1] - 4 - long * math.sin(turn)

    @property
    def head_tilt(self) -> float:
        """Tilt of the head in degrees, nose up positive."""
        return self.beast.head[3] + self.tilt - (34.0 if self.grazing else 0.0)


def draw_leg(sheet: Sheet, b: Beast, points: list[Point], colour: str, *, hind: bool) -> None:
    """Draw a leg along its joints, with hoof or paw."""
    wide, thin = b.leg
    top = wide * (2.3 * b.rump if hind else 1.7)
    foot = points[-1]
    sheet.limb(points, [top, wide * 1.2, thin * 1.1, thin], colour, depth=0.55)
    if b.hoof:
        hoof = [
            (foot[0] - thin * 0.55, foot[1] - thin * 0.9), (foot[0] + thin * 0.5, foot[1] - thin * 0.9),
            (foot[0] + thin * 0.95, foot[1] + thin * 0.5), (foot[0] - thin * 0.55, foot[1] + thin * 0.5),
        ]  # fmt: skip
        sheet.polygon(hoof, b.hoof, depth=0.6)
    else:
        sheet.oval(foot[0] + thin * 0.4, foot[1], thin * 0.95, thin * 0.5, mix(colour, b.under, 0.45))


def draw_tail(sheet: Sheet, b: Beast, phase: float, base: Point, *, streams: bool = False) -> None:
    """Draw the tail from its base; ``streams``: it flows out behind, in a run."""
    wag = math.sin(2 * math.pi * phase)
    bends = [(x * 0.9 - y * 0.35 - 6, y * 0.35) if streams else (x, y) for x, y in b.tail]
    points = [base] + [
        (base[0] + x + wag * 3.0 * (i + 1) / len(b.tail), base[1] + y) for i, (x, y) in enumerate(bends)
    ]
    count = len(points)
    widths = [b.tail_width[0] + (b.tail_width[1] - b.tail_width[0]) * i / (count - 1) for i in range(count)]
    if b.crest == "mane" or b.marks == "tuft":
        widths[-1] = b.tail_width[1] * 0.6
        sheet.limb(points, widths, mix(b.coat, DARK, 0.6) if b.crest == "mane" else b.coat)
        if b.marks == "tuft":
            sheet.oval(points[-1][0], points[-1][1], 4, 8, shaded(b.coat, 0.4))
        return
    sheet.limb(points, widths, b.coat)
    if b.marks == "bib":
        sheet.limb([points[-2], points[-1]], [widths[-1], widths[-1] * 0.9], b.under)


def draw_body(sheet: Sheet, b: Beast) -> None:
    """Draw the body of a standing animal, its lit back, its belly and its marks."""
    length, depth = b.length, b.depth
    points = [
        (0.34 * length, -101.0), (0.05 * length, -97.5), (-0.3 * length, -99.5), (-0.47 * length, -94.0),
        (-0.53 * length, -100 + depth * 0.45), (-0.42 * length, -100 + depth * 0.82),
        (-0.12 * length, -100 + depth * b.tuck), (0.16 * length, -100 + depth), (0.4 * length, -100 + depth * 0.98),
        (0.54 * length, -100 + depth * 0.55), (0.5 * length, -93.0),
    ]  # fmt: skip
    sheet.shape(points, b.coat)
    belly = [
        (-0.36 * length, -100 + depth * 0.76), (0.1 * length, -100 + depth * 0.76),
        (0.46 * length, -100 + depth * 0.62), (0.38 * length, -100 + depth * 0.97),
        (0.14 * length, -100 + depth * 0.99), (-0.12 * length, -100 + depth * b.tuck),
    ]  # fmt: skip
    sheet.shape(belly, b.under, depth=0.8, opacity=0.55)
    draw_marks(sheet, b, (0.0, -100.0), 1.0)


def draw_marks(sheet: Sheet, b: Beast, corner: Point, tall: float) -> None:
    """Draw patches, spots, stripes or wool on a body whose back is at ``corner`` and that is ``tall`` as deep."""
    length, depth = b.length, b.depth * tall
    with sheet.placed(corner):
        if b.marks == "patches":
            for x, y, rx, ry in (
                (-0.28, 0.25, 19, 12), (0.06, 0.38, 15, 15), (0.36, 0.2, 12, 9), (-0.44, 0.5, 9, 13),
            ):  # fmt: skip
                sheet.oval(x * length, y * depth, rx, ry * tall, "#3a3036", turn=x, opacity=0.92)
        elif b.marks == "spots":
            for i in range(9):
                at = ((-0.42 + 0.09 * i) * length, depth * (0.18 + 0.2 * (i % 2)))
                sheet.oval(*at, 3.0, 2.2, lit(b.coat, 0.7), depth=0)
        elif b.marks == "wool":
            for i in range(46):
                turn, far = i * 2.399963, math.sqrt((i + 0.5) / 46)
                x, y = 0.5 * length * far * math.cos(turn), depth * (0.5 + 0.58 * far * math.sin(turn))
                sheet.oval(x, y, 12, 10.5, shaded(b.coat, 0.16 * (0.5 + 0.5 * math.sin(turn))), depth=0.7)


def draw_neck(sheet: Sheet, b: Beast, neck: Neck, *, behind: bool) -> None:
    """Draw the neck and head, or (``behind``) only what lies behind them."""
    thick, base, poll = b.neck[2], neck.root, neck.poll
    if behind:
        draw_ear(sheet, b, poll, far=True)
        if b.crest == "antlers":
            draw_antlers(sheet, b, poll, far=True)
        return
    middle = (base[0] + 0.55 * (poll[0] - base[0]) + 2, base[1] + 0.55 * (poll[1] - base[1]))
    if b.crest == "mane":
        mane = [
            (base[0] - 10, base[1] - b.depth * 0.26), (middle[0] - thick * 0.62, middle[1] - 3),
            (poll[0] - 4, poll[1] - thick * 0.5),
        ]  # fmt: skip
        sheet.limb(mane, [6, 13, 9], mix(b.coat, DARK, 0.6))
    sheet.limb([base, middle, poll], [b.depth * 0.86, (b.depth * 0.7 + thick) / 2, thick], b.coat)
    if b.marks == "bib":
        throat = [(base[0] + 12, base[1] + 8), (poll[0] + 2, poll[1] + thick * 0.3)]
        sheet.limb(throat, [b.depth * 0.42, thick * 0.55], b.under, opacity=0.9)
    if b.marks == "wool":
        for share in (0.0, 0.3, 0.6, 0.95):
            x, y = base[0] + share * (poll[0] - base[0]), base[1] + share * (poll[1] - base[1])
            sheet.oval(x - 7, y - 10, 14, 12, b.coat, depth=0.7)
            sheet.oval(x + 6, y + 6, 13, 11, b.coat, depth=0.8)
    draw_head(sheet, b, poll, neck.head_tilt)


def draw_head(sheet: Sheet, b: Beast, poll: Point, tilt: float, *, asleep: bool = False) -> None:
    """Draw the head hung at the poll, ``tilt`` degrees nose up."""
    long, brow, nose, _ = b.head
    turn = math.radians(tilt)

    def at(along: float, up: float) -> Point:
        x, y = along * long, up
        return (
            poll[0] + x * math.cos(turn) + y * math.sin(turn),
            poll[1] - x * math.sin(turn) - y * math.cos(turn),
        )

    face = b.coat if b.marks != "wool" else b.under
    path = [at(0.05, 0), at(0.36, -brow * 0.02), at(0.62, -brow * 0.1), at(1.0, -brow * 0.08)]
    sheet.limb(path, [brow, brow * 0.98, (brow + nose) / 2 * 0.86, nose], face)
    if b.marks in ("bib", "patches") or b.hoof == "":
        muzzle = [at(0.66, -brow * 0.2), at(0.98, -brow * 0.16)]
        sheet.limb(muzzle, [nose * 0.7, nose * 0.72], b.under, opacity=0.85)
    sheet.oval(*at(1.03, nose * 0.12), nose * 0.26, nose * 0.24, "#2b2328", depth=0.4)
    if asleep:
        lid = [at(0.36, brow * 0.12), at(0.42, brow * 0.08), at(0.48, brow * 0.12)]
        sheet.limb(lid, [0.6, 1.4, 0.6], shaded(face, 0.6), depth=0)
    else:
        sheet.oval(*at(0.42, brow * 0.14), brow * 0.065, brow * 0.075, "#241d22", depth=0)
    if b.crest == "antlers":
        draw_antlers(sheet, b, poll, far=False)
    elif b.crest == "horns":
        sheet.limb(
            [at(0.1, brow * 0.4), at(0.16, brow * 0.85), at(-0.02, brow * 1.2)], [5.5, 4.0, 1.0], "#cdbd9c"
        )
    elif b.crest == "swept":
        sheet.limb([at(0.12, brow * 0.4), at(-0.1, brow), at(-0.5, brow * 1.35)], [6.5, 4.5, 1.0], "#9d8f7c")
    draw_ear(sheet, b, poll, far=False)


def draw_ear(sheet: Sheet, b: Beast, poll: Point, *, far: bool) -> None:
    """Draw the near or the far ear."""
    x, y = poll[0] + (6 if far else 1), poll[1] - b.head[1] * 0.32
    colour, size = shaded(b.coat, 0.28 if far else 0.08), b.head[1]
    if b.ear in ("pointed", "tall"):
        tall = 0.72 if b.ear == "pointed" else 1.05
        ear = [(x - size * 0.3, y + 2), (x - size * 0.12, y - size * tall), (x + size * 0.26, y)]
        sheet.shape(ear, colour, corners=(1,))
        if not far and b.ear == "tall":
            inner = [(x - size * 0.14, y), (x - size * 0.08, y - size * tall * 0.7), (x + size * 0.12, y - 1)]
            sheet.shape(inner, shaded(b.coat, 0.5), corners=(1,), opacity=0.6)
    elif b.ear == "flop" and not far:
        ear = [
            (x - size * 0.22, y + 1), (x - size * 0.46, y + size * 0.55), (x - size * 0.1, y + size * 0.82),
            (x + size * 0.16, y + size * 0.2),
        ]  # fmt: skip
        sheet.shape(ear, shaded(colour, 0.2))
    elif b.ear == "side":
        sheet.limb([(x, y + 3), (x - size * 0.62, y - size * 0.14)], [size * 0.3, size * 0.16], colour)
    elif b.ear == "round":
        sheet.oval(x - 1, y, size * 0.2, size * 0.2, colour)


def draw_antlers(sheet: Sheet, b: Beast, poll: Point, *, far: bool) -> None:
    """Draw the near or the far antler of a stag."""
    x, y = poll[0] + (7 if far else 1), poll[1] - b.head[1] * 0.34
    bone = shaded("#b99a72", 0.3 if far else 0.0)
    sheet.limb([(x, y), (x - 10, y - 20), (x - 6, y - 42), (x + 6, y - 56)], [4.6, 4.0, 3.2, 1.2], bone)
    for at, tip in (
        ((x - 5, y - 12), (x + 12, y - 22)), ((x - 10, y - 26), (x - 24, y - 42)), ((x - 6, y - 40), (x - 14, y - 58)),
    ):  # fmt: skip
        sheet.limb([at, ((at[0] + tip[0]) / 2 + 1, (at[1] + tip[1]) / 2 + 3), tip], [3.2, 2.6, 1.0], bone)
