"""Words come from files in many encodings, or as they are; what is no story is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelm.errors import InputError
from feelm.story import read_story
from feelm.story.sentences import split_sentences

TEXT = "할머니 집 마당에 해바라기가 피었다.\nA dog slept.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949", "utf-16-le"])
def test_every_usual_encoding_gives_the_same_words(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert read_story(str(file)) == TEXT


def test_words_themselves_are_a_story() -> None:
    assert read_story("바다가 보고 싶었다.") == "바다가 보고 싶었다."
    assert read_story("I read notes.txt and cried. Then I slept.").startswith("I read")


def test_decomposed_letters_are_composed() -> None:
    assert read_story("\u1112\u1161\u11ab 집") == "한 집"


def _refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read_story(text)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_what_is_no_story_is_refused_in_one_sentence(tmp_path: Path) -> None:
    assert "no such file" in _refusal(str(tmp_path / "missing.txt"))
    assert "empty" in _refusal("  \n \t ")
    (tmp_path / "empty.txt").write_bytes(b"")
    assert "empty" in _refusal(str(tmp_path / "empty.txt"))
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)
    assert "not text" in _refusal(str(tmp_path / "picture.txt"))
    (tmp_path / "noise.txt").write_bytes(bytes((i * 7919 + 13) % 251 + 1 for i in range(4000)))
    assert "not text" in _refusal(str(tmp_path / "noise.txt"))
    (tmp_path / "folder.txt").mkdir()
    assert "folder" in _refusal(str(tmp_path / "folder.txt"))


def test_a_long_text_is_refused_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("The sea was calm. " * 12_000, "utf-8")
    assert "216 kB" in _refusal(str(tmp_path / "long.txt"))
    (tmp_path / "huge.txt").write_bytes(b"a" * 2_000_000)
    assert "2000 kB" in _refusal(str(tmp_path / "huge.txt"))
    assert len(read_story("The sea was calm. " * 11_000)) == 198_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. The dog slept!", ["It rained.", "The dog slept!"]),
        (
            "Mr. Kim saw Dr. Lee at 3.14 p.m. today. He ran.",
            ["Mr. Kim saw Dr. Lee at 3.14 p.m. today.", "He ran."],
        ),
        ("노을이 졌다. 바다로 갔다", ["노을이 졌다.", "바다로 갔다"]),
        ("the rain\nthe window\n\nyour name", ["the rain", "the window", "your name"]),
        ("“Come home,” she said. “Now.”", ["“Come home,” she said.", "“Now.”"]),
        ("# Title\n- a dog\n---\n...", ["Title", "a dog"]),
        ("비가 왔다...그리고 그쳤다。눈이 왔다", ["비가 왔다...그리고 그쳤다。", "눈이 왔다"]),
        ("I said it was I. Then we left.", ["I said it was I.", "Then we left."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_a_sentence_without_end_is_cut() -> None:
    pieces = split_sentences("the wind and the rain and " * 100)
    assert len(pieces) > 5
    assert max(map(len, pieces)) <= 400
