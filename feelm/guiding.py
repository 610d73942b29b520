"""Guided making: for every field that was left open the director proposes, and the person decides."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feelm.commands.arguments import parse_length, parse_size, parse_tempo
from feelm.errors import FeelmError, InputError
from feelm.language import say
from feelm.render.progress import Progress, silent
from feelm.wish import Wish, check_wish

if TYPE_CHECKING:
    from feelm.affect.feeling import Feeling
    from feelm.audio.hearing import Hearing
    from feelm.story.telling import Telling

Ask = Callable[[str], str | None]
"""Shows a question and returns the answer; None when there are no more answers."""


@dataclass(frozen=True)
class Question:
    """One question: the field of ``Wish`` that it fills, its words, the proposal, and how an answer is read."""

    field: str
    words: str
    proposal: str
    read: Callable[[str], Any]


def guide(
    wish: Wish,
    given: Collection[str],
    ask: Ask,
    *,
    patient: bool,
    tell: Callable[[str], None],
    progress: Progress = silent,
) -> Wish:
    """Ask for every field of the wish that was left open, with the director's proposal as the default.

    Args:
        wish: what is known already.
        given: fields that were decided already; they are not asked for.
        ask: shows a question and gives the answer ("" takes the proposal, None: no more answers, all proposals).
        patient: whether a wrong answer is explained and asked for again (a terminal) or refused (a pipe).
        tell: shows why an answer was not taken.
        progress: called with a label and a fraction while words are read and music is heard.

    Returns:
        The wish with every answer in it; an accepted proposal is an answer too.

    Raises:
        InputError: an answer that cannot be used, when it cannot be asked for again.
    """
    guided = replace(wish, mode="guided")
    if not (wish.story or wish.music or wish.feeling):
        guided = _put(guided, _story_question(), ask, patient, tell)
    check_wish(guided)
    proposals = _Proposals(guided, progress)
    for name, question in _QUESTIONS.items():
        if name not in given:
            guided = _put(guided, question(proposals), ask, patient, tell)
            proposals.wish = guided
    return guided


def read_answers(path: Path) -> dict[str, Any]:
    """Answers from a TOML or YAML file as fields of ``Wish``; files are named relative to that file.

    Raises:
        InputError: the file is missing or cannot be read, a field is unknown, a value cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(
            "there is no such file", where=str(path), fix="give a .toml or .yaml file"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the answers cannot be read", where=str(path), fix="save them as UTF-8 text"
        ) from error
    answers: dict[str, Any] = {}
    for name, value in _table(text, path).items():
        if name not in _READERS:
            from feelm.score.names import nearest

            fix = nearest(str(name), _READERS) or f"the fields are {', '.join(_READERS)}"
            raise InputError(f"unknown answer `{name}`", where=path.name, fix=fix)
        field, read = _READERS[name]
        try:
            answers[field] = read(value, path.parent)
        except FeelmError as error:
            raise InputError(error.what, where=f"{path.name}, {name}", fix=error.fix) from error
        except (TypeError, ValueError) as error:
            raise InputError(f"`{value}` cannot be used here", where=f"{path.name}, {name}") from error
    return answers


def _table(text: str, path: Path) -> Mapping[str, Any]:
    if path.suffix.lower() == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"this is not valid TOML ({error})", where=path.name) from error
    from feelm.score.document import read_tree

    table: Mapping[str, Any] = read_tree(text, path.name).plain()
    return table


def _put(wish: Wish, question: Question, ask: Ask, patient: bool, tell: Callable[[str], None]) -> Wish:
    """Ask one question until its answer can be used."""
    while True:
        answer = ask(
            f"{question.words} [{question.proposal}] " if question.proposal else f"{question.words} "
        )
        if answer is None and question.field == "story":
            raise InputError("there is nothing to make a film from", fix="give --story, --music or --feeling")
        text = (answer or "").strip() or question.proposal
        try:
            value = question.read(text)
            filled = replace(wish, **{question.field: value})
            check_wish(filled)
        except FeelmError as error:
            if not patient or answer is None:
                raise
            tell(str(error))
            continue
        return filled


class _Proposals:
    """What the director would choose, worked out as far as it is asked for."""

    def __init__(self, wish: Wish, progress: Progress) -> None:
        self.wish = wish
        self._progress = progress

    @cached_property
    def heard(self) -> Hearing | None:
        """The music that was brought, heard; None where it is to be composed."""
        from feelm.making import hear_wish

        return hear_wish(self.wish, Path("film.score.yaml"), self._progress)[0]

    @cached_property
    def told(self) -> Telling | None:
        """What the words tell."""
        from feelm.making import tell_wish
        from feelm.things import open_catalogue

        return tell_wish(self.wish, open_catalogue(), self._progress)

    def length_s(self) -> float:
        """The length that the film would have."""
        from feelm.director import plan_duration

        return plan_duration(self.told, self.heard, self.wish.length_s)

    def feeling(self) -> Feeling:
        """The feeling that the film would have."""
        from feelm.affect import fuse
        from feelm.director import scene_spans
        from feelm.making import brought_of, streams_of

        duration_s = self.length_s()
        spans = scene_spans(self.told, duration_s, self.heard) if self.told else []
        brought, _ = brought_of(self.wish, spans, duration_s)
        return fuse(streams_of(self.wish, self.told, self.heard, spans, duration_s, brought), duration_s)

    def style(self) -> str:
        """The style that the director would choose."""
        from feelm.director import Brief, direct
        from feelm.painter import list_styles
        from feelm.things import open_catalogue

        wish = self.wish
        brief = Brief(
            size=wish.size, fps=wish.fps, seed=wish.seed, duration_s=self.length_s(),
            story=self.told.text if self.told else "",
        )  # fmt: skip
        score = direct(brief, self.told, self.heard, self.feeling(), open_catalogue(), list_styles())
        return score.shots[0].paint.style


def _story_question() -> Question:
    words = say(
        "What shall the film tell? Sentences, or a text file:", "무엇을 이야기할까요? 문장이나 글 파일:"
    )
    return Question("story", words, "", str)


def _length_question(proposals: _Proposals) -> Question:
    words = say("How long shall it be?", "길이는 얼마로 할까요?")
    return Question("length_s", words, f"{proposals.length_s():g}s", parse_length)


def _mood_question(proposals: _Proposals) -> Question:
    from feelm.moods import MOODS, find_mood, nearest_mood

    feeling = proposals.feeling()
    mood = nearest_mood(float(feeling.valence.mean()), float(feeling.arousal.mean()))
    names = ", ".join(str(one) for one in MOODS)
    words = say(f"What shall it feel like? ({names})", f"어떤 느낌이면 좋을까요? ({names})")
    as_told = say("as it is told", "이야기 그대로")
    return Question(
        "mood", words, say(f"{as_told}: {mood}", f"{as_told}: {mood}"),
        lambda text: None if text.startswith(as_told) else find_mood(text).name,
    )  # fmt: skip


def _style_question(proposals: _Proposals) -> Question:
    words = say(
        "Painted how? (a name from `feelm styles`, or a picture)",
        "어떤 그림으로? (`feelm styles`의 이름이나 그림 파일)",
    )
    return Question("style", words, proposals.style(), str)


def _title_question(proposals: _Proposals) -> Question:
    words = say("A title? (Enter: none)", "제목은? (Enter: 없음)")
    return Question("title", words, proposals.wish.title, str)


def _captions_question(proposals: _Proposals) -> Question:
    words = say("Write the sentences on the picture? (yes, no)", "문장을 화면에 쓸까요? (예, 아니요)")
    return Question("captions", words, say("no", "아니요"), _yes_or_no)


_QUESTIONS: Mapping[str, Callable[[_Proposals], Question]] = {
    "length_s": _length_question,
    "mood": _mood_question,
    "style": _style_question,
    "title": _title_question,
    "captions": _captions_question,
}


def _yes_or_no(text: object) -> bool:
    if isinstance(text, bool):
        return text
    word = str(text).strip().lower()
    if word in ("yes", "y", "예", "네", "true"):
        return True
    if word in ("no", "n", "아니요", "아니오", "false"):
        return False
    raise InputError(f"“{text}” is neither yes nor no", fix="answer yes or no")


def _file(value: Any, folder: Path) -> Path:
    return folder / str(value)


def _style(value: Any, folder: Path) -> str:
    picture = folder / str(value)
    return str(picture) if picture.suffix and picture.is_file() else str(value)


def _words(value: Any, folder: Path) -> str:
    file = folder / str(value)
    return str(file) if "\n" not in str(value) and len(str(value)) < 200 and file.is_file() else str(value)


def _length(value: Any, folder: Path) -> float:
    return parse_length(str(value))


def _size(value: Any, folder: Path) -> tuple[int, int]:
    return parse_size("x".join(str(side) for side in value) if isinstance(value, list) else str(value))


_READERS: Mapping[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "story": ("story", _words),
    "music": ("music", _file),
    "feeling": ("feeling", _file),
    "mood": ("mood", lambda value, folder: str(value)),
    "style": ("style", _style),
    "size": ("size", _size),
    "fps": ("fps", lambda value, folder: float(value)),
    "seed": ("seed", lambda value, folder: int(value)),
    "length": ("length_s", _length),
    "title": ("title", lambda value, folder: str(value)),
    "tempo": ("tempo", lambda value, folder: parse_tempo(str(value))),
    "beat_shift": ("beat_shift_s", lambda value, folder: float(value)),
    "taps": ("taps", _file),
    "captions": ("captions", lambda value, folder: _yes_or_no(value)),
    "soundfont": ("sound_font", _file),
}
