"""The recipe of every place of the vocabulary, back to front."""

from __future__ import annotations

from collections.abc import Callable

from feelm.stage.scenery import places_built as built
from feelm.stage.scenery import places_inside as inside
from feelm.stage.scenery import places_nature as nature
from feelm.stage.scenery.scene import Scene

RECIPES: dict[str, Callable[[Scene], None]] = {
    "field": nature.field,
    "garden": nature.garden,
    "forest": nature.forest,
    "mountains": nature.mountains,
    "sea": nature.sea,
    "lake": nature.lake,
    "river": nature.river,
    "beach": nature.beach,
    "harbour": built.harbour,
    "city": built.city,
    "street": built.street_,
    "village": built.village,
    "yard": built.yard,
    "rice_field": nature.rice_field,
    "room": inside.room,
    "kitchen": inside.kitchen,
    "classroom": inside.classroom,
    "schoolyard": built.schoolyard,
    "station": built.station,
    "bus": inside.bus,
    "train": inside.train,
    "hospital": inside.hospital,
    "desert": nature.desert,
    "snowfield": nature.snowfield,
    "sky": nature.sky_place,
    "space": nature.space,
    "open": nature.open_,
}
"""The recipe of every place."""
