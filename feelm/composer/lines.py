"""Instruments that sustain: bowed strings, flute, warm pads, as whole phrases.

A phrase is one gesture: the notes share one phase, slide into each other, swell and breathe. The waveform is a
band-limited wavetable between a dark and a bright form; several players, each with their own vibrato,
tuning and moment, make a section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfilt

from feelm.composer.modal import hertz
from feelm.composer.notation import SAMPLE_RATE_HZ, Floats, Note, Sound
from feelm.seeds import generator

CONTROL_HZ = 480
"""Rate of pitch, loudness and brightness curves."""
HOP = SAMPLE_RATE_HZ // CONTROL_HZ
NOISE_S = 9.0
"""Length of the noise that breath and bow hair are cut from."""
TABLE = 4096
PAD_S = 0.05
"""Silence rendered before a phrase, for players who come early."""


@dataclass(frozen=True)
class LineVoice:
    """How an instrument sustains. Times in seconds, ``vibrato_cents`` peak, ``spread_cents`` between players."""

    players: int
    attack_s: float
    release_s: float
    glide_s: float
    vibrato_hz: float
    vibrato_cents: float
    spread_cents: float
    dark: float
    bright: float
    top_hz: float
    noise: float
    noise_band: tuple[float, float]
    swell: float
    tremble: float = 0.0
    strokes_hz: float = 0.0


LINE_VOICES: dict[str, LineVoice] = {
    "strings": LineVoice(3, 0.16, 0.30, 0.045, 5.3, 13, 6.0, 2.0, 1.15, 9000, 0.012, (1800, 7000), 0.35),
    "cello": LineVoice(1, 0.11, 0.25, 0.05, 5.0, 15, 0.0, 1.9, 1.05, 6500, 0.02, (900, 4500), 0.40),
    "tremolo": LineVoice(
        2, 0.08, 0.20, 0.03, 5.0, 5, 7.0, 1.9, 1.0, 7000, 0.03, (1200, 6000), 0.45, strokes_hz=11.0
    ),
    "flute": LineVoice(
        1, 0.07, 0.14, 0.04, 5.1, 9, 0.0, 3.4, 1.9, 7000, 0.035, (1500, 6500), 0.25, tremble=0.16
    ),
    "pad": LineVoice(3, 0.85, 1.30, 0.14, 0.35, 5, 8.0, 2.9, 2.0, 4000, 0.006, (500, 3000), 0.30),
}


def render_phrase(notes: Sequence[Note], rng: np.random.Generator) -> Sound:
    """Render one phrase (notes of one voice, none apart) as stereo, starting ``PAD_S`` before its first note."""
    voice = LINE_VOICES[notes[0].instrument]
    start = notes[0].start_s - PAD_S
    end = max(n.start_s + n.length_s for n in notes) + voice.release_s + 0.1
    ticks = int((end - start) * CONTROL_HZ) + 2
    time: Floats = np.arange(ticks, dtype=np.float64) / CONTROL_HZ
    pitch, loud, since = _curves(notes, voice, start, time)
    waves = _tables(voice, hertz(float(pitch.max())))
    out = np.zeros(((ticks - 1) * HOP, 2), dtype=np.float32)
    for player in range(voice.players):
        sound = _player(voice, pitch, loud, since, time, waves, rng)
        where = 0.0 if voice.players == 1 else 0.7 * (2 * player / (voice.players - 1) - 1)
        out[:, 0] += sound * np.float32(np.cos((where + 1) * np.pi / 4) / np.sqrt(voice.players))
        out[:, 1] += sound * np.float32(np.sin((where + 1) * np.pi / 4) / np.sqrt(voice.players))
    out += _breath(notes[0].instrument, loud, since, rng)
    return out


def _to_audio(curve: Floats, steps: Floats | None = None) -> Sound:
    """Straight lines from each point of a control curve, at the audio rate: (ticks − 1)·HOP samples, float32.

    ``steps`` are the rises from point to point, where they are not the differences of ``curve``.
    """
    ramp = (np.arange(HOP) / HOP).astype(np.float32)
    rise = (np.diff(curve) if steps is None else steps).astype(np.float32)
    out: Sound = (curve[:-1].astype(np.float32)[:, None] + rise[:, None] * ramp[None, :]).reshape(-1)
    return out


def _curves(
    notes: Sequence[Note], voice: LineVoice, start: float, time: Floats
) -> tuple[Floats, Floats, Floats]:
    """Pitch (MIDI), loudness 0..1 and seconds since the note began, on the control grid."""
    pitch = np.full(len(time), float(notes[0].pitch))
    loud = np.zeros(len(time))
    since = np.zeros(len(time))
    for n, note in enumerate(notes):
        on, off = note.start_s - start, note.start_s + note.length_s - start
        pitch[time >= on] = note.pitch
        inside = (time >= on) & (time < off)
        local = time[inside] - on
        since[time >= on] = time[time >= on] - on
        attack = voice.attack_s * (1.25 - 0.6 * note.velocity) if n == 0 else voice.glide_s
        length = max(off - on, 0.05)
        bell = np.sin(np.pi * np.clip(local / length, 0, 1) ** 0.8) * min(1.0, length / 1.2)
        rise = (
            1.0 - np.exp(-3.0 * local / max(attack, 0.01))
            if n == 0
            else 0.86 + 0.14 * np.clip(local / 0.09, 0, 1)
        )
        loud[inside] = note.velocity**1.35 * rise * (1.0 - 0.5 * voice.swell + voice.swell * bell)
    stop = notes[-1].start_s + notes[-1].length_s - start
    after = time >= stop
    held = float(loud[~after][-1]) if (~after).any() else 0.0
    loud[after] = held * np.exp(-4.5 * (time[after] - stop) / voice.release_s)
    smooth = voice.glide_s * CONTROL_HZ / 2.5
    return (
        gaussian_filter1d(pitch, smooth, mode="nearest"),
        gaussian_filter1d(loud, 0.018 * CONTROL_HZ),
        since,
    )


def _tables(voice: LineVoice, highest_hz: float) -> tuple[Sound, Sound]:
    """The dark and the bright waveform, without partials above ``top_hz``·1.6 at the highest pitch."""
    count = int(np.clip(min(voice.top_hz * 2.2, 19000) / highest_hz, 2, 90))
    k = np.arange(1, count + 1, dtype=np.float64)
    tables = []
    for slope in (voice.dark, voice.bright):
        amps = k**-slope * (1.0 + 0.25 * np.cos(2.1 * k))
        amps /= np.sqrt((amps**2).sum())
        spectrum = np.zeros(TABLE // 2 + 1, dtype=np.complex128)
        spectrum[1 : count + 1] = amps * np.exp(1j * 2.4 * k * k / count) * TABLE / 2
        wave = np.fft.irfft(spectrum, TABLE)
        tables.append(np.append(wave, wave[0]).astype(np.float32))
    return tables[0], tables[1]


def _slow(rng: np.random.Generator, count: int, seconds: float) -> Floats:
    """A smooth random curve of unit deviation that changes over ``seconds``."""
    knots = max(4, int(count / CONTROL_HZ / seconds) + 4)
    out: Floats = np.interp(np.linspace(0, knots - 1, count), np.arange(knots), rng.standard_normal(knots))
    smooth: Floats = gaussian_filter1d(out, seconds * CONTROL_HZ / 3)
    return smooth


def _player(
    voice: LineVoice,
    pitch: Floats,
    loud: Floats,
    since: Floats,
    time: Floats,
    waves: tuple[Sound, Sound],
    rng: np.random.Generator,
) -> Sound:
    """One player: own tuning, vibrato that grows on long notes, own moment, own pressure."""
    count = len(time)
    rate = voice.vibrato_hz * (1 + 0.06 * _slow(rng, count, 0.7))
    wave = np.sin(2 * np.pi * (np.cumsum(rate) / CONTROL_HZ + rng.random()))
    grow = np.clip((since - 0.18) / 0.45, 0, 1)
    cents = voice.vibrato_cents * grow * wave * (0.8 + 0.2 * loud) + 3.0 * _slow(rng, count, 0.4)
    cents += voice.spread_cents * rng.uniform(-1, 1)
    early = 0.0 if voice.players == 1 else rng.uniform(-0.018, 0.025)
    moved = np.interp(time, time + early, pitch)
    frequency = 440.0 * 2.0 ** ((moved + cents / 100 - 69) / 12)
    amp = np.interp(time, time + early, loud) * (1 + 0.07 * _slow(rng, count, 0.25))
    amp *= 1 + voice.tremble * grow * wave
    if voice.strokes_hz:
        bow = np.cumsum(voice.strokes_hz * (1 + 0.12 * _slow(rng, count, 0.2))) / CONTROL_HZ + rng.random()
        amp *= 0.45 + 0.55 * np.abs(np.sin(np.pi * bow)) ** 0.7
    return _scan(np.cumsum(frequency) / CONTROL_HZ + rng.random(), amp, waves)


def _scan(turns: Floats, amp: Floats, waves: tuple[Sound, Sound]) -> Sound:
    """Read the wavetables along a phase (in turns); louder is brighter."""
    steps = np.diff(turns) * TABLE
    phase = _to_audio(turns % 1.0 * TABLE, steps)
    whole = phase.astype(np.int32)
    part = phase - whole.astype(np.float32)
    index = whole & (TABLE - 1)
    sheen = _to_audio(np.clip(amp, 0, 1) ** 1.3 * 0.95)
    low, high = (np.take(w, index) + part * np.take(np.diff(w, append=w[:1]), index) for w in waves)
    out: Sound = (low + sheen * (high - low)) * _to_audio(amp)
    return out


@lru_cache(maxsize=8)
def _hiss(instrument: str) -> Sound:
    """Band-passed stereo noise of an instrument, float32 (n, 2); the same in every piece."""
    band = butter(1, LINE_VOICES[instrument].noise_band, "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    white = generator(0, "composer", "hiss", instrument).standard_normal((int(NOISE_S * SAMPLE_RATE_HZ), 2))
    out: Sound = sosfilt(band, white, axis=0).astype(np.float32)
    return out


def _breath(instrument: str, loud: Floats, since: Floats, rng: np.random.Generator) -> Sound:
    """Air or bow hair: noise that follows the loudness and is stronger where a note begins."""
    hiss = _hiss(instrument)
    shape = LINE_VOICES[instrument].noise * (loud**0.7) * (1 + 2.2 * np.exp(-since / 0.05))
    level = _to_audio(shape)
    begin = int(rng.integers(len(hiss)))
    index = (begin + np.arange(len(level))) % len(hiss)
    out: Sound = hiss[index] * level[:, None]
    return out


def short_bow(pitch: int, velocity: float, rng: np.random.Generator) -> Sound:
    """One short bow stroke of the low strings (spiccato), stereo, from its first sample."""
    note = Note("figure", "tremolo", PAD_S, 0.17, pitch, 0.55 + 0.45 * velocity, 0.0, 0.5)
    out: Sound = render_phrase([note], rng)[int(PAD_S * SAMPLE_RATE_HZ * 0.6) :]
    return out
