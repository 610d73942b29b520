"""``feelm feel decode``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.commands.recorded import add_recording_options, read_as_told
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the command."""
    decode = commands.add_parser(
        "decode", help=say("a recall's recording becomes a feeling curve", "회상 기록을 느낌 곡선으로")
    )
    decode.add_argument("recording", type=Path, help=say("EDF, BDF, XDF, CSV …", "EDF, BDF, XDF, CSV 등"))
    decode.add_argument("--model", type=Path, required=True, metavar="ME.feelm")
    add_recording_options(decode)
    decode.add_argument("-o", "--output", type=Path, help=say("the curve (.csv)", "곡선 파일 (.csv)"))
    decode.add_argument(
        "--same-session",
        action="store_true",
        help=say("the cap was not touched since the calibration", "보정 뒤로 전극을 건드리지 않았음"),
    )
    add_keeping(decode)
    decode.set_defaults(command=_decode)


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """What becomes of the raw recording."""
    parser.add_argument(
        "--keep", action="store_true", help=say("keep the raw recording", "원본 기록을 남기기")
    )
    parser.add_argument(
        "--delete",
        action="store_true",
        help=say("delete the raw recording afterwards without asking", "끝나면 묻지 않고 원본 기록을 지우기"),
    )


def _decode(options: argparse.Namespace) -> int:
    from feelm.decoding.curve_file import write_feeling
    from feelm.decoding.keeping import delete_recording, notice, settle_keeping
    from feelm.decoding.model_file import read_model
    from feelm.decoding.reading import read_feeling
    from feelm.recording import clean

    print(notice(), file=sys.stderr)
    model = read_model(options.model)
    delete = settle_keeping(options.keep, options.delete)
    recording, quality = clean(read_as_told(options.recording, options))
    reading = read_feeling(recording, model, quality, same_session=options.same_session)
    path = write_feeling(reading, options.output or Path(f"{options.recording.stem}.feeling.csv"))
    for reason in reading.reasons:
        print(say(f"not believed: {reason}", f"믿지 않음: {reason}"))
    if not model.gate.open:
        print(
            say(
                "The curve is neutral and wide: the EEG has no weight. The film is made all the same.",
                "곡선은 중립이고 폭이 넓습니다. 뇌파는 무게가 없습니다. 영화는 그대로 만들 수 있습니다.",
            )
        )
    print(path)
    if delete:
        for gone in delete_recording(options.recording):
            print(say(f"deleted: {gone}", f"지움: {gone}"))
    return 0
