"""``Layer``: a painted surface in the world, the unit that scenery gives, a painter paints and the camera sees.

Geometry. The reference camera stands at the origin, looks along +z, x to the right, y down. Its focal
length is ``focal`` (in units of the frame width: 1.0 is about 53 degrees wide), its picture the reference view
of ``width`` × ``height`` pixels, the principal point in its middle, so the horizon of flat ground is the
middle row shifted by ``horizon``. A layer's picture is fixed in this reference view: its top-left corner is at
``origin`` (reference pixels, may be negative: pictures reach beyond the frame) and ``scale`` says how many of its
own pixels make one reference pixel (skies may be 0.5, a hero 1.5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""(height, width, 3) sRGB or (height, width, 4) sRGB with straight alpha."""


@dataclass(frozen=True)
class Plane:
    """The flat surface that a layer lies on; everything a camera move does to it follows from this.

    ``card``: upright, facing the reference camera at ``depth_m``. ``ground``: the level plane ``below_m`` under
    the camera (negative: a ceiling above it). ``infinity``: moves only with the camera's rotation and zoom (the sky).
    """

    kind: Literal["card", "ground", "infinity"]
    depth_m: float = 10.0
    below_m: float = 1.6


@dataclass(frozen=True)
class Life:
    """How a layer moves by itself. Everything at its default is still.

    Sway turns about ``pivot`` (fractions of the picture, (0.5, 1) is the foot); bob lifts (up and down when it
    floats, in jumps when it hops); drift travels in reference pixels per second, so a walker crosses the frame
    (``wraps``: a picture as large as the frame repeats without end, a smaller one comes back on the other side);
    spin turns without end; twinkle changes opacity, as a flame does when faster than 0.6 s; ripple displaces
    rows as on water, wider toward the foot of the picture; flap cycles through ``frames`` of the layer, and when it
    is ``stepped`` the drift advances only with them, so that a planted foot does not slide. ``react``
    names a music signal that the layer answers with ``react_gain`` (a hop, a brightening, a wider sway by its
    kind). ``grow_by`` and ``fade_by`` name signals that are factors on its size about the pivot and on its opacity.
    """

    sway_deg: float = 0.0
    sway_period_s: float = 4.0
    spin_deg_s: float = 0.0
    bob_px: float = 0.0
    bob_period_s: float = 3.0
    bob_kind: Literal["float", "hop"] = "float"
    drift_px_s: tuple[float, float] = (0.0, 0.0)
    wraps: bool = False
    twinkle: float = 0.0
    twinkle_period_s: float = 2.5
    ripple_px: float = 0.0
    ripple_period_s: float = 3.0
    ripple_wavelength_px: float = 60.0
    frames_per_s: float = 0.0
    stepped: bool = False
    phase: float = 0.0
    pivot: tuple[float, float] = (0.5, 1.0)
    react: str | None = None
    react_kind: Literal["hop", "glow", "sway", "grow"] = "hop"
    react_gain: float = 0.0
    grow_by: str | None = None
    fade_by: str | None = None


@dataclass(frozen=True)
class PaintHint:
    """What the painter should know of a layer: how large its strokes are and how recognisable it must stay."""

    stroke: Literal["large", "medium", "fine", "none"] = "medium"
    strength: float = 1.0
    hero: bool = False


@dataclass(frozen=True, eq=False)
class Layer:
    """One surface. ``frames`` holds one picture, or several of equal size that ``life.frames_per_s`` cycles.

    ``mask`` is the id under which ``Guide.masks`` shows it (None: backdrop). ``blend`` "over" covers,
    "add" is light (glow, shafts, rain streaks), "multiply" is shadow. ``blur_px``: defocus, in reference pixels.
    Layers of a world are listed back to front.
    """

    name: str
    frames: tuple[Picture, ...]
    origin: tuple[float, float]
    scale: float
    plane: Plane
    life: Life = field(default_factory=Life)
    paint: PaintHint = field(default_factory=PaintHint)
    mask: str | None = None
    blend: Literal["over", "add", "multiply"] = "over"
    opacity: float = 1.0

    @property
    def picture(self) -> Picture:
        """The first (often the only) picture."""
        return self.frames[0]


@dataclass(frozen=True, eq=False)
class World:
    """A shot's world: layers back to front in the reference view of ``width`` × ``height`` pixels.

    Its metres are those of the camera's path, for which a hero always stands at ``SUBJECT_DEPTH_M`` of the shot size:
    the world around a flower is grown, the world around a house shrunk, alike in all directions.
    """

    width: int
    height: int
    focal: float
    horizon: float
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class Pose:
    """Where the camera is at one instant: metres from the reference position, angles in degrees, zoom factor.

    ``swing_deg`` and ``lean_deg`` turn the whole picture like a card before the lens: its right edge, its top edge
    away. ``focus_m`` metres from the camera are sharp; ``aperture`` is how wide the lens is, in frame widths times
    metres: what is ``d`` metres away blurs to a disc of aperture · zoom · |1/focus_m - 1/d| frame widths (thin lens).
    """

    x_m: float = 0.0
    y_m: float = 0.0
    z_m: float = 0.0
    pan_deg: float = 0.0
    tilt_deg: float = 0.0
    roll_deg: float = 0.0
    zoom: float = 1.0
    swing_deg: float = 0.0
    lean_deg: float = 0.0
    focus_m: float = 10.0
    aperture: float = 0.0


@dataclass(frozen=True, eq=False)
class Guide:
    """What the stage knows of one frame, exactly.

    ``colour`` (h, w, 3) uint8 sRGB; ``depth`` (h, w) float32 metres, larger is farther, inf for the sky;
    ``motion`` (h, w, 2) float32, pixels from this frame to where the same surface point was in the previous frame;
    ``masks`` name → (h, w) uint8 coverage 0..255; ``lines`` (h, w) uint8, contours of things, 255 on a line.
    """

    colour: Picture
    depth: NDArray[np.float32]
    motion: NDArray[np.float32]
    masks: dict[str, NDArray[np.uint8]]
    lines: NDArray[np.uint8]
