"""``feelm export otio``: the cut as an OpenTimelineIO timeline (schemas Timeline.1, Track.1, Clip.2, Marker.2)."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

from feelm.score.exchange.timeline import Clip, Mark, Timeline

_COLOURS = {"bar": "RED", "beat": "CYAN", "section": "GREEN"}


def otio_text(timeline: Timeline, folder: Path) -> str:
    """The timeline as OpenTimelineIO JSON; files are named relative to ``folder``, where it will stand.

    Times are whole frames at the exact rate (24000/1001 for 23.976), so nothing drifts however long the film is.
    """
    return json.dumps(_timeline(timeline, folder), ensure_ascii=False, indent=4) + "\n"


def _timeline(timeline: Timeline, folder: Path) -> dict[str, Any]:
    tracks = [_track("Picture", "Video", [_clip(clip, timeline, folder) for clip in timeline.clips])]
    if timeline.sound is not None:
        tracks.append(_track("Music", "Audio", [_sound(timeline, timeline.sound, folder)]))
    stack = {
        **_item("Stack.1", "tracks", tracks),
        "markers": [_marker(mark, timeline.rate) for mark in timeline.marks],
    }
    width, height = timeline.size
    metadata = {
        "feelm": {"size": [width, height], "rate": f"{timeline.rate.numerator}/{timeline.rate.denominator}"}
    }
    return {
        "OTIO_SCHEMA": "Timeline.1", "metadata": metadata, "name": timeline.name,
        "global_start_time": _time(0, timeline.rate), "tracks": stack,
    }  # fmt: skip


def _item(schema: str, name: str, children: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    item: dict[str, Any] = {
        "OTIO_SCHEMA": schema, "metadata": {}, "name": name, "source_range": None, "effects": [], "markers": [],
        "enabled": True,
    }  # fmt: skip
    return item if children is None else {**item, "children": children}


def _track(name: str, kind: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {**_item("Track.1", name, children), "kind": kind}


def _clip(clip: Clip, timeline: Timeline, folder: Path) -> dict[str, Any]:
    rate = timeline.rate
    whole = _range(0, clip.media_frames, rate)
    return {
        **_item("Clip.2", clip.name),
        "metadata": {"feelm": {"text": clip.text, "transition": clip.how_joined}},
        "source_range": _range(clip.source_first, clip.count, rate),
        "media_references": {"DEFAULT_MEDIA": _reference(clip.media, whole, folder)},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def _sound(timeline: Timeline, sound: Path, folder: Path) -> dict[str, Any]:
    rate = timeline.rate
    first = round(Fraction(timeline.sound_start_s) * rate)
    return {
        **_item("Clip.2", sound.stem),
        "source_range": _range(first, timeline.frames, rate),
        "media_references": {"DEFAULT_MEDIA": _reference(sound, None, folder)},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def _reference(media: Path, available: dict[str, Any] | None, folder: Path) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "ExternalReference.1", "metadata": {}, "name": media.name, "available_range": available,
        "available_image_bounds": None,
        "target_url": Path(os.path.relpath(media.absolute(), folder.absolute())).as_posix(),
    }  # fmt: skip


def _marker(mark: Mark, rate: Fraction) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "Marker.2", "metadata": {"feelm": {"kind": mark.kind}}, "name": mark.name,
        "color": _COLOURS[mark.kind], "marked_range": _range(mark.frame, 0, rate), "comment": "",
    }  # fmt: skip


def _range(first: int, count: int, rate: Fraction) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": _time(first, rate), "duration": _time(count, rate)}


def _time(frame: int, rate: Fraction) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(frame)}
