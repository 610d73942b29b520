"""``feelm feel live``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the command."""
    live = commands.add_parser(
        "live", help=say("read the feeling from a live stream (LSL)", "실시간 신호(LSL)에서 느낌 읽기")
    )
    live.add_argument("--model", type=Path, required=True, metavar="ME.feelm")
    live.add_argument("--stream", metavar="NAME", help=say("name of the stream", "신호의 이름"))
    live.add_argument("--seconds", type=float, help=say("end after so long", "이만큼 뒤에 끝내기"))
    live.add_argument(
        "--new-session",
        action="store_true",
        help=say("the cap was put on anew: listen for 30 s first", "전극을 새로 썼음: 먼저 30초 듣기"),
    )
    live.set_defaults(command=_live)


def _live(options: argparse.Namespace) -> int:
    from feelm.decoding.keeping import notice
    from feelm.decoding.live import STEP_S, follow
    from feelm.decoding.model_file import read_model
    from feelm.recording import live_recording

    print(notice(), file=sys.stderr)
    model = read_model(options.model)
    for reason in model.gate.reasons:
        print(say(f"not believed: {reason}", f"믿지 않음: {reason}"), file=sys.stderr)
    print("t,valence,arousal,valence_sd,arousal_sd,usable")
    pieces = live_recording(options.stream, piece_s=STEP_S)
    for moment in follow(pieces, model, same_session=not options.new_session):
        print(
            f"{moment.time_s:.1f},{moment.valence:.3f},{moment.arousal:.3f},{moment.valence_sd:.3f},"
            f"{moment.arousal_sd:.3f},{int(moment.usable)}",
            flush=True,
        )
        if options.seconds is not None and moment.time_s >= options.seconds - 1e-9:
            return 0
    print(say("The stream has ended.", "신호가 끊겼습니다."), file=sys.stderr)
    return 0
