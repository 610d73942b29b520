"""Emojis as words: each is looked up by its English name."""

from __future__ import annotations

from functools import lru_cache

from feelm.story.reading import Mention


def _may_hold(text: str) -> bool:
    """Quick test that spares ordinary text the loading of the emoji table."""
    return any(ord(char) >= 0x203C and not ("가" <= char <= "힣") for char in text)


def emoji_mentions(text: str) -> tuple[Mention, ...]:
    """A mention for every emoji of a text; repeated ones are counted (🌸🌸🌸 is three)."""
    if not _may_hold(text):
        return ()
    import emoji

    counts: dict[str, int] = {}
    for found in emoji.emoji_list(text):
        counts[found["emoji"]] = counts.get(found["emoji"], 0) + 1
    return tuple(
        Mention(
            word=sign,
            names=names,
            parts=(),
            language="en",
            clause=0,
            kind="emoji",
            role="subject",
            count=min(24, number),
        )
        for sign, number in counts.items()
        if (names := _names(sign))
    )


def without_emoji(text: str) -> str:
    """The text with every emoji replaced by a space."""
    import emoji

    return str(emoji.replace_emoji(text, " "))


@lru_cache(maxsize=512)
def _names(sign: str) -> tuple[tuple[str, int], ...]:
    """English names of an emoji to look up, whole name first: 🐶 is "dog face" and "dog"."""
    import emoji

    name = emoji.demojize(sign, delimiters=("", "")).replace("_", " ").replace("-", " ").lower()
    name = name.split(":")[0].strip()
    tries = [
        name,
        name.removesuffix(" face").strip(),
        name.split(" with ")[0],
        name.replace(" skin tone", ""),
    ]
    words = name.split()
    if words and words[-1] not in {"face", "tone", "button", "hand", "sign", "mark", "symbol"}:
        tries.append(words[-1])
    return tuple((n, 1) for n in dict.fromkeys(tries) if n)
