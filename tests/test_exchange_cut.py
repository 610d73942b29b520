"""A cut as an editor opens it: every shot a file of its own, as long as its range, markers on the music's bars."""

from __future__ import annotations

import json
import math
import struct
import wave
from pathlib import Path
from urllib.request import url2pathname

import av
import pytest

from feelm.errors import InputError
from feelm.render.film import render_film
from feelm.render.store import digest_file
from feelm.score.exchange import export_score

FPS, BEAT_S = 12, 0.5


@pytest.fixture
def score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A film of two shots under a song whose beats are written in the score."""
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))
    with wave.open(str(tmp_path / "song.wav"), "wb") as song:
        song.setparams((1, 2, 48_000, 0, "NONE", ""))
        tone = (math.sin(0.06 * n) * math.exp(-(n % 24_000) / 3000) for n in range(3 * 48_000))
        song.writeframes(b"".join(struct.pack("<h", int(20_000 * value)) for value in tone))
    beats = [BEAT_S * n for n in range(6)]
    plain = {"paint": {"painter": "plain"}}
    film = {
        "schema": "feelm-score/1", "size": [96, 64], "fps": FPS, "duration": 2.5,
        "music": {
            "file": "song.wav", "digest": digest_file(tmp_path / "song.wav"), "beats": beats, "downbeats": [0, 2],
        },
        "shots": [{"id": "a", "start": 0, "end": 1, **plain}, {"id": "b", "start": 1, "end": 2.5, **plain}],
    }  # fmt: skip
    (tmp_path / "film.score.yaml").write_text(json.dumps(film), encoding="utf-8")
    return tmp_path / "film.score.yaml"


def frames_in(path: Path) -> int:
    with av.open(str(path)) as film:
        return sum(1 for _ in film.decode(video=0))


def test_every_shot_is_a_file_as_long_as_its_range(score: Path, tmp_path: Path) -> None:
    otio = pytest.importorskip("opentimelineio")
    with pytest.raises(InputError, match="2 of 2 shots are not rendered"):
        export_score(score, "otio", media=tmp_path / "shots")
    assert not (tmp_path / "shots").exists()
    render_film(score, tmp_path / "film.mp4", workers=1)
    timeline = otio.adapters.read_from_file(str(export_score(score, "otio", media=tmp_path / "shots")))
    clips = list(timeline.video_tracks()[0].find_clips())
    assert [(clip.name, clip.source_range.duration.value) for clip in clips] == [("a", 12), ("b", 18)]
    for clip in clips:
        media = tmp_path / url2pathname(clip.media_reference.target_url)
        assert media.parent == tmp_path / "shots"
        assert frames_in(media) == clip.source_range.duration.value == clip.available_range().duration.value
        assert clip.source_range.start_time.value == 0
    marks = {
        mark.marked_range.start_time.value: mark.metadata["feelm"]["kind"] for mark in timeline.tracks.markers
    }
    kinds = {frame: kind for frame, kind in marks.items() if kind != "section"}
    assert {0, 24} <= set(marks) and kinds.get(24) == "bar"
    assert {frame for frame, kind in kinds.items() if kind == "beat"} == {6, 12, 18}
    for format in ("edl", "fcpxml"):
        text = export_score(score, format, media=tmp_path / "shots").read_text(encoding="utf-8")
        assert "a.mp4" in text and "b.mp4" in text
