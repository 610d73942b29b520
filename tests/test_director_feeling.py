"""The director follows the feeling: by relation, in the shot and inside it, less where it is unsure, one's own way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.affect import fuse
from feelm.affect.feeling import Feeling, Stream
from feelm.director import Brief, direct
from feelm.director.colour import chroma_of, lab_of_hex
from feelm.director.relations import RELATIONS, LookOffsets, certainty, felt_in, offsets
from feelm.making import draft_score, make_film
from feelm.score import sample
from feelm.score.model import Score
from feelm.story import tell
from feelm.things import open_catalogue
from feelm.wish import Wish

feeling_value = st.floats(-1, 1)


def curve(points: list[tuple[float, float, float]], sd: float = 0.05) -> Feeling:
    t, v, a = np.array(points, dtype=np.float64).T
    spread = np.full(len(t), sd)
    return fuse([Stream("curve", t, v, a, spread, spread)], float(t[-1]))


def film(feeling: Feeling, gains: dict[str, float] | None = None, text: str = "The lake lay still.") -> Score:
    catalogue = open_catalogue()
    brief = Brief(seed=3, duration_s=float(feeling.times_s[-1]), gains=gains or {})
    return direct(brief, tell(text, catalogue), None, feeling, catalogue)


def steady(valence: float, arousal: float, sd: float = 0.05) -> Feeling:
    return curve([(0, valence, arousal), (30, valence, arousal)], sd)


def inside(score: Score, field: str, feeling: Feeling) -> list[np.ndarray]:
    """The values of a curve in every shot, at twelve instants of it."""
    found = []
    for shot in score.shots:
        times = np.linspace(shot.start, shot.end, 12)
        valence, arousal = feeling.at(times)
        signals = {"valence": valence, "arousal": arousal, "kick": np.zeros(12)}
        part, _, name = field.partition(".")
        number = getattr(getattr(shot, part), name)
        found.append(
            sample(
                number,
                times_s=times - shot.start,
                duration_s=shot.end - shot.start,
                signals=signals,
                where=field,
            )
        )
    return found


@given(feeling_value, feeling_value)
def test_offsets_follow_the_published_signs(valence: float, arousal: float) -> None:
    look = offsets(valence, arousal, 0.0)
    assert look.lightness * valence >= 0 and look.chroma * valence >= 0
    for one in (look.speed, look.pace, look.rhythm, look.wind, look.bold, -look.stroke):
        assert one * arousal >= 0
    assert look.saturation >= 0 and look.unrest >= 0 and look.contrast >= 0
    assert look.lightness == pytest.approx(22 * valence)
    assert look.saturation == pytest.approx(22 * max(0.0, arousal))


@given(feeling_value, feeling_value, st.floats(0, 3), st.floats(0.01, 3))
def test_what_is_less_sure_is_nearer_to_neutral(
    valence: float, arousal: float, sd: float, more: float
) -> None:
    sure, unsure = offsets(valence, arousal, sd), offsets(valence, arousal, sd + more)
    assert all(abs(getattr(unsure, f)) <= abs(getattr(sure, f)) for f in LookOffsets.__dataclass_fields__)
    assert certainty(0.3) == 0.5 and certainty(0.0) == 1.0


def test_every_offset_belongs_to_one_relation_and_gains_multiply_it() -> None:
    names = [name for group in RELATIONS.values() for name in group]
    assert sorted(names) == sorted(LookOffsets.__dataclass_fields__)
    look = offsets(-0.5, 0.7, 0.1)
    own = look.scaled({"lightness": -1.0, "motion": 0.0})
    assert own.lightness == -look.lightness and own.speed == own.pace == own.unrest == 0.0
    assert own.chroma == look.chroma


def test_a_glad_film_is_lighter_and_more_colourful_and_an_excited_one_moves_more() -> None:
    def look(score: Score) -> tuple[float, float]:
        labs = [lab_of_hex(colour) for shot in score.shots for colour in shot.world.palette]
        return float(np.mean([lab[0] for lab in labs])), float(np.mean([chroma_of(lab) for lab in labs]))

    text = "In the afternoon the lake lay still."
    glad, sad = film(steady(0.8, 0.0), text=text), film(steady(-0.8, 0.0), text=text)
    assert look(glad)[0] > look(sad)[0] + 8 and look(glad)[1] > look(sad)[1] + 3
    calm, lively = steady(0.0, -0.7), steady(0.0, 0.7)
    for field in ("world.pace", "camera.shake"):
        still = np.mean([v.mean() for v in inside(film(calm), field, calm)])
        moving = np.mean([v.mean() for v in inside(film(lively), field, lively)])
        assert moving > still + 0.2
    assert len(film(lively).shots) > len(film(calm).shots)


def test_inside_a_shot_the_picture_goes_with_the_feeling() -> None:
    rising = curve([(0, -0.8, -0.8), (30, 0.8, 0.8)])
    score = film(rising)
    for field in ("grade.exposure", "grade.saturation", "world.pace"):
        values = inside(score, field, rising)
        assert all((np.diff(v) >= -1e-9).all() for v in values)
        assert np.mean([v[-1] - v[0] for v in values]) > 0.02


def test_night_stays_night_however_glad_and_noon_is_never_black() -> None:
    glad = steady(1.0, 0.5)
    night = film(glad, text="At night the harbour slept.")
    assert all(shot.world.time == "night" for shot in night.shots)
    assert max(v.max() for v in inside(night, "grade.exposure", glad)) <= 0.2
    sad = steady(-1.0, 0.0)
    assert min(v.min() for v in inside(film(sad), "grade.exposure", sad)) >= -0.7


def test_what_is_not_known_leaves_the_picture_neutral_and_says_so() -> None:
    t, spread = np.array([0.0, 30.0]), np.full(2, 2.0)
    unknown = Feeling(t, np.full(2, 0.8), np.full(2, 0.8), spread, spread)
    known = Feeling(t, np.full(2, 0.8), np.full(2, 0.8), spread * 0.02, spread * 0.02)
    felt = felt_in(unknown, 0.0, 30.0)
    assert abs(felt.pleasant) < 0.03 and felt_in(known, 0.0, 30.0).pleasant > 0.8
    score = film(unknown)
    assert all(abs(v).max() < 0.1 for v in inside(score, "grade.exposure", unknown))
    assert all("not known for sure" in shot.why["grade"] for shot in score.shots)
    assert not any("not known for sure" in shot.why["grade"] for shot in film(known).shots)


def test_a_person_who_reads_light_the_other_way_round_gets_their_own_film() -> None:
    glad = steady(0.8, 0.3)
    usual, own = film(glad), film(glad, {"lightness": -1.0})
    light = lambda s: np.mean([lab_of_hex(c)[0] for shot in s.shots for c in shot.world.palette])  # noqa: E731
    assert light(own) < light(usual) - 8
    assert np.mean(inside(own, "grade.exposure", glad)) < 0 < np.mean(inside(usual, "grade.exposure", glad))
    assert [shot.start for shot in own.shots] == [shot.start for shot in usual.shots]


def test_every_shot_says_why_it_moves_and_looks_as_it_does() -> None:
    for shot in film(steady(0.4, 0.4)).shots:
        assert {"grade", "world.pace", "camera.shake", "world.palette", "paint.strength"} <= set(shot.why)


def recall(folder: Path) -> Path:
    file = folder / "recall.csv"
    rows = [f"{t},{0.37 if t < 50 else -0.61},0.123,{int(t == 50)}" for t in range(0, 101, 10)]
    file.write_text("t,valence,arousal,mark\n" + "\n".join(rows), encoding="utf-8")
    return file


def test_the_score_carries_the_curve_its_sources_and_how_it_was_laid(tmp_path: Path) -> None:
    wish = Wish(
        story="The lake lay still.", feeling=recall(tmp_path), lay="even", length_s=20.0, mode="manual"
    )
    score = draft_score(wish, tmp_path / "film.score.yaml")
    assert score.feeling.laid == [(0.0, 0.0), (100.0, 20.0)]
    assert score.brief is not None and score.brief.lay == "even" and score.brief.feeling == "recall.csv"
    assert {"words", "curve"} <= set(score.feeling.streams)
    assert score.feeling.streams["curve"][-1].t == pytest.approx(20.0)


def test_the_feeling_is_nowhere_in_the_film_and_a_deleted_recall_can_be_laid_anew(tmp_path: Path) -> None:
    import av

    from feelm.remaking import wish_of
    from feelm.score import read_score

    file = recall(tmp_path)
    wish = Wish(feeling=file, lay="even", length_s=2.0, size=(64, 36), fps=8.0, mode="manual")
    path = make_film(wish, tmp_path / "film.mp4", workers=1)
    with av.open(str(path)) as container:
        said = str(dict(container.metadata)) + "".join(str(dict(s.metadata)) for s in container.streams)
        assert {stream.type for stream in container.streams} <= {"video", "audio", "subtitle"}
    content = path.read_bytes()
    for secret in ("valence", "arousal", "recall", "0.37", "0.61", "0.123"):
        assert secret not in said and secret.encode() not in content
    file.unlink()
    score = read_score(tmp_path / "film.score.yaml")
    again, _ = wish_of(score, tmp_path / "film.score.yaml", {})
    assert again.feeling is None and again.recalled is not None and again.laid == ((0.0, 0.0), (100.0, 2.0))
    assert again.recalled.times_s[-1] == pytest.approx(100.0)
