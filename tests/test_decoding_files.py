"""What comes from outside: models that mean harm, marks, curves, live streams, a person's word, the commands."""

from __future__ import annotations

import io
import json
import pickle
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from decoding_sessions import RATE, a_recall, a_session, as_csv, believed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feelm.affect import read_curve
from feelm.cli import main
from feelm.decoding.calibration import Calibration, calibrate
from feelm.decoding.clips import clips_of, read_marks
from feelm.decoding.curve_drawing import draw_feeling
from feelm.decoding.curve_file import read_feeling_file, write_feeling
from feelm.decoding.features import measure
from feelm.decoding.keeping import delete_recording, settle_keeping
from feelm.decoding.live import follow
from feelm.decoding.model_file import read_model, write_model
from feelm.decoding.protocol import Session, corners, run_session
from feelm.decoding.reading import WIDE_SD, read_feeling
from feelm.decoding.report_sheet import draw_report
from feelm.errors import FeelmError, InputError
from feelm.recording.recording import Mark, Recording


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate(*a_session(), shufflings=99)


@pytest.fixture(scope="module")
def kept(found: Calibration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(found.model, tmp_path_factory.mktemp("model") / "me.feelm")


def test_a_model_comes_back_as_it_was_for_its_owner_only(
    found: Calibration, kept: Path, tmp_path: Path
) -> None:
    back = read_model(kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert back.gate == found.model.gate and back.valence == found.model.valence
    recall = a_recall((0.5, -0.5))
    one, other = (read_feeling(recall, model, believed(recall)) for model in (found.model, back))
    assert np.array_equal(one.valence, other.valence) and np.array_equal(one.classes, other.classes)
    assert write_model(back, tmp_path / "again.feelm").read_bytes() == kept.read_bytes()


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("the trap was sprung",))


def _changed(kept: Path, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return out.getvalue()


def _plain(kept: Path, **changes: object) -> bytes:
    with zipfile.ZipFile(kept) as archive:
        plain = json.loads(archive.read("model.json"))
    return _changed(kept, "model.json", json.dumps(plain | changes).encode())


def test_hostile_models_are_refused_and_run_nothing(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = kept.read_bytes()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model.json", b" " * 30_000_000)
    size = len(zipfile.ZipFile(kept).read("view0_weights.f8"))
    hostile = [
        b"", b"PK", whole[: len(whole) // 2], whole[:-30], pickle.dumps(_Trap()), bomb.getvalue(),
        _changed(kept, "model.json", pickle.dumps(_Trap())),
        _changed(kept, "view0_weights.f8", pickle.dumps(_Trap())),
        _changed(kept, "view0_weights.f8", np.full(size // 8, np.nan).tobytes()),
        _changed(kept, "view0_scale.f8", bytes(len(zipfile.ZipFile(kept).read("view0_scale.f8")))),
        _changed(kept, "model.json", b"[" * 100_000),
        _plain(kept, version=99), _plain(kept, channels=["Fp1"] * 4), _plain(kept, trust=float("inf")),
        _plain(kept, channels=[f"C{i}" for i in range(100_000)]), _plain(kept, features=[10**12, 10**12]),
        _plain(kept, clip_s="16"), _plain(kept, gate=None), _plain(kept, valence={"mean": 0}),
    ]  # fmt: skip
    for number, content in enumerate(hostile):
        file = tmp_path / f"{number}.feelm"
        file.write_bytes(content)
        with pytest.raises(InputError):
            read_model(file)
    assert "sprung" not in capsys.readouterr().out


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.floats(0, 1), value=st.integers(0, 255))
def test_a_changed_byte_gives_a_model_or_a_sentence(
    kept: Path, tmp_path: Path, at: float, value: int
) -> None:
    content = bytearray(kept.read_bytes())
    content[int(at * (len(content) - 1))] = value
    file = tmp_path / "byte.feelm"
    file.write_bytes(content)
    try:
        read_model(file)
    except InputError as error:
        assert "byte.feelm" in str(error)


def test_marks_say_what_was_felt_and_when(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(
        "start,end,label,valence,arousal\n0,60,eyes open,,\n60,120,눈 감음,,\n130,146,바다,0.5,-0.25\n",
        "utf-8",
    )
    opened, closed, clip = read_marks(file)
    assert (opened.kind, closed.kind, clip.kind) == ("open", "closed", "clip")
    assert (clip.label, clip.valence, clip.arousal, clip.start_s) == ("바다", 0.5, -0.25, 130.0)
    marks = [Mark(10.0, "begin sea"), Mark(26.0, "end sea|0.5|-1"), Mark(30.0, "something else")]
    (marked,) = clips_of(marks)
    assert (marked.label, marked.end_s, marked.valence, marked.arousal) == ("sea", 26.0, 0.5, -1.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("start,end,valence\n1,9,7\n", "between -1 and 1"),
        ("start,end,valence\n1,x,0\n", "no number"),
        ("start,end,valence\n1,3,0\n", "too short"),
        ("start,end,valence\n1,9,0\n8,20,0\n", "overlap"),
        ("start,end\n1,9\n", "nothing is said"),
        ("start,valence\n1,0\n", "end is missing"),
        ("start,end,valence\nnan,9,0\n", "no number"),
        ("", "empty"),
    ],
)
def test_marks_that_cannot_be_used_are_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(text)
    with pytest.raises(InputError, match=words):
        read_marks(file)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300) | st.text('start,end;valence\n"0123456789.-\t ', max_size=120).map(str.encode))
def test_any_bytes_are_marks_and_curves_or_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.csv"
    file.write_bytes(content)
    for reader in (read_marks, read_feeling_file):
        with suppress(InputError):
            reader(file)


def test_a_decoded_curve_is_a_curve_and_a_picture(found: Calibration, tmp_path: Path) -> None:
    recall = a_recall((0.8, -0.8))
    samples = recall.samples.copy()
    samples[:, 10 * RATE : 16 * RATE] = np.nan
    reading = read_feeling(replace(recall, samples=samples), found.model, believed(recall))
    file = write_feeling(reading, tmp_path / "feeling.csv")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    stream = read_curve(file, 60.0)
    assert np.allclose(stream.valence, reading.valence, atol=1e-4)
    assert np.all(stream.arousal_sd == WIDE_SD)
    columns, reasons = read_feeling_file(file)
    assert columns["weight"].min() == 0.0 and any("arousal" in reason for reason in reasons)
    svg = draw_feeling(file, tmp_path / "feeling.svg").read_text("utf-8")
    assert svg.count('#8c8680" fill-opacity="0.22"') == 2, "one grey stretch on each of two axes"
    assert (draw_feeling(file, tmp_path / "f.png")).read_bytes().startswith(b"\x89PNG")


def test_the_report_is_drawn_with_a_head_and_the_worthless_figure(found: Calibration, tmp_path: Path) -> None:
    svg = draw_report(found, tmp_path / "report.svg")
    text = svg.read_text("utf-8")
    assert "worthless" in text and ">Fp1<" in text and "13–30 Hz" in text
    assert stat.S_IMODE(svg.stat().st_mode) == 0o600
    strongest = np.unravel_index(np.abs(found.pattern).argmax(), found.pattern.shape)
    assert strongest[0] == 3 and found.model.channels[strongest[1]] in ("C3", "C4")


def _pieces(recording: Recording, piece_s: float = 0.2) -> Iterator[Recording]:
    edges = np.round(np.arange(0.0, recording.duration_s + 1e-9, piece_s) * RATE).astype(int)
    for first, last in pairwise(edges):
        yield replace(recording, samples=recording.samples[:, first:last])


def test_a_live_stream_is_read_five_times_a_second_by_the_past_only(found: Calibration) -> None:
    recall = a_recall((-0.8, 0.8), each_s=30.0)
    moments = list(follow(_pieces(recall), found.model))
    assert len(moments) == 300
    truth = np.array([-0.8 if moment.time_s < 30.0 else 0.8 for moment in moments])
    late = np.array([moment.time_s % 30.0 > 12.0 for moment in moments])
    read = np.array([moment.valence for moment in moments])
    assert np.all(np.sign(read[late]) == np.sign(truth[late]))
    assert all(moment.arousal_sd == WIDE_SD for moment in moments)
    short = list(follow(_pieces(replace(recall, samples=recall.samples[:, : 20 * RATE])), found.model))
    assert [m.valence for m in short] == [m.valence for m in moments[: len(short)]]
    assert not any(moment.usable for moment in moments[:9]) and moments[9].usable


def test_a_live_stream_that_is_lost_widens_and_a_new_session_listens_first(found: Calibration) -> None:
    recall = a_recall((0.8, 0.8), each_s=30.0)
    samples = recall.samples.copy()
    samples[:, 30 * RATE :] = np.nan
    moments = list(follow(_pieces(replace(recall, samples=samples)), found.model))
    assert moments[-1].valence_sd > 0.55 > moments[140].valence_sd and not moments[-1].usable
    anew = list(follow(_pieces(recall), found.model, same_session=False))
    assert anew[100].valence_sd == pytest.approx(0.6, abs=1e-6) and anew[-1].valence_sd < 0.55


def test_a_session_guides_records_and_gives_the_clips() -> None:
    recording, _, _ = a_session(count=24)
    session = Session(count=16, clip_s=8.0, eyes_s=4.0)
    screen = io.StringIO()

    def keys() -> str | None:
        return {"wait": " ", "valence": "8", "arousal": "2"}.get(session.state)

    heard, clips = run_session(_pieces(recording, 0.5), session, keys, screen)
    rated = [clip for clip in clips if clip.kind == "clip"]
    assert [clip.kind for clip in clips[:2]] == ["open", "closed"] and len(rated) == 16
    assert all(clip.valence == 0.75 and clip.arousal == -0.75 for clip in rated)
    assert all(clip.end_s - clip.start_s == pytest.approx(8.0, abs=0.5) for clip in rated)
    assert np.array_equal(heard.samples, recording.samples[:, : heard.samples.shape[1]])
    assert rated[-1].end_s <= heard.duration_s
    assert "16/16" in screen.getvalue()
    assert all(sorted(corners(24, 3)[i : i + 4]) == [0, 1, 2, 3] for i in range(0, 24, 4))
    with pytest.raises(InputError, match="no samples"):
        run_session(iter(()), Session(), lambda: None, screen)


def test_the_raw_recording_goes_only_with_a_word_of_the_person(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--delete"):
        settle_keeping(False, False, is_terminal=False)
    with pytest.raises(InputError, match="exclude"):
        settle_keeping(True, True)
    assert settle_keeping(False, False, is_terminal=True, ask=lambda _: "예")
    assert not settle_keeping(False, False, is_terminal=True, ask=lambda _: "")
    assert not settle_keeping(True, False, is_terminal=False)
    for name in ("a.vhdr", "a.eeg", "a.vmrk", "b.eeg"):
        (tmp_path / name).write_bytes(b"brain")
    assert len(delete_recording(tmp_path / "a.vhdr")) == 3
    assert [file.name for file in tmp_path.iterdir()] == ["b.eeg"]


def test_the_commands_from_a_session_to_a_curve(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEELM_LANG", "en")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    recording, _, clips = a_session(count=16)
    (tmp_path / "session.csv").write_text(as_csv(recording))
    rows = [
        f"{c.start_s},{c.end_s},{'' if c.kind == 'clip' else 'eyes ' + c.kind},"
        f"{'' if c.valence is None else c.valence},{'' if c.arousal is None else c.arousal}"
        for c in clips
    ]
    (tmp_path / "marks.csv").write_text("\n".join(["start,end,label,valence,arousal", *rows]))
    (tmp_path / "recall.csv").write_text(as_csv(a_recall((0.6, -0.6), each_s=12.0)))
    model, curve = tmp_path / "me.feelm", tmp_path / "feeling.csv"
    made = [
        "feel",
        "calibrate",
        "--recording",
        str(tmp_path / "session.csv"),
        "--marks",
        str(tmp_path / "marks.csv"),
    ]
    assert main([*made, "-o", str(model)]) == 0
    shown = capsys.readouterr()
    assert "recording of your brain" in shown.err and "gate" in shown.out and "Worthless" in shown.out
    assert (tmp_path / "me.report.png").exists()
    decode = ["feel", "decode", str(tmp_path / "recall.csv"), "--model", str(model), "-o", str(curve)]
    assert main(decode) == 2 and not curve.exists() and (tmp_path / "recall.csv").exists()
    assert main([*decode, "--keep"]) == 0 and (tmp_path / "recall.csv").exists()
    assert main([*decode, "--delete"]) == 0 and not (tmp_path / "recall.csv").exists()
    assert main(["feel", "plot", str(curve)]) == 0 and (tmp_path / "feeling.png").exists()
    capsys.readouterr()
    with pytest.raises(FeelmError):
        read_model(tmp_path / "marks.csv")
    assert main(["feel", "calibrate", "-o", str(model)]) == 2
    assert "terminal" in capsys.readouterr().err


def test_ten_hours_are_read_piece_by_piece(found: Calibration) -> None:
    calm = a_recall((0.2,), each_s=60.0)
    long = replace(calm, samples=np.tile(calm.samples, 62))  # beyond an hour the steps are longer
    reading = read_feeling(long, found.model, believed(long))
    assert reading.times_s[1] - reading.times_s[0] == 2.0 and len(reading.times_s) == 1860
    assert len(measure(calm.samples, RATE, np.empty(0, dtype=np.intp)).times_s) == 0
