"""Composition, cast, motion and shadows: what a picture of a shot must be, whatever its plan."""

import itertools

import cv2
import numpy as np
import pytest

from feelm.errors import InputError
from feelm.score.model import Camera, Player, Shot, WorldPlan
from feelm.stage import Performance, Pose, build_world, camera_poses
from feelm.stage.backdrop import Backdrop
from feelm.stage.cast import gather
from feelm.stage.framing import frame_shot
from feelm.stage.layer import Layer, Plane
from feelm.stage.motion import cycle_px, life_of
from feelm.stage.placing import Placed, Stage, place
from feelm.stage.relief import LUMA, WANTED, mean_luma, rimmed, set_off, toned
from feelm.stage.scenery.scenery import Station
from feelm.stage.shadow import Footing, reflection, shadow
from feelm.things.thing import Thing
from feelm.vocabulary import PLACES, SHOT_SIZES, SIGNALS

WIDTH, HEIGHT = 640, 360


THINGS = {
    "dog": Thing("dog", ("dog",), ("개",), 0.6, motion="walk", faces="left"),
    "tree": Thing("tree", ("tree",), ("나무",), 7.0, motion="sway"),
    "house": Thing("house", ("house",), ("집",), 6.0),
    "boat": Thing("boat", ("boat",), ("배",), 4.0, stand="water", motion="float", faces="left", foot=0.9),
    "bird": Thing("bird", ("bird",), ("새",), 0.3, stand="sky", motion="fly", faces="left"),
    "tea": Thing("tea", ("tea",), ("차",), 0.1, stand="table"),
    "umbrella": Thing("umbrella", ("umbrella",), ("우산",), 0.9, stand="hand"),
    "lantern": Thing("lantern", ("lantern",), ("등",), 0.5, stand="ceiling", motion="flicker"),
}


class Shapes:
    """A catalogue of plain shapes: everything is a coloured box with a darker half on the side it looks to."""

    def get(self, thing_id: str, /) -> Thing:
        if thing_id not in THINGS:
            raise InputError(f"there is no thing called {thing_id!r}")
        return THINGS[thing_id]

    def draw(self, thing_id: str, /, height_px: int, *, colours=(), seed: int = 0, season=None, pose=None):
        picture = np.full((height_px, max(4, round(height_px * 0.8)), 4), (180, 140, 60, 255), np.uint8)
        if self.get(thing_id).faces == "left":
            picture[:, : picture.shape[1] // 2, :3] = (60, 40, 20)
        return (picture,)


def stage(size="medium", spots=None, layers=(), **kw) -> Stage:
    spots = spots or (
        Station("ground", 2.0, 60.0, (0.0, 1.0), 1.6),
        Station("air", 8.0, 90.0, (0.1, 0.9), 0.0, (0.06, 0.4)),
    )
    return Stage(WIDTH, HEIGHT, WIDTH, HEIGHT * 0.45, 1.6, size, spots, Backdrop(layers, WIDTH, HEIGHT), **kw)


def composed(players: list[Player], seed: int = 1, **kw) -> tuple[list[Placed], Stage]:
    ground = stage(**kw)
    return place(gather(players, Shapes(), seed, "#cc3311"), ground, seed), ground


PLAYERS = [
    Player(thing="tree", count=3), Player(thing="dog", hero=True), Player(thing="bird", count=4),
    Player(person="child", pose="walking"),
]  # fmt: skip


@pytest.mark.parametrize("size", SHOT_SIZES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_hero_stands_on_a_third_with_room_before_its_eyes(size, seed):
    placed, _ = composed(PLAYERS, seed, size=size)
    hero = placed[0]
    assert hero.actor.hero and sum(one.actor.hero for one in placed) == 1
    off = hero.x / WIDTH - 0.5
    assert 0.06 < abs(off) < 0.2
    assert (hero.facing == "right") == (off < 0)


def test_the_hero_grows_with_the_shot_size_and_keeps_its_head():
    heights = []
    for size in SHOT_SIZES:
        hero = composed(PLAYERS, size=size)[0][0]
        heights.append(hero.height_px)
        assert hero.rect[1] > 0
        if size not in ("close", "detail"):
            assert hero.y < HEIGHT
    assert heights == sorted(heights) and heights[-1] > 1.1 * HEIGHT


@pytest.mark.parametrize("seed", range(6))
def test_others_stand_in_depth_on_the_ground_and_do_not_hide_the_hero(seed):
    placed, ground = composed(PLAYERS, seed)
    hero, others = placed[0], placed[1:]
    standing = [one for one in placed if one.spot == "ground"]
    for one in standing:
        assert one.y == pytest.approx(ground.row(one.depth_m, 1.6), abs=0.5)
    assert np.ptp([one.y for one in standing]) > 0.08 * HEIGHT
    for one in others:
        if one.depth_m < hero.depth_m and one.spot == "ground":
            across = min(one.rect[2], hero.rect[2]) - max(one.rect[0], hero.rect[0])
            assert across < 0.5 * (hero.rect[2] - hero.rect[0])
        assert one.spot == "ground" or one.y < ground.horizon_row


def test_three_dogs_are_three_different_ones():
    placed, _ = composed([Player(thing="dog", count=3, hero=True)])
    assert [one.actor.hero for one in placed] == [True, False, False]
    assert len({one.actor.name for one in placed}) == 3 and len({round(one.height_px) for one in placed}) == 3


def test_what_the_score_says_wins_over_the_rules():
    told = Player(thing="dog", at=(0.7, 0.8), depth=9.0, height=1.2, facing="left", hero=True)
    one = composed([told])[0][0]
    assert (one.x, one.y, one.depth_m, one.facing) == (pytest.approx(448), pytest.approx(288), 9.0, "left")
    assert one.height_px == pytest.approx(1.2 * WIDTH / 9.0)
    twice = composed([told.model_copy(update={"size": 2.0})])[0][0]
    assert twice.height_px == pytest.approx(2 * one.height_px)


def test_a_large_hero_is_far_enough_to_have_its_real_size():
    house = gather([Player(thing="house", hero=True)], Shapes(), 1, "#cc3311")[0]
    framing = frame_shot("wide", "field", house, aspect=16 / 9, seed=1, shot_id="s01")
    assert framing.focus_m > 15
    placed = place([house], stage("wide", focus_m=framing.focus_m), 1)[0]
    assert placed.height_px == pytest.approx(6.0 * WIDTH / framing.focus_m, rel=0.02)


def test_an_umbrella_is_held_by_somebody_and_water_things_float_on_water():
    water = (Station("water", 8, 60, (0.1, 0.9), 1.6), Station("ground", 3, 9, (0, 1), 1.6))
    placed, _ = composed(
        [Player(person="adult", hero=True), Player(thing="umbrella"), Player(thing="boat")], spots=water
    )
    person, umbrella, boat = placed
    assert umbrella.carrier is person and umbrella.spot == "hand"
    assert (
        abs(umbrella.x - person.x) < 0.3 * person.height_px
        and umbrella.rect[1] < person.y - 0.6 * person.height_px
    )
    assert person.spot == "ground" and boat.spot == "water"


def test_the_hero_moves_from_where_the_scenery_hides_it():
    wall = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    wall[:, : WIDTH // 2 - 20, 3] = 255
    bush = Layer("bush", (wall,), (0, 0), 1.0, Plane("card", depth_m=1.0))
    for seed in range(5):
        assert composed(PLAYERS, seed, layers=(bush,))[0][0].x > WIDTH / 2


def test_backdrop_tells_what_covers_and_what_shines_behind():
    red = np.full((HEIGHT, WIDTH, 3), (255, 0, 0), np.uint8)
    half = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    half[:, : WIDTH // 2] = (0, 255, 0, 255)
    back = Backdrop(
        (Layer("sky", (red,), (0, 0), 1.0, Plane("infinity")), Layer("near", (half,), (0, 0), 1.0, Plane("card", 3.0))),
        WIDTH, HEIGHT,
    )  # fmt: skip
    box = (WIDTH / 4, 100, WIDTH * 3 / 4, 200)
    assert back.hidden(box, 10.0) == pytest.approx(0.5, abs=0.02) and back.hidden(box, 2.0) == 0
    assert np.allclose(back.behind(box, 10.0), (1, 0, 0), atol=0.01)
    assert np.allclose(back.behind(box, 2.0), (0.5, 0.5, 0), atol=0.02)


@pytest.mark.parametrize(
    ("hero", "ground"), [(0.3, 0.32), (0.1, 0.08), (0.62, 0.66), (0.4, 0.47), (0.8, 0.2)]
)
def test_a_hero_is_set_off_from_its_ground(hero, ground):
    picture = np.full((20, 10, 4), round(hero * 255), np.uint8)
    picture[..., 3] = 255
    before = abs(mean_luma(picture) - ground)
    out = set_off([picture], np.full(3, ground), (1.0, 0.9, 0.7), 0.2)[0]
    after = abs(mean_luma(out) - ground)
    assert after >= min(before, WANTED) and (after > 0.08 or before > WANTED)
    assert np.array_equal(out[..., 3], picture[..., 3]) and LUMA.sum() == pytest.approx(1)


def walker(way: int, facing: str, pictures: int = 8) -> tuple[np.ndarray, ...]:
    """A box on two feet that slide back by ``way`` pixels from picture to picture."""
    drawn = []
    for number in range(pictures):
        picture = np.zeros((200, 260, 4), np.uint8)
        picture[20:150, 110:150] = 255
        for foot in range(2):
            place_px = (number + foot * pictures // 2) % pictures
            column = 130 + (pictures / 4 - place_px) * way
            if place_px < pictures / 2:
                picture[150:, int(column) : int(column) + 14] = 255
        drawn.append(picture if facing == "right" else picture[:, ::-1].copy())
    return tuple(drawn)


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("way", [9, 17, 23])
def test_the_length_of_a_step_is_measured_from_its_footprints(way, facing):
    assert cycle_px(walker(way, facing), facing) == pytest.approx(8 * way)


def test_a_walker_covers_the_ground_of_its_steps_and_its_foot_stays():
    pictures = walker(17, "right")
    one = composed([Player(person="adult", pose="walking", hero=True, facing="right")])[0][0]
    life = life_of(one, pictures, wind=0.3, duration_s=4.0, frame_width=WIDTH, seed=1)
    per_picture = life.drift_px_s[0] / life.frames_per_s
    assert life.stepped and per_picture == pytest.approx(17 * one.height_px / 200)


def test_wind_widens_the_sway():
    tree = composed([Player(thing="tree", hero=True)])[0][0]
    calm, storm = (
        life_of(tree, tree.actor.pictures(50, "front"), wind=w, duration_s=4, frame_width=WIDTH, seed=1)
        for w in (0, 1)
    )
    assert storm.sway_deg > 3 * calm.sway_deg > 0


def test_a_hero_answers_the_kick_gently_and_others_only_when_told():
    hero, other = composed([Player(thing="dog", hero=True), Player(thing="tree")])[0]
    lives = [
        life_of(one, one.actor.pictures(50, "left"), wind=0.3, duration_s=4, frame_width=WIDTH, seed=1)
        for one in (hero, other)
    ]
    assert lives[0].react == "kick" and 0 < lives[0].react_gain < 0.1 and lives[1].react is None
    told = composed([Player(thing="lantern", react="snare", react_gain=2.0, hero=True)])[0][0]
    life = life_of(told, told.actor.pictures(50, "front"), wind=0.3, duration_s=4, frame_width=WIDTH, seed=1)
    assert (life.react, life.react_kind) == ("snare", "glow") and life.react_gain > 0.5


def test_the_shadow_touches_the_foot_and_falls_away_from_the_light():
    silhouette = np.full((100, 30), 255, np.uint8)
    footing = Footing(300.0, 250.0, 30.0, 100.0, 8.0, 1.6, 160.0, 640.0)
    sheet = shadow(silhouette, footing, (0.1, 0.1, 0.2), (1.2, 0.4), 1.0)
    alpha = sheet.picture[..., 3].astype(float)
    x = sheet.origin[0] + (np.arange(alpha.shape[1]) + 0.5) / sheet.scale
    y = sheet.origin[1] + (np.arange(alpha.shape[0]) + 0.5) / sheet.scale
    darkest = np.unravel_index(alpha.argmax(), alpha.shape)
    assert abs(x[darkest[1]] - 300) < 8 and abs(y[darkest[0]] - 250) < 5
    assert alpha[:, x > 330].sum() > 3 * alpha[:, x < 270].sum()
    assert alpha[0].max() < 30 and alpha[:, 0].max() < 30
    soft = shadow(silhouette, footing, (0.1, 0.1, 0.2), (1.2, 0.4), 0.0)
    assert soft.picture[..., 3].sum() < sheet.picture[..., 3].sum()


def test_a_reflection_is_upside_down_darker_and_fades():
    picture = np.full((60, 20, 4), 200, np.uint8)
    picture[:30, :, 0] = 20
    picture[..., 3] = 255
    mirrored = reflection(picture, (0.2, 0.3, 0.4))
    assert mirrored[10, 10, 0] > mirrored[50, 10, 0] and mirrored[5, 10, 3] > mirrored[50, 10, 3]
    assert mirrored[10, 10, 1] < 200


def shot(size="wide", place="field", **kw) -> Shot:
    plan = WorldPlan(place=place, players=kw.pop("players", PLAYERS), **kw.pop("plan", {}))
    return Shot(id="s01", start=2.0, end=6.0, size=size, world=plan, **kw)


def test_a_world_is_the_same_for_the_same_seed_and_ordered_back_to_front():
    one, two = (build_world(shot(), width=320, height=180, seed=5, catalogue=Shapes()) for _ in range(2))
    assert [layer.name for layer in one.layers] == [layer.name for layer in two.layers]
    assert all(np.array_equal(a.picture, b.picture) for a, b in zip(one.layers, two.layers, strict=True))
    depths = [layer.plane.depth_m for layer in one.layers if layer.plane.kind == "card"]
    assert all(b <= a * 1.03 for a, b in itertools.pairwise(depths))
    names = [layer.mask for layer in one.layers if layer.mask]
    assert {"dog-0-0", "tree-1-0", "tree-1-2", "child-3-0"} <= set(names)
    heroes = [layer.name for layer in one.layers if layer.paint.hero]
    assert heroes == ["dog-0-0"]


def test_an_unknown_thing_is_refused_by_name():
    with pytest.raises(InputError, match="unicorn"):
        build_world(shot(players=[Player(thing="unicorn")]), width=64, height=36, seed=1, catalogue=Shapes())


def framed(size="wide", shot_id="s01", place="field", **player):
    player = {"person": "adult"} | player if "thing" not in player else player
    hero = gather([Player(hero=True, **player)], Shapes(), 1, "#cc3311", place)[0]
    return frame_shot(size, place, hero, aspect=16 / 9, seed=1, shot_id=shot_id)


def test_a_nearer_shot_takes_a_longer_lens():
    for where in ("field", "room"):
        focals = [framed(size, place=where).focal for size in SHOT_SIZES]
        assert focals == sorted(focals) and focals[-1] > 2.5 * focals[0]
    world = build_world(shot("close"), width=64, height=36, seed=1, catalogue=Shapes())
    assert world.focal == framed("close").focal > 2


def test_neighbouring_shots_look_from_other_heights_and_sides():
    shots = [framed(shot_id=f"s{number:02d}") for number in range(1, 9)]
    for one, two in itertools.pairwise(shots):
        assert abs(one.horizon - two.horizon) > 0.15 and abs(one.turn - two.turn) > 0.5
    assert {one.mirrored for one in shots} == {True, False}
    assert framed(shot_id="s03") == framed(shot_id="s03")


@pytest.mark.parametrize("size", SHOT_SIZES)
@pytest.mark.parametrize(
    "who", [{"person": "adult"}, {"person": "child"}, {"thing": "dog"}, {"thing": "house"}]
)
def test_the_hero_stands_on_the_ground_that_the_camera_sees(size, who):
    """The row of the feet follows from eye, lens and distance, so that nobody floats or is cut at the ankles."""
    framing = framed(size, **who)
    feet = 0.5 + framing.horizon + framing.focal * 16 / 9 * framing.eye_m / framing.focus_m
    assert feet < 0.97 or feet > 1.1 or framing.share > 1.0
    assert feet - framing.share > 0.03
    assert 0.15 < 0.5 + framing.horizon < 0.78 and 0.25 < framing.eye_m < 4.5


def seen(size, place="field", shot_id="s01", players=None, **plan):
    """A world's guide at rest in the middle of a shot of 4 s, and the boxes of masks in frame heights."""
    players = players or [Player(person="adult", hero=True)]
    told = Shot(
        id=shot_id, start=0, end=4, size=size, world=WorldPlan(place=place, players=players, foreground="none", **plan)
    )  # fmt: skip
    world = build_world(told, width=320, height=180, seed=3, catalogue=Shapes())
    return world, Performance(world).guide(Pose(), 2.0, {})


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [("extreme_wide", 0.11, 0.17), ("wide", 0.28, 0.4), ("medium", 0.55, 0.8), ("close", 0.78, 0.92)],
)
def test_a_person_has_the_height_of_its_shot_size(size, low, high):
    _, guide = seen(size)
    rows = np.flatnonzero((guide.masks["adult-0-0"] > 128).any(axis=1))
    assert low <= (rows[-1] + 1 - rows[0]) / 180 <= high
    assert (rows[-1] >= 178) == (size == "close")
    assert rows[0] > 0.06 * 180


def test_the_background_of_a_close_shot_is_out_of_focus():
    def edges(size: str) -> float:
        world, _ = seen(size, "garden")
        trees = next(one for one in world.layers if one.name == "trees")
        alpha = cv2.resize(trees.picture[..., 3], None, fx=1 / trees.scale, fy=1 / trees.scale)
        return float(np.percentile(np.abs(np.diff(alpha.astype(float), axis=1)), 99.5))

    assert edges("close") < 0.6 * edges("wide")


def test_two_shots_of_one_place_differ_and_belong_together():
    house = []
    means = []
    for name in ("s01", "s02"):
        world, guide = seen("wide", "village", name)
        back = next(one for one in world.layers if one.name == "houses")
        house.append((back.origin[0] / 320, back.origin[1] / 180))
        means.append(guide.colour[:60].mean(axis=(0, 1)))
    assert np.abs(np.subtract(*house)).max() > 0.08
    assert np.abs(np.subtract(*means)).max() < 30


@pytest.mark.parametrize("where", ["room", "kitchen", "classroom", "hospital"])
@pytest.mark.parametrize("shot_id", ["s01", "s02"])
def test_people_have_their_true_height_in_rooms(where, shot_id):
    world, guide = seen("wide", where, shot_id)
    by_name = {layer.name: layer for layer in world.layers}
    hero, wall = by_name["adult-0-0"], by_name["wall"]
    rows = np.flatnonzero((guide.masks["adult-0-0"] > 128).any(axis=1))
    share = (rows[-1] + 1 - rows[0]) / 180
    assert 0.4 <= share <= 0.55
    # 2.5 m of wall at its depth, in heights of a person of 1.68 m at the hero's depth.
    ceiling = by_name["ceiling"]
    under = world.focal * 320 * -ceiling.plane.below_m / ceiling.plane.depth_m
    floor = world.focal * 320 * by_name["floor"].plane.below_m / wall.plane.depth_m
    person = share * 180 * hero.plane.depth_m / wall.plane.depth_m
    assert (under + floor) / person == pytest.approx(2.5 / 1.68, rel=0.12)


def test_a_tiny_hero_of_a_wide_shot_is_seen_about_something_larger():
    placed = build_world(
        shot(players=[Player(thing="bird", hero=True, count=3), Player(thing="dog")]),
        width=320, height=180, seed=1, catalogue=Shapes(),
    )  # fmt: skip
    boxes = {
        one.mask: (one.origin[0], one.origin[1], one.picture.shape[0] / one.scale)
        for one in placed.layers
        if one.mask
    }
    dog = boxes["dog-1-0"]
    birds = [boxes[f"bird-0-{copy}"] for copy in range(3)]
    assert all(abs(bird[0] - dog[0]) < 0.5 * 320 for bird in birds)
    assert all(0.05 * 180 < bird[2] < dog[2] for bird in birds) and dog[2] > 0.2 * 180


def test_a_place_shows_its_own_window_once():
    own = Thing("window", ("window",), (), 1.2, stand="wall")
    THINGS["window"] = own
    players = [Player(person="adult", hero=True), Player(thing="window")]
    worlds = [seen("wide", where, players=players)[0] for where in ("kitchen", "field")]
    names = [{layer.mask for layer in world.layers} for world in worlds]
    del THINGS["window"]
    assert "window-1-0" not in names[0] and "window-1-0" in names[1]


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (64, 36), (37, 90)])
def test_tiny_and_odd_frames_can_be_built(size):
    for name in ("close", "extreme_wide"):
        world = build_world(shot(name, "garden"), width=size[0], height=size[1], seed=2, catalogue=Shapes())
        assert Performance(world).frame(Pose(), 1.0, {}).shape == (size[1], size[0], 3)


def test_passengers_sit_on_seats():
    rider = gather([Player(person="adult", pose="sitting")], Shapes(), 1, "#cc3311", "bus")[0]
    camper = gather([Player(person="adult", pose="sitting")], Shapes(), 1, "#cc3311", "field")[0]
    assert rider.seat == "seat" and camper.seat is None and rider.height_m > camper.height_m


@pytest.mark.parametrize(
    ("place", "move", "size"),
    [("field", "push_in", "medium"), ("sea", "truck_left", "wide"), ("street", "pan_right", "wide"),
     ("room", "arc_left", "medium"), ("mountains", "rise", "extreme_wide"), ("garden", "handheld", "close")],
)  # fmt: skip
def test_no_hole_and_no_edge_is_seen_in_a_whole_shot(place, move, size):
    """Behind everything lies magenta: none of it may shine through at any moment of a move at full strength."""
    plan = shot(size, place, camera=Camera(move=move, strength=1.0))
    world = build_world(plan, width=320, height=180, seed=3, catalogue=Shapes())
    over = [
        layer
        for layer in world.layers
        if layer.blend == "over" and not layer.life.wraps and layer.mask is None
    ]
    white = tuple(
        Layer(one.name, tuple(_whitened(p) for p in one.frames), one.origin, one.scale, one.plane, one.life)
        for one in over
    )
    lit = Performance(type(world)(world.width, world.height, world.focal, world.horizon, white))
    full = Performance(world)
    times = np.linspace(0, 4, 7)
    music = {name: np.zeros(7) for name in SIGNALS}
    poses = camera_poses(plan.camera, times_s=times, duration_s=4, signals=music, shot_size=size, seed=3)
    for pose, time_s in zip(poses, times, strict=True):
        frame = lit.frame(pose, float(time_s), dict.fromkeys(SIGNALS, 0.0))
        assert (frame.min(axis=2) < 250).mean() < 0.001, (time_s, pose)
        assert full.frame(pose, float(time_s), dict.fromkeys(SIGNALS, 0.0)).shape == (180, 320, 3)


def _whitened(picture: np.ndarray) -> np.ndarray:
    out = picture.copy()
    out[..., :3] = 255
    return out


def test_the_hero_reads_against_its_ground_when_the_picture_is_grey():
    for where, hour in (("street", "night"), ("field", "noon"), ("room", "dusk"), ("snowfield", "morning")):
        plan = shot("medium", where, players=[Player(thing="dog", hero=True)], plan={"time": hour})
        world = build_world(plan, width=320, height=180, seed=3, catalogue=Shapes())
        guide = Performance(world).guide(Pose(), 2.0, {})
        grey = guide.colour @ LUMA / 255.0
        hero = guide.masks["dog-0-0"] > 200
        ring = (cv2.dilate(hero.astype(np.uint8), np.ones((25, 25))) > 0) & ~(guide.masks["dog-0-0"] > 20)
        assert abs(grey[hero].mean() - grey[ring].mean()) > 0.06, (where, hour)


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES)
def test_every_place_can_be_built_in_every_size_and_drawn(place):
    for size in SHOT_SIZES:
        world = build_world(shot(size, place), width=160, height=90, seed=2, catalogue=Shapes())
        frame = Performance(world).frame(Pose(), 1.0, dict.fromkeys(SIGNALS, 0.5))
        assert frame.shape == (90, 160, 3) and frame.std() > 4


def test_toning_a_cycle_at_once_is_toning_each_pixel():
    rng = np.random.default_rng(3)
    pictures = [rng.integers(0, 256, (30, 20, 4), dtype=np.uint8) for _ in range(3)]

    def dim(picture: np.ndarray) -> np.ndarray:
        out = picture.copy()
        out[..., :3] = picture[..., :3] * 0.8 + (10, 0, 30)
        return out

    for got, picture in zip(toned(pictures, dim), pictures, strict=True):
        seen = picture[..., 3] > 0
        assert np.abs(got[seen].astype(int) - dim(picture)[seen]).max() <= 3
        assert np.array_equal(got[..., 3], picture[..., 3])


def test_the_rim_lies_on_the_side_of_the_light():
    picture = np.zeros((40, 40, 4), np.uint8)
    picture[10:30, 10:30] = (50, 50, 50, 255)
    lit = rimmed(picture, (1.0, 0.0), (1.0, 1.0, 1.0), 3.0, 0.8)
    assert lit[20, 28, 0] > 150 and lit[20, 11, 0] == 50 and lit[20, 20, 0] == 50
