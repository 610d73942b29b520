"""``feelm doctor``: is everything here that a film needs, and what can this machine do?"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from feelm import __version__
from feelm.errors import FeelmError
from feelm.language import say

_LIBRARIES = (
    "numpy",
    "scipy",
    "opencv-python-headless",
    "openvino",
    "onnx",
    "av",
    "resvg-py",
    "kiwipiepy",
    "pydantic",
    "ruamel.yaml",
)


def examine() -> tuple[str, bool]:
    """A report, one line a check, and whether a film can be made here."""
    rows = [
        ("feelm", lambda: __version__),
        ("Python", lambda: f"{platform.python_version()} {sys.executable}"),
        (say("processor", "프로세서"), lambda: say(f"{os.cpu_count()} cores", f"코어 {os.cpu_count()}개")),
        (say("memory", "메모리"), _memory),
        *[(name, _version_of(name)) for name in _LIBRARIES],
        (say("H.264 and AAC", "H.264와 AAC"), _encoders),
        (say("painting networks", "그림 신경망"), _networks),
        (say("things", "그릴 것"), _things),
        (say("Korean font", "한글 글꼴"), _font),
        (say("kept work", "보관한 작업"), _cache),
    ]
    lines, healthy = [], True
    for name, check in rows:
        good, text = _try(check)
        healthy &= good
        lines.append(f"{'  ' if good else '✗ '}{name:24} {text}")
    verdict = (
        say("A film can be made here.", "여기서 영화를 만들 수 있습니다.")
        if healthy
        else say(
            "A film cannot be made here until the lines with ✗ are mended.",
            "✗ 표시된 줄을 고쳐야 영화를 만들 수 있습니다.",
        )
    )
    return "\n".join([*lines, "", verdict]), healthy


def _try(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except (FeelmError, OSError, ImportError, PackageNotFoundError) as error:
        return False, str(error)


def _version_of(name: str) -> Callable[[], str]:
    return lambda: version(name)


def _memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.1f} GB"


def _encoders() -> str:
    import av

    missing = [name for name in ("libx264", "aac") if name not in av.codecs_available]
    if missing:
        raise FeelmError(
            f"PyAV has no {' and no '.join(missing)}", fix="install PyAV from its wheel: pip install av"
        )
    return f"PyAV {version('av')}"


def _networks() -> str:
    from feelm.painter import list_styles

    return say(f"{len(list_styles())} styles", f"화풍 {len(list_styles())}가지")


def _things() -> str:
    from feelm.things import open_catalogue

    count = len(open_catalogue())
    return say(f"{count} things", f"{count}가지")


def _font() -> str:
    from feelm.post.lettering import font_path

    path = font_path()
    if not path.is_file():
        raise FeelmError("the font file is not there", where=str(path), fix="reinstall pylopdf-fonts-ko")
    return path.name


def _cache() -> str:
    from feelm.render.store import cache_folder, room_left_bytes

    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    used = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
    return say(
        f"{folder}: {used >> 20} MB used, {room_left_bytes(folder) >> 30} GB free",
        f"{folder}: {used >> 20} MB 사용, {room_left_bytes(folder) >> 30} GB 남음",
    )
