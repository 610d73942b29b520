"""What a shot shows instead of a built world: a still picture, footage, or its own last frame fed back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from feelm.score.numbers import Number, Part, Time


class Still(Part):
    """A picture as the world of a shot: the camera moves over it, with parallax where a depth map is given.

    ``picture`` and ``depth`` are files relative to the score. Depth maps are grey, ``near`` says which end is close to
    the camera; they span ``depth_m`` [nearest, farthest] metres. Without one the picture is flat at the hero's place.
    """

    picture: str
    digest: str = ""
    depth: str | None = None
    near: Literal["white", "black"] = "white"
    depth_m: tuple[float, float] = (2.0, 40.0)


class Footage(Part):
    """A clip as the world of a shot: from ``start`` seconds of the file, at ``speed`` times its own pace."""

    file: str
    digest: str = ""
    start: float = Field(default=0.0, ge=0)
    speed: float = Field(default=1.0, gt=0, le=16)
    loop: bool = False


class Prompt(Part):
    """What a prompted painter is asked for from ``t`` (seconds from the start of the shot, or in music) on."""

    t: Time = 0.0
    text: str
    avoid: str = ""


class Diffusion(Part):
    """Settings of a diffusion painter over a shot; carried in the score until such a painter paints the shot.

    ``steps`` and ``guidance_scale`` as usual; ``denoise`` (0..1) is how much is painted anew; ``noise_multiplier``
    scales the start noise; ``subseed`` is mixed into the seed's noise by ``subseed_strength``; texts hold from
    their time on.
    """

    steps: Number = 20.0
    guidance_scale: Number = 7.0
    denoise: Number | None = None
    seed: Number | None = None
    subseed: Number | None = None
    subseed_strength: Number = 0.0
    noise_multiplier: Number = 1.0
    clip_skip: Number = 1.0
    eta: Number = 0.0
    ancestral_eta: Number = 1.0
    image_guidance_scale: Number = 1.5
    sampler: list[tuple[Time, str]] = []
    checkpoint: list[tuple[Time, str]] = []


class Drift(Part):
    """How the fed-back picture moves from one frame to the next. Everything at its default is still.

    Rates are per frame at ``Feedback.rate`` frames a second; at another film rate the same way is gone in the same
    time. ``zoom`` is a factor, ``angle`` degrees anti-clockwise, ``x`` and ``y`` pixels (positive: the picture goes
    right and down) at ``Feedback.reference`` width; ``dx dy dz`` move and ``rx ry rz`` (degrees) turn a camera in
    depth; the ``flip_*`` are the angles of a card that turns in front of a lens of ``flip_fov`` degrees.
    """

    zoom: Number = 1.0
    angle: Number = 0.0
    x: Number = 0.0
    y: Number = 0.0
    centre_x: Number = 0.5
    centre_y: Number = 0.5
    dx: Number = 0.0
    dy: Number = 0.0
    dz: Number = 0.0
    rx: Number = 0.0
    ry: Number = 0.0
    rz: Number = 0.0
    flip_theta: Number = 0.0
    flip_phi: Number = 0.0
    flip_gamma: Number = 0.0
    flip_fov: Number = 53.0
    fov: Number = 70.0
    aspect: Number = 1.0
    near: Number = 200.0
    far: Number = 10000.0


class Feedback(Part):
    """A shot in which each painted frame is moved, disturbed and painted again.

    ``begin``: what the first frame shows: the shot's ``world``, the last frame of the shot ``before``, or a picture
    file. ``strength`` (0..1) is how much of the moved picture stays when it is painted anew (denoising strength =
    1 − strength). ``cadence``: a frame is painted anew every so many frames, those between are moved. ``noise`` is
    the standard deviation (0..1 of full scale) of zero-mean noise put in before painting. ``colour``: ``hold`` keeps
    the slow statistics of the shot's colour, ``free`` lets it wander. ``accent`` (0..1) adds novelty on its frame,
    whatever the cadence.
    """

    begin: str = "world"
    digest: str = ""
    mode: Literal["2d", "3d"] = "2d"
    rate: float | None = Field(default=None, gt=0, le=240)
    reference: tuple[int, int] | None = None
    drift: Drift = Drift()
    border: Literal["mirror", "wrap", "stretch"] = "mirror"
    strength: Number = 0.65
    cadence: int = Field(default=1, ge=1, le=60)
    noise: Number = 0.02
    noise_kind: Literal["white", "perlin"] = "perlin"
    contrast: Number = 1.0
    sharpen: Number = 0.1
    colour: Literal["hold", "free"] = "hold"
    accent: Number = 0.0
