"""Does a film follow its feeling? Eight small films from drawn curves, measured on their decoded pictures.

    python benchmarks/film_feeling.py [--only 0,3] [--keep FOLDER]

Four stories, each with two drawn curves of valence and arousal. The films are painted at 320x180, 12 frames a second,
30 seconds, encoded and decoded again. Of every frame the mean CIELAB lightness plus the mean chroma is taken (by
OpenCV's conversion), of every two neighbours the mean length of dense optical flow (DIS; I. Kroeger and others, "Fast
optical flow using dense inverse search", 2016). Windows are 2 s long and keep the median, so a cut is no motion.
Printed: Spearman's rank correlation of brightness–chroma with the drawn valence and of motion with the drawn arousal,
for each film and in the mean. The last window, which the fade to black fills, is left out. None of the director's
formulas is used in the measure.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LENGTH_S, FPS, SIZE, WINDOW_S = 30.0, 12.0, (320, 180), 2.0

STORIES = (
    "In the morning a girl walked along the river. The wind bent the reeds. A heron stood in the water. "
    "She sat down under the old tree.",
    "할머니의 마당에는 감나무가 있었다. 고양이가 담 위에서 졸았다. 비가 내리기 시작했다. 나는 마루에서 밖을 보았다.",
    "Night fell over the harbour. A boat came in with one lamp. My father waved from the pier. "
    "We walked home through the snow.",
    "우리는 기차를 타고 바다로 갔다. 파도가 높았다. 아이가 모래밭을 뛰었다. 해가 지고 등대에 불이 켜졌다.",
)
CURVES = (
    # seconds: valence, arousal
    {0: (-0.7, -0.6), 8: (-0.2, 0.3), 16: (0.7, 0.7), 22: (0.4, -0.1), 30: (0.8, -0.7)},
    {0: (0.6, 0.2), 7: (0.8, 0.8), 14: (-0.3, 0.4), 21: (-0.8, -0.5), 30: (-0.2, 0.6)},
)


def drawn(number: int) -> Floats:
    """A curve as (n, 3): second, valence, arousal, every half second."""
    points = CURVES[number]
    t = np.arange(0.0, LENGTH_S + 0.25, 0.5)
    at = list(points)
    return np.column_stack([t, *(np.interp(t, at, [points[s][axis] for s in at]) for axis in (0, 1))])


def make(story: str, curve: Floats, folder: Path, seed: int) -> Path:
    """The film of a story and a curve, with composed music."""
    from feelm.making import make_film
    from feelm.wish import Wish

    file = folder / "curve.csv"
    rows = "\n".join(f"{t:.2f},{v:.3f},{a:.3f}" for t, v, a in curve)
    file.write_text(f"t,valence,arousal\n{rows}\n", encoding="utf-8")
    wish = Wish(story=story, feeling=file, size=SIZE, fps=FPS, length_s=LENGTH_S, seed=seed)
    return make_film(wish, folder / "film.mp4", workers=1)


def measure(film: Path) -> tuple[Floats, Floats]:
    """Brightness plus chroma, and motion in frame widths a second, of each window of the decoded film."""
    import av
    import cv2

    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    looks, moves = [], []
    before = None
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            rgb = frame.to_ndarray(format="rgb24")
            lab = cv2.cvtColor(rgb.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB)
            looks.append(float(lab[..., 0].mean() + np.hypot(lab[..., 1], lab[..., 2]).mean()))
            grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
            if before is not None:
                way = flow.calc(before, grey, None)
                moves.append(float(np.hypot(way[..., 0], way[..., 1]).mean()) * FPS / SIZE[0])
            before = grey
    return _windows(np.array(looks)), _windows(np.array([*moves, moves[-1]]))


def _windows(values: Floats) -> Floats:
    each = int(WINDOW_S * FPS)
    return np.array([np.median(values[i : i + each]) for i in range(0, int(LENGTH_S * FPS), each)])


def correlations(film: Path, curve: Floats) -> tuple[float, float]:
    """Rank correlations of looks with valence and of motion with arousal, without the fade at the end."""
    from scipy.stats import spearmanr

    looks, moves = (windows[:-1] for windows in measure(film))
    centres = np.arange(len(looks)) * WINDOW_S + WINDOW_S / 2
    valence, arousal = (np.interp(centres, curve[:, 0], curve[:, axis]) for axis in (1, 2))
    return float(spearmanr(looks, valence)[0]), float(spearmanr(moves, arousal)[0])


def main() -> None:
    """Make, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", default="", help="numbers of films, 0 to 7")
    parser.add_argument("--keep", type=Path, default=None, help="a folder for the films")
    parser.add_argument("--measure", action="store_true", help="measure films that were kept")
    options = parser.parse_args()
    picks = [int(n) for n in options.only.split(",")] if options.only else list(range(8))
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        for number in picks:
            folder = (options.keep or Path(temporary)) / f"film{number}"
            folder.mkdir(parents=True, exist_ok=True)
            curve = drawn(number % 2)
            film = folder / "film.mp4"
            if not options.measure:
                film = make(STORIES[number // 2], curve, folder, seed=7 + number)
            found.append(correlations(film, curve))
            print(
                f"film {number}: lightness-chroma with valence {found[-1][0]:+.2f}, "
                f"motion with arousal {found[-1][1]:+.2f}",
                flush=True,
            )
    mean = np.mean(found, axis=0)
    least = np.min(found, axis=0)
    print(f"mean: {mean[0]:+.2f}, {mean[1]:+.2f}; least: {least[0]:+.2f}, {least[1]:+.2f}; wanted 0.70 each")


if __name__ == "__main__":
    main()
