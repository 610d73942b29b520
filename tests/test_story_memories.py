"""A hundred sentences about memories: grief, joy, numbers, quotations, dreams, wishes, likenesses, what was not there.

The catalogue is the real one: a thing is known here by its word, so that better drawings may come in its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from test_story_kit import NOT_THERE, korean_reader, left_out

from feelm.story.teller import Teller
from feelm.story.telling import Telling
from feelm.things import open_catalogue


class Memory(NamedTuple):
    """A sentence and what must come of it."""

    text: str
    remembered: bool
    worlds: list[tuple[str | None, ...]]
    things: dict[str, int]
    people: dict[str, str]
    absent: set[str]


def _pairs(line: str) -> list[tuple[str, str]]:
    cells = [cell.strip().rpartition(" ") for cell in line.partition(":")[2].split(",") if cell.strip()]
    return [(word, value) for word, _, value in cells]


def memories() -> list[Memory]:
    """The sentences of ``story_memories.txt``."""
    text = (Path(__file__).parent / "story_memories.txt").read_text("utf-8")
    found = []
    for block in text.split("\n\n")[1:]:
        sentence, worlds, things, people, absent = block.strip("\n").split("\n")
        remembered = "(memory)" in worlds
        found.append(
            Memory(
                sentence,
                remembered,
                [
                    tuple(None if cell == "-" else cell for cell in world.split())
                    for world in worlds.replace("(memory)", "").split(" | ")
                ],
                {word: int(count) for word, count in _pairs(things)},
                dict(_pairs(people)),
                {word.strip() for word in absent.partition(":")[2].split(",") if word.strip()},
            )
        )
    return found


def _told(text: str) -> Telling:
    hangul = any("가" <= c <= "힣" for c in text)
    return Teller(open_catalogue(), korean_reader() if hangul else None).tell(text)


@pytest.mark.parametrize("memory", memories(), ids=lambda m: m.text[:40])
def test_what_a_memory_shows(memory: Memory) -> None:
    telling = _told(memory.text)
    worlds = [(s.place, s.time_of_day, s.weather, s.season) for s in telling.scenes]
    things = {i.word: i.count for s in telling.scenes for i in s.items}
    people = {p.word: p.pose for s in telling.scenes for p in s.people}
    assert worlds == memory.worlds
    assert any(s.memory for s in telling.scenes) == memory.remembered
    assert {word: things.get(word) for word in memory.things} == memory.things
    assert people == memory.people
    reasons = left_out(telling)
    assert {word for word, reason in reasons.items() if reason in NOT_THERE} == memory.absent
    assert not memory.absent & (set(things) | set(people))


def test_there_are_enough_of_both_languages() -> None:
    korean = [m for m in memories() if any("가" <= c <= "힣" for c in m.text)]
    assert len(memories()) >= 90
    assert 40 <= len(korean) <= len(memories()) - 40


def test_what_is_said_of_colours_and_likenesses() -> None:
    dog = _told("눈처럼 하얀 강아지가 마당에서 뛰어놀았다.").scenes[0].items[0]
    assert (dog.colours, dog.action) == (("#f5f3ec",), "hop")
    balloons = _told("A dozen red balloons rose over the stadium.").scenes[0].items[0]
    assert balloons.colours == ("#c8352e",)
