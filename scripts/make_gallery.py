"""Make the films of examples/ and the pictures of docs/gallery from them.

usage: python scripts/make_gallery.py [NAME…]     (the films themselves stay in films/)
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
from PIL import Image

from feelm.making import Wish, make_film
from feelm.render.progress import TerminalProgress

ROOT = Path(__file__).parents[1]
TITLES = {
    "garden": "The Garden",
    "sea": "바다",
    "city_night": "City Night",
    "grandmother_house": "할머니 집",
    "school": "학교",
    "winter_mountain": "Winter Mountain",
    "station": "Station",
}
COLUMNS, ROWS, TILE = 3, 2, (640, 360)


def contact_sheet(
    film: Path, columns: int = COLUMNS, rows: int = ROWS, tile: tuple[int, int] = TILE
) -> Image.Image:
    """Frames of a film at even distances (its very ends left out), in rows."""
    count = columns * rows
    with av.open(str(film)) as container:
        total = container.streams.video[0].frames
        wanted = {int(total * (i + 0.6) / (count + 0.2)): i for i in range(count)}
        sheet = np.zeros((rows * tile[1], columns * tile[0], 3), np.uint8)
        for number, frame in enumerate(container.decode(video=0)):
            if number in wanted:
                picture = frame.to_image().resize(tile, Image.Resampling.LANCZOS)
                row, column = divmod(wanted[number], columns)
                sheet[row * tile[1] : (row + 1) * tile[1], column * tile[0] : (column + 1) * tile[0]] = (
                    picture
                )
    return Image.fromarray(sheet)


def main() -> None:
    names = sys.argv[1:] or sorted(path.stem for path in (ROOT / "examples").glob("*.txt"))
    films, gallery = ROOT / "films", ROOT / "docs" / "gallery"
    films.mkdir(exist_ok=True)
    gallery.mkdir(parents=True, exist_ok=True)
    for name in names:
        progress = TerminalProgress()
        wish = Wish(
            story=str(ROOT / "examples" / f"{name}.txt"),
            title=TITLES.get(name, name.replace("_", " ").title()),
        )
        film = make_film(wish, films / f"{name}.mp4", progress=progress)
        progress.close()
        contact_sheet(film).save(gallery / f"{name}.jpg", quality=84, optimize=True)
        print(gallery / f"{name}.jpg")


if __name__ == "__main__":
    main()
