"""A formula of Deforum said in the score's own language, where it can be said."""

from __future__ import annotations

from feelm.score.exchange.formula import Application, Formula, Literal, Operator, Variable

_SAME_NAME = frozenset(
    {
        "abs",
        "sqrt",
        "exp",
        "log",
        "log2",
        "sin",
        "cos",
        "tan",
        "sinh",
        "cosh",
        "tanh",
        "floor",
        "ceil",
        "sign",
    }
)
_OTHER_NAME = {"arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2"}
_BREAKS = frozenset({"floor", "ceil", "round", "trunc", "sign", "where", "fmod"})
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_STRENGTH = {
    "if": 1,
    "or": 2,
    "and": 3,
    "not": 4,
    "compare": 5,
    "+": 6,
    "-": 6,
    "*": 7,
    "/": 7,
    "%": 7,
    "neg": 8,
    "**": 9,
    "atom": 10,
}

Said = tuple[str, int]


class UnsayableError(Exception):
    """A formula uses what the score's language has no word for."""


def say_formula(formula: Formula, frame_name: str, frames: int, seed: int) -> str:
    """A formula as an expression of the score.

    Args:
        formula: from ``formula.parse``.
        frame_name: the signal that counts frames ("tick").
        frames: number of frames (``max_f`` is one less).
        seed: ``s``.

    Raises:
        UnsayableError: the formula uses what the score's language has no word for.

    >>> from feelm.score.exchange.formula import parse
    >>> say_formula(parse("1.0025+0.002*sin(1.25*3.14*t/30)"), "tick", 120, 1)
    '1.0025 + 0.002 * sin(1.25 * 3.14 * tick / 30)'
    """
    # Between frames a broken curve (floor, %, a comparison) may fall to either side: whole frames are asked for.
    name = f"round({frame_name})" if _has_breaks(formula) else frame_name
    return _Speaker({"t": name, "i": name, "max_f": str(frames - 1), "s": str(seed)}).say(formula)[0]


def _has_breaks(formula: Formula) -> bool:
    match formula:
        case Operator(sign, operands):
            return sign in _COMPARISONS or sign in ("%", "//") or any(map(_has_breaks, operands))
        case Application(name, arguments):
            return name in _BREAKS or any(map(_has_breaks, arguments))
        case _:
            return False


class _Speaker:
    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def say(self, formula: Formula) -> Said:
        match formula:
            case Literal(value):
                return _literal(value)
            case Variable(name):
                return self._names[name], _STRENGTH["neg" if self._names[name].startswith("-") else "atom"]
            case Application(name, arguments):
                return self._application(name, arguments)
            case Operator(sign, operands):
                return self._operator(sign, operands)

    def _held(self, formula: Formula, strength: int) -> str:
        text, own = self.say(formula)
        return text if own >= strength else f"({text})"

    def _application(self, name: str, arguments: tuple[Formula, ...]) -> Said:
        if name == "where":
            test, yes, no = (self._held(argument, _STRENGTH["or"]) for argument in arguments)
            return f"{yes} if {test} else {no}", _STRENGTH["if"]
        inner = ", ".join(self.say(argument)[0] for argument in arguments)
        if name in _SAME_NAME:
            return f"{name}({inner})", _STRENGTH["atom"]
        if name in _OTHER_NAME:
            return f"{_OTHER_NAME[name]}({inner})", _STRENGTH["atom"]
        if name == "log10":
            return f"log({inner}) / log(10)", _STRENGTH["/"]
        raise UnsayableError(name)

    def _operator(self, sign: str, operands: tuple[Formula, ...]) -> Said:
        if sign in ("neg", "pos"):
            strength = _STRENGTH["neg"]
            return ("-" if sign == "neg" else "") + self._held(operands[0], strength), strength
        if sign in _COMPARISONS:
            sides = [self._held(operand, _STRENGTH["+"]) for operand in operands]
            return f" {sign} ".join(sides), _STRENGTH["compare"]
        if sign in ("&", "|") and all(map(_is_test, operands)):
            word = "and" if sign == "&" else "or"
            return f" {word} ".join(self._held(o, _STRENGTH[word] + 1) for o in operands), _STRENGTH[word]
        if sign == "//":
            return f"floor({self._operator('/', operands)[0]})", _STRENGTH["atom"]
        if sign not in ("+", "-", "*", "/", "%", "**"):
            raise UnsayableError(sign)
        strength = _STRENGTH[sign]
        left, right = (strength + 1, strength) if sign == "**" else (strength, strength + 1)
        return f"{self._held(operands[0], left)} {sign} {self._held(operands[1], right)}", strength


def _is_test(formula: Formula) -> bool:
    return isinstance(formula, Operator) and (
        formula.sign in _COMPARISONS or (formula.sign in ("&", "|") and all(map(_is_test, formula.operands)))
    )


def _literal(value: float) -> Said:
    number = float(value)
    text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return text, _STRENGTH["neg" if number < 0 else "atom"]
