"""Frames are what a slow and plain compositor would give, and the guide tells the truth about them."""

import itertools

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.errors import ScoreError
from feelm.stage import Layer, Life, Performance, Plane, Pose, World, limit_pose
from feelm.stage.geometry import apply, homography, placement
from feelm.stage.guide import motion_of
from feelm.stage.life import state

WIDTH, HEIGHT = 320, 180


def texture(seed: int, width: int, height: int, alpha: np.ndarray | None = None) -> np.ndarray:
    """Smooth coloured noise with an alpha of its own."""
    rng = np.random.default_rng(seed)
    rough = rng.integers(0, 256, (height // 12 + 2, width // 12 + 2, 3), dtype=np.uint8)
    colour = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    cover = np.full((height, width), 255, np.uint8) if alpha is None else alpha
    return np.dstack([colour, cover])


def disc(width: int, height: int) -> np.ndarray:
    alpha = np.zeros((height, width), np.uint8)
    cv2.ellipse(
        alpha, (width // 2, height // 2), (width // 2 - 4, height // 2 - 4), 0, 0, 360, 255, -1, cv2.LINE_AA
    )
    return cv2.GaussianBlur(alpha, (0, 0), 1.0)


def card(name: str, seed: int, depth: float, x: float, y: float, size: int, **kw) -> Layer:
    return Layer(
        name, (texture(seed, size, size, disc(size, size)),), (x, y), kw.pop("scale", 1.0),
        Plane("card", depth_m=depth), mask=name, **kw,
    )  # fmt: skip


def world(*more: Layer) -> World:
    sky = Layer("sky", (texture(1, 420, 150),), (-50, -30), 1.0, Plane("infinity"))
    ground = Layer(
        "ground", (texture(2, 420, 140),), (-50, 90), 1.0, Plane("ground", depth_m=90, below_m=1.6)
    )
    return World(WIDTH, HEIGHT, 1.0, 0.0, (sky, ground, *more))


def plain_frame(stage: World, pose: Pose, time_s: float, signals: dict[str, float]) -> np.ndarray:
    """The same picture the long way: every layer over the whole frame, in floats."""
    out = np.zeros((HEIGHT, WIDTH, 3))
    half = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1.0]])
    for layer in stage.layers:
        now = state(stage, layer, time_s, signals)
        forward = homography(stage, layer.plane, pose) @ now.shift @ placement(layer)
        matrix = half @ forward @ np.linalg.inv(half)
        picture = layer.frames[now.frame].astype(np.float64)
        alpha = picture[..., 3:] / 255
        flat = np.dstack([picture[..., :3] * alpha, alpha])
        seen = cv2.warpPerspective(flat, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        colour, cover = seen[..., :3] * now.light, seen[..., 3:]
        if layer.blend == "add":
            out = np.minimum(out + colour * now.opacity, 255)
        elif layer.blend == "multiply":
            out = out * (1 - now.opacity * (cover - colour / 255))
        else:
            out = np.minimum(out * (1 - cover * now.opacity) + colour * now.opacity, 255)
    return out


def full_world() -> World:
    return world(
        card("far", 3, 30.0, 40, 60, 60, life=Life(sway_deg=3)),
        card("mid", 4, 8.0, 150, 50, 90, opacity=0.7),
        Layer(
            "shade",
            (texture(5, 90, 40, disc(90, 40)),),
            (120, 120),
            1.0,
            Plane("ground", 8),
            blend="multiply",
        ),
        Layer(
            "glow",
            (texture(6, 80, 80, disc(80, 80)),),
            (20, 10),
            1.0,
            Plane("card", 6),
            blend="add",
            opacity=0.5,
        ),
        card("near", 7, 3.0, 220, 70, 120, scale=1.2, life=Life(twinkle=0.4, react="kick", react_gain=0.1)),
    )


@settings(max_examples=30, deadline=None)
@given(
    st.floats(-0.15, 0.15), st.floats(-0.1, 0.1), st.floats(-0.2, 0.3), st.floats(-2, 2), st.floats(-2, 2),
    st.floats(-1, 1), st.floats(1.0, 1.2), st.floats(0, 20), st.floats(0, 1),
)  # fmt: skip
def test_a_frame_is_what_the_plain_way_gives(x, y, z, pan, tilt, roll, zoom, time_s, kick):
    stage = full_world()
    pose = limit_pose(stage, Pose(x, y, z, pan, tilt, roll, zoom))
    fast = Performance(stage).frame(pose, time_s, {"kick": kick}).astype(float)
    slow = plain_frame(stage, pose, time_s, {"kick": kick})
    difference = np.abs(fast - slow)
    assert difference.mean() < 1.2
    assert np.percentile(difference, 99.5) < 12


def test_the_reference_pose_shows_a_picture_as_it_is():
    picture = texture(9, WIDTH, HEIGHT)
    stage = World(WIDTH, HEIGHT, 1.0, 0.0, (Layer("all", (picture,), (0, 0), 1.0, Plane("infinity")),))
    assert np.array_equal(Performance(stage).frame(Pose(), 0.0, {}), picture[..., :3])


def test_a_still_frame_is_the_same_and_belongs_to_the_caller():
    performance = Performance(world())
    first = performance.frame(Pose(), 0.0, {})
    first[:] = 0
    assert performance.frame(Pose(), 5.0, {}).any()


def test_a_layer_in_front_hides_what_is_behind_it():
    red = np.full((HEIGHT + 40, WIDTH + 40, 3), (200, 10, 10), np.uint8)
    stage = world(Layer("wall", (red,), (-20, -20), 1.0, Plane("card", depth_m=4.0)))
    assert (Performance(stage).frame(Pose(x_m=0.02), 0.0, {}) == (200, 10, 10)).all()


def test_slow_travel_is_even_to_a_fraction_of_a_pixel():
    """A dot carried by a slow truck: no jitter to whole pixels."""
    alpha = np.zeros((40, 40), np.uint8)
    cv2.circle(alpha, (20, 20), 8, 255, -1, cv2.LINE_AA)
    dot = np.dstack([np.full((40, 40, 3), 255, np.uint8), cv2.GaussianBlur(alpha, (0, 0), 2)])
    stage = World(
        WIDTH, HEIGHT, 1.0, 0.0, (Layer("dot", (dot,), (140, 70), 1.0, Plane("card", depth_m=10.0)),)
    )
    performance = Performance(stage)
    columns = np.arange(WIDTH)
    centres = []
    for step in range(40):
        frame = performance.frame(Pose(x_m=0.004 * step), step / 24, {})[..., 0].astype(float)
        centres.append((frame.sum(axis=0) * columns).sum() / frame.sum())
    error = np.array(centres) - np.polyval(np.polyfit(np.arange(40), centres, 1), np.arange(40))
    assert np.abs(error).max() < 0.06
    assert centres[-1] - centres[0] == pytest.approx(-39 * 0.004 * WIDTH / 10, abs=0.05)


def test_no_edge_of_a_picture_is_seen_however_far_the_camera_is_asked_to_go():
    white = np.full((HEIGHT + 40, WIDTH + 60, 3), 255, np.uint8)
    sky = Layer("sky", (white,), (-30, -20), 1.0, Plane("infinity"))
    near = Layer(
        "wall", (white[HEIGHT // 2 :],), (-30, HEIGHT // 2 - 20 + 20), 1.0, Plane("card", depth_m=5.0)
    )
    performance = Performance(World(WIDTH, HEIGHT, 1.0, 0.0, (sky, near)))
    for pose in (
        Pose(x_m=4),
        Pose(z_m=-3),
        Pose(pan_deg=20),
        Pose(tilt_deg=-20),
        Pose(roll_deg=30),
        Pose(zoom=0.4),
    ):
        assert performance.frame(pose, 0.0, {}).min() == 255
    inside = Pose(x_m=0.05, pan_deg=0.3)
    assert limit_pose(performance.world, inside) == inside


def test_a_signal_that_is_not_there_is_refused_and_silence_is_not():
    stage = world(card("drum", 3, 8.0, 100, 60, 60, life=Life(react="kik", react_gain=1.0)))
    with pytest.raises(ScoreError, match="kik"):
        Performance(stage).frame(Pose(), 0.0, {"kick": 1.0})
    assert Performance(stage).frame(Pose(), 0.0, {}).any()


@pytest.mark.parametrize("kind", ["hop", "glow", "sway", "grow"])
def test_the_accent_is_seen_in_the_frame_of_the_click_for_ten_minutes(kind):
    """Clicks every 0.6137 s on a 24 fps film: the picture changes most in the frame that holds the click."""
    life = Life(react="kick", react_kind=kind, react_gain=0.5)
    performance = Performance(world(card("drum", 3, 8.0, 100, 60, 60, life=life)))
    late = []
    for click_s in [*np.arange(0.5, 6, 0.6137), *np.arange(597.0, 600.0, 0.6137)]:
        exact = click_s * 24
        frames = np.arange(int(exact) - 3, int(exact) + 5)
        # The envelope of a click as the room audio gives it: the greatest value within the frame, then a release.
        level = np.where(frames >= round(exact), np.exp(-(frames - round(exact)) / 4.0), 0.0)
        seen = [
            performance.frame(Pose(), n / 24, {"kick": v}).astype(int)
            for n, v in zip(frames, level, strict=True)
        ]
        change = [np.abs(b - a).sum() for a, b in itertools.pairwise(seen)]
        late.append(frames[1 + int(np.argmax(change))] - exact)
    assert np.abs(late).max() <= 0.5


moments = st.tuples(
    st.floats(-0.1, 0.1), st.floats(0, 0.2), st.floats(-1.5, 1.5), st.floats(0, 9), st.floats(0, 1)
)


@settings(max_examples=40, deadline=None)
@given(moments, moments, st.sampled_from(["card", "ground", "infinity"]))
def test_motion_is_the_way_of_the_same_surface_point(now, before, kind):
    """Take points of the layer, project them at both moments: that difference is the motion."""
    life = Life(sway_deg=4, bob_px=5, drift_px_s=(3.0, 1.0), react="kick", react_gain=0.2, spin_deg_s=3)
    layer = Layer("it", (texture(3, 100, 100),), (110, 95), 1.0, Plane(kind, depth_m=7.0), life=life)
    stage = world(layer)
    (first, second) = ((Pose(x_m=m[0], z_m=m[1], pan_deg=m[2]), m[3], {"kick": m[4]}) for m in (now, before))
    on_layer = np.array([[120.0, 100.0], [200.0, 100.0], [130.0, 170.0]])

    def seen(moment) -> np.ndarray:
        shift = state(stage, layer, moment[1], moment[2]).shift
        return apply(homography(stage, layer.plane, moment[0]), apply(shift, on_layer))

    motion = motion_of(stage, layer, seen(first), first, second)
    assert np.abs(motion - (seen(second) - seen(first))).max() < 0.01


def test_the_frame_before_pulled_along_the_motion_is_this_frame():
    """The picture test of motion: ground, sky, a swaying card and rippling water, as pixels."""
    water = Layer(
        "water", (texture(8, 420, 60),), (-50, 125), 1.0, Plane("ground", depth_m=60),
        life=Life(ripple_px=3.0, ripple_wavelength_px=40),
    )  # fmt: skip
    stage = world(water, card("tree", 3, 6.0, 100, 20, 110, life=Life(sway_deg=5)))
    performance = Performance(stage)
    now, before = (Pose(x_m=0.06, z_m=0.1, pan_deg=0.4), 1.0), (Pose(), 0.9)
    guide = performance.guide(*now, {}, previous=(*before, {}))
    earlier = performance.frame(*before, {})
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    pulled = cv2.remap(earlier, x + guide.motion[..., 0], y + guide.motion[..., 1], cv2.INTER_LINEAR)
    inside = cv2.erode(255 - guide.lines, np.ones((9, 9), np.uint8))[10:-10, 10:-10] > 0
    difference = np.abs(pulled.astype(int) - guide.colour.astype(int)).max(axis=2)[10:-10, 10:-10][inside]
    still = np.abs(earlier.astype(int) - guide.colour.astype(int)).max(axis=2)[10:-10, 10:-10][inside]
    assert difference.mean() < 2.0 and np.percentile(difference, 99) < 12
    assert still.mean() > 5 * difference.mean()


def test_depth_and_masks_tell_what_is_in_front():
    stage = world(card("far", 3, 20.0, 100, 40, 80), card("near", 4, 5.0, 130, 60, 80))
    guide = Performance(stage).guide(Pose(z_m=1.0), 0.0, {})
    assert np.isinf(guide.depth[2, 2])
    row, column = np.argwhere(guide.masks["near"] == 255).mean(axis=0).astype(int)
    assert guide.depth[row, column] == pytest.approx(4.0)
    assert guide.masks["far"][row, column] == 0
    only_far = (guide.masks["far"] == 255) & (guide.masks["near"] == 0)
    assert np.allclose(guide.depth[only_far], 19.0)
    assert (guide.masks["far"].astype(int) + guide.masks["near"]).max() <= 256
    assert np.abs(guide.motion).max() < 1e-6
    near_edge = cv2.morphologyEx(
        (guide.masks["near"] > 127).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3))
    )
    assert (guide.lines[near_edge > 0] > 0).mean() > 0.3


def test_ground_seen_by_a_moving_camera_has_the_depth_of_its_plane():
    guide = Performance(world()).guide(Pose(), 0.0, {})
    row = 170
    assert guide.depth[row, 160] == pytest.approx(WIDTH * 1.6 / (row + 0.5 - 90), rel=1e-5)


def test_frames_do_not_depend_on_the_frames_before():
    """A camera that walks past, turns, rolls and pulls its focus, drawn in order and in another: the same bytes."""
    stage = full_world()
    moments = [
        (
            Pose(x_m=0.02 * n, z_m=0.024 * n, pan_deg=0.1 * n, roll_deg=0.07 * n, aperture=0.004 * (n % 3)),
            n / 24,
        )
        for n in range(36)
    ]
    walked = Performance(stage)
    frames = [walked.frame(pose, time_s, {"kick": 0.5}) for pose, time_s in moments]
    order = np.random.default_rng(5).permutation(len(moments))
    jumped = Performance(stage)
    for n in order:
        assert np.array_equal(jumped.frame(*moments[n], {"kick": 0.5}), frames[n])
    for n in order[:4]:
        assert np.array_equal(Performance(stage).frame(*moments[n], {"kick": 0.5}), frames[n])


@pytest.mark.parametrize("scale", [0.25, 0.5])
def test_soft_light_drawn_small_is_the_light_drawn_whole(scale):
    """Off the grid of coarse pixels, moved, turned and answering the music: no seam, no shift."""
    size = round(170 * scale)
    away = np.hypot(*(np.mgrid[:size, :size] - (size - 1) / 2)) / (size / 2)
    glow = np.asarray(230 * np.clip(1 - away, 0, 1) ** 1.5, np.uint8)
    picture = np.dstack([np.full((size, size, 3), (220, 180, 90), np.uint8), glow])
    lamp = Layer(
        "lamp", (picture,), (61.3, 17.7), scale, Plane("card", depth_m=6.0), blend="add",
        life=Life(react="kick", react_kind="glow", react_gain=0.4),
    )  # fmt: skip
    stage = world(lamp)
    for pose in (Pose(), Pose(x_m=0.21, z_m=0.4, pan_deg=1.3), Pose(roll_deg=2.0, zoom=1.07)):
        seen = Performance(stage).frame(pose, 0.5, {"kick": 0.7}).astype(int)
        exact = plain_frame(stage, limit_pose(stage, pose), 0.5, {"kick": 0.7})
        assert np.abs(seen - exact).max() <= 6
        assert abs((seen - exact).mean()) < 0.4
