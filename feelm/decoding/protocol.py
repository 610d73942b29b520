"""The calibration session, step by step: what to do now, for how long, and which key to press.

60 s with eyes open, 60 s with eyes closed, then 24 to 32 clips of 15 to 20 s, the four corners of pleasant and
excited dealt in blocks so that no corner keeps to a part of the session. After each the person rates it. Times are
those of the samples that came, so a stream that pauses stretches a step instead of losing a part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, TextIO

import numpy as np

from feelm.decoding.clips import Clip
from feelm.errors import InputError
from feelm.language import say
from feelm.recording.recording import Recording
from feelm.seeds import generator

FEWEST, MOST = 16, 64
EYES_S = 60.0
_KEYS = "123456789"
_END = ("q", "Q", "\x1b", "\x03", "\x04")

State = Literal["open", "closed", "wait", "clip", "valence", "arousal", "done"]


def corners(count: int, seed: int) -> tuple[int, ...]:
    """Which corner each clip asks for, 0…3 (bit 0 pleasant, bit 1 excited), every four in another order."""
    chance = generator(seed, "calibration order")
    return tuple(int(c) for _ in range(-(-count // 4)) for c in chance.permutation(4))[:count]


@dataclass
class Session:
    """Where the session is. ``hear`` tells it the time, ``press`` a key; ``clips`` grows.

    Args:
        count: clips to record.
        clip_s: length of each.
        seed: names their order.
        eyes_s: length of each minute of the eyes check, 0 leaves it out.
    """

    count: int = 24
    clip_s: float = 16.0
    seed: int = 0
    eyes_s: float = EYES_S
    state: State = field(init=False)
    clips: list[Clip] = field(init=False, default_factory=list)
    since_s: float = field(init=False, default=0.0)
    _now_s: float = field(init=False, default=0.0)
    _rated: float = field(init=False, default=0.0)
    _span: tuple[float, float] = field(init=False, default=(0.0, 0.0))

    def __post_init__(self) -> None:
        if not FEWEST <= self.count <= MOST:
            raise InputError(
                f"{self.count} clips cannot calibrate anything",
                where="--clips",
                fix=f"record {FEWEST} to {MOST}, best 24 to 32",
            )
        if not 8.0 <= self.clip_s <= 60.0:
            raise InputError(
                f"clips of {self.clip_s:g} s", where="--clip-length", fix="take 8 to 60 s, best 15 to 20"
            )
        self.state = "open" if self.eyes_s > 0 else "wait"
        self._order = corners(self.count, self.seed)

    @property
    def recalled(self) -> int:
        """How many clips are rated."""
        return sum(clip.kind == "clip" for clip in self.clips)

    def hear(self, now_s: float) -> bool:
        """Tell how much was recorded; returns whether a new step began."""
        self._now_s = now_s
        lasted = now_s - self.since_s
        if self.state in ("open", "closed") and lasted >= self.eyes_s:
            kind: Literal["open", "closed"] = "open" if self.state == "open" else "closed"
            self.clips.append(Clip(self.since_s, now_s, kind=kind))
            self._go("closed" if kind == "open" else "wait")
            return True
        if self.state == "clip" and lasted >= self.clip_s:
            self._span = (self.since_s, now_s)
            self._go("valence")
            return True
        return False

    def press(self, key: str) -> bool:
        """Take a key; returns whether a new step began."""
        if key in _END:
            self._go("done")
        elif self.state == "wait" and key in (" ", "\r", "\n"):
            self._go("clip")
        elif self.state == "valence" and key in _KEYS:
            self._rated = (int(key) - 5) / 4.0
            self._go("arousal")
        elif self.state == "arousal" and key in _KEYS:
            self.clips.append(Clip(*self._span, valence=self._rated, arousal=(int(key) - 5) / 4.0))
            self._go("done" if self.recalled >= self.count else "wait")
        else:
            return False
        return True

    def prompt(self) -> str:
        """What the person reads now."""
        number = f"{self.recalled + 1}/{self.count}"
        corner = self._order[min(self.recalled, self.count - 1)]
        return {
            "open": say(
                f"Eyes open, look at one point, {self.eyes_s:g} s.",
                f"눈을 뜨고 한 점을 보세요, {self.eyes_s:g}초.",
            ),
            "closed": say(
                f"Close your eyes until the bell, {self.eyes_s:g} s.",
                f"종이 울릴 때까지 눈을 감으세요, {self.eyes_s:g}초.",
            ),
            "wait": say(
                f"{number}  Choose a clip or a memory that is {_CORNERS_EN[corner]}. Space: begin. q: end.",
                f"{number}  {_CORNERS_KO[corner]} 장면이나 기억을 하나 고르세요. 빈칸: 시작. q: 끝.",
            ),
            "clip": say(
                f"{number}  Stay in it until the bell, {self.clip_s:g} s, without moving.",
                f"{number}  종이 울릴 때까지 그 안에 머무세요, {self.clip_s:g}초, 움직이지 말고.",
            ),
            "valence": say(
                "How did it feel? 1 very unpleasant … 5 neither … 9 very pleasant",
                "어땠나요? 1 아주 불쾌 … 5 중간 … 9 아주 유쾌",
            ),
            "arousal": say(
                "How stirred were you? 1 very calm … 5 in between … 9 very excited",
                "얼마나 들떴나요? 1 아주 차분 … 5 중간 … 9 아주 흥분",
            ),
            "done": say("That was all. Thank you.", "끝났습니다. 고맙습니다."),
        }[self.state]

    def _go(self, state: State) -> None:
        self.state, self.since_s = state, self._now_s


_CORNERS_EN = ("unpleasant and calm", "pleasant and calm", "unpleasant and exciting", "pleasant and exciting")
_CORNERS_KO = ("불쾌하고 차분한", "유쾌하고 차분한", "불쾌하고 흥분되는", "유쾌하고 신나는")


def run_session(
    pieces: Iterable[Recording],
    session: Session,
    keys: Callable[[], str | None],
    screen: TextIO,
) -> tuple[Recording, tuple[Clip, ...]]:
    """Guide a person through a session while a stream is recorded.

    Args:
        pieces: of the stream, as ``live_recording`` gives them.
        session: the plan.
        keys: the key that was pressed since the last call, or None.
        screen: where prompts go.

    Returns:
        The recording, which was never on a disk, and its clips. A stream that ends early, or a person who does, gives
        what was rated until then.

    Raises:
        InputError: the stream gave nothing.
    """
    gathered: list[Recording] = []
    print(session.prompt(), file=screen, flush=True)
    recorded_s = 0.0
    for piece in pieces:
        gathered.append(piece)
        recorded_s += piece.duration_s
        turned = session.hear(recorded_s)
        key = keys()
        while key is not None and session.state != "done":
            turned = session.press(key) or turned
            key = keys()
        if turned:
            print(f"\a{session.prompt()}", file=screen, flush=True)
        if session.state == "done":
            break
    else:
        print(say("The stream has ended.", "신호가 끊겼습니다."), file=screen, flush=True)
    return joined(gathered), tuple(session.clips)


def joined(pieces: list[Recording]) -> Recording:
    """Pieces of one stream as one recording.

    Raises:
        InputError: there are none.
    """
    if not pieces:
        raise InputError(
            say("the stream gave no samples", "신호가 하나도 오지 않았습니다"),
            fix=say("start it and try again", "신호를 켜고 다시 해 보세요"),
        )
    first, notes = pieces[0], dict.fromkeys(note for piece in pieces for note in piece.notes)
    return Recording(
        source=first.source,
        sample_rate_hz=first.sample_rate_hz,
        channels=first.channels,
        samples=np.concatenate([piece.samples for piece in pieces], axis=1),
        notes=tuple(notes),
    )
