"""Random texts as score, expression and time: a value or a sentence, quickly, and nothing is ever run as code."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from test_score_file import EXAMPLE, make_hearing

from feelm.errors import FeelmError
from feelm.score import loads, settle
from feelm.score.curves import sample
from feelm.score.easing import EASINGS, easing
from feelm.score.functions import FUNCTIONS
from feelm.score.model import Music, Score, Shot
from feelm.score.names import NAMES
from feelm.score.settling import film_clock
from feelm.score.times import read_time
from feelm.seeds import generator

SLOWEST_S = 1.0
T = np.arange(96) / 24.0
HEARING = make_hearing()
SIGNALS = {name: np.sin((1 + i) * T) for i, name in enumerate(NAMES)} | {"t": T}
CLOCK = film_clock(
    Score(duration=20, music=Music(file="a", digest="b"), shots=[Shot(id="a", start=0, end=20)]), HEARING
)
WORDS = [
    *NAMES, *FUNCTIONS, *EASINGS, "+", "-", "*", "/", "%", "**", "**", "(", ")", "((", ",", "<", "<=", "==", "!=", "if",
    "else", "and", "or", "not", "0", "1", "2", "1e308", "1e-308", "9" * 40, "0.5", "4 beats", "2s", "30f", "1 bar", "'",
    '"', "'sine_in'", "'bar 3'", "bar", "section", "frame", "end", "start", ":", "12:30", "\n", "\t", " ", "#", "[",
    "]", "{", "}", "&a", "*a", "!!python/object/apply:os.system", "<<", "|", ">", "---", "\x00", "\ufeff", "é", "바다",
    "🌊", "__import__('os').system('touch /tmp/feelm-ran')", "eval", "lambda", "__class__", ";", "\\", "~", "null",
    "true", "keys", "ease", "shots", "camera", "zoom", "signals", "schema", "feelm-score/1", "-", "- ", "? ",
    "%YAML 1.1",
]  # fmt: skip


def expression(text: str) -> None:
    values = sample(text, times_s=T, duration_s=4.0, signals=SIGNALS)
    assert values.shape == T.shape and np.isfinite(values).all()


def score(text: str) -> None:
    settle(loads(text), HEARING)


def moment(text: str) -> None:
    assert np.isfinite(CLOCK.seconds(read_time(text), 0.0, 20.0))


def way(text: str) -> None:
    assert np.isfinite(easing(text)(T / 4)).all()


def random_text(chance: np.random.Generator) -> str:
    """Words of the language, any characters, or both."""
    kind = int(chance.integers(4))
    if kind == 0:
        return "".join(chr(int(c)) for c in chance.integers(1, 0x3000, chance.integers(1, 60)))
    words = [WORDS[int(i)] for i in chance.integers(0, len(WORDS), chance.integers(1, 40))]
    text = (" " if kind == 1 else "").join(words)
    return text * int(chance.integers(1, 200)) if chance.random() < 0.02 else text


def damaged(chance: np.random.Generator, whole: str) -> str:
    """A good text with a few random cuts, doublings and insertions."""
    for _ in range(int(chance.integers(1, 4))):
        a, b = sorted(int(i) for i in chance.integers(0, len(whole) + 1, 2))
        b = min(b, a + int(chance.integers(0, 30)))
        whole = whole[:a] + chance.choice([random_text(chance)[:40], whole[a:b] * 2, ""]) + whole[b:]
    return whole


GOOD: dict[Callable[[str], None], list[str]] = {
    score: [EXAMPLE, EXAMPLE.replace("end: 4.25", "end: bar 3").replace("start: 4.25", "start: bar 3")],
    expression: [function.example for function in FUNCTIONS.values()],
    moment: ["bar 17 beat 3 + 0.2s", "section chorus 2", "1:23.5", "frame 120 - 4 beats"],
    way: ["bezier(0.3, 0, 0.2, 1)", "spring(120, 12)", "step(4, both)", "influence(33, 60)", "sine_in_out"],
}


def run_fuzz(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, float]:
    """Try ``count`` texts; returns how many were good, and the seconds of the slowest."""

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a text was run as code")

    chance, good, slowest = generator(11, "score fuzz", count), 0, 0.0
    readers = list(GOOD)
    for reader, texts in GOOD.items():  # whatever is imported late is imported now: importing executes code
        for text in texts:
            with suppress(FeelmError):
                reader(text)
    with suppress(FeelmError):
        loads("a: [")
    for name in ("builtins.eval", "builtins.exec", "os.system", "subprocess.Popen"):
        monkeypatch.setattr(name, forbidden)
    for index in range(count):
        reader = readers[index % len(readers)]
        text = random_text(chance)
        if chance.random() < 0.5:
            text = damaged(chance, str(chance.choice(GOOD[reader])))
        began = time.process_time()
        try:
            reader(text)
            good += 1
        except FeelmError as error:
            assert str(error)
        except Exception as error:
            raise AssertionError(f"{reader.__name__} let {type(error).__name__} through: {text!r}") from error
        slowest = max(slowest, time.process_time() - began)
    monkeypatch.undo()
    return good, slowest


def test_two_thousand_texts_give_a_value_or_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, slowest = run_fuzz(2000, tmp_path, monkeypatch)
    assert good > 20, "the texts are too random to test anything"
    assert slowest < SLOWEST_S and not Path("/tmp/feelm-ran").exists()


@pytest.mark.long
def test_twenty_thousand_texts_give_a_value_or_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, slowest = run_fuzz(20_000, tmp_path, monkeypatch)
    assert good > 200 and slowest < SLOWEST_S and not Path("/tmp/feelm-ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9**9**9", "2**(2**(2**(2**10)))", "(" * 3999, "-" * 3999, "not " * 900 + "1", "1" + "+1" * 1900,
        "1 if 1 else " * 300 + "1", "sin(" * 500 + "1" + ")" * 500, "0<" * 1900 + "1", "1e999", "9" * 5000,
        "max(" + "1," * 1900 + "1)", "'" * 4000, "follow(" * 400, "noise(1e300)", "noise(1, 240)", "perlin(1, 240, 8)",
        "random(1, 1e-300)", "saw(1e-300)", "every(1e-300)", "pow(-1, 0.5)", "steps(u, 0)", "blur(t, 10)",
        "ease(u, 'step(10001)')", "ease(u, 'spring(1e6, 0)')", "1e308 * 1e308 - 1e308 * 1e308",
    ],
)  # fmt: skip
def test_hard_expressions_end_at_once(text: str) -> None:
    began = time.process_time()
    try:
        expression(text)
    except FeelmError as error:
        assert str(error)
    assert time.process_time() - began < SLOWEST_S


def test_hard_files_end_at_once() -> None:
    nested = "signals: " + "{a: " * 50 + "1" + "}" * 50
    chain = "schema: feelm-score/1\nduration: 1\nshots: [{id: a, start: 0, end: 1}]\nsignals:\n" + "".join(
        f"  s{i}: s{i + 1} + 1\n" for i in range(1500)
    )
    for text in (
        nested,
        chain,
        chain + "  s1500: s0\n",
        chain + "  s1500: 1\n",
        "a: " * 100_000,
        "- " * 50_000,
        "? " * 5000,
    ):
        began = time.process_time()
        try:
            loads(text)
        except FeelmError as error:
            assert str(error)
        assert time.process_time() - began < 4 * SLOWEST_S
