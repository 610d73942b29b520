"""Concrete nouns of the seven example stories: how many are pictured and accounted for, and how long reading takes.

Must be: at least 90 % pictured and 100 % accounted for in every story (the lists are those of the tests, made by hand).

Usage: ``python benchmarks/story_nouns.py``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from test_story_examples import NOUNS, nouns_of, pictured_words, telling_of


def main() -> None:
    """Print one line a story and the sums."""
    total = shown = direct = accounted = 0
    for name in NOUNS:
        start = time.perf_counter()
        telling = telling_of(name)
        seconds = time.perf_counter() - start
        nouns, pictured = nouns_of(name), pictured_words(telling)
        listed = " | ".join(
            [u.word for u in telling.not_pictured] + [w for s in telling.scenes for w, _ in s.setting]
        )
        near = [i for s in telling.scenes for i in s.items if i.match == "meaning"]
        seen = [noun for noun in nouns if noun in pictured]
        kept = [noun for noun in nouns if noun in pictured or noun in listed.lower()]
        total, shown, accounted = total + len(nouns), shown + len(seen), accounted + len(kept)
        direct += len(near)
        print(
            f"{name:18} {len(telling.scenes):2} scenes  "
            f"pictured {len(seen)}/{len(nouns)} = {len(seen) / len(nouns):.3f}  "
            f"accounted {len(kept) / len(nouns):.3f}  by near meaning {len(near)}  {seconds:.2f} s"
        )
    print(
        f"all: pictured {shown / total:.3f}, accounted {accounted / total:.3f}, by near meaning {direct} of {total}"
    )


if __name__ == "__main__":
    main()
