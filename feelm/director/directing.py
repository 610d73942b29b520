"""``direct``: everything that is known of a film becomes its score."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from feelm.affect import words_for
from feelm.affect.feeling import Feeling
from feelm.audio.hearing import Hearing
from feelm.director.billing import Candidate, Said, candidates, said_in
from feelm.director.brief import Brief, Catalogue, Style
from feelm.director.casting import Cast, cast_shots, dwellers, who_stays
from feelm.director.cutting import Take, cut
from feelm.director.filling import fill
from feelm.director.framing import Framing, frame
from feelm.director.joining import join
from feelm.director.journey import journey
from feelm.director.looks import (
    Colours,
    Mood,
    choose_style,
    grade_for,
    light_for,
    pace_curve,
    paint_for,
    second_style,
    shake_curve,
    unsure,
    wind_for,
)
from feelm.director.reasons import Language, Reasons
from feelm.director.relations import felt_in
from feelm.director.setting import settle
from feelm.director.sizing import choose_views
from feelm.director.timing import captions_for, plan_duration, scene_spans
from feelm.language import interface_language
from feelm.score.model import Camera, Score, Shot, Unpictured, WorldPlan
from feelm.score.track import track_of
from feelm.story.telling import Telling


def direct(
    brief: Brief,
    telling: Telling | None,
    hearing: Hearing | None,
    feeling: Feeling,
    catalogue: Catalogue,
    styles: Sequence[Style] = (),
) -> Score:
    """Return the score of a film.

    Args:
        brief: size, rate, seed and wishes.
        telling: what the words tell; None or without scenes makes a journey without words.
        hearing: the music (brought or composed); None cuts by time alone.
        feeling: fused valence and arousal over the film.
        catalogue: the things that can be drawn.
        styles: the painting styles to choose from when the brief names none.

    Returns:
        A score in which every choice has its reason in ``why``; the same arguments give the same score.
    """
    say = Reasons(_language(telling))
    duration_s = round(brief.duration_s or plan_duration(telling, hearing, None), 4)
    told = telling if telling and telling.scenes else None
    spans = scene_spans(told, duration_s, hearing) if told else []
    if told:
        passages = fill(settle(told.scenes, spans, feeling, brief.chance, say), hearing, catalogue, say)
    else:
        passages = journey(hearing, feeling, duration_s, catalogue, brief.chance, say)
    takes = cut(passages, hearing, feeling, duration_s, brief.fps, brief.chance, say, brief.gains)
    style, why_style = choose_style(brief, styles, takes, say)
    shots = _shots(takes, brief, catalogue, style, why_style, styles, feeling, duration_s, say)
    shots = _named(shots, feeling, _language(telling))
    things = sorted({player.thing for shot in shots for player in shot.world.players if player.thing})
    return Score(
        title=brief.title,
        size=brief.size,
        fps=brief.fps,
        duration=duration_s,
        seed=brief.seed,
        story=brief.story,
        music=brief.music,
        captions_burned=brief.captions_burned,
        fade_in=min(0.6, 0.1 * duration_s),
        fade_out=min(1.8, 0.15 * duration_s),
        feeling=track_of(feeling),
        shots=shots,
        captions=captions_for(told.scenes, spans) if told else [],
        not_pictured=[
            Unpictured(word=one.word, sentence=one.sentence, reason=one.reason)
            for one in (telling.not_pictured if telling else ())
        ],
        notes=[*(telling.notes if telling else ()), say("note_style", style=style, reason=why_style)],
        credits=catalogue.credits(things)
        + [
            line
            for name in dict.fromkeys(shot.paint.style for shot in shots)
            for line in _style_credit(styles, name)
        ],
    )


def _named(shots: list[Shot], feeling: Feeling, language: Language) -> list[Shot]:
    """Each shot with the words for its feeling, which stay from shot to shot as long as they are near."""
    middles = [0.5 * (float(shot.start) + float(shot.end)) for shot in shots]
    said = words_for(feeling, language, middles)
    return [
        shot.model_copy(update={"mood": [one.word for one in words]})
        for shot, words in zip(shots, said, strict=True)
    ]


def _language(telling: Telling | None) -> Language:
    """Reasons are told in the language of the words; without words in that of the interface."""
    spoken = [scene.language for scene in telling.scenes] if telling else []
    if not spoken:
        return "ko" if interface_language() == "ko" else "en"
    return "en" if spoken.count("en") > len(spoken) / 2 else "ko"


def _style_credit(styles: Sequence[Style], name: str) -> list[str]:
    return [
        str(credit) for style in styles if style.name == name and (credit := getattr(style, "credit", ""))
    ]


def _shots(
    takes: Sequence[Take], brief: Brief, catalogue: Catalogue, style: str, why_style: str, styles: Sequence[Style],
    feeling: Feeling, duration_s: float, say: Reasons,
) -> list[Shot]:  # fmt: skip
    said = [said_in(take, brief.fps) for take in takes]
    views = choose_views(takes, said, _offers(takes, said, catalogue), brief.fps, brief.chance)
    moods = [
        Mood(
            felt=felt_in(feeling, take.first / brief.fps, take.stop / brief.fps),
            passage=felt_in(feeling, take.passage.start_s, take.passage.end_s),
            gains=brief.gains,
        )
        for take in takes
    ]
    looks = [mood.look for mood in moods]
    framings = frame(takes, [view.size for view in views], looks, brief.fps, brief.chance, say)
    casts = cast_shots(takes, views, said, catalogue, brief.chance, say)
    joins = join(takes, brief.fps, say)
    colours = Colours(takes, say)
    second = second_style(style, styles, takes) if brief.style is None else None
    shots = []
    for number, take in enumerate(takes):
        framing, cast, (transition, why_transition) = framings[number], casts[number], joins[number]
        mood = moods[number]
        world, why_world = _world(take, mood, cast, colours, brief.chance, say)
        grade, why_grade = grade_for(take, mood, say)
        last = number == len(takes) - 1
        turned = second is not None and number > 0 and take.label[:1] == second[1]
        painted, why_painted = (
            (second[0], say("style_turn", label=take.label[:1])) if turned and second else (style, why_style)
        )
        shots.append(
            Shot(
                id=f"s{number + 1:02d}",
                start=_second(take.first, brief.fps),
                end=duration_s if last else _second(take.stop, brief.fps),
                scene=take.passage.index,
                text=said[number].text,
                size=framing.size,
                camera=_camera(framing, mood),
                world=world,
                paint=paint_for(
                    take,
                    mood,
                    framing.size,
                    painted,
                    styles,
                    insert=framing.size == "detail" and not cast.players,
                ),
                grade=grade,
                transition=transition,
                why={
                    **_why_shot(take, framing, why_transition, say),
                    **_why_motion(mood, say),
                    **why_world,
                    "paint.style": why_painted,
                    "paint.strength": say("paint", arousal=take.arousal),
                    "grade": why_grade,
                },
            )
        )
    return shots


def _camera(framing: Framing, mood: Mood) -> Camera:
    """The shutter is said only where it is open: what moves little is sharp, and costs one picture a frame."""
    return Camera(
        move=framing.move, strength=framing.strength, shutter=framing.shutter, shake=shake_curve(mood)
    )


def _why_motion(mood: Mood, say: Reasons) -> dict[str, str]:
    """Why the camera is restless and how fast the world lives: both follow the arousal inside the shot."""
    arousal = mood.felt.arousal
    why = {"world.pace": say("pace", arousal=arousal) + unsure(mood.felt, say)}
    if shake_curve(mood):
        why["camera.shake"] = say("shake", arousal=arousal)
    return why


def _offers(takes: Sequence[Take], said: Sequence[Said], catalogue: Catalogue) -> list[list[Candidate]]:
    """Who may be the hero of each shot; what lives in a place in turn, and only where the words name nobody."""
    of_passage = Counter(id(take.passage) for take in takes)
    before: Counter[int] = Counter()
    offers = []
    for index, (take, words) in enumerate(zip(takes, said, strict=True)):
        scene = take.passage.scene
        lives = [*dwellers(scene, catalogue), *dwellers(scene, catalogue, small=True)]
        turn = before[id(take.passage)]
        before[id(take.passage)] += 1
        offers.append(
            candidates(
                take,
                words,
                catalogue,
                lives if take.passage.index is not None or not lives else [lives[-1 - turn % len(lives)]],
                returns=turn == 1,
                alone=of_passage[id(take.passage)] == 1,
                lingers=who_stays(takes, index, words),
                ends=index == len(takes) - 1,
            )
        )
    return offers


def _why_shot(take: Take, framing: Framing, why_transition: str, say: Reasons) -> dict[str, str]:
    return {
        "start": take.why_start,
        "end": take.why_length,
        "size": framing.why_size,
        "camera.move": framing.why_move,
        "camera.strength": framing.why_strength,
        "transition": why_transition,
    }


def _world(
    take: Take, mood: Mood, cast: Cast, colours: Colours, seed: int, say: Reasons
) -> tuple[WorldPlan, dict[str, str]]:
    passage = take.passage
    scene = passage.scene
    palette, why_palette = colours.palette(take, mood)
    accent, why_accent = colours.accent(take, palette, mood.passage.valence)
    time, weather = scene.time_of_day or "afternoon", scene.weather or "clear"
    why = {
        key: reason
        for key, reason in passage.why.items()
        if key.startswith("world.") and key != "world.players"
    }
    why |= {"world.palette": why_palette, "world.accent": why_accent, "world.players": cast.why}
    why |= {
        "world.light": say("light", time=time, weather=weather),
        "world.wind": say("wind", weather=weather, arousal=take.arousal),
    }
    chosen: dict[str, object] = {"place": scene.place, "time": time, "weather": weather}
    if scene.season:
        chosen["season"] = scene.season
    if cast.foreground:
        chosen["foreground"] = cast.foreground
        why["world.foreground"] = cast.why_foreground
    world = WorldPlan(
        **chosen,  # type: ignore[arg-type]
        palette=palette,
        accent=accent,
        light=light_for(take, mood, seed),
        wind=wind_for(take, mood),
        pace=pace_curve(mood),
        players=list(cast.players),
    )
    return world, why


def _second(frame: int, fps: float) -> float:
    """The second of a frame to a tenth of a millisecond, rounded up, so that it falls on that frame again."""
    return math.ceil(frame / fps * 1e4 - 1e-6) / 1e4
