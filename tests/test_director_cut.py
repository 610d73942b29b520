"""What an editor promises of the cut: who is seen, how near, and how the pictures follow each other."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from test_story_kit import korean_reader

from feelm.affect import fuse, words_stream
from feelm.director import Brief, direct, plan_duration, scene_spans
from feelm.director.billing import where_named
from feelm.director.rules import rules
from feelm.painter import list_styles
from feelm.score.model import Player, Score, Shot
from feelm.story.teller import Teller
from feelm.story.telling import Telling
from feelm.things import open_catalogue
from feelm.things.catalogue import Catalogue

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
FAR = ("extreme_wide", "wide")


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


@cache
def told(text: str) -> Telling:
    return Teller(catalogue(), korean_reader()).tell(text)


@cache
def film(text: str, length_s: float | None = None, seed: int = 7) -> Score:
    telling = told(text)
    length_s = plan_duration(telling, None, length_s)
    feeling = fuse([words_stream(telling, scene_spans(telling, length_s, None))], length_s)
    brief = Brief(duration_s=length_s, story=text, seed=seed)
    return direct(brief, telling, None, feeling, catalogue(), list_styles())


def example(path: Path) -> Score:
    return film(path.read_text(encoding="utf-8"))


def hero(shot: Shot) -> Player | None:
    return next((player for player in shot.world.players if player.hero), None)


def heroes(score: Score, *sizes: str) -> set[str]:
    """Who is the hero of any shot (of these sizes), by thing or by age."""
    found = [hero(shot) for shot in score.shots if not sizes or shot.size in sizes]
    return {str(one.thing or one.person) for one in found if one is not None}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_film_is_seen_from_near_more_than_from_afar(path: Path) -> None:
    sizes = [shot.size for shot in example(path).shots]
    share = Counter("far" if size in FAR else size if size == "medium" else "near" for size in sizes)
    assert 0.08 <= share["far"] / len(sizes) <= 0.34
    assert 0.33 <= share["medium"] / len(sizes) <= 0.55
    assert 0.25 <= share["near"] / len(sizes) <= 0.48
    assert all(one != other for one, other in pairwise(sizes))
    assert all(sum(size in FAR for size in sizes[at : at + 5]) < 3 for at in range(len(sizes)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_scenes_are_cut_and_no_shot_outstays_its_sentence(path: Path) -> None:
    score = example(path)
    lengths = [shot.end - shot.start for shot in score.shots]
    assert len(score.shots) >= score.duration / 6
    assert max(lengths) < 12


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nobody_is_cast_for_what_the_place_shows(path: Path) -> None:
    score = example(path)
    for shot in score.shots:
        assert not {player.thing for player in shot.world.players} & set(
            rules().places[shot.world.place].shows
        )
    telling = told(path.read_text(encoding="utf-8"))
    for scene in telling.scenes:
        shots = [shot for shot in score.shots if shot.scene == scene.index]
        cast = {player.word for shot in shots for player in shot.world.players}
        for item in scene.items:
            place_shows = any(item.thing in rules().places[shot.world.place].shows for shot in shots)
            through = any(shot.world.foreground == "window" for shot in shots) and item.thing == "window"
            assert item.word in cast or place_shows or through or item.thing in rules().heroes.of_the_sky


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_only_our_own_drawings_are_seen_from_near(path: Path) -> None:
    for shot in example(path).shots:
        one = hero(shot)
        if one is not None and one.thing and shot.size in ("close", "detail"):
            assert catalogue().get(one.thing).set_name == "feelm"


def test_leaves_fall_around_the_chair_that_the_words_are_about() -> None:
    score = film("Then autumn came, and red leaves fell on her empty chair.", 12)
    assert "chair" in heroes(score) and "maple_leaf" not in heroes(score)
    chairs = [shot for shot in score.shots if (one := hero(shot)) and one.thing == "chair"]
    chair = next(shot for shot in chairs if shot.size in ("medium", "close"))
    assert any(player.thing == "maple_leaf" and player.count >= 5 for player in chair.world.players)


def test_butterflies_are_company_for_what_they_dance_above() -> None:
    score = film(
        "Sunflowers leaned over the old stone well, and yellow butterflies danced above the roses.", 14
    )
    assert heroes(score) & {"sunflower", "rose"} and "butterfly" not in heroes(score)
    assert any(player.thing == "butterfly" for shot in score.shots for player in shot.world.players)


def test_fireflies_are_company_for_the_lantern() -> None:
    score = film("In the evening she lit a lantern in the garden, and fireflies rose out of the grass.", 14)
    assert heroes(score) <= {"lantern", "adult"} and "lantern" in heroes(score)
    assert all(player.thing != "grass" for shot in score.shots for player in shot.world.players)


def test_what_the_teller_acts_on_is_the_hero_with_the_teller_beside_it() -> None:
    films = [film("This spring I planted one sunflower beside the well.", 12, seed) for seed in range(6)]
    assert sum("sunflower" in heroes(score) for score in films) >= 5
    for score in films:
        assert any(player.pose == "crouching" for shot in score.shots for player in shot.world.players)


def test_who_was_there_is_still_there_unless_the_words_say_otherwise() -> None:
    walked = (
        "My grandmother walked along the narrow path of the garden and slowly opened the old blue gate for me"
    )
    leaned = (
        "The old pear tree and the tall green pines leaned over the long white garden wall and over the well"
    )
    films = [film(f"{walked}. {leaned}.", 40, seed) for seed in range(6)]
    later = [shot for score in films for shot in score.shots if shot.text.startswith("The old")]
    with_her = [shot for shot in later if any(p.person == "elder" for p in shot.world.players)]
    assert with_her and all(shot.size in ("medium", *FAR) for shot in with_her)
    assert all(p.facing == "away" and not p.hero for shot in with_her for p in shot.world.players if p.person)
    bare = [film(f"{walked}. {leaned}, and nobody came.", 40, seed) for seed in range(6)]
    alone = [shot for score in bare for shot in score.shots if shot.text.startswith("The old")]
    assert alone and not any(p.word == "grandmother" for shot in alone for p in shot.world.players)


def test_two_who_embrace_are_one_drawing() -> None:
    score = film("She hugged me in the garden.", 8)
    for shot in score.shots:
        people = [player for player in shot.world.players if player.person]
        assert [player.pose for player in people] in ([], ["embracing"])


def test_a_window_of_the_room_is_looked_through_not_cast() -> None:
    score = film("When the rain came, we watched it from the kitchen window.", 10)
    assert all(player.thing != "window" for shot in score.shots for player in shot.world.players)
    assert any(shot.world.foreground in ("window", "glass") for shot in score.shots)
    assert any(player.facing == "away" for shot in score.shots for player in shot.world.players)
    assert any("window" in shot.why["world.players"] for shot in score.shots)


def test_what_stands_outside_a_window_is_not_brought_in() -> None:
    score = film(
        "나는 산에서 눈길을 걸었다. 오두막 안에는 난로가 타고 있었다. 하얀 사슴 한 마리가 창밖에 서 있었다.",
        20,
    )
    deer = [shot for shot in score.shots if "deer" in {player.thing for player in shot.world.players}]
    assert deer and {shot.world.place for shot in deer} <= {"mountains", "snowfield"}
    assert any(shot.world.foreground == "window" for shot in deer)


def test_what_is_held_stays_with_its_holder() -> None:
    score = film("I stood in the street with a torn umbrella.", 8)
    assert heroes(score) == {"adult"}


def test_the_day_goes_on_where_the_words_leave_it_open() -> None:
    grass = "walked slowly through the tall green grass of the wide open field behind the old red barn"
    text = " ".join(f"A {animal} {grass}." for animal in ("dog", "cat", "fox", "cow", "deer", "goat"))
    order = list(rules().hours)
    hours = [order.index(shot.world.time) for shot in film(text, 60).shots]
    assert hours == sorted(hours) and len(set(hours)) >= 4
    said = film(f"At sunset snow fell. {text} At dawn a deer came.", 60)
    times = list(dict.fromkeys(shot.world.time for shot in said.shots))
    assert times == ["sunset", "dusk", "night", "dawn"]


def test_styles_that_tire_the_eye_are_left_to_those_who_ask() -> None:
    chosen = {
        film(path.read_text(encoding="utf-8"), None, seed).shots[0].paint.style
        for path in EXAMPLES[:3]
        for seed in (1, 2)
    }
    assert not chosen & set(rules().style.avoid)
    assert set(rules().style.avoid) <= {style.name for style in list_styles()}
    for path in EXAMPLES:
        score = example(path)
        style = next(style for style in list_styles() if style.name == score.shots[0].paint.style)
        low, high = style.strengths
        assert all(low <= shot.paint.strength <= high + rules().paint.memory_strength for shot in score.shots)


def test_the_place_of_a_word_in_its_sentence() -> None:
    assert where_named("lantern", "a lantern, fireflies") == pytest.approx(0.1)
    assert where_named("chair", "a lantern") is None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nobody_looks_over_their_own_shoulder(path: Path) -> None:
    for shot in example(path).shots:
        if shot.world.foreground == "shoulder":
            assert not any(player.person for player in shot.world.players)
            assert "shoulder" in shot.why["world.foreground"] or "어깨" in shot.why["world.foreground"]
