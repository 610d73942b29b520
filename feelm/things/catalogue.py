"""``Catalogue``: everything that can stand in a picture, how it is found, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.errors import InputError
from feelm.things.lookup import Index
from feelm.things.table import Entry, near_words, own_entries, read_groups
from feelm.things.thing import SEASON_LOOKS, THING_POSES, Found, Thing

if TYPE_CHECKING:
    from feelm.things.raster import Picture

TWEMOJI_CREDIT = (
    "Twemoji graphics copyright 2020 Twitter, Inc and other contributors, "
    "licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
)


class Catalogue:
    """The things of all installed sets. Build it with :func:`open_catalogue`."""

    def __init__(self, entries: Sequence[Entry], credit_lines: dict[str, str]) -> None:
        self._things = {e.thing.id: e.thing for e in reversed(entries)}
        self._index = Index(entries, near_words(), read_groups())
        self._credit_lines = credit_lines

    def __len__(self) -> int:
        return len(self._things)

    @property
    def things(self) -> tuple[Thing, ...]:
        """Every thing, own drawings and added sets before the default set."""
        return tuple(reversed(self._things.values()))

    def get(self, id: str) -> Thing:
        """Return the thing with this id.

        Raises:
            InputError: there is none; the message names the nearest.
        """
        if id not in self._things:
            import difflib

            close = difflib.get_close_matches(id, self._things, 1, 0.5)
            fix = f"did you mean {close[0]!r}?" if close else "look it up with `feelm things WORD`"
            raise InputError(f"there is no thing called {id!r}", fix=fix)
        return self._things[id]

    def find(self, word: str, language: str) -> Found | None:
        """Return the thing that a word ("ko" or "en") names exactly or as a synonym, or None."""
        return self._index.find(word, language)

    def nearest(self, word: str, language: str) -> Found | None:
        """Return the thing nearest in meaning to a word with a score 0..1, or None below the threshold."""
        return self._index.nearest(word, language)

    def search(self, query: str, limit: int = 12) -> list[Found]:
        """Return what a query in Korean or English finds, best first."""
        return self._index.search(query, limit)

    def draw(
        self,
        id: str,
        height_px: int,
        *,
        colours: Sequence[str] = (),
        seed: int = 0,
        season: str | None = None,
        pose: str | None = None,
    ) -> tuple[Picture, ...]:
        """Draw a thing, cut to what is drawn; several pictures of one size where it has a moving cycle.

        Args:
            id: which thing.
            height_px: height of the pictures in pixels (of the tallest moment of a cycle).
            colours: ``"#rrggbb"``; the first becomes its main colour.
            seed: which of its many forms (own drawings vary, those of picture sets do not).
            season: of ``thing.SEASON_LOOKS``; plants of ours follow it, None is each at its best known.
            pose: of ``thing.THING_POSES``; animals of ours follow it, None is going or flying, which has
                ``height_px``; asleep the picture is lower.

        Returns:
            Pictures of shape (height_px, w, 4), uint8, sRGB with straight alpha.

        Raises:
            InputError: no such thing, season or pose, or its file is gone or broken.
        """
        from feelm.things.artwork import draw_artwork

        for what, value, known in (("season", season, SEASON_LOOKS), ("pose", pose, THING_POSES)):
            if value is not None and value not in known:
                raise InputError(f"a thing has no {what} {value!r}", fix=f"say one of {', '.join(known)}")
        return draw_artwork(self.get(id), height_px, tuple(colours), seed, season, pose)

    def credits(self, ids: Iterable[str]) -> list[str]:
        """Return the lines that the sets of these things ask to be named with, each once."""
        sets = {self.get(id).set_name for id in ids}
        return [line for name, line in self._credit_lines.items() if name in sets]


def open_catalogue(extra_folders: Sequence[Path] = ()) -> Catalogue:
    """Open the catalogue: feelm's own drawings, the sets the person added, ``extra_folders``, and Twemoji.

    A thing of an added folder stands before ours of the same name, one of an added set of icons only before
    Twemoji's.

    Raises:
        InputError: an extra folder does not exist or its table of things cannot be read.
    """
    from feelm.things.added import added_sets

    credit_lines = {"twemoji": TWEMOJI_CREDIT}
    entries: list[Entry] = []
    icons: list[Entry] = []
    for added in added_sets(extra_folders):
        (icons if added.icons else entries).extend(added.entries)
        if added.credit:
            credit_lines[added.name] = added.credit
    own = [e for e in own_entries() if e.thing.set_name == "feelm"]
    default = [e for e in own_entries() if e.thing.set_name != "feelm"]
    return Catalogue(_first_of_each(entries, own, icons, default), credit_lines)


def _first_of_each(*sets: Sequence[Entry]) -> list[Entry]:
    """The entries of all sets, of each id only the first."""
    first: dict[str, Entry] = {}
    for entry in (e for entries in sets for e in entries):
        first.setdefault(entry.thing.id, entry)
    return list(first.values())
