"""``feelm export edl``: the cut as a CMX 3600 edit decision list."""

from __future__ import annotations

from fractions import Fraction

from feelm.errors import InputError
from feelm.score.exchange.timeline import Clip, Mark, Timeline

MOST_EVENTS = 999
_COLOURS = {"bar": "RED", "section": "GREEN"}


def edl_text(timeline: Timeline) -> str:
    """The cut as an edit decision list: one event per shot, bars and sections as locators.

    Time code counts frames without dropping any, in the whole rate above (24 for 23.976), as editors read it.

    Raises:
        InputError: the film has more shots than a list of this kind can hold.
    """
    if len(timeline.clips) >= MOST_EVENTS:
        raise InputError(
            f"an edit decision list holds {MOST_EVENTS} events and the film has {len(timeline.clips)} shots",
            fix="export otio or fcpxml instead",
        )
    lines = [f"TITLE: {_plain(timeline.name, 70)}", "FCM: NON-DROP FRAME", ""]
    for number, clip in enumerate(timeline.clips, start=1):
        lines += _event(number, clip, timeline)
    if timeline.sound is not None:
        first = round(Fraction(timeline.sound_start_s) * timeline.rate)
        span = _span(first, timeline.frames, 0, timeline.rate)
        lines += [f"{len(timeline.clips) + 1:03d}  AX       AA    C        {span}"]
        lines += [f"* FROM CLIP NAME: {_plain(timeline.sound.name, 200)}", ""]
    return "\n".join(lines) + "\n"


def _event(number: int, clip: Clip, timeline: Timeline) -> list[str]:
    span = _span(clip.source_first, clip.count, clip.first, timeline.rate)
    lines = [f"{number:03d}  AX       V     C        {span}", f"* FROM CLIP NAME: {clip.name}"]
    lines.append(f"* SOURCE FILE: {_plain(str(clip.media), 400)}")
    if clip.text:
        lines.append(f"* COMMENT: {_plain(clip.text, 200)}")
    inside = [
        m for m in timeline.marks if clip.first <= m.frame < clip.first + clip.count and m.kind in _COLOURS
    ]
    return [*lines, *(_locator(mark, timeline.rate) for mark in inside), ""]


def _locator(mark: Mark, rate: Fraction) -> str:
    return f"* LOC: {timecode(mark.frame, rate)} {_COLOURS[mark.kind]:<7} {mark.name.upper()}"


def _span(source: int, count: int, record: int, rate: Fraction) -> str:
    edges = (source, source + count, record, record + count)
    return " ".join(timecode(frame, rate) for frame in edges)


def timecode(frame: int, rate: Fraction) -> str:
    """Hours, minutes, seconds and frames, none dropped.

    >>> timecode(25, Fraction(24000, 1001))
    '00:00:01:01'
    """
    whole = max(1, round(rate))
    seconds, frames = divmod(frame, whole)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"


def _plain(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
