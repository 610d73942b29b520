"""What is exported is read again by our own importers, by OpenTimelineIO, and says the same at every frame."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from exchange_files import DOCUMENT, SETTINGS
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.score import write_score
from feelm.score.exchange.deforum import import_settings
from feelm.score.exchange.export import export_score
from feelm.score.exchange.export_deforum import deforum_curves, deforum_text, schedule_text
from feelm.score.exchange.export_parseq import parseq_text
from feelm.score.exchange.parseq import import_parsed
from feelm.score.exchange.places import parse_document
from feelm.score.exchange.sampled import SampledFilm
from feelm.score.exchange.schedule import Setting, read_schedule, values_of
from feelm.score.exchange.timeline import exact_rate
from feelm.score.model import Camera, Caption, Keys, Score, Shot

HERE = Path("/nowhere")


def from_deforum(text: str) -> SampledFilm:
    document = parse_document(text, "s.txt", "Deforum")
    return SampledFilm(import_settings(document, folder=HERE, score_folder=HERE).score, None)


def cut_score(fps: float = 24.0) -> Score:
    """Three shots of 1, 2 and 1 seconds in built worlds."""
    moves = Keys(keys=[(0.0, 1.0), (2.0, 1.5)])
    shots = [
        Shot(id="s01", start=0, end=1, text="a first <shot> & more"),
        Shot(id="s02", start=1, end=3, camera=Camera(zoom=moves)),
        Shot(id="s03", start=3, end=4, text="끝"),
    ]
    return Score(size=(64, 36), fps=fps, duration=4, shots=shots)


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=60), st.booleans())
def test_a_schedule_that_is_written_reads_the_same(numbers: list[float], steps: bool) -> None:
    curve = np.repeat(np.array(numbers), 3) if steps else np.array(numbers)
    setting = Setting(len(curve), 0)
    again = values_of(read_schedule(schedule_text(curve), setting), setting, 0.0)
    assert np.all(np.abs(again - curve) <= 1e-6 * np.maximum(1, np.abs(curve)))


@settings(max_examples=8)
@example(seed=2000291, mode="2D", frames=11, cadence=3)
@given(st.integers(0, 2**32), st.sampled_from(["2D", "3D"]), st.integers(2, 40), st.integers(1, 5))
def test_deforum_out_and_in_again_changes_nothing(seed: int, mode: str, frames: int, cadence: int) -> None:
    fields = {
        **SETTINGS,
        "seed": seed,
        "animation_mode": mode,
        "max_frames": frames,
        "diffusion_cadence": cadence,
    }
    first = from_deforum(json.dumps(fields))
    text = deforum_text(first)
    second = from_deforum(text)
    one, two = deforum_curves(first), deforum_curves(second)
    for name in one:
        assert np.abs(one[name] - two[name]).max() <= 1e-6, name
    assert deforum_text(second) == text
    assert [s.paint.prompts for s in first.score.shots] == [s.paint.prompts for s in second.score.shots]


def test_parseq_out_and_in_again_keeps_every_frame() -> None:
    document = parse_document(json.dumps(DOCUMENT), "d.json", "Parseq")
    first = SampledFilm(import_parsed(document, folder=HERE, score_folder=HERE).score, None)
    written = parse_document(parseq_text(first), "e.json", "Parseq")
    second = SampledFilm(import_parsed(written, folder=HERE, score_folder=HERE).score, None)
    one, two = deforum_curves(first), deforum_curves(second)
    for name in ("translation_z", "rotation_3d_y", "strength_schedule", "noise_schedule"):
        assert np.abs(one[name] - two[name]).max() <= 1e-4, name
    computed = json.loads(parseq_text(first))
    assert len(computed["rendered_frames"]) == first.count
    assert computed["rendered_frames"][5]["deforum_prompt"] == "a red fox watercolor --neg blurry"


def test_a_cut_asks_deforum_for_a_new_picture() -> None:
    curves = deforum_curves(SampledFilm(cut_score(), None))
    assert np.flatnonzero(curves["strength_schedule"] == 0).tolist() == [0, 24, 72]
    assert np.prod(curves["zoom"][24:72]) == pytest.approx(1 + 0.5 * 47 / 48)


@pytest.mark.parametrize("fps", [24.0, 23.976, 29.97, 12.0])
def test_the_cut_is_whole_and_exact(fps: float, tmp_path: Path) -> None:
    score = cut_score(fps)
    write_score(score, tmp_path / "film.score.yaml")
    export_score(tmp_path / "film.score.yaml", "otio")
    tree = json.loads((tmp_path / "film.otio").read_text())
    clips = tree["tracks"]["children"][0]["children"]
    counts = [clip["source_range"]["duration"]["value"] for clip in clips]
    starts = [clip["source_range"]["start_time"]["value"] for clip in clips]
    assert starts == [0, *np.cumsum(counts)[:-1].tolist()]
    assert sum(counts) == round(4 * fps)
    assert clips[0]["source_range"]["duration"]["rate"] == float(exact_rate(fps))
    assert clips[0]["media_references"]["DEFAULT_MEDIA"]["target_url"] == "film.mp4"


def test_opentimelineio_reads_the_timeline(tmp_path: Path) -> None:
    otio = pytest.importorskip("opentimelineio")
    write_score(cut_score(23.976), tmp_path / "film.yaml")
    timeline = otio.adapters.read_from_file(str(export_score(tmp_path / "film.yaml", "otio")))
    clips = list(timeline.find_clips())
    assert [clip.name for clip in clips] == ["s01", "s02", "s03"]
    assert timeline.duration().value == 96
    assert clips[2].transformed_time_range(clips[2].trimmed_range(), timeline.tracks).start_time.value == 71


def test_fcpxml_and_edl_say_the_same_cut(tmp_path: Path) -> None:
    write_score(cut_score(23.976), tmp_path / "film.yaml")
    root = ElementTree.fromstring(export_score(tmp_path / "film.yaml", "fcpxml").read_text())
    clips = root.findall(".//spine/asset-clip")
    assert root.find("resources/format").get("frameDuration") == "1001/24000s"  # type: ignore[union-attr]

    def frames(clip: ElementTree.Element, name: str) -> Fraction:
        return Fraction(str(clip.get(name)).rstrip("s")) * Fraction(24000, 1001)

    assert [frames(clip, "offset") for clip in clips] == [0, 23, 71]
    assert [frames(clip, "duration") for clip in clips] == [23, 48, 25]
    assert clips[0].findtext("note") == "a first <shot> & more"
    edl = export_score(tmp_path / "film.yaml", "edl").read_text().splitlines()
    events = [line.split() for line in edl if line[:3].isdigit()]
    assert [event[-2:] for event in events] == [
        ["00:00:00:00", "00:00:00:23"], ["00:00:00:23", "00:00:02:23"], ["00:00:02:23", "00:00:04:00"]
    ]  # fmt: skip


def test_tables_and_subtitles(tmp_path: Path) -> None:
    write_score(cut_score(), tmp_path / "film.yaml")
    with export_score(tmp_path / "film.yaml", "csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 96
    assert (rows[24]["shot"], float(rows[48]["camera.zoom"])) == ("s02", pytest.approx(1.25))
    assert "끝" in export_score(tmp_path / "film.yaml", "srt").read_text(encoding="utf-8")
    told = cut_score().model_copy(update={"captions": [Caption(start=0.5, end=1, text="hello")]})
    write_score(told, tmp_path / "told.yaml")
    assert (
        export_score(tmp_path / "told.yaml", "srt").read_text() == "1\n00:00:00,500 --> 00:00:01,000\nhello\n"
    )


def test_shots_that_were_never_rendered_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))
    write_score(cut_score(), tmp_path / "film.yaml")
    with pytest.raises(InputError, match="3 of 3 shots are not rendered"):
        export_score(tmp_path / "film.yaml", "otio", media=tmp_path / "shots")
    with pytest.raises(InputError, match="no such film"):
        export_score(tmp_path / "film.yaml", "edl", media=tmp_path / "other.mp4")
    with pytest.raises(InputError, match="names no pictures"):
        export_score(tmp_path / "film.yaml", "csv", media=tmp_path)


def test_rates_are_exact() -> None:
    assert exact_rate(59.94) == Fraction(60000, 1001)
    assert exact_rate(24000 / 1001) == Fraction(24000, 1001)
    assert exact_rate(12.5) == Fraction(25, 2)
