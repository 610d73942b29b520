"""Fields and values of a score in the words of a film maker, English and Korean."""

from __future__ import annotations

import json

from pydantic import BaseModel

from feelm.language import say
from feelm.score.model import Keys, Player

_NAMES: dict[str, tuple[str, str]] = {
    "title": ("title", "제목"),
    "size": ("picture size", "화면 크기"),
    "fps": ("frames per second", "초당 프레임"),
    "duration": ("length", "길이"),
    "seed": ("seed", "씨앗 값"),
    "story": ("words", "글"),
    "locked": ("locked", "잠금"),
    "captions_burned": ("captions on the picture", "화면 자막"),
    "captions": ("captions", "자막"),
    "credits": ("credits", "출처"),
    "fade_in": ("fade in", "페이드 인"),
    "fade_out": ("fade out", "페이드 아웃"),
    "feeling": ("feeling", "느낌"),
    "sections": ("sections", "악절"),
    "signals": ("signal", "신호"),
    "music": ("music", "음악"),
    "music.file": ("music", "음악"),
    "music.digest": ("content of the music", "음악의 내용"),
    "music.composed": ("composed", "작곡 여부"),
    "music.tempo": ("tempo", "빠르기"),
    "music.beat_shift": ("beats moved by", "박 옮김"),
    "music.start": ("start in the music", "음악에서 시작하는 곳"),
    "music.beats": ("beats", "박"),
    "music.downbeats": ("bars", "마디"),
    "id": ("name", "이름"),
    "start": ("time", "시간"),
    "text": ("words", "글"),
    "size_of_shot": ("shot size", "장면 크기"),
    "camera": ("camera", "카메라"),
    "camera.move": ("camera move", "카메라 움직임"),
    "camera.strength": ("strength of the camera move", "카메라 움직임의 세기"),
    "world": ("world", "세계"),
    "world.place": ("place", "장소"),
    "world.time": ("hour", "시간대"),
    "world.weather": ("weather", "날씨"),
    "world.season": ("season", "계절"),
    "world.palette": ("palette", "팔레트"),
    "world.accent": ("accent colour", "강조색"),
    "world.wind": ("wind", "바람"),
    "world.foreground": ("foreground", "앞쪽"),
    "world.light": ("light", "빛"),
    "world.players": ("in the picture", "그림 속"),
    "paint": ("paint", "그림"),
    "paint.painter": ("painter", "화가"),
    "paint.style": ("painting style", "화풍"),
    "paint.strength": ("strength of the style", "화풍의 세기"),
    "paint.hero_strength": ("strength of the style on the hero", "주인공에 입힌 화풍의 세기"),
    "paint.keep_colour": ("own colour kept", "남은 제 색"),
    "paint.stroke": ("size of the strokes", "붓질 크기"),
    "paint.boil": ("repaints per second", "초당 다시 그리기"),
    "grade": ("grade", "색 보정"),
    "grade.exposure": ("exposure", "노출"),
    "grade.contrast": ("contrast", "대비"),
    "grade.saturation": ("saturation", "채도"),
    "grade.warmth": ("warmth", "따뜻함"),
    "grade.vignette": ("vignette", "비네트"),
    "grade.grain": ("paper grain", "종이 결"),
    "transition": ("transition", "장면 전환"),
    "transition.kind": ("transition", "장면 전환"),
    "transition.length": ("length of the transition", "장면 전환의 길이"),
    "still": ("still picture", "정지 그림"),
    "footage": ("footage", "영상"),
    "feedback": ("feedback", "되먹임"),
}


def field_name(path: str) -> str:
    """What a field of the score is called: "camera.move" is the camera move.

    >>> field_name("world.palette") in ("palette", "팔레트")
    True
    """
    if path in _NAMES:
        return say(*_NAMES[path])
    head, _, rest = path.partition(".")
    while rest:
        step, _, after = rest.partition(".")
        if f"{head}.{step}" not in _NAMES:
            break
        head, rest = f"{head}.{step}", after
    if head not in _NAMES:
        return path.replace("_", " ")
    return f"{say(*_NAMES[head])}, {rest.replace('_', ' ').replace('.', ' ')}" if rest else say(*_NAMES[head])


def value_text(path: str, value: object) -> str:
    """A value as it is read: numbers short, sizes as 1280x720, names without underscores, the rest as in the score."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes", "예") if value else say("no", "아니요")
    if isinstance(value, int | float):
        text = f"{value:.4g}" if abs(value) < 1e4 else f"{value:.10g}"
        return f"{text} s" if path in ("duration", "fade_in", "fade_out", "transition.length") else text
    if isinstance(value, Keys):
        return _keys_text(value)
    if isinstance(value, str):
        return _text(path, value)
    if path == "size" and isinstance(value, list | tuple):
        return f"{value[0]}x{value[1]}"
    if isinstance(value, list | tuple):
        return _list_text(path, value)
    if isinstance(value, BaseModel):
        return json.dumps(value.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
    return str(value)


def _keys_text(keys: Keys) -> str:
    """Key frames as value@time."""
    times = [f"{key[0]:g}" if isinstance(key[0], float) else key[0] for key in keys.keys]
    pairs = [f"{key[1]:g}@{time}" for key, time in zip(keys.keys, times, strict=True)]
    return " ".join(pairs + ([] if keys.ease == "linear" else [keys.ease]))


def _text(path: str, value: str) -> str:
    if path in ("text", "title", "story"):
        tidy = " ".join(value.split())
        return f"“{tidy[:77]}…”" if len(tidy) > 80 else f"“{tidy}”" if tidy else ""
    if path == "music.digest":
        return value[:12]
    return value.replace("_", " ") if value.replace("_", "").isalpha() else value


def _list_text(path: str, values: list[object] | tuple[object, ...]) -> str:
    if len(values) > 12:
        return say(f"{len(values)} values", f"값 {len(values)}개")
    return " ".join(value_text(path, value) for value in values)


def player_name(player: Player) -> str:
    """Who a player is: "3 × sunflower", "elder, female, standing", with the word of the story where it has one."""
    if player.thing is not None:
        name = player.thing.replace("_", " ")
    else:
        parts = [player.person or "", "" if player.gender == "any" else player.gender, player.pose]
        name = ", ".join(part.replace("_", " ") for part in parts if part)
    count = f"{player.count} × " if player.count > 1 else ""
    return f"{count}{name}" + (f" ({player.word})" if player.word and player.word != name else "")
