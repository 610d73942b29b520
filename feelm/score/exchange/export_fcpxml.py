"""``feelm export fcpxml``: the cut as Final Cut Pro XML 1.9, which Premiere's and Resolve's importers read too."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

from feelm.score.exchange.timeline import Clip, Timeline

VERSION = "1.9"
# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fcpxml_text(timeline: Timeline) -> str:
    """The cut as FCPXML: a spine of clips with markers, the music on a lane below; all times exact fractions."""
    root = ElementTree.Element("fcpxml", version=VERSION)
    resources = ElementTree.SubElement(root, "resources")
    width, height = timeline.size
    frame = _seconds(1 / timeline.rate)
    ElementTree.SubElement(
        resources, "format", id="r1", name="feelm", frameDuration=frame, width=str(width), height=str(height)
    )
    assets = _assets(resources, timeline)
    library = ElementTree.SubElement(root, "library")
    event = ElementTree.SubElement(library, "event", name=_clean(timeline.name))
    project = ElementTree.SubElement(event, "project", name=_clean(timeline.name))
    whole = _seconds(timeline.seconds(timeline.frames))
    sequence = ElementTree.SubElement(
        project, "sequence", format="r1", duration=whole, tcStart="0s", tcFormat="NDF", audioRate="48k"
    )
    spine = ElementTree.SubElement(sequence, "spine")
    for number, clip in enumerate(timeline.clips):
        element = _clip(spine, clip, assets[clip.media], timeline)
        if number == 0 and timeline.sound is not None:
            _sound(element, timeline, assets[timeline.sound], clip)
        _marks(element, clip, timeline)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{body}\n'


def _assets(resources: ElementTree.Element, timeline: Timeline) -> dict[Path, str]:
    """One asset for each file; returns their identifiers."""
    identifiers: dict[Path, str] = {}
    lengths = {clip.media: clip.media_frames for clip in timeline.clips}
    for media, frames in lengths.items():
        identifiers[media] = f"r{len(identifiers) + 2}"
        asset = ElementTree.SubElement(
            resources, "asset", id=identifiers[media], name=_clean(media.stem), start="0s",
            duration=_seconds(timeline.seconds(frames)), hasVideo="1", format="r1",
        )  # fmt: skip
        ElementTree.SubElement(asset, "media-rep", kind="original-media", src=media.absolute().as_uri())
    if timeline.sound is not None:
        sound = timeline.sound
        identifiers[sound] = f"r{len(identifiers) + 2}"
        end = timeline.seconds(timeline.frames) + _sound_start(timeline)
        asset = ElementTree.SubElement(
            resources, "asset", id=identifiers[sound], name=_clean(sound.stem), start="0s", duration=_seconds(end),
            hasAudio="1", audioSources="1", audioChannels="2",
        )  # fmt: skip
        ElementTree.SubElement(asset, "media-rep", kind="original-media", src=sound.absolute().as_uri())
    return identifiers


def _clip(spine: ElementTree.Element, clip: Clip, asset: str, timeline: Timeline) -> ElementTree.Element:
    element = ElementTree.SubElement(
        spine, "asset-clip", ref=asset, name=clip.name, offset=_seconds(timeline.seconds(clip.first)),
        start=_seconds(timeline.seconds(clip.source_first)), duration=_seconds(timeline.seconds(clip.count)),
        format="r1", tcFormat="NDF",
    )  # fmt: skip
    if clip.text:
        ElementTree.SubElement(element, "note").text = _clean(clip.text)
    return element


def _sound(element: ElementTree.Element, timeline: Timeline, asset: str, clip: Clip) -> None:
    # A connected clip stands at a time of the clip that it hangs on.
    ElementTree.SubElement(
        element, "asset-clip", ref=asset, lane="-1", name=_clean(timeline.sound.stem if timeline.sound else ""),
        offset=_seconds(timeline.seconds(clip.source_first)), start=_seconds(_sound_start(timeline)),
        duration=_seconds(timeline.seconds(timeline.frames)),
    )  # fmt: skip


def _sound_start(timeline: Timeline) -> Fraction:
    return timeline.seconds(round(Fraction(timeline.sound_start_s) * timeline.rate))


def _marks(element: ElementTree.Element, clip: Clip, timeline: Timeline) -> None:
    for mark in timeline.marks:
        if clip.first <= mark.frame < clip.first + clip.count:
            at = clip.source_first + mark.frame - clip.first
            ElementTree.SubElement(
                element, "marker", start=_seconds(timeline.seconds(at)), duration=_seconds(1 / timeline.rate),
                value=mark.name,
            )  # fmt: skip


def _seconds(time: Fraction) -> str:
    """A time as FCPXML writes it.

    >>> _seconds(Fraction(1001, 24000)), _seconds(Fraction(2))
    ('1001/24000s', '2s')
    """
    return f"{time.numerator}s" if time.denominator == 1 else f"{time.numerator}/{time.denominator}s"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
