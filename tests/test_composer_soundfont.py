"""The notes on a SoundFont: a small one is written here, byte by byte, so that the real path is walked."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from feelm.affect.feeling import Feeling
from feelm.composer import compose, find_sound_font, soundfont
from feelm.composer.mastering import measure_loudness
from feelm.composer.mixing import BLOCK, Hall
from feelm.composer.notation import Note
from feelm.composer.soundfont import PROGRAMS, mix_with_sound_font
from feelm.errors import InputError

RATE = 48_000


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<L", len(data)) + data + b"\0" * (len(data) % 2)


def write_sound_font(path: Path) -> Path:
    """One looped sine at middle C (A4 = 440 Hz) behind every program that feelm uses, drums included."""
    loop = 100
    sample_rate = round(loop * 261.6255653 / 1)
    period = np.sin(2 * np.pi * np.arange(loop) / loop)
    wave = (np.tile(period, 40) * 20000).astype("<i2").tobytes() + b"\0" * 92
    presets = [(p, 0) for p in sorted(set(PROGRAMS.values()))] + [(0, 128)]
    phdr = b"".join(
        struct.pack("<20sHHHLLL", b"sine", program, bank, k, 0, 0, 0)
        for k, (program, bank) in enumerate(presets)
    )
    phdr += struct.pack("<20sHHHLLL", b"EOP", 0, 0, len(presets), 0, 0, 0)
    pbag = b"".join(struct.pack("<HH", k, 0) for k in range(len(presets) + 1))
    pgen = struct.pack("<HH", 41, 0) * len(presets) + struct.pack("<HH", 0, 0)
    inst = struct.pack("<20sH", b"sine", 0) + struct.pack("<20sH", b"EOI", 1)
    ibag = struct.pack("<HH", 0, 0) + struct.pack("<HH", 2, 0)
    igen = struct.pack("<HH", 54, 1) + struct.pack("<HH", 53, 0) + struct.pack("<HH", 0, 0)
    shdr = struct.pack("<20sLLLLLBbHH", b"sine", 0, loop * 40, loop, loop * 30, sample_rate, 60, 0, 0, 1)
    shdr += struct.pack("<20sLLLLLBbHH", b"EOS", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    info = (
        b"INFO"
        + chunk(b"ifil", struct.pack("<HH", 2, 1))
        + chunk(b"isng", b"EMU8000\0")
        + chunk(b"INAM", b"sine\0")
    )
    modulators = b"\0" * 10
    tables = b"pdta" + b"".join(
        chunk(name, data)
        for name, data in (
            (b"phdr", phdr), (b"pbag", pbag), (b"pmod", modulators), (b"pgen", pgen), (b"inst", inst),
            (b"ibag", ibag), (b"imod", modulators), (b"igen", igen), (b"shdr", shdr),
        )
    )  # fmt: skip
    body = (
        b"sfbk"
        + chunk(b"LIST", info)
        + chunk(b"LIST", b"sdta" + chunk(b"smpl", wave))
        + chunk(b"LIST", tables)
    )
    path.write_bytes(chunk(b"RIFF", body))
    return path


def feeling(duration_s: float) -> Feeling:
    times = np.arange(0.0, duration_s + 0.5, 0.5)
    even = np.full(len(times), 0.4)
    return Feeling(times, even, even, even, even)


def test_a_sound_font_plays_the_notes_where_they_are_written(tmp_path: Path) -> None:
    pytest.importorskip("symusic")
    path = write_sound_font(tmp_path / "sine.sf2")
    late = BLOCK / RATE - 0.3
    notes = [
        Note("melody", "flute", 1.0, 0.8, 69, 0.9, 0, 1),
        Note("melody", "piano", late, 1.0, 57, 0.9, 1, 1),
    ]
    sound = np.concatenate(list(mix_with_sound_font(notes, BLOCK + 2 * RATE, path, Hall(1.0, 0.0, 0.0))))
    assert sound.shape == (BLOCK + 2 * RATE, 2)
    level = np.abs(sound).max(axis=1)
    begin = int(np.argmax(level > 0.05 * level.max()))
    assert abs(begin / RATE - 1.0) < 0.02
    for start_s, hertz in ((1.1, 440.0), (late + 0.35, 220.0)):
        part = sound[int(start_s * RATE) : int((start_s + 0.5) * RATE)].mean(axis=1)
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), 1 << 18))
        loudest = float(np.fft.rfftfreq(1 << 18, 1 / RATE)[spectrum.argmax()])
        assert abs(1200 * np.log2(loudest / hertz)) < 20
    assert level[int(3.0 * RATE) : int((late - 0.05) * RATE)].max() < 0.01 * level.max()


def test_a_whole_piece_on_a_sound_font_is_mastered_like_the_others(tmp_path: Path) -> None:
    pytest.importorskip("symusic")
    path = write_sound_font(tmp_path / "sine.sf2")
    piece = compose(feeling(14.0), 14.0, seed=4, sound_font=path)
    own = compose(feeling(14.0), 14.0, seed=4)
    assert piece.samples.shape == (14 * RATE, 2) and piece.sound == "sine.sf2" and own.sound == "feelm"
    assert piece.notes == own.notes, "the same page"
    assert abs(measure_loudness(piece.samples) + 16) < 1.5
    assert compose(feeling(14.0), 14.0, seed=4, sound_font=path).samples.tobytes() == piece.samples.tobytes()


def test_bad_sound_fonts_are_refused_in_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("symusic")
    text = tmp_path / "text.sf2"
    text.write_text("this is a shopping list, not a SoundFont")
    whole = write_sound_font(tmp_path / "whole.sf2").read_bytes()
    cut = tmp_path / "cut.sf2"
    cut.write_bytes(whole[: len(whole) // 2])
    for path, words in ((tmp_path / "none.sf2", "not there"), (text, "not a SoundFont"), (cut, "cut short")):
        with pytest.raises(InputError, match=words):
            compose(feeling(6.0), 6.0, seed=1, sound_font=path)


def test_without_symusic_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sound_font(tmp_path / "sine.sf2")
    monkeypatch.setattr(soundfont, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install feelm\[soundfont\]"):
        compose(feeling(6.0), 6.0, seed=1, sound_font=path)


def test_an_installed_sound_font_is_found_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = tmp_path / "a.sf2", tmp_path / "b.sf3"
    small.write_bytes(b"1")
    large.write_bytes(b"12")
    (tmp_path / "notes.txt").write_text("much longer than the others")
    monkeypatch.delenv("FEELM_SOUNDFONT", raising=False)
    monkeypatch.setattr(soundfont, "USUAL_PLACES", (tmp_path / "missing", tmp_path))
    assert find_sound_font() == large
    monkeypatch.setenv("FEELM_SOUNDFONT", str(small))
    assert find_sound_font() == small
    assert compose(feeling(5.0), 5.0, seed=1).sound == "feelm"
    monkeypatch.setenv("FEELM_SOUNDFONT", str(tmp_path / "gone.sf2"))
    with pytest.raises(InputError, match="not there"):
        find_sound_font()
