"""The random numbers of Parseq: ARC4 made of a seed's text, and gradient noise in two dimensions.

The stream cipher as a source of numbers: D. Bau, "Random seeds, coded hints, and quintillions" (2010). Noise:
K. Perlin, "Improving noise", SIGGRAPH 2002; S. Gustavson, "Simplex noise demystified" (2005). The permutation is
Perlin's own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

_WIDTH = 256
_DENOMINATOR = float(2**48)
_SIGNIFICANT = float(2**52)


def arc4_numbers(seed: str) -> Iterator[float]:
    """Numbers in [0, 1) that Parseq draws from the text of a seed, one after another without end."""
    state = _scheduled(_key(seed))
    i = j = 0

    def draw(count: int) -> float:
        nonlocal i, j
        number = 0.0
        for _ in range(count):
            i = (i + 1) % _WIDTH
            j = (j + state[i]) % _WIDTH
            state[i], state[j] = state[j], state[i]
            number = number * _WIDTH + state[(state[i] + state[j]) % _WIDTH]
        return number

    draw(_WIDTH)  # the first bytes are predictable and thrown away
    while True:
        number, denominator, last = draw(6), _DENOMINATOR, 0
        while number < _SIGNIFICANT:
            number, denominator, last = (number + last) * _WIDTH, denominator * _WIDTH, int(draw(1))
        while number >= 2 * _SIGNIFICANT:
            number, denominator, last = number / 2, denominator / 2, last >> 1
        yield (number + last) / denominator


def _key(seed: str) -> list[int]:
    key: list[int] = []
    smear = 0
    for place, sign in enumerate(seed):
        at = place % _WIDTH
        smear ^= (key[at] if at < len(key) else 0) * 19
        byte = (smear + ord(sign)) % _WIDTH
        if at < len(key):
            key[at] = byte
        else:
            key.append(byte)
    return key or [0]


def _scheduled(key: list[int]) -> list[int]:
    state = list(range(_WIDTH))
    j = 0
    for i in range(_WIDTH):
        j = (j + key[i % len(key)] + state[i]) % _WIDTH
        state[i], state[j] = state[j], state[i]
    return state


_PERMUTATION = bytes.fromhex(
    "97a0895b5a0f830dc95f6035c2e907e18c24671e458e086325f0150a17be0694f778ea4b001ac53e5efcdbcb75230b20"
    "39b12158ed953857ae147d88aba844af4aa547868b301ba64d929ee7536fe57a3cd385e6dc695c29372ef528f4668f36"
    "41193fa101d85049d14c84bbd05912a9c8c4878274bc9f56a4646dc6adba034034d9e2fa7c7b05ca2693767eff5255d4"
    "cfce3be32f103a11b6bd1c2adfb7aad577f898022c9aa346dd99659ba72bac09811627fd13626c6e4f71e0e8b2b97068"
    "daf661e4fb22f2c1eed2900cbfb3a2f1513391ebf90eef6b31c0d61fb5c76a9db854ccb07379322d7f0496fe8aeccd5d"
    "de72431d1848f38d80c34e42d73d9cb4"
)
_GRADIENTS = (
    (1, 1),
    (-1, 1),
    (1, -1),
    (-1, -1),
    (1, 0),
    (-1, 0),
    (1, 0),
    (-1, 0),
    (0, 1),
    (0, -1),
    (0, 1),
    (0, -1),
)
_SKEW = 0.5 * (math.sqrt(3.0) - 1.0)
_UNSKEW = (3.0 - math.sqrt(3.0)) / 6.0


class GradientNoise:
    """Simplex and classical gradient noise of two coordinates, each about −1 to 1, for one of 65,536 seeds."""

    def __init__(self, seed: float) -> None:
        whole = math.floor(seed * 65536 if 0 < seed < 1 else seed) if math.isfinite(seed) else 0
        whole &= 0xFFFFFFFF
        if whole < _WIDTH or whole >= 2**31:
            whole |= (whole << 8) & 0xFFFFFFFF
        low, high = whole & 255, (whole >> 8) & 255
        shuffled = [p ^ (low if place % 2 else high) for place, p in enumerate(_PERMUTATION)]
        self._order = shuffled * 2

    def simplex(self, x: float, y: float) -> float:
        """Simplex noise at a point."""
        skew = (x + y) * _SKEW
        i, j = math.floor(x + skew), math.floor(y + skew)
        back = (i + j) * _UNSKEW
        x0, y0 = x - i + back, y - j + back
        right = x0 > y0
        i &= 255
        j &= 255
        corners = ((0, 0), (1, 0) if right else (0, 1), (1, 1))
        total = 0.0
        for number, (di, dj) in enumerate(corners):
            px, py = x0 - di + number * _UNSKEW, y0 - dj + number * _UNSKEW
            reach = 0.5 - px * px - py * py
            if reach >= 0:
                gradient = _GRADIENTS[self._order[i + di + self._order[j + dj]] % 12]
                total += reach**4 * (gradient[0] * px + gradient[1] * py)
        return 70.0 * total

    def perlin(self, x: float, y: float) -> float:
        """Classical gradient noise at a point."""
        i, j = math.floor(x), math.floor(y)
        dx, dy = x - i, y - j
        i &= 255
        j &= 255

        def pull(di: int, dj: int) -> float:
            gradient = _GRADIENTS[self._order[i + di + self._order[j + dj]] % 12]
            return gradient[0] * (dx - di) + gradient[1] * (dy - dj)

        u, v = _fade(dx), _fade(dy)
        near = (1 - u) * pull(0, 0) + u * pull(1, 0)
        return (1 - v) * near + v * ((1 - u) * pull(0, 1) + u * pull(1, 1))


def _fade(t: float) -> float:
    return t * t * t * (t * (t * 6 - 15) + 10)
