"""The room ``story``: words in, a ``Telling`` out.

    read_story("garden.txt")        the words of a file, or the words themselves
    tell(text, catalogue)           scenes with things, people, place, hour, weather, season, feeling

What the text denies is not pictured. **The rule of what is there:**

- *denied* (there was no dog, without, 없었다, 없이; not seen, not brought, did not come): not pictured, listed in
  ``not_pictured`` with the reason. Denying only what somebody does ("the child did not run") keeps the child and drops
  the running.
- *longed for, wished, remembered, imagined* (바다가 보고 싶었다, I wish there were, I remember, used to be): the
  words speak of it, so it is pictured, in a scene of its own with ``memory=True``, that takes nothing of the present's
  place, hour or weather; after it the present goes on.

Korean is read by the morphological analyser Kiwi (loaded at the first Hangul, freed with the call), English by a
transformation-based tagger with its own lexicon. Any text gives at least one scene; every noun of it is in a scene's
``items``, ``people`` or ``setting`` or in ``not_pictured``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feelm.story.picture import Catalogue
    from feelm.story.telling import Telling

__all__ = ["read_story", "tell"]


def read_story(path_or_text: str) -> str:
    """Return the words of a story: the content of a .txt or .md file (UTF-8, UTF-16, CP949), or the words themselves.

    Raises:
        InputError: the file is missing, empty, not text, or longer than 200 kB.
    """
    from feelm.story.source import read_story as read

    return read(path_or_text)


def tell(text: str, catalogue: Catalogue) -> Telling:
    """Return what a Korean, English or mixed text tells, scene by scene (at least one, at most 200).

    ``catalogue`` has ``find(word, language)`` and ``nearest(word, language)`` as ``feelm.things`` gives them. Never
    raises on text of any kind; languages that are not read are named in ``notes``.
    """
    from feelm.story.teller import Teller

    return Teller(catalogue).tell(text)
