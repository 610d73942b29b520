"""The film's sound as work of its own: cut, faded and encoded by a worker while others still paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from feelm.clock import frame_count
from feelm.post.encode import SOUND_RATE_HZ, write_sound
from feelm.post.sound import fit_sound
from feelm.render.identity import code_digest, digest_of
from feelm.render.opening import OpenScore, heard_length
from feelm.render.part import cut_sound
from feelm.render.plan import Range
from feelm.render.store import Store


@dataclass(frozen=True)
class SoundJob:
    """What of the music is the film's sound: from ``start_s`` on, ``samples`` at 48 kHz, the last ones faded out.

    ``ranges`` of frames are kept, all when None; ``quick``: as previews encode it. ``key`` is its identity, reckoned
    once by the process that plans.
    """

    key: str
    music: Path
    start_s: float
    samples: int
    fade_samples: int
    ranges: tuple[Range, ...] | None
    fps: float
    store_root: Path
    quick: bool = False


def sound_job(
    opened: OpenScore, ranges: list[Range] | None, store: Store, *, quick: bool = False
) -> SoundJob | None:
    """The sound of a film, or of ranges of its frames; None for a silent film. ``quick``: as previews encode it."""
    score, music = opened.score, opened.music
    if music is None or score.music is None:
        return None
    cut_short = heard_length(score, music) is not None
    start_s, fps = score.music.start, score.fps
    samples = round(frame_count(score.duration, fps) / fps * SOUND_RATE_HZ)
    fade = round(max(score.fade_out, 1.0) * SOUND_RATE_HZ) if cut_short else 0
    kept = tuple(ranges) if ranges is not None else None
    key = digest_of(
        "sound", score.music.digest, *map(repr, (start_s, samples, fade, kept, fps, quick)), code_digest()
    )
    return SoundJob(key, music, start_s, samples, fade, kept, fps, store.root, quick)


def record_sound(job: SoundJob, report: Callable[[float], None]) -> None:
    """Encode the film's sound and keep it."""
    from feelm.audio import decode_blocks

    blocks = decode_blocks(
        job.music,
        sample_rate_hz=SOUND_RATE_HZ,
        channels=2,
        start_s=job.start_s,
        length_s=job.samples / SOUND_RATE_HZ,
    )
    sound = fit_sound(blocks, job.samples, fade_out_samples=job.fade_samples)
    if job.ranges is not None:
        sound = cut_sound(sound, job.ranges, job.fps)
    Store(job.store_root).put(job.key, ".m4a", lambda path: write_sound(path, sound, quick=job.quick))
    report(1.0)
