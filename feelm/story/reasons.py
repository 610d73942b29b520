"""Why a word is not pictured, as a sentence in the language of the text."""

from __future__ import annotations

from typing import Literal

from feelm.story.reading import Reading

Reason = Literal[
    "absent", "likeness", "owner", "kind", "body", "abstract", "elsewhere", "name", "sign", "unknown", "full"
]

_SENTENCES: dict[Reason, tuple[str, str]] = {
    "absent": ("the text says that it was not there", "글에서 그 자리에 없었다고 한다"),
    "likeness": ("only a comparison: the text does not say it is there", "빗댄 말일 뿐, 그 자리에 있다는 말은 없다"),
    "owner": ("only an owner: the text does not say they are there", "주인으로만 나오고, 그 자리에 있다는 말은 없다"),
    "kind": ("only tells the kind of the next word, which is not drawn", "그리지 않는 다음 낱말을 꾸밀 뿐이다"),
    "body": ("part of a body: its figure carries it", "몸의 일부라서 인물이 대신 보여 준다"),
    "abstract": ("abstract: nothing to be seen", "추상: 눈에 보이지 않는 말이다"),
    "elsewhere": ("the scene is set elsewhere, and nothing draws it", "장면이 다른 곳이고 따로 세울 그림이 없다"),
    "name": ("a name: nothing says what it looks like", "이름뿐이어서 어떻게 생겼는지 알 수 없다"),
    "sign": ("a sign: nothing in it can stand in a picture", "기호라서 그림에 세울 것이 없다"),
    "unknown": ("no drawing of it, and nothing near in meaning", "그림이 없고, 뜻이 가까운 것도 없다"),
    "full": ("the picture is full: more prominent things of the scene are shown", "그림이 가득 찼다"),
}  # fmt: skip


def reason_in(reason: Reason, language: Literal["ko", "en", "mixed"]) -> str:
    """The sentence of a reason; text with any Korean in it is answered in Korean."""
    english, korean = _SENTENCES[reason]
    return english if language == "en" else korean


def reason_for(reason: Reason, reading: Reading) -> str:
    """The sentence of a reason in the language of a reading."""
    return reason_in(reason, reading.language)
