"""A still with a depth map moves as its depths say, opens no holes, and files that cannot be used are refused."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from feelm.errors import FeelmError, InputError
from feelm.render.opening import open_score, pieces_of
from feelm.score import loads
from feelm.score.model import Camera, Shot, Still
from feelm.stage import SUBJECT_DEPTH_M, Performance, Pose
from feelm.stage.filling import fill_behind
from feelm.stage.lens import FOCALS
from feelm.stage.picture_file import read_colour, read_nearness
from feelm.stage.stills import in_depth, lay_still

WIDTH, HEIGHT = 320, 180
NEAR_M, FAR_M = 3.0, 30.0


def colours() -> np.ndarray:
    """Blue, rough background with a red square in front, as large as the frame and half as much again."""
    rng = np.random.default_rng(3)
    picture = np.zeros((270, 480, 3), np.uint8)
    picture[..., 2] = rng.integers(120, 250, (270, 480))
    picture[..., 1] = rng.integers(20, 90, (270, 480))
    picture[95:175, 200:280] = (230, 30, 20)
    return picture


@pytest.fixture
def files(tmp_path: Path) -> Path:
    Image.fromarray(colours()).save(tmp_path / "picture.png")
    near = np.zeros((270, 480), np.uint16)
    near[95:175, 200:280] = 65535
    Image.fromarray(near).save(tmp_path / "depth.png")
    Image.fromarray((255 - near // 257).astype(np.uint8)).save(tmp_path / "black.png")
    Image.fromarray((near // 257).astype(np.uint8)).save(tmp_path / "small.png")
    return tmp_path


def shot(folder: Path, depth: str | None = "depth.png", camera: Camera | None = None, **more) -> Shot:
    still = Still(
        picture=str(folder / "picture.png"),
        depth=None if depth is None else str(folder / depth),
        **({"depth_m": (NEAR_M, FAR_M)} if depth else {}),
        **more,
    )
    moving = camera or Camera(strength=0.0, x=0.2)
    return Shot(id="s", start=0, end=4, size="wide", still=still, camera=moving)


def performed(one: Shot) -> Performance:
    still = lay_still(one, width=WIDTH, height=HEIGHT, seed=1)
    return Performance(in_depth(still, still.world))


def red(frame: np.ndarray) -> np.ndarray:
    return (frame[..., 0] > 150) & (frame[..., 2] < 100)


def test_the_resting_camera_sees_the_picture_as_it_is(files):
    for depth in (None, "depth.png"):
        frame = performed(shot(files, depth)).frame(Pose(), 0.0, {})
        world = lay_still(shot(files, depth), width=WIDTH, height=HEIGHT, seed=1).world
        layer = world.layers[0]
        x, y = (-np.array(layer.origin) * layer.scale).tolist()
        size = (round(WIDTH * layer.scale), round(HEIGHT * layer.scale))
        seen = layer.picture[round(y) : round(y) + size[1], round(x) : round(x) + size[0]]
        plain = cv2.resize(seen, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        assert np.abs(cv2.blur(plain, (9, 9)).astype(int) - cv2.blur(frame, (9, 9))).mean() < 4


def test_near_and_far_move_as_their_depths_say(files):
    performance = performed(shot(files))
    step = 0.2
    still, moved = (performance.frame(Pose(x_m=x), 0.0, {}) for x in (0.0, step))
    columns = [np.nonzero(red(frame))[1].mean() for frame in (still, moved)]
    focal_px = FOCALS["wide"] * WIDTH
    assert columns[1] - columns[0] == pytest.approx(-step * focal_px / NEAR_M, abs=0.6)
    smooth = [cv2.GaussianBlur(np.float32(frame[:50, :, 2]), (0, 0), 1.5) for frame in (still, moved)]

    def mismatch(shift: float) -> float:
        tried = cv2.warpAffine(smooth[0], np.array([[1, 0, shift], [0, 1, 0.0]]), (WIDTH, 50))
        return float(np.abs(tried - smooth[1])[5:45, 20:-20].mean())

    best = min(np.linspace(-5, 5, 201), key=mismatch)
    assert best == pytest.approx(-step * focal_px / FAR_M, abs=0.3)


def test_what_comes_into_view_is_background_with_its_texture_and_no_hole(files):
    performance = performed(shot(files))
    moved = performance.frame(Pose(x_m=0.2), 0.0, {})
    still = performance.frame(Pose(), 0.0, {})
    opened = red(still) & ~cv2.dilate(red(moved).astype(np.uint8), np.ones((7, 7))).astype(bool)
    assert opened.sum() > 400
    shown, around = moved[opened].astype(float), moved[:60].reshape(-1, 3).astype(float)
    assert np.abs(shown.mean(0) - around.mean(0)).max() < 14
    # Not drawn out into smears: as rough across and down as what is beside it.
    assert shown[:, 2].std() > 0.5 * around[:, 2].std()
    grey = moved[..., 2].astype(float)
    inside = cv2.erode(opened.astype(np.uint8), np.ones((3, 3))) > 0
    for axis in (0, 1):
        rough = np.abs(np.diff(grey, axis=axis, prepend=grey.take([0], axis)))
        assert rough[inside].mean() > 0.45 * rough[:60].mean()


def test_the_edge_of_what_is_near_brings_no_other_colour(files):
    moved = performed(shot(files)).frame(Pose(x_m=0.2), 0.0, {}).astype(int)
    edge = cv2.dilate(red(moved.astype(np.uint8)).astype(np.uint8), np.ones((11, 11))) > 0
    beside = moved[edge & ~red(moved.astype(np.uint8))]
    # Between the red of the square and the blue behind it lies nothing darker or greener than both.
    assert beside.sum(axis=1).min() > 120 and beside[:, 1].max() < 130


def test_a_slope_is_cut_so_finely_that_no_step_is_seen(files):
    ramp = np.tile(np.linspace(0, 65535, 270)[:, None], (1, 480)).astype(np.uint16)
    Image.fromarray(ramp).save(files / "ramp.png")
    one = shot(files, "ramp.png", Camera(move="truck_right", strength=1.0))
    still = lay_still(one, width=WIDTH, height=HEIGHT, seed=1)
    world = in_depth(still, still.world)
    depths = [layer.plane.depth_m for layer in world.layers]
    assert depths == sorted(depths, reverse=True) and len(depths) > 6
    shifts = FOCALS["wide"] * WIDTH * max(abs(pose.x_m) for pose in still.poses) / np.array(depths)
    assert np.abs(np.diff(shifts)).max() < 2.5
    frame = Performance(world).frame(still.poses[0], 0.0, {})
    assert (frame.sum(axis=2) > 0).all()


def test_no_edge_of_the_picture_is_seen(files):
    Image.fromarray(np.full((270, 480, 3), 255, np.uint8)).save(files / "picture.png")
    for move in ("truck_left", "orbit_right", "dolly_zoom", "crane_up", "whip_pan_left"):
        one = shot(files, "depth.png", Camera(move=move, strength=1.0))
        still = lay_still(one, width=WIDTH, height=HEIGHT, seed=1)
        performance = Performance(in_depth(still, still.world))
        for pose in (still.poses[0], still.poses[24], still.poses[48]):
            assert performance.frame(pose, 0.0, {}).min() > 250


def test_a_flat_still_stands_at_the_heros_place(files):
    still = lay_still(shot(files, None), width=WIDTH, height=HEIGHT, seed=1)
    layers = in_depth(still, still.world).layers
    assert len(layers) == 1 and layers[0].plane.depth_m == SUBJECT_DEPTH_M["wide"]


def test_depth_maps_of_every_grey_say_the_same(files):
    deep = read_nearness(files / "depth.png", near_is_white=True)
    assert deep.min() == 0 and deep.max() == 1
    assert np.array_equal(deep, read_nearness(files / "small.png", near_is_white=True))
    assert np.array_equal(deep, read_nearness(files / "black.png", near_is_white=False))


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:400])


def test_what_cannot_be_used_is_refused_in_one_sentence(files):
    Image.fromarray(np.zeros((100, 100), np.uint8)).save(files / "square.png")
    with pytest.raises(InputError, match="another shape"):
        lay_still(shot(files, "square.png"), width=WIDTH, height=HEIGHT, seed=1)
    with pytest.raises(InputError, match="no such picture"):
        lay_still(shot(files, "missing.png"), width=WIDTH, height=HEIGHT, seed=1)
    damaged(files / "depth.png")
    with pytest.raises(InputError, match="cannot be read"):
        lay_still(shot(files), width=WIDTH, height=HEIGHT, seed=1)
    for content in (b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 99):
        (files / "bad.png").write_bytes(content)
        with pytest.raises(InputError):
            read_colour(files / "bad.png")
    with pytest.raises(InputError):
        read_colour(files)


SCORE = """schema: feelm-score/1
size: [96, 54]
fps: 12
duration: 2
shots:
- {id: a, start: 0, end: 2, still: {picture: picture.png, depth: depth.png}, paint: {painter: plain}}
"""


def test_a_changed_picture_is_another_shot_and_a_moved_folder_is_not(files, tmp_path_factory):
    def key(folder: Path) -> str:
        (folder / "film.yaml").write_text(SCORE)
        return pieces_of(open_score(folder / "film.yaml"))[0].world_key

    first = key(files)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("picture.png", "depth.png"):
        (elsewhere / name).write_bytes((files / name).read_bytes())
    assert key(elsewhere) == first
    near = np.zeros((270, 480), np.uint8)
    Image.fromarray(near).save(elsewhere / "depth.png")
    assert key(elsewhere) != first
    (files / "film.yaml").write_text(SCORE.replace("picture.png,", "picture.png, digest: abc,"))
    with pytest.raises(FeelmError, match="not the file"):
        pieces_of(open_score(files / "film.yaml"))


@pytest.mark.parametrize(
    ("camera", "still", "what"),
    [
        ("{aperture: 1}", "{picture: p.png}", "`aperture` cannot act"),
        ("{move: focus_pull}", "{picture: p.png}", "pulls focus"),
        ("{moves: [dolly zoom]}", "{picture: p.png}", "`dolly_zoom`"),
        ("{focus: 3}", "{picture: p.png, depth: d.png}", "aperture is 0"),
        ("{}", "{picture: p.png, near: black}", "there is none"),
        ("{}", "{picture: p.png, depth: d.png, depth_m: [9, 3]}", "depth from 9 to 3"),
    ],
)
def test_what_a_camera_cannot_do_over_a_still_is_refused(camera, still, what):
    shown = f"still: {still}, camera: {camera}"
    text = f"schema: feelm-score/1\nduration: 2\nshots:\n- {{id: a, start: 0, end: 2, {shown}}}\n"
    with pytest.raises(FeelmError, match=what):
        loads(text)


def test_a_fill_flows_in_from_all_sides_and_keeps_what_is_known():
    rng = np.random.default_rng(1)
    picture = np.zeros((60, 80, 3), np.uint8)
    picture[:, :40], picture[:, 40:] = (200, 40, 40), (40, 40, 200)
    picture = np.clip(picture + rng.integers(-20, 20, picture.shape), 0, 255).astype(np.uint8)
    known = np.ones((60, 80), bool)
    known[20:40, 25:55] = False
    broken = picture.copy()
    broken[~known] = 0
    filled = fill_behind(broken, known, ~known)
    assert np.array_equal(filled[known], picture[known])
    assert filled[25:35, 26:30].mean(axis=(0, 1))[0] > 150 and filled[25:35, 50:54].mean(axis=(0, 1))[2] > 150
    assert filled[20:40, 25:55].std(axis=(0, 1)).min() > 5
