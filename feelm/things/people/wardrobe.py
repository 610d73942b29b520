"""What a figure wears and how its hair is, chosen by age, gender and chance, in muted gouache colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feelm.things.drawings.colours import chosen

TOPS = (
    "#c0553f",
    "#d59f4c",
    "#5c7f8d",
    "#e6d8bd",
    "#7d8f5c",
    "#a9697b",
    "#44608a",
    "#d6866c",
    "#8a5a4a",
    "#9fb0a4",
)
BOTTOMS = ("#38425e", "#5a4a45", "#6c6759", "#2f3c48", "#7a5b48", "#4c5d55")
SHOES = ("#3a2f33", "#6b4632", "#e8dfd0", "#8c3b33", "#33405a")
SKINS = ("#efc7a3", "#e6b58f", "#dca781", "#f2d0b0")
HAIRS = ("#2a2226", "#36282a", "#4a3329", "#241f2b")
GREYS = ("#b9b4b0", "#d8d3cc", "#95918f")
HANBOK_TOPS = ("#f0e2c4", "#e7b84f", "#d9736a", "#8fb4a0", "#f2efe6", "#c86b86")
HANBOK_SKIRTS = ("#b8394a", "#3c4f86", "#d4808f", "#5d7d58", "#7a3f5e", "#2f5f73")


@dataclass(frozen=True)
class Outfit:
    """Clothes, hair and colours of one figure.

    ``top``: shirt, sweater, coat, cardigan, vest, dress, jeogori, durumagi or wrap (a baby's suit);
    ``bottom``: trousers, shorts, skirt, long_skirt, chima or baji; ``hair``: short, bob, long, ponytail, bun, perm,
    thin, braids or wisp; ``hat``: "" or the kind of hat.
    """

    top: str
    bottom: str
    hair: str
    hat: str
    top_colour: str
    bottom_colour: str
    shoe_colour: str
    skin_colour: str
    hair_colour: str
    accent: str


CHOICES: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # (age, gender): tops, bottoms, hair
    ("adult", "female"): (
        ("dress", "sweater", "coat", "shirt"), ("skirt", "long_skirt", "trousers"), ("long", "bob", "ponytail", "bun"),
    ),
    ("adult", "male"): (("shirt", "sweater", "coat"), ("trousers",), ("short",)),
    ("child", "female"): (("dress", "sweater", "shirt"), ("skirt", "shorts"), ("bob", "braids", "ponytail")),
    ("child", "male"): (("shirt", "sweater"), ("shorts", "trousers"), ("short",)),
    ("elder", "female"): (("cardigan", "cardigan", "sweater"), ("long_skirt", "baji", "long_skirt"), ("perm", "bun")),
    ("elder", "male"): (("vest", "cardigan", "coat"), ("trousers",), ("thin",)),
    ("baby", "female"): (("wrap",), ("shorts",), ("wisp",)),
    ("baby", "male"): (("wrap",), ("shorts",), ("wisp",)),
}  # fmt: skip


WARM: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # What is worn in winter, by age: tops, bottoms.
    "adult": (("coat", "coat", "sweater"), ("trousers", "long_skirt")),
    "child": (("coat", "sweater"), ("trousers",)),
    "elder": (("coat", "cardigan"), ("baji", "long_skirt")),
}


def dress(
    age: str,
    gender: str,
    colours: Sequence[str],
    chance: np.random.Generator,
    accessory: str | None,
    *,
    warm: bool = False,
) -> Outfit:
    """Return what somebody wears; ``colours[0]`` is the upper garment (or dress), ``colours[1]`` the lower.

    ``accessory`` "hanbok" puts the figure into Korean dress, "hat" gives a hat; ``warm``: for the cold.
    """
    tops, bottoms, hairs = CHOICES[(age, gender)]
    if warm and age in WARM:
        tops, bottoms = WARM[age]
        bottoms = bottoms if gender == "female" else ("trousers",)

    def one(of: Sequence[str]) -> str:
        return of[int(chance.integers(len(of)))]

    top, bottom, hair = one(tops), one(bottoms), one(hairs)
    top_colour, bottom_colour, accent = one(TOPS), one(BOTTOMS), one(TOPS)
    if age == "baby":
        top_colour, bottom_colour = one(("#efe3cb", "#e8c9b8", "#cfdcd8", "#ecd593")), "#e9e0d2"
    if age == "elder" and gender == "female":
        bottom_colour = one(("#6b5a6e", "#5a6472", "#7a4f55", "#59604c"))
    if accessory == "hanbok" and age != "baby":
        top = "jeogori" if gender == "female" or age == "child" else "durumagi"
        bottom = "chima" if gender == "female" else "baji"
        hair = ("braids" if age == "child" else "bun") if gender == "female" else hair
        top_colour, bottom_colour = one(HANBOK_TOPS), one(HANBOK_SKIRTS)
        bottom_colour = bottom_colour if gender == "female" else "#e9e4d6"
    if top == "dress":
        bottom_colour = top_colour
    grey = age == "elder"
    hat = (
        "brim"
        if accessory == "hat"
        else "flat"
        if age == "elder" and gender == "male" and top == "coat"
        else ""
    )
    first = chosen(colours, 0, top_colour)
    return Outfit(
        top=top,
        bottom=bottom,
        hair=hair,
        hat=hat,
        top_colour=first,
        bottom_colour=first if top == "dress" else chosen(colours, 1, bottom_colour),
        shoe_colour=one(SHOES) if accessory != "hanbok" else "#efe9dd",
        skin_colour=one(SKINS),
        hair_colour=one(GREYS) if grey else one(HAIRS),
        accent=chosen(colours, 2, accent),
    )
