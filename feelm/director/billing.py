"""Who or what a shot is about: everything that could be its hero, how well, and at which distances."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feelm.director.brief import Catalogue
from feelm.director.cutting import Take
from feelm.director.passage import Passage
from feelm.director.rules import rules
from feelm.story.telling import Item, Person, Scene
from feelm.things.thing import Thing
from feelm.vocabulary import INDOOR_PLACES, SHOT_SIZES, ShotSize

Subject = Item | Person
OWN_SET = "feelm"


@dataclass(frozen=True)
class Said:
    """What is read while a shot is seen: a sentence, and from where to where in it (0..1)."""

    text: str = ""
    start: float = 0.0
    stop: float = 1.0


@dataclass(frozen=True)
class Candidate:
    """A possible hero (None: the place itself), how much it asks to be it, and the distances that show it well."""

    subject: Subject | None
    weight: float
    sizes: Mapping[ShotSize, float]


def said_in(take: Take, fps: float) -> Said:
    """The sentence that is read for most of a shot, if any is, and which part of it."""
    start_s, stop_s = take.first / fps, take.stop / fps
    spans = take.passage.sentences
    shares = [
        (min(stop_s, end) - max(start_s, start), -number) for number, (start, end, _) in enumerate(spans)
    ]
    if not shares or max(shares)[0] <= 0:
        return Said()
    begin, end, text = spans[-max(shares)[1]]
    length_s = max(end - begin, 1e-9)
    return Said(text, max(0.0, (start_s - begin) / length_s), min(1.0, (stop_s - begin) / length_s))


def is_named(word: str, text: str) -> bool:
    """Whether a sentence holds a word; a Korean syllable alone must stand before a particle or a space.

    >>> is_named("나", "나는 웃었다"), is_named("나", "나무가 있다"), is_named("gull", "Gulls cry")
    (True, False, True)
    """
    return where_named(word, text) is not None


def where_named(word: str, text: str) -> float | None:
    """Where in a sentence a word stands, 0..1, or None where it does not."""
    if not word or not text:
        return None
    if "가" <= word[-1] <= "힣":
        after = r"(?=[은는이가을를의도만에와과로랑]|\b)" if len(word) == 1 else ""
        found = re.search(rf"(?<![가-힣]){re.escape(word)}{after}", text)
    else:
        found = re.search(rf"\b{re.escape(word)}(?:s|es)?\b", text, re.IGNORECASE)
    return found.start() / len(text) if found else None


def is_meant(one: Subject, passage: Passage, text: str) -> bool:
    """Whether a sentence speaks of somebody: by the word for it, or by a pronoun where no sentence has that word."""
    if is_named(one.word, text):
        return True
    return bool(one.word and text) and not any(is_named(one.word, said) for said in passage.scene.sentences)


def where_meant(one: Subject, said: Said) -> float | None:
    """Where in what is read somebody is spoken of, 0..1: their word, else the pronoun that may stand for them."""
    at = where_named(one.word, said.text)
    if at is not None:
        return at
    kind = one.gender if isinstance(one, Person) else "thing"
    reads = [where_named(word, said.text) for word in rules().heroes.pronouns[kind]]
    return min((at for at in reads if at is not None), default=None)


def subjects_of(passage: Passage) -> list[Subject]:
    """Whom and what a passage must show, the subject first; people before things of equal weight.

    What the scenery of the place shows anyway is left to it, and of two who embrace one drawing shows both.
    """
    scene = passage.scene
    people = list(scene.people)
    holder = next((one for one in people if one.pose == "embracing"), None)
    if holder is not None and holder.count == 1:
        others = sorted((one for one in people if one is not holder), key=lambda one: -one.salience)
        if others and others[0].count == 1:
            people.remove(others[0])
    items = [one for one in scene.items if not shown_by_place(one.thing, passage)]
    everyone: list[Subject] = [*people, *items]
    return sorted(everyone, key=lambda one: -one.salience)


def shown_by_place(thing: str, passage: Passage) -> bool:
    """Whether the scenery of a passage's place has this thing in it (the window of a kitchen, the sea of a beach)."""
    look = rules().places[passage.scene.place or "open"]
    return thing in look.shows or thing in rules().heroes.of_the_sky


def is_airy(subject: Subject, catalogue: Catalogue) -> bool:
    """Whether something small flies, falls or glows around others: company for a hero, seldom one itself."""
    if isinstance(subject, Person):
        return False
    thing = catalogue.get(subject.thing)
    return thing.height_m * subject.size < rules().heroes.airy_m and thing.motion in rules().heroes.airy


def is_held(subject: Subject, subjects: Sequence[Subject], catalogue: Catalogue) -> bool:
    """Whether a thing goes in a hand, and somebody is there to hold it."""
    if isinstance(subject, Person) or catalogue.get(subject.thing).stand != "hand":
        return False
    return any(isinstance(one, Person) for one in subjects)


def candidates(
    take: Take,
    said: Said,
    catalogue: Catalogue,
    dwellers: Sequence[Thing],
    *,
    alone: bool,
    lingers: Person | None = None,
    returns: bool = False,
    ends: bool = False,
) -> list[Candidate]:
    """Return who may be the hero of a shot, the place itself last.

    Args:
        said: the sentence that is read meanwhile.
        dwellers: what the eye may rest on where the words name nothing.
        alone: whether the shot is the only one of its passage, so that it must show everybody.
        lingers: somebody of the sentence before who is still there.
        returns: whether the small thing of a journey comes back in this shot.
        ends: whether it is the last shot of the film.
    """
    subjects = subjects_of(take.passage)
    solid = [one for one in subjects if not is_airy(one, catalogue)]
    named = [one for one in subjects if is_meant(one, take.passage, said.text)]
    rule = rules().heroes
    place_weight = _place_weight(take, said, subjects, alone=alone)
    # A sentence that names nobody of its scene ("she did not come back") is of the empty place.
    silent = bool(said.text and subjects and not named) and not alone
    place_weight = max(place_weight, rule.place_said) if silent else place_weight
    elsewhere = bool(named) or place_weight >= rule.place_said
    found = []
    for one in subjects:
        weight = (rule.least + one.salience) * _kind(one, subjects, catalogue)
        if elsewhere and one not in named:
            weight *= rule.unnamed
        if one.salience < rule.aside_below and any(
            other.salience >= rule.aside_below for other in named if other in solid
        ):
            weight *= rule.aside
        weight *= _at_its_word(one, said)
        if one in solid:
            weight += rule.anchor * _company_weight(one, subjects, said, catalogue)
        elif solid:
            weight *= rule.airy_weight
        found.append(Candidate(one, weight, _sizes(one, catalogue, crowded=alone and len(solid) > 1)))
    if take.passage.index is None and found:
        # On a journey only its figure is seen from afar, and the eye rests on small things between.
        figure = Candidate(found[0].subject, rule.figure, rule.person_sizes)
        if ends:
            return [figure]
        token = take.passage.token
        found = [
            figure,
            *(
                _company(one, token)
                for one in found[1:]
                if returns or not token or not _is_thing(one.subject, token)
            ),
        ]
        found += _resting(dwellers, subjects, catalogue)
    if not found and lingers is not None:
        found = [Candidate(lingers, rule.person, _sizes(lingers, catalogue, crowded=False))]
    elif not found:
        found = _resting(dwellers, (), catalogue)
    empty: dict[ShotSize, float] = {"extreme_wide": 1.2, "wide": 2.0}
    found.append(Candidate(None, place_weight, empty))
    # Whom a sentence names is seen in it: a small thing of the place has only a part of it, or one without anybody.
    shared = not named or said.stop - said.start < 0.75
    if not alone and shared and insert_kinds(take.passage.scene):
        found.append(Candidate(None, rule.insert, {"detail": 1.0}))
    return [one for one in found if one.weight > 0 and one.sizes]


def _company(one: Candidate, token: str) -> Candidate:
    """What is met on a journey is seen from near; the small thing that returns asks most to be."""
    weight = rules().heroes.token if token and _is_thing(one.subject, token) else one.weight
    return Candidate(one.subject, weight, _near(one.sizes))


def _is_thing(subject: Subject | None, thing: str) -> bool:
    return isinstance(subject, Item) and subject.thing == thing


def insert_kinds(scene: Scene) -> tuple[str, ...]:
    """What small things of a scene's place can fill a picture, in the scene's weather, season and hour."""
    rule, place = rules().inserts, scene.place or "open"
    inside = place in INDOOR_PLACES
    if scene.weather in ("rain", "storm"):
        return (rule.wet_inside if inside or place in rule.lamplight else rule.wet_outside,)
    if scene.time_of_day in ("dusk", "night") and place in rule.lamplight:
        return ("lights",)
    if not inside and (scene.season == "winter" or scene.weather == "snow"):
        return (rule.cold,)
    near = tuple(kind for kind in rules().places[place].near if kind in rule.kinds and kind != "glass")
    return near + (("rings",) if place in rule.at_water else ())


def _resting(dwellers: Sequence[Thing], subjects: Sequence[Subject], catalogue: Catalogue) -> list[Candidate]:
    """Heroes that the words do not name: what lives in the place."""
    there = {one.thing for one in subjects if isinstance(one, Item)}
    items = [Item(word="", thing=thing.id, salience=0.5) for thing in dwellers if thing.id not in there]
    weight = rules().heroes.dweller
    return [
        Candidate(item, weight * (1.0 if _own(item, catalogue) else 0.3), sizes)
        for item in items
        if (sizes := _sizes(item, catalogue, crowded=False))
    ]


def _place_weight(take: Take, said: Said, subjects: Sequence[Subject], *, alone: bool) -> float:
    """How much a shot asks to be of the place itself: where its words are read (the moon, the roof, snow)."""
    rule, scene = rules().heroes, take.passage.scene
    if alone and subjects:
        return rule.place_alone
    words = [word for word, kind in scene.setting if kind in ("backdrop", "weather", "place")]
    words += [item.word for item in scene.items if shown_by_place(item.thing, take.passage)]
    reads = [at for word in words if (at := where_named(word, said.text)) is not None]
    if any(said.start - 0.05 <= at <= said.stop for at in reads):
        return rule.place_said
    return rule.place_alone if subjects else rule.place


def _kind(one: Subject, subjects: Sequence[Subject], catalogue: Catalogue) -> float:
    """Who is alive goes before things; what the teller does goes before the teller; icons come last."""
    rule = rules().heroes
    if isinstance(one, Person):
        acted_on = any(
            isinstance(other, Item) and other.salience >= 0.7 and _own(other, catalogue) for other in subjects
        )
        return rule.teller if one.word.lower() in rule.tellers and acted_on else rule.person
    if not _own(one, catalogue):
        return rule.icon
    if one.match == "meaning":
        return rule.likely
    if is_held(one, subjects, catalogue):
        return rule.held
    return rule.animal if catalogue.get(one.thing).motion in rule.alive else rule.thing


def _own(item: Item, catalogue: Catalogue) -> bool:
    return catalogue.get(item.thing).set_name == OWN_SET


def _at_its_word(one: Subject, said: Said) -> float:
    """Full while its word is being read, less the farther away it is in the sentence."""
    at = where_meant(one, said)
    if at is None:
        return 1.0
    away = max(0.0, said.start - at - 0.1, at - said.stop)
    return float(2.0 ** -((away / rules().heroes.word_reach) ** 2))


def _company_weight(one: Subject, subjects: Sequence[Subject], said: Said, catalogue: Catalogue) -> float:
    """What small things around somebody add: their own weight, given to the named one nearest to their word."""
    at = where_meant(one, said)
    if at is None:
        return 0.0
    total = 0.0
    for airy in (other for other in subjects if is_airy(other, catalogue)):
        spot = where_named(airy.word, said.text)
        if spot is None:
            continue
        # "butterflies above the roses": what comes after them in their clause is what they are about.
        between = said.text[int(min(at, spot) * len(said.text)) : int(max(at, spot) * len(said.text))]
        away = abs(at - spot) * (1.0 if at > spot else 1.5) + 0.3 * ("," in between)
        total += airy.salience * float(2.0 ** -((away / rules().heroes.word_reach) ** 2))
    return total


def _sizes(one: Subject, catalogue: Catalogue, *, crowded: bool) -> dict[ShotSize, float]:
    """How well each distance shows somebody; a thing that is an icon is never seen from near."""
    rule = rules().heroes
    if isinstance(one, Person):
        sizes = dict(rule.person_sizes)
        if one.count > 2 or one.pose in ("running", "walking"):
            sizes["close"] = 0.5 * sizes.get("close", 0.0)
    else:
        thing = catalogue.get(one.thing)
        height_m = thing.height_m * one.size
        sizes = dict(next(row.sizes for row in rule.natural if height_m <= row.up_to_m))
        if thing.set_name != OWN_SET:
            sizes = {size: weight for size, weight in sizes.items() if size not in ("close", "detail")}
            sizes = sizes or {"medium": 1.0, "wide": 0.6}
        elif one.count > 1:
            sizes.pop("detail", None)
        if thing.id in rule.bows:
            # A bow in the sky is drawn by the sky: nobody comes near it.
            sizes = {"extreme_wide": 1.0, "wide": 1.6}
        if thing.motion in rule.swarm:
            # What glows or falls in numbers is nothing when it fills the picture.
            sizes = {"wide": 0.5, "medium": 0.5}
    if crowded:
        sizes = {size: weight for size, weight in sizes.items() if size not in ("close", "detail")} or {
            "medium": 1.0
        }
    return {size: weight for size, weight in sizes.items() if weight > 0}


def _near(sizes: Mapping[ShotSize, float]) -> dict[ShotSize, float]:
    return {size: weight for size, weight in sizes.items() if SHOT_SIZES.index(size) >= 2}
