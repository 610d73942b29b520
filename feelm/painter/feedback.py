"""How the brush paints a fed-back picture anew: strokes of what the world shows, then a pass of the style's network.

Strokes are laid where the picture has gone furthest from its world, and where something came in from outside; they
then travel with the picture until others cover them. A painter of oil on glass works so: never a new picture, always
the same one wiped and painted on.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.painter.brush import Brush
from feelm.painter.strokes import MARKS, lay_strokes, stroke_directions
from feelm.painter.style import Style
from feelm.score.model import Paint
from feelm.seeds import generator
from feelm.stage.feedback import Request
from feelm.stage.feedback.colour import held, statistics

Picture = NDArray[np.uint8]
FloatPicture = NDArray[np.float32]

_STROKE_PX = 7.0
"""Width of the strokes in a frame of 640 pixels."""
_NET_WIDTH = 640
"""The network paints a copy of this width at most; what it changed is brought to the full picture."""
_NET_SHARE = 0.4
"""Part of what is painted anew that the network may change: on its own painting it would soon see only itself."""
_REPAINTS_HZ = 8.0
_ACCENT = 0.6
"""By an accent of 1 so much of what would have stayed is painted anew too."""


class FeedbackBrush:
    """The brush as a painter of fed-back pictures, for one shot."""

    def __init__(self, brush: Brush, style: Style, paint: Paint, *, seed: int, shot_id: str) -> None:
        self._brush = brush
        self._style = style
        self._paint = paint
        self._seed = seed
        self._shot_id = shot_id
        self._marks = MARKS[style.marks]

    def repaint(self, picture: FloatPicture, request: Request) -> FloatPicture:
        """Return ``picture`` (h, w, 3) float32 sRGB painted anew by ``1 - request.strength``; a new array."""
        # The score's strength is that of a picture painted about eight times a second; painted more often, less is
        # changed each time, and the film looks the same.
        kept = float(request.strength) ** (request.elapsed_s * _REPAINTS_HZ)
        anew = 1.0 - kept * (1.0 - _ACCENT * request.accent)
        # Noise is an occasion to paint otherwise; only what is painted anew takes any of it along.
        clean = picture if request.undisturbed is None else request.undisturbed
        canvas = np.asarray(cv2.addWeighted(picture, anew, clean, 1 - anew, 0), dtype=np.float32)
        if request.scene is not None and request.scene_share > 0:
            canvas = self._from_scene(canvas, request, anew)
        if self._paint.painter == "plain" or self._style.kind == "plain" or anew <= 0:
            return canvas
        return self._styled(canvas, anew)

    def _from_scene(self, canvas: FloatPicture, request: Request, anew: float) -> FloatPicture:
        """Strokes of the scene over the canvas, the more the further the canvas has gone from it."""
        scene = request.scene
        assert scene is not None
        rng = generator(self._seed, "feedback", self._shot_id, request.frame, "strokes")
        shown = to_bytes(scene)
        wanted = anew * request.scene_share * (0.3 + 1.1 * _apart(canvas, scene))
        if request.revealed is not None:
            wanted = np.maximum(wanted, request.revealed * np.float32(min(1.0, 1.5 * anew)))
        directions = stroke_directions(shown, 20.0, 0.4, rng)
        size = _STROKE_PX * self._paint.stroke * canvas.shape[1] / 640
        fine = (wanted * 0.9).astype(np.float32)
        broad = (wanted * 0.6).astype(np.float32)
        for width, chance, drawn in ((1.5 * size, broad, 0.4), (0.7 * size, fine, 0.75)):
            laid = lay_strokes(shown, width, directions, rng, chance, marks=self._marks)
            canvas = _over(canvas, laid, scene, drawn)
        return canvas

    def _styled(self, canvas: FloatPicture, anew: float) -> FloatPicture:
        height, width = canvas.shape[:2]
        size = (min(_NET_WIDTH, width), max(1, round(height * min(_NET_WIDTH, width) / width)))
        small = canvas if size[0] == width else cv2.resize(canvas, size, interpolation=cv2.INTER_AREA)
        painted = self._brush.apply(to_bytes(small), self._style, self._paint.strength)
        # The network has its own idea of light and colour; what it is wanted for is the brushwork.
        change = held(np.divide(painted, 255, dtype=np.float32), statistics(small)) - small
        if size[0] != width:
            change = cv2.resize(change, (width, height), interpolation=cv2.INTER_CUBIC)
        return np.asarray(cv2.scaleAdd(change, _NET_SHARE * anew, canvas), dtype=np.float32)


def to_bytes(picture: FloatPicture) -> Picture:
    """Round a float picture to (h, w, 3) uint8, once, nothing wrapping round."""
    return np.asarray(cv2.convertScaleAbs(cv2.max(picture, 0.0), alpha=255.0), dtype=np.uint8)


def _apart(canvas: FloatPicture, scene: FloatPicture) -> NDArray[np.float32]:
    """How far (0..1) a picture has gone from its scene at each place."""
    height, width = canvas.shape[:2]
    small = (max(8, width // 8), max(8, height // 8))
    here, there = (cv2.resize(p, small, interpolation=cv2.INTER_AREA) for p in (canvas, scene))
    gap = cv2.GaussianBlur(np.abs(here - there).max(axis=-1), (0, 0), 1.0)
    far = np.clip(gap / 0.4, 0, 1)
    return np.asarray(cv2.resize(far, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _over(canvas: FloatPicture, laid: Picture, scene: FloatPicture, drawn: float) -> FloatPicture:
    """The canvas under strokes, a part (0..1) of whose colour is the scene's own drawing, ``drawn``."""
    cover = laid[..., 3].astype(np.float32) / 255
    colour = laid[..., :3].astype(np.float32) / 255
    mixed = (1 - drawn) * colour + (drawn * cover)[..., None] * scene
    return np.asarray(canvas * (1 - cover)[..., None] + mixed, dtype=np.float32)
