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

    A value is the step into its frame, per frame at ``Feedback.rate`` frames a second; at another film rate the same
    way is gone in the same time. In mode 2d the picture is moved by ``x`` and ``y`` pixels (positive: right, down; of a
    picture of the ``Feedback.reference`` size), then turned by ``angle`` degrees anti-clockwise and enlarged by the
    factor ``zoom`` about ``centre_x, centre_y`` (fractions of the frame). In mode 3d a camera flies through it:
    ``dx dy dz`` to the right, up, forward, in the unit in which the nearest thing stands ``near`` and the farthest
    ``far`` away (200 make one unit of depth); ``rx ry rz`` degrees of tilt up, pan to the right, roll clockwise;
    ``fov`` degrees across the frame, ``aspect`` width to height of what the lens makes of a square. In both modes
    ``flip_theta`` (in the plane), ``flip_phi`` (about the horizontal) and ``flip_gamma`` (about the vertical) turn the
    picture as a card in front of a lens of ``flip_fov`` degrees.
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
    file. ``rate``: frames a second that ``drift`` and ``cadence`` count in (none: the film's); ``reference``: size of
    the picture whose pixels they count in (none: the film's). ``depth``: in mode 3d the picture has the depth of its
    ``scene`` (the world's, or what the picture lets guess), or is ``flat``. ``border``: what comes in from outside.

    ``strength`` (0..1) is how much of the moved picture stays when it is painted anew (denoising strength =
    1 − strength). ``cadence``: a frame is painted anew every so many frames, those between are moved. ``anchor``
    (0..1) is the part of what is painted anew that is taken from the shot's world, so that the content follows the
    story; at 0 the picture feeds on itself alone. ``accent`` (0..1) adds novelty on its frame; where it peaks, a frame
    is painted anew whatever the cadence.

    ``noise`` is the standard deviation (of full scale 1) of zero-mean noise put in before painting: white, or perlin
    of ``noise_octaves``, each ``noise_persistence`` times as strong as the one before. ``contrast`` is a factor about
    the mean. ``sharpen`` is the amount of an unsharp mask; its ``sharpen_sigma`` and ``sharpen_kernel`` are in pixels
    of the reference, differences under ``sharpen_threshold`` (0..1) stay. ``colour``: ``hold`` keeps the slow
    statistics of the shot's first frame (or of the picture file ``colour_from``), ``free`` lets them wander.
    """

    begin: str = "world"
    digest: str = ""
    mode: Literal["2d", "3d"] = "2d"
    rate: float | None = Field(default=None, gt=0, le=240)
    reference: tuple[int, int] | None = None
    drift: Drift = Drift()
    depth: Literal["scene", "flat"] = "scene"
    border: Literal["mirror", "wrap", "stretch", "black"] = "mirror"
    strength: Number = 0.65
    cadence: int = Field(default=1, ge=1, le=240)
    anchor: Number = 0.25
    accent: Number = 0.0
    noise: Number = 0.02
    noise_kind: Literal["white", "perlin"] = "perlin"
    noise_octaves: int = Field(default=4, ge=1, le=10)
    noise_persistence: float = Field(default=0.5, gt=0, le=1)
    contrast: Number = 1.0
    sharpen: Number = 0.1
    sharpen_sigma: Number = 1.0
    sharpen_kernel: Number = 5.0
    sharpen_threshold: Number = 0.0
    colour: Literal["hold", "free"] = "hold"
    colour_from: str = ""
    colour_digest: str = ""
