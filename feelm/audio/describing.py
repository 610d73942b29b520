"""A ``Hearing`` as a plain text table, for the terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np

from feelm.audio.hearing import Hearing
from feelm.vocabulary import SIGNALS


def describe_hearing(hearing: Hearing) -> str:
    """Everything that was heard as text: facts, sections with their feeling, envelopes, notes."""
    lines = [*_facts(hearing), "", *_sections(hearing), "", *_signals(hearing)]
    lines += [f"note: {note}" for note in hearing.notes]
    return "\n".join(lines) + "\n"


def clock_time(seconds: float) -> str:
    """Seconds as minutes and seconds with a tenth.

    >>> clock_time(83.46)
    '1:23.5'
    """
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def _facts(hearing: Hearing) -> list[str]:
    name = unicodedata.normalize("NFC", Path(hearing.source).name)
    first = clock_time(float(hearing.beats_s[0])) if len(hearing.beats_s) else "none"
    rows = [
        ("file", name),
        (
            "length",
            f"{clock_time(hearing.duration_s)}  ({hearing.sample_count} samples at {hearing.sample_rate_hz} Hz)",
        ),
        ("tempo", f"{hearing.tempo_bpm:.1f} bpm, {hearing.beats_per_bar} beats a bar"),
        ("beats", f"{len(hearing.beats_s)}, first at {first}; {len(hearing.downbeats_s)} bars"),
        ("key", f"{hearing.key} {hearing.mode}  (clarity {hearing.key_clarity:.2f})"),
        ("loudness", f"{hearing.loudness_lufs:.1f} LUFS"),
        ("valence", f"{hearing.valence.mean():+.2f} ± {hearing.valence_sd.mean():.2f}"),
        ("arousal", f"{hearing.arousal.mean():+.2f} ± {hearing.arousal_sd.mean():.2f}"),
    ]
    return [f"{label:<10}{value}" for label, value in rows]


def _sections(hearing: Hearing) -> list[str]:
    """One row a section: when, how many bars, energy as a bar of blocks, mean valence and arousal."""
    rows = ["section   from     to       bars  energy           valence  arousal"]
    times = np.arange(len(hearing.valence)) / hearing.affect_rate_hz
    for section in hearing.sections:
        inside = (times >= section.start_s) & (times < section.end_s)
        if not inside.any():
            inside[np.abs(times - section.start_s).argmin()] = True
        bars = int(
            (
                (hearing.downbeats_s >= section.start_s - 1e-6) & (hearing.downbeats_s < section.end_s - 1e-6)
            ).sum()
        )
        rows.append(
            f"{section.label:<10}{clock_time(section.start_s):<9}{clock_time(section.end_s):<9}{bars:<6}"
            f"{_blocks(section.energy)} {section.energy:.2f}  "
            f"{hearing.valence[inside].mean():+.2f}    {hearing.arousal[inside].mean():+.2f}"
        )
    return rows


def _signals(hearing: Hearing) -> list[str]:
    """One row an envelope: its mean, its 95th percentile, and its course over the piece in 48 steps."""
    rows = [f"{'signal':<12}{'mean':<6}{'p95':<6}course"]
    for name in SIGNALS:
        curve = hearing.envelopes[name]
        course = "".join(_block(float(part.mean())) for part in np.array_split(curve, 48) if len(part))
        rows.append(f"{name:<12}{curve.mean():<6.2f}{np.percentile(curve, 95):<6.2f}{course}")
    return rows


def _blocks(value: float) -> str:
    full = round(10 * value)
    return "█" * full + "·" * (10 - full)


def _block(value: float) -> str:
    return " ▁▂▃▄▅▆▇█"[min(8, max(0, round(8 * value)))]
