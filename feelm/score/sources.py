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
    """The picture's file, relative to the score."""
    digest: str = ""
    """SHA-256 of the picture."""
    depth: str | None = None
    """Grey depth map, relative to the score; none: the picture is flat."""
    near: Literal["white", "black"] = "white"
    """Which end of the depth map is close to the camera."""
    depth_m: tuple[float, float] = (2.0, 40.0)
    """[nearest, farthest] metres of the depth map."""


class Footage(Part):
    """A clip as the world of a shot: from ``start`` seconds of the file, at ``speed`` times its own pace."""

    file: str
    """The clip, relative to the score."""
    digest: str = ""
    """SHA-256 of the clip."""
    start: float = Field(default=0.0, ge=0)
    """Second of the clip at which the shot begins."""
    speed: float = Field(default=1.0, gt=0, le=16)
    """Factor on the clip's own pace. One value for the shot."""
    loop: bool = False
    """Whether the clip begins again when it is over."""


class Prompt(Part):
    """What a prompted painter is asked for from ``t`` (seconds from the start of the shot, or in music) on."""

    t: Time = 0.0
    """From when on: seconds from the start of the shot, or words."""
    text: str
    """What is asked for."""
    avoid: str = ""
    """What is to be kept out."""


class Diffusion(Part):
    """Settings of a diffusion painter over a shot; carried in the score until such a painter paints the shot.

    ``steps`` and ``guidance_scale`` as usual; ``denoise`` (0..1) is how much is painted anew; ``noise_multiplier``
    scales the start noise; ``subseed`` is mixed into the seed's noise by ``subseed_strength``; texts hold from
    their time on.
    """

    steps: Number = 20.0
    """Steps of sampling."""
    guidance_scale: Number = 7.0
    """How strictly the prompt is followed."""
    denoise: Number | None = None
    """How much is painted anew, 0 to 1."""
    seed: Number | None = None
    """Chance, as a curve; none: the shot's."""
    subseed: Number | None = None
    """A second seed."""
    subseed_strength: Number = 0.0
    """How much of the second seed is mixed in, 0 to 1."""
    noise_multiplier: Number = 1.0
    """Scales the start noise."""
    clip_skip: Number = 1.0
    """Layers of the text encoder that are left out, counted from 1."""
    eta: Number = 0.0
    """Noise of the sampler."""
    ancestral_eta: Number = 1.0
    """Noise of an ancestral sampler."""
    image_guidance_scale: Number = 1.5
    """How strictly the picture is followed."""
    sampler: list[tuple[Time, str]] = []
    """[time, name]: which sampler, from when on."""
    checkpoint: list[tuple[Time, str]] = []
    """[time, name]: which model, from when on."""


class Drift(Part):
    """How the fed-back picture moves from one frame to the next. Everything at its default is still.

    A value is the step into its frame, per frame at ``Feedback.rate`` frames a second; at another film rate the same
    way is gone in the same time. In mode 2d the picture is moved by ``x`` and ``y`` pixels (positive: right, down; of a
    picture of the ``Feedback.reference`` size), then turned by ``angle`` degrees anti-clockwise and enlarged by the
    factor ``zoom`` about ``centre_x, centre_y`` (fractions of the frame). In mode 3d a camera flies through it:
    ``dx dy dz`` to the right, up, forward, in the unit in which the nearest thing stands ``near`` and the farthest
    ``far`` away (200 make one unit of depth); ``rx ry rz`` degrees of tilt up, pan to the right, roll clockwise;
    ``fov`` degrees across the frame, ``aspect`` width to height of what the lens takes in. In both modes
    ``flip_theta`` (in the plane), ``flip_phi`` (about the horizontal) and ``flip_gamma`` (about the vertical) turn the
    picture as a card in front of a lens of ``flip_fov`` degrees.
    """

    zoom: Number = 1.0
    """Factor by which the picture grows in each frame. Sampled at every frame."""
    angle: Number = 0.0
    """Degrees anti-clockwise in each frame. Sampled at every frame."""
    x: Number = 0.0
    """Pixels to the right in each frame, of a picture of the `reference` size. Sampled at every frame."""
    y: Number = 0.0
    """Pixels down in each frame. Sampled at every frame."""
    centre_x: Number = 0.5
    """Centre of zoom and turn, fraction of the width. Sampled at every frame."""
    centre_y: Number = 0.5
    """Centre of zoom and turn, fraction of the height. Sampled at every frame."""
    dx: Number = 0.0
    """Mode 3d: steps to the right. Sampled at every frame."""
    dy: Number = 0.0
    """Mode 3d: steps up. Sampled at every frame."""
    dz: Number = 0.0
    """Mode 3d: steps forward. Sampled at every frame."""
    rx: Number = 0.0
    """Mode 3d: degrees of tilt up. Sampled at every frame."""
    ry: Number = 0.0
    """Mode 3d: degrees of pan to the right. Sampled at every frame."""
    rz: Number = 0.0
    """Mode 3d: degrees of roll clockwise. Sampled at every frame."""
    flip_theta: Number = 0.0
    """Degrees of a card that turns in its own plane. Sampled at every frame."""
    flip_phi: Number = 0.0
    """Degrees of the card about the horizontal. Sampled at every frame."""
    flip_gamma: Number = 0.0
    """Degrees of the card about the vertical. Sampled at every frame."""
    flip_fov: Number = 53.0
    """Degrees of the lens that looks at the card. Sampled at every frame."""
    fov: Number = 70.0
    """Mode 3d: degrees across the frame. Sampled at every frame."""
    aspect: Number = 1.0
    """Mode 3d: width to height of what the lens takes in; above 1 less moves from side to side. Sampled at every
    frame."""
    near: Number = 200.0
    """Mode 3d: distance of the nearest thing; 200 make one unit of depth. Sampled at every frame."""
    far: Number = 10000.0
    """Mode 3d: distance of the farthest thing. Sampled at every frame."""


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
    """What the first frame shows: the shot's `world`, the last frame of the shot `before`, or a picture file.
    What the first frame shows: the shot's `world`, the last frame of the shot `before`, or a picture file."""
    digest: str = ""
    """SHA-256 of the picture file in `begin`."""
    mode: Literal["2d", "3d"] = "2d"
    """`2d`: the picture is moved in its plane; `3d`: a camera flies through it."""
    rate: float | None = Field(default=None, gt=0, le=240)
    """Frames a second that `drift` and `cadence` count in; none: the film's."""
    reference: tuple[int, int] | None = None
    """Size of the picture whose pixels are counted; none: the film's."""
    drift: Drift = Drift()
    """How the picture moves from frame to frame."""
    depth: Literal["scene", "flat"] = "scene"
    """Mode 3d: the depth of the `scene`, or `flat`."""
    border: Literal["mirror", "wrap", "stretch", "black"] = "mirror"
    """What comes in from outside."""
    strength: Number = 0.65
    """How much of the moved picture stays when it is painted anew, 0 to 1. Sampled at every frame."""
    cadence: int = Field(default=1, ge=1, le=240)
    """A frame is painted anew every so many frames; those between are moved."""
    anchor: Number = 0.25
    """Part of what is painted anew that is taken from the shot's world, 0 to 1. Sampled at every frame."""
    accent: Number = 0.0
    """Novelty on its frame, 0 to 1; where it peaks a frame is painted anew whatever the cadence. Sampled at every
    frame."""
    noise: Number = 0.02
    """Standard deviation, of full scale 1, of the zero-mean noise put in before painting. Sampled at every frame.
    Standard deviation, of full scale 1, of the zero-mean noise put in before painting. Sampled at every frame."""
    noise_kind: Literal["white", "perlin"] = "perlin"
    """White, or perlin: coarse and fine together."""
    noise_octaves: int = Field(default=4, ge=1, le=10)
    """Octaves of perlin noise."""
    noise_persistence: float = Field(default=0.5, gt=0, le=1)
    """Strength of an octave, relative to the one before."""
    contrast: Number = 1.0
    """Factor about the mean. Sampled at every frame."""
    sharpen: Number = 0.1
    """Amount of an unsharp mask. Sampled at every frame."""
    sharpen_sigma: Number = 1.0
    """Its width in pixels of the reference. Sampled at every frame."""
    sharpen_kernel: Number = 5.0
    """Its kernel in pixels of the reference. Sampled at every frame."""
    sharpen_threshold: Number = 0.0
    """Differences under it stay, 0 to 1. Sampled at every frame."""
    colour: Literal["hold", "free"] = "hold"
    """`hold` keeps the slow statistics of the first frame's colour, `free` lets them wander."""
    colour_from: str = ""
    """A picture file whose colour is held instead."""
    colour_digest: str = ""
    """SHA-256 of that file."""
