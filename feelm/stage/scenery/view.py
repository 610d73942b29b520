"""``View``: the reference view that every sheet of scenery is drawn in."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""left, top, right, bottom in reference pixels."""


@dataclass(frozen=True)
class View:
    """The reference camera (see ``feelm.stage.layer``) standing ``eye_m`` above level ground.

    ``overscan`` is the share of the frame that pictures reach beyond each side; ``metre`` how many metres of the
    camera's path one metre of the place is, which says how far parallax will move near pictures;
    ``turn`` -1..1 how far the camera looks past the middle of the place.
    """

    width: int
    height: int
    focal: float
    horizon: float
    overscan: float
    eye_m: float = 1.6
    metre: float = 1.0
    turn: float = 0.0

    @property
    def f(self) -> float:
        """Focal length in pixels."""
        return self.focal * self.width

    @property
    def cx(self) -> float:
        """Column of the principal point."""
        return self.width / 2

    @property
    def hz(self) -> float:
        """Row of the horizon."""
        return self.height * (0.5 + self.horizon)

    @property
    def unit(self) -> float:
        """One pixel of a 1280-wide frame, in pixels of this one: sizes of brush marks are given in it."""
        return max(self.width, self.height * 16 / 9) / 1280

    def row(self, depth_m: float, above_m: float = 0.0) -> float:
        """Row of a point at a depth and a height above the ground."""
        return self.hz + self.f * (self.eye_m - above_m) / depth_m

    def px(self, metres: float, depth_m: float) -> float:
        """Pixels of a length at a depth."""
        return self.f * metres / depth_m

    def column(self, x_m: float, depth_m: float) -> float:
        """Column of a point ``x_m`` right of the camera."""
        return self.cx + self.f * x_m / depth_m

    def depth_at(self, row: float) -> float:
        """Depth of the ground at a row below the horizon."""
        return self.f * self.eye_m / max(row - self.hz, 1e-3)

    def box(self, depth_m: float | None = None) -> Box:
        """The frame with its overscan; near depths reach farther because parallax moves them more."""
        more = self.overscan * (1.0 if depth_m is None else 1.0 + 1.2 / max(depth_m * self.metre, 0.6))
        return (
            -more * self.width,
            -more * self.height,
            self.width * (1 + more),
            self.height * (1 + more),
        )
