"""``Thing``: something that can stand in a picture, and where its drawing comes from."""

from __future__ import annotations

from dataclasses import dataclass

from feelm.vocabulary import Motion, Stand

THING_POSES = ("standing", "sitting", "sleeping", "walking", "running", "grazing")
"""What an animal can do in a drawing (a bird that sits or stands is not in the air)."""
SEASON_LOOKS = ("spring", "summer", "autumn", "winter", "snow")
"""How a plant can be drawn; "snow" is winter with snow on the boughs."""


@dataclass(frozen=True)
class Thing:
    """An entry of the catalogue.

    ``id`` is its English name in snake case ("sailing_boat"); ``height_m`` its real height in metres, from which the
    stage scales it by depth; ``set_name`` the picture set that draws it ("feelm", "twemoji", a folder's name).
    ``foot`` is the fraction of the picture's height at which it touches what it stands on (1.0: the bottom).
    ``faces`` tells which way the drawing looks: "left", "right" or "front".
    """

    id: str
    names_en: tuple[str, ...]
    names_ko: tuple[str, ...]
    height_m: float
    stand: Stand = "ground"
    motion: Motion = "still"
    faces: str = "front"
    foot: float = 1.0
    set_name: str = "feelm"
    artwork: str = ""


@dataclass(frozen=True)
class Found:
    """A thing found for a word, how well (0..1) and by what: "name", "synonym" or "meaning"."""

    thing: Thing
    score: float
    match: str
