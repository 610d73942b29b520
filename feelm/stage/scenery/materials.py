"""What the world is made of: each material as three colours at noon, in shade, in half light and in full light."""

from __future__ import annotations

from feelm.vocabulary import Season, TimeOfDay, Weather

Tones3 = tuple[str, str, str]

MATERIALS: dict[str, Tones3] = {
    "pine": ("#16302b", "#2f5546", "#7f9f78"),
    "bark": ("#2a211d", "#5b473a", "#a0866a"),
    "blossom": ("#a4687c", "#e6a9b6", "#fde9e8"),
    "soil": ("#3c2b20", "#75553c", "#b89670"),
    "sand": ("#94785a", "#d2b68b", "#f7e8c8"),
    "snow": ("#7f97b8", "#cfdbe8", "#fdfcf6"),
    "rock": ("#2f3339", "#6c6f75", "#bdbab2"),
    "mountain": ("#283a4e", "#587083", "#a9b9bd"),
    "water": ("#173247", "#3f6d84", "#d3e4e0"),
    "stone": ("#45464a", "#8b8a86", "#d3cfc4"),
    "asphalt": ("#26282d", "#55585d", "#9a9a95"),
    "tile": ("#6f6358", "#a8998a", "#ddd2c0"),
    "wood": ("#33201a", "#7a5236", "#cc9c66"),
    "plaster": ("#8f8375", "#d3c8b4", "#faf3e2"),
    "brick": ("#552f2a", "#985747", "#d49c82"),
    "roof": ("#23272f", "#4b525d", "#959aa0"),
    "roof_red": ("#56291f", "#a04f3a", "#dc956d"),
    "thatch": ("#6b5230", "#b08c52", "#e6cd96"),
    "metal": ("#27303a", "#6b7c89", "#cdd7d9"),
    "curtain": ("#857b6c", "#cdc3b1", "#fbf6ea"),
    "board": ("#14292a", "#264a42", "#5c8474"),
    "linen": ("#8399a6", "#cfdde0", "#fbfdfb"),
    "cloud": ("#8c9bb0", "#d3dae0", "#fffdf6"),
    "storm": ("#3a414d", "#6c7580", "#b3b9ba"),
    "city": ("#3b4654", "#77848f", "#bcc4c6"),
    "space": ("#1a1830", "#453d66", "#9d94b8"),
    "moonrock": ("#2b2b33", "#6a6870", "#c9c4c0"),
    "reed": ("#4f472c", "#948552", "#dccf96"),
}
"""Materials that do not follow the year: (shade, half light, light)."""

SEASONAL: dict[str, dict[Season, Tones3]] = {
    "grass": {
        "spring": ("#35562f", "#78a055", "#d6df90"),
        "summer": ("#264a2c", "#578743", "#bccd6c"),
        "autumn": ("#57452a", "#a58a48", "#e6cd85"),
        "winter": ("#565142", "#918a74", "#d3ccb8"),
    },
    "leaf": {
        "spring": ("#2f5430", "#74a351", "#d9e496"),
        "summer": ("#1d3f2a", "#487a3f", "#b0c968"),
        "autumn": ("#642d1f", "#bd662d", "#f3bd5c"),
        "winter": ("#35332f", "#6b655b", "#ada697"),
    },
    "crop": {
        "spring": ("#3c5a45", "#7fa56a", "#cfe0a0"),
        "summer": ("#2d5a2c", "#69a043", "#cfdc72"),
        "autumn": ("#7a5522", "#cf9f3c", "#f7dc8a"),
        "winter": ("#5a4c3c", "#94826a", "#d0c2a8"),
    },
    "petal": {
        "spring": ("#c07a8e", "#f3bfca", "#fff1f0"),
        "summer": ("#8c9c4a", "#cfd58a", "#f6f3c4"),
        "autumn": ("#8a3d1f", "#d8792f", "#f8c765"),
        "winter": ("#a8b6c8", "#e0e8ef", "#ffffff"),
    },
}
"""Materials that change with the season."""


class Hour:
    """The light of an hour: how it darkens, colours and shapes what it falls on, and its clear sky.

    ``gain`` and ``lift`` map OKLab lightness; ``tint`` pulls colours by ``amount``; ``key`` and ``shade`` colour
    lit and shaded sides; ``sky`` is (zenith, middle, horizon).
    """

    def __init__(
        self,
        gain: float,
        lift: float,
        chroma: float,
        tint: str,
        amount: float,
        key: str,
        shade: str,
        sky: Tones3,
    ) -> None:
        self.gain, self.lift, self.chroma = gain, lift, chroma
        self.tint, self.amount, self.key, self.shade, self.sky = tint, amount, key, shade, sky


HOURS: dict[TimeOfDay, Hour] = {
    "dawn": Hour(0.78, 0.03, 0.8, "#c9a9b8", 0.2, "#ffc9a0", "#54658f", ("#5877a8", "#bfb0c8", "#f9d5b2")),
    "morning": Hour(
        0.95, 0.02, 0.95, "#f2ead2", 0.06, "#fff0cf", "#5c7ba0", ("#5f9bd2", "#a6cde4", "#f3eed8")
    ),
    "noon": Hour(1.0, 0.02, 1.0, "#ffffff", 0.0, "#fffbe8", "#56789c", ("#3f88cf", "#86bbe6", "#e0edee")),
    "afternoon": Hour(
        0.95, 0.01, 1.0, "#ffe0a8", 0.1, "#ffe6b0", "#55709c", ("#5590ca", "#9cc3db", "#f4e6c6")
    ),
    "sunset": Hour(0.76, 0.0, 1.0, "#f08a55", 0.22, "#ffb765", "#4b4a80", ("#454f8c", "#d0847c", "#ffc672")),
    "dusk": Hour(0.58, 0.02, 0.75, "#5f62a0", 0.32, "#e8a08a", "#2d3566", ("#262f60", "#6d6394", "#dea290")),
    "night": Hour(0.44, 0.04, 0.66, "#34508f", 0.38, "#b9caf0", "#16214a", ("#0c1536", "#1d3064", "#5473a8")),
}

GREYNESS: dict[Weather, float] = {
    "clear": 0.0, "cloudy": 0.15, "overcast": 0.7, "rain": 0.75, "storm": 0.85, "snow": 0.65, "fog": 0.7, "wind": 0.1,
}  # fmt: skip
"""How far a weather turns sky and colours grey, 0..1."""

DIMNESS: dict[Weather, float] = {
    "clear": 0.0, "cloudy": 0.04, "overcast": 0.12, "rain": 0.2, "storm": 0.36, "snow": 0.02, "fog": 0.04, "wind": 0.02,
}  # fmt: skip
"""How much light a weather takes, 0..1."""

HAZE_M: dict[Weather, float] = {
    "clear": 2400.0, "cloudy": 2100.0, "overcast": 1400.0, "rain": 560.0, "storm": 700.0, "snow": 620.0, "fog": 85.0,
    "wind": 2600.0,
}  # fmt: skip
"""Distance in metres at which 63 % of a thing is air, shorter than nature's: painters exaggerate it."""
