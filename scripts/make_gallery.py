"""Make the films of examples/ and the pictures of docs/gallery from them.

usage: python scripts/make_gallery.py [NAME…]     (the films themselves stay in films/)
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
from PIL import Image

from feelm.making import Wish, make_film, score_path_for
from feelm.render.progress import TerminalProgress
from feelm.score import read_score

ROOT = Path(__file__).parents[1]
TITLES = {
    "garden": "The Garden",
    "sea": "The Sea",
    "city_night": "City Night",
    "grandmother_house": "할머니 집",
    "school": "학교",
    "winter_mountain": "겨울 산",
    "station": "Station",
}
COLUMNS, ROWS, TILE = 3, 2, (640, 360)


def contact_sheet(
    film: Path, columns: int = COLUMNS, rows: int = ROWS, tile: tuple[int, int] = TILE
) -> Image.Image:
    """One frame from within each of a few shots, evenly chosen over the film, in rows."""
    score = read_score(score_path_for(film))
    count = columns * rows
    shots = [score.shots[round(i * (len(score.shots) - 1) / (count - 1))] for i in range(count)]
    wanted = {
        int((shot.start + 0.55 * (shot.end - shot.start)) * score.fps): i for i, shot in enumerate(shots)
    }
    sheet = np.zeros((rows * tile[1], columns * tile[0], 3), np.uint8)
    with av.open(str(film)) as container:
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
