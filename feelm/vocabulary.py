"""Words that rooms share: what a place, an hour, a weather, a shot size, a camera move can be.

``story`` finds them in the text, ``director`` chooses them, the score stores them, ``stage`` draws them.
"""

from __future__ import annotations

from typing import Literal, get_args

Place = Literal[
    "field", "garden", "forest", "mountains", "sea", "lake", "river", "beach", "harbour", "city", "street",
    "village", "yard", "rice_field", "room", "kitchen", "classroom", "schoolyard", "station", "bus", "train",
    "hospital", "desert", "snowfield", "sky", "space", "open",
]  # fmt: skip
TimeOfDay = Literal["dawn", "morning", "noon", "afternoon", "sunset", "dusk", "night"]
Weather = Literal["clear", "cloudy", "overcast", "rain", "storm", "snow", "fog", "wind"]
Season = Literal["spring", "summer", "autumn", "winter"]
ShotSize = Literal["extreme_wide", "wide", "medium", "close", "detail"]
CameraMove = Literal[
    "hold", "push_in", "pull_out", "pan_left", "pan_right", "truck_left", "truck_right", "rise", "sink",
    "tilt_up", "tilt_down", "arc_left", "arc_right", "handheld", "drift", "whip_pan_left", "whip_pan_right",
    "orbit_left", "orbit_right", "zoom_in", "zoom_out", "dolly_zoom", "crash_zoom", "roll_left", "roll_right",
    "crane_up", "crane_down", "focus_pull",
]  # fmt: skip
Stand = Literal["ground", "water", "sky", "table", "wall", "ceiling", "hand"]
"""Where a thing stands in the world."""
Motion = Literal[
    "still",
    "sway",
    "walk",
    "run",
    "hop",
    "fly",
    "float",
    "swim",
    "twinkle",
    "fall",
    "flicker",
    "roll",
    "wave",
]
"""How a thing lives."""
Age = Literal["baby", "child", "adult", "elder"]
Gender = Literal["female", "male", "any"]
Pose = Literal[
    "standing",
    "walking",
    "running",
    "sitting",
    "embracing",
    "sleeping",
    "waving",
    "crouching",
    "dancing",
    "looking_up",
]
TransitionKind = Literal["cut", "dissolve", "dip", "iris", "wipe"]

PLACES: tuple[str, ...] = get_args(Place)
TIMES_OF_DAY: tuple[str, ...] = get_args(TimeOfDay)
WEATHERS: tuple[str, ...] = get_args(Weather)
SEASONS: tuple[str, ...] = get_args(Season)
SHOT_SIZES: tuple[str, ...] = get_args(ShotSize)
CAMERA_MOVES: tuple[str, ...] = get_args(CameraMove)
POSES: tuple[str, ...] = get_args(Pose)

INDOOR_PLACES = frozenset({"room", "kitchen", "classroom", "bus", "train", "hospital"})
"""Places whose sky is seen through a window only."""

SIGNALS: tuple[str, ...] = (
    "kick", "snare", "hats", "bass", "mid", "air", "onset", "loudness", "brightness",
)  # fmt: skip
"""Envelopes of the music that a score can name, each 0..1."""
