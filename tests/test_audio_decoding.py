"""The one reader of sound: sample-exact, every format, every bad file refused in a sentence."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from audio_sounds import CODECS, clicks, write_sound

from feelm.audio import SoundReader, decode, decode_blocks, hear, probe
from feelm.errors import InputError

RATE = 44_100
TIMES = np.array([0.5, 1.0, 1.7, 2.5, 3.1])


def first_peaks(sound: np.ndarray, rate: int) -> np.ndarray:
    """Time of the loudest sample near each click, minus where the clean click has it."""
    clean = clicks(np.array([0.5]), 1.0, RATE)
    inside = np.abs(clean).argmax() / RATE - 0.5
    found = [
        np.abs(sound[round((t - 0.1) * rate) : round((t + 0.1) * rate)]).argmax() / rate + t - 0.1
        for t in TIMES
    ]
    return np.array(found) - inside


@pytest.mark.parametrize("kind", sorted(CODECS))
def test_clicks_keep_their_time_through_every_codec(tmp_path: Path, kind: str) -> None:
    rate = 48_000 if kind == "ogg" else RATE
    path = write_sound(tmp_path / f"소리.{kind}", clicks(TIMES, 4.0, rate), rate)
    sound, found_rate = decode(path)
    tolerance = 0.001 if kind in ("wav", "flac") else 0.015
    assert found_rate == rate
    assert np.abs(first_peaks(sound[:, 0], rate) - TIMES).max() < tolerance
    assert abs(len(sound) / rate - 4.0) < (1e-9 if kind in ("wav", "flac") else 0.03)


def test_lossless_samples_come_back_exactly(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).uniform(-0.9, 0.9, (RATE, 2))
    sound, _ = decode(write_sound(tmp_path / "n.flac", noise, RATE))
    assert np.array_equal(np.round(sound * 32768), np.trunc(noise * 32767))


def test_sound_of_a_video_starts_at_its_first_sample(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "v.mp4", clicks(TIMES, 4.0, RATE), RATE, codec="aac", video=True)
    sound, rate = decode(path)
    assert np.abs(first_peaks(sound[:, 0], rate) - TIMES).max() < 0.015
    assert len(sound) == 4 * RATE


@pytest.mark.parametrize("wanted", [8000, 22_050, 48_000, 96_000])
def test_resampling_moves_nothing(tmp_path: Path, wanted: int) -> None:
    path = write_sound(tmp_path / "c.wav", clicks(TIMES, 4.0, RATE), RATE)
    sound, rate = decode(path, sample_rate_hz=wanted, channels=2)
    assert rate == wanted and sound.shape[1] == 2
    assert abs(len(sound) - 4 * wanted) <= 2
    assert np.abs(first_peaks(sound[:, 0], wanted) - TIMES).max() < 0.0006


def test_a_stretch_is_cut_at_the_exact_sample(tmp_path: Path) -> None:
    ramp = np.linspace(-0.9, 0.9, 3 * RATE)
    path = write_sound(tmp_path / "r.flac", ramp, RATE)
    whole, _ = decode(path)
    part, _ = decode(path, start_s=1.2345, length_s=0.5)
    start = round(1.2345 * RATE)
    assert np.array_equal(part, whole[start : start + round(0.5 * RATE)])


def test_blocks_join_to_the_whole(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "n.wav", np.random.default_rng(0).normal(0, 0.1, 5 * RATE), RATE)
    blocks = list(decode_blocks(path, sample_rate_hz=48_000))
    assert max(len(b) for b in blocks) < 2 * 48_000
    assert np.array_equal(np.concatenate(blocks), decode(path, sample_rate_hz=48_000)[0])


def test_channels(tmp_path: Path) -> None:
    sides = np.stack([np.full(RATE, 0.5), np.full(RATE, -0.1)], axis=1)
    path = write_sound(tmp_path / "s.wav", sides, RATE)
    assert decode(path, channels=1)[0].mean() == pytest.approx(0.2, abs=1e-3)
    six = write_sound(tmp_path / "six.wav", np.full((RATE, 6), 0.1), RATE)
    assert decode(six)[0].shape[1] == 6
    assert decode(six, channels=2)[0].shape == (RATE, 2)
    with pytest.raises(InputError, match="3 channels"):
        decode(six, channels=3)


def test_probe_reads_the_header(tmp_path: Path) -> None:
    info = probe(write_sound(tmp_path / "노래 하나.flac", clicks(TIMES, 4.0, RATE), RATE))
    assert (info.sample_rate_hz, info.channels, info.codec, info.duration_s) == (RATE, 1, "flac", 4.0)


def refused(path: Path, **wishes: float) -> str:
    with pytest.raises(InputError) as caught:
        hear(path, **wishes)
    sentence = str(caught.value)
    assert sentence.endswith(".") and "\n" not in sentence and sentence.count("; ") <= 1
    return sentence


def test_files_that_are_no_music(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "missing.mp3")
    assert "folder" in refused(tmp_path)
    (tmp_path / "empty.ogg").touch()
    assert "empty" in refused(tmp_path / "empty.ogg")
    for name, data in (
        ("text.mp3", b"dear diary\n" * 900),
        ("noise.wav", np.random.default_rng(0).bytes(30_000)),
    ):
        (tmp_path / name).write_bytes(data)
        assert "not a sound" in refused(tmp_path / name)


def test_a_video_without_sound(tmp_path: Path) -> None:
    import av

    path = tmp_path / "mute.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        container.mux(
            stream.encode(av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24"))
        )
        container.mux(stream.encode(None))
    assert "no sound" in refused(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9.0,\n{song}\n#EXT-X-ENDLIST\n"),
        ("list.mp3", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9.0,\n{song}\n#EXT-X-ENDLIST\n"),
        ("list.ffconcat", "ffconcat version 1.0\nfile '{song}'\n"),
        ("near.ffconcat", "ffconcat version 1.0\nfile 'song.wav'\n"),
        (
            "call.sdp",
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
        ),
    ],
)
def test_playlists_are_refused(tmp_path: Path, name: str, text: str) -> None:
    song = write_sound(tmp_path / "song.wav", clicks(TIMES, 4.0, RATE), RATE)
    (tmp_path / name).write_text(text.format(song=song))
    assert "not a sound" in refused(tmp_path / name)


def test_names_that_look_like_protocols_are_only_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sound(tmp_path / "song.wav", clicks(TIMES, 4.0, RATE), RATE)
    monkeypatch.chdir(tmp_path)
    assert "no such file" in refused(Path("concat:song.wav|song.wav"))
    odd = tmp_path / "concat:song.wav"
    odd.write_bytes((tmp_path / "song.wav").read_bytes())
    assert probe(odd.name).duration_s == 4.0


def test_too_little_and_too_much(tmp_path: Path) -> None:
    assert "0.20 s" in refused(write_sound(tmp_path / "short.wav", clicks(TIMES, 0.2, RATE), RATE))
    assert "0.00 s" in refused(write_sound(tmp_path / "one.wav", np.array([0.5]), RATE))
    assert "silent" in refused(write_sound(tmp_path / "silent.flac", np.zeros(3 * RATE), RATE))
    with wave.open(str(tmp_path / "day.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(2000)
        file.writeframes(b"\x80" * 2000 * 3 * 3600)
    assert "3.0 hours" in refused(tmp_path / "day.wav")


def test_values_that_are_no_numbers(tmp_path: Path) -> None:
    from scipy.io import wavfile

    values = np.full(2 * RATE, 0.1, np.float32)
    values[RATE] = np.nan
    wavfile.write(tmp_path / "nan.wav", RATE, values)
    assert "no numbers" in refused(tmp_path / "nan.wav")


def test_a_truncated_file_is_used_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, 20 * RATE)
    for kind in ("mp3", "flac"):
        whole = write_sound(tmp_path / f"whole.{kind}", noise, RATE).read_bytes()
        half = tmp_path / f"half.{kind}"
        half.write_bytes(whole[: len(whole) // 2])
        hearing = hear(half)
        assert 8.0 < hearing.duration_s < 11.0
        assert any("promises 20.0 s" in note for note in hearing.notes)
    m4a = write_sound(tmp_path / "whole.m4a", noise, RATE).read_bytes()
    (tmp_path / "half.m4a").write_bytes(m4a[: len(m4a) // 2])
    refused(tmp_path / "half.m4a")


def test_damage_in_the_middle_does_not_move_what_follows(tmp_path: Path) -> None:
    noise = np.random.default_rng(5).normal(0, 0.05, 10 * RATE)
    marked = noise + clicks(np.array([8.0]), 10.0, RATE)
    data = bytearray(write_sound(tmp_path / "ok.flac", marked, RATE).read_bytes())
    at = len(data) // 2
    data[at : at + 60_000] = b"\xaa" * 60_000
    (tmp_path / "hurt.flac").write_bytes(data)
    reader = SoundReader(tmp_path / "hurt.flac")
    sound = np.concatenate(list(reader.blocks()))[:, 0]
    whole = decode(tmp_path / "ok.flac")[0][:, 0]
    tail = slice(round(7.5 * RATE), round(9.5 * RATE))
    assert len(sound) == len(whole)
    assert np.array_equal(sound[tail], whole[tail])
    assert reader.notes
