"""What becomes of a raw recording after it was decoded: deleted unless it is kept on purpose."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from feelm.errors import InputError, OutputError
from feelm.language import say

_BESIDE = {
    ".vhdr": (".eeg", ".vmrk"),
    ".eeg": (".vhdr", ".vmrk"),
    ".vmrk": (".vhdr", ".eeg"),
    ".set": (".fdt",),
}
_YES = ("y", "yes", "예", "네", "응")


def notice() -> str:
    """What is said before any brain data are read."""
    return say(
        "This reads a recording of your brain. It stays on this machine; nothing of it is sent, printed or put into "
        "a film. What comes out is a guess at how pleasant and how excited you felt, with its doubt. It cannot read "
        "a memory or a thought.",
        "뇌 기록을 읽습니다. 기록은 이 컴퓨터를 떠나지 않고, 어디에도 보내거나 찍거나 영화에 넣지 않습니다. "
        "나오는 것은 얼마나 즐겁고 들떴는지에 대한 어림과 그 불확실함입니다. 기억이나 생각은 읽을 수 없습니다.",
    )


def settle_keeping(
    keep: bool,
    delete: bool,
    *,
    is_terminal: bool | None = None,
    ask: Callable[[str], str] = input,
) -> bool:
    """Decide, before anything is read, whether the raw recording is deleted afterwards.

    In a terminal, without ``--keep`` or ``--delete``, the person is asked and only a yes deletes. Without a terminal
    one of the two must be given: a file is never deleted by a script that did not say so.

    Returns:
        True where the recording is to be deleted after decoding.

    Raises:
        InputError: both were given, or none and nobody can be asked.
    """
    if keep and delete:
        raise InputError(
            say("--keep and --delete exclude each other", "--keep와 --delete는 함께 쓸 수 없습니다")
        )
    if keep or delete:
        return delete
    if is_terminal is None:
        is_terminal = sys.stdin.isatty()
    if not is_terminal:
        raise InputError(
            say("nobody can be asked about the raw recording", "원본 기록을 어떻게 할지 물을 수 없습니다"),
            fix=say(
                "give --delete to remove it after decoding or --keep to keep it",
                "해독 뒤 지우려면 --delete, 남기려면 --keep을 주세요",
            ),
        )
    question = say(
        "Delete the raw recording after decoding? (yes/no) ", "해독한 뒤 원본 기록을 지울까요? (예/아니요) "
    )
    return ask(question).strip().lower() in _YES


def delete_recording(path: Path) -> tuple[Path, ...]:
    """Delete a recording and the files that belong to it; their content is overwritten first.

    Overwriting is a best effort: solid-state disks and backups may hold older copies.

    Returns:
        What was deleted.

    Raises:
        OutputError: a file cannot be deleted.
    """
    gone = []
    beside = [path.with_suffix(ending) for ending in _BESIDE.get(path.suffix.lower(), ())]
    for file in [path, *beside]:
        if not file.is_file():
            continue
        try:
            if not file.is_symlink():
                _overwrite(file)
            file.unlink()
        except OSError as error:
            raise OutputError(
                say(
                    f"the raw recording cannot be deleted ({error.strerror})",
                    f"원본 기록을 지울 수 없습니다 ({error.strerror})",
                ),
                where=str(file),
            ) from error
        gone.append(file)
    return tuple(gone)


def _overwrite(file: Path) -> None:
    left = file.stat().st_size
    with file.open("r+b") as stream:
        while left > 0:
            left -= stream.write(bytes(min(left, 1 << 20)))
        stream.flush()
        os.fsync(stream.fileno())
