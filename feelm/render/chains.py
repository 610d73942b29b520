"""Which fed-back shots have to be carried to their end before others can begin or go on from there."""

from __future__ import annotations

from collections.abc import Iterable

from feelm.render.plan import Piece
from feelm.render.store import Store


def film_name(piece: Piece) -> str:
    """The name of the task that films a piece."""
    return f"shot {piece.shot.id}, frames {piece.span[0]} to {piece.span[1]}"


def shown_by(piece: Piece) -> list[Piece]:
    """The shots whose painted worlds are looked at while a piece is filmed."""
    begins = [piece.begins] if piece.begins is not None and piece.begins.shot.feedback is None else []
    return [piece, *([piece.before] if piece.before is not None else []), *begins]


class Chains:
    """The ends of fed-back shots that filming ``missing`` pieces needs and the store does not hold.

    ``carried`` are the shots that must be painted through for their end alone; the end of a shot that is filmed whole
    comes with its film.
    """

    def __init__(self, missing: Iterable[Piece], store: Store) -> None:
        missing = list(missing)
        self._store = store
        self._filmed = {
            piece.feed_key: film_name(piece)
            for piece in missing
            if piece.shot.feedback is not None and piece.span == (0, piece.count)
        }
        self.carried: list[Piece] = []
        self._lacking: set[str] = set()
        for piece in missing:
            self._follow(piece)

    def tasks_before(self, piece: Piece) -> frozenset[str]:
        """The names of the tasks whose end a piece needs; a carrying task is named by its ``feed_key``."""
        return frozenset(
            self._filmed.get(end.feed_key, end.feed_key)
            for end in _ends(piece)
            if end.feed_key in self._lacking
        )

    def _follow(self, piece: Piece) -> None:
        for end in _ends(piece):
            if end.feed_key in self._lacking or self._store.holds(end.feed_key, ".state"):
                continue
            self._lacking.add(end.feed_key)
            if end.feed_key not in self._filmed:
                self.carried.append(end)
                self._follow(end)


def _ends(piece: Piece) -> list[Piece]:
    """The fed-back shots from whose end a piece begins, or whose tail is seen under its beginning."""
    return [p for p in (piece.before, piece.begins) if p is not None and p.shot.feedback is not None]
