"""Unseen-clip decoding on real recordings against published anchors, the gate under random labels, and the trap.

    python -m benchmarks.decoding_anchor [--simulations 1000]

Needs recordings beside the repository (``shared/data/eeg``); without them it says so. The unit is the clip throughout.
"""

from __future__ import annotations

import argparse
import gzip
import re
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.calibration import calibrate, joined_windows, order_features
from feelm.decoding.clips import Clip
from feelm.decoding.features import Windows, centre_of, measure, seen_from, starts_of
from feelm.decoding.fitting import fit_view, standardised
from feelm.decoding.gate import decide
from feelm.decoding.leaky import leaky_f1
from feelm.decoding.live import follow
from feelm.decoding.reading import read_feeling
from feelm.decoding.scores import weighted_f1
from feelm.decoding.smoothing import stay_in_state
from feelm.decoding.unseen import Unseen, class_scores, leave_out
from feelm.decoding.validation import Said, validate
from feelm.recording.recording import Channel, Quality, Recording
from feelm.seeds import generator

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
DATA = Path(__file__).parents[2] / "shared" / "data" / "eeg"
STATES = ("concentrating", "neutral", "relaxed")


@dataclass(frozen=True, eq=False)
class Piece:
    """One clip of a real set: who, when, its label and its windows."""

    person: str
    session: int
    label: int
    windows: Windows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=1000)
    parser.add_argument("--shufflings", type=int, default=199)
    options = parser.parse_args()
    if not DATA.is_dir():
        print("the recordings are not here; nothing measured")
        return
    _eyes()
    _bird()
    gu, dasps = _gu(), _dasps("arousal")
    _chance_rows("GU happy, sad, fear (anchor 0.35, chance 0.333)", gu, 3)
    _chance_rows("DASPS arousal (anchor 0.56)", dasps, 2)
    _chance_rows("DASPS valence (anchor 0.52)", _dasps("valence"), 2)
    _simulated(dasps, options.simulations, options.shufflings)
    _trap()
    _speed()


def _windows(samples: Floats, rate: float, cuts: Ints | None = None, hop_s: float = 1.0) -> Windows:
    """Windows of a clip, none over a hole."""
    stretches = np.split(np.arange(samples.shape[1]), (cuts if cuts is not None else np.array([], int)) + 1)
    pieces = [
        measure(samples[:, part], rate, starts_of(len(part), rate, hop_s))
        for part in stretches
        if len(part) >= 2 * rate
    ]
    return joined_windows(pieces)


def _bird_pieces(columns: tuple[int, ...]) -> list[Piece]:
    """The Muse recordings without the duplicate; nothing is read over the holes."""
    pieces = []
    for file in sorted((DATA / "bird_muse").glob("subject*.csv.gz")):
        found = re.match(r"subject(\w)-(\w+)-(\d)", file.name)
        assert found
        with gzip.open(file) as text:
            table = np.genfromtxt(text, delimiter=",", skip_header=1)
        table = table[np.isfinite(table).all(axis=1)]
        cuts = np.flatnonzero(np.diff(table[:, 0]) > 1.0)
        samples = table[:, 1:5].T[list(columns)]
        pieces.append(Piece(found[1], int(found[3]), STATES.index(found[2]), _windows(samples, 256.0, cuts)))
    return pieces


def _seen(pieces: list[Piece], by_person: bool) -> list[tuple[Floats, Floats]]:
    """The views of each clip, from the middle of its person or of everybody."""
    centres = {
        who: centre_of(joined_windows([p.windows for p in pieces if not by_person or p.person == who]))
        for who in {p.person for p in pieces}
    }
    return [seen_from(p.windows, centres[p.person]) for p in pieces]


def _scores(
    views: list[tuple[Floats, Floats]], labels: list[int], train: list[int], test: list[int], classes: int
) -> list[Floats]:
    """Discriminant scores of the windows of test clips, fitted on other clips."""
    total = [np.zeros((len(views[index][0]), classes)) for index in test]
    kinds = np.array([labels[index] for index in train])
    for which in (0, 1):
        clip_of = np.concatenate([np.full(len(views[i][which]), n) for n, i in enumerate(train)])
        fitted = fit_view(np.concatenate([views[i][which] for i in train]), clip_of, kinds, classes, ())
        for place, index in enumerate(test):
            features = (views[index][which] - fitted.shift) / fitted.scale
            total[place] += 0.5 * (features @ fitted.weights + fitted.offset)
    return total


def _f1(scores: list[Floats], labels: list[int], classes: int) -> float:
    truth = np.concatenate([np.full(len(one), label) for one, label in zip(scores, labels, strict=True)])
    return float(weighted_f1(truth, np.concatenate(scores).argmax(axis=1), classes))


def _smoothed(scores: list[Floats], classes: int, look_ahead: bool) -> list[Floats]:
    prior = np.full(classes, 1.0 / classes)
    return [stay_in_state(one * 0.5, prior, 1.0, look_ahead) for one in scores]


def _eyes() -> None:
    pieces = []
    for number, file in enumerate(sorted((DATA / "emotiv_insight_eyes_mit").glob("*.csv"))):
        table = np.genfromtxt(file, delimiter=",", skip_header=1)
        windows = _windows(table[:, 1:6].T, 128.0)
        pieces.append(Piece("a", number, int(file.name.startswith("Closed")), windows))
    views, labels = _seen(pieces, True), [p.label for p in pieces]
    everyone = list(range(len(pieces)))
    scores = [_scores(views, labels, [j for j in everyone if j != i], [i], 2)[0] for i in everyone]
    right = sum(int(one.mean(axis=0).argmax() == label) for one, label in zip(scores, labels, strict=True))
    print(
        f"eyes, unseen recording: wF1 {_f1(scores, labels, 2):.3f} (anchor 0.93), recordings {right}/{len(pieces)}"
    )


def _bird() -> None:
    for name, columns in (("4 electrodes", (0, 1, 2, 3)), ("without AF8", (0, 1, 3))):
        pieces = _bird_pieces(columns)
        labels, everyone = [p.label for p in pieces], list(range(len(pieces)))
        rows = {}
        for row in ("own", "pooled", "other person"):
            views = _seen(pieces, row != "pooled")
            scores: list[Floats] = [np.empty((0, 3))] * len(pieces)
            for index in everyone:
                test = pieces[index]
                train = [j for j in everyone if _may_train(row, pieces[j], test)]
                scores[index] = _scores(views, labels, train, [index], 3)[0]
            causal, both = (_smoothed(scores, 3, ahead) for ahead in (False, True))
            rows[row] = (_f1(scores, labels, 3), _f1(causal, labels, 3), _f1(both, labels, 3))
        for row, (plain, causal_f1, both_f1) in rows.items():
            anchor = {"own": "0.71", "pooled": "0.779, smoothed 0.835", "other person": "0.72"}[row]
            print(
                f"Bird 3 states, {name}, {row}: wF1 {plain:.3f}, smoothed {causal_f1:.3f} causal, {both_f1:.3f} "
                f"two-sided (anchor {anchor})"
            )


def _may_train(row: str, piece: Piece, test: Piece) -> bool:
    """Own: the person's other session. Pooled: everybody's other session. Other person: nobody of the same name."""
    if row == "own":
        return piece.person == test.person and piece.session != test.session
    if row == "pooled":
        return piece.session != test.session
    return piece.person != test.person


def _gu() -> list[Piece]:
    data = np.load(DATA / "gu_happy_sad_fear_128hz.npz")
    return [
        Piece(str(who), int(trial), "FHS".index(str(kind)), _windows(x.astype(np.float64), 128.0, hop_s=2.0))
        for x, who, trial, kind in zip(
            data["X"], data["subject"], data["trial"], data["emotion"], strict=True
        )
    ]


def _dasps(what: str) -> list[Piece]:
    data = np.load(DATA / "dasps_raw_128hz.npz")
    pieces = []
    for person in range(len(data["X_int16"])):
        samples = data["X_int16"][person].astype(np.float64) * data["scale_uV"][person]
        rating = data[what][person]
        high = rating > 5 if what == "arousal" else rating > 2
        for trial in range(len(samples)):
            pieces.append(
                Piece(
                    str(person),
                    int(data["situation"][trial]),
                    int(high[trial]),
                    _windows(samples[trial], 128.0, hop_s=2.0),
                )
            )
    return pieces


def _parts(pieces: list[Piece]) -> tuple[list[Unseen], list[Unseen], Ints]:
    """The views of one person's clips, situation left out whole, and the order's."""
    views = _seen(pieces, True)
    clip_of = np.concatenate([np.full(len(view[0]), index) for index, view in enumerate(views)])
    groups = np.array([p.session if p.session < 100 else index for index, p in enumerate(pieces)])
    parts = [
        leave_out(standardised(np.concatenate([view[which] for view in views])), clip_of, groups)
        for which in (0, 1)
    ]
    return parts, [_order(len(pieces))], clip_of


def _order(count: int) -> Unseen:
    clips = [Clip(20.0 * index, 20.0 * index + 15.0) for index in range(count)]
    return leave_out(order_features(clips), np.arange(count))


def _chance_rows(name: str, pieces: list[Piece], classes: int) -> None:
    """Own data only, unseen clip; and whether the gate closes for each person."""
    guesses, truths, opened, people = [], [], 0, sorted({p.person for p in pieces})
    for who in people:
        own = [p for p in pieces if p.person == who]
        labels = np.array([p.label for p in own])
        if len(set(labels.tolist())) < 2:
            continue
        parts, order, _ = _parts(own)
        said = Said(labels, classes, None, None)
        guesses.append(class_scores(parts, labels[None], classes)[0].argmax(axis=1))
        truths.append(labels)
        found = validate(parts, order, order, said, shufflings=199)
        opened += decide(found, 24, None).open  # as though there were enough clips
    truth, guess = np.concatenate(truths), np.concatenate(guesses)
    print(
        f"{name}: own data, unseen clip: wF1 over clips {float(weighted_f1(truth, guess, classes)):.3f}; "
        f"gate opens for {opened} of {len(truths)} people if clips were enough, for 0 as they are too few"
    )


def _simulated(pieces: list[Piece], simulations: int, shufflings: int) -> None:
    """How often calibrations of 24 real clips (two people's) open with labels and ratings by lot."""
    banks = []
    people = sorted({p.person for p in pieces})
    for first, second in zip(people[::2], people[1::2], strict=False):
        both = [p for p in pieces if p.person in (first, second)]
        views = _seen(both, True)
        clip_of = np.concatenate([np.full(len(view[0]), index) for index, view in enumerate(views)])
        banks.append(
            [leave_out(standardised(np.concatenate([view[w] for view in views])), clip_of) for w in (0, 1)]
        )
    order = [_order(24)]
    opened, passed, began = 0, 0, time.process_time()
    for number in range(simulations):
        chance = generator(number, "random labels")
        said = Said(
            chance.permutation(np.arange(24) % 2), 2, chance.uniform(-1, 1, 24), chance.uniform(-1, 1, 24)
        )
        found = validate(banks[number % len(banks)], order, order, said, seed=number, shufflings=shufflings)
        opened += decide(found, 24, None).open
        figures = (found.f1, found.valence, found.arousal)
        passed += min(figure.p for figure in figures if figure is not None) <= 0.05
    print(
        f"gate, {simulations} calibrations with random labels and ratings on real clips, {shufflings} shufflings "
        f"each: opens in {opened / simulations:.1%}; the permutation test alone in {passed / simulations:.1%} "
        f"(limit 5 %); {time.process_time() - began:.0f} s CPU"
    )


def _trap() -> None:
    """The leaky protocol with random labels for each clip, beside the honest one."""
    data = np.load(DATA / "gu_happy_sad_fear_128hz.npz")
    for count, classes in ((24, 2), (24, 3)):
        samples = data["X"][:count].astype(np.float64)
        pieces = [measure(x, 128.0, starts_of(x.shape[1], 128.0, 0.25)) for x in samples]
        clip_of = np.concatenate([np.full(len(p.times_s), index) for index, p in enumerate(pieces)])
        windows = joined_windows(pieces)
        view = seen_from(windows, centre_of(windows))[0]
        labels = generator(3, "trap").permutation(np.arange(count) % classes)
        leaky = leaky_f1(view, labels[clip_of], classes, 0)
        thin = clip_of[::8]
        part = leave_out(standardised(view[::8]), thin)
        found = validate(
            [part], [_order(count)], [_order(count)], Said(labels, classes, None, None), shufflings=199
        )
        gate = decide(found, count, None)
        assert found.f1 is not None
        print(
            f"trap, {classes} random labels on {count} clips: leaky {leaky:.3f} (must be ≥ 0.95), unseen clips "
            f"{found.f1.value:.3f}, p {found.f1.p:.2f}, gate {'open' if gate.open else 'closed'}"
        )


def _speed() -> None:
    """Cleaning and decoding 100 s of 32 channels at 512 Hz, and the work of a live step."""
    names = (
        "Fp1 Fp2 F7 F3 Fz F4 F8 FC5 FC1 FC2 FC6 T7 C3 Cz C4 T8 CP5 CP1 CP2 CP6 "
        "P7 P3 Pz P4 P8 PO7 PO3 POz PO4 PO8 O1 O2"
    )
    chance, rate = generator(0, "speed"), 512.0
    channels = tuple(Channel(name, "eeg") for name in names.split())
    session = Recording("session", rate, channels, chance.normal(0.0, 10.0, (32, int(320 * rate))))
    clips = [
        Clip(16.0 * n, 16.0 * n + 15.0, None, float(v), float(-v))
        for n, v in enumerate(chance.uniform(-1, 1, 20))
    ]
    windows = Quality(2.0, np.ones((32, 160), dtype=bool), np.ones(160))
    began, cpu = time.perf_counter(), time.process_time()
    model = calibrate(session, windows, clips, shufflings=999).model
    print(f"calibrating 20 clips: {time.perf_counter() - began:.1f} s, {time.process_time() - cpu:.1f} s CPU")
    recall = Recording("recall", rate, channels, session.samples[:, : int(100 * rate)])
    for name, quality in (
        ("with cleaning", None),
        ("cleaned before", Quality(2.0, windows.good[:, :50], np.ones(50))),
    ):
        began, cpu = time.perf_counter(), time.process_time()
        read_feeling(recall, model, quality)
        print(
            f"decoding 100 s, 32 channels, 512 Hz, {name}: {time.perf_counter() - began:.2f} s, "
            f"{time.process_time() - cpu:.2f} s CPU (limit 2 s on two cores)"
        )
    edges = np.round(np.arange(0.0, 20.0, 0.2) * rate).astype(int)
    pieces = [Recording("live", rate, channels, recall.samples[:, a:b]) for a, b in pairwise(edges)]
    work = [moment.work_s for moment in follow(pieces, model)]
    print(
        f"live, 5 Hz: {np.median(work[20:]) * 1e3:.0f} ms a step, {max(work[20:]) * 1e3:.0f} ms at most (limit 200)"
    )


if __name__ == "__main__":
    main()
