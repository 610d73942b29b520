"""Recordings with known truth, in every format: by the formats' own writers where there are any, else by hand."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NAMES = ("Fp1", "Fp2", "C3", "C4", "O1", "O2")
RATE_HZ = 256.0


def truth(
    seconds: float = 8.0, rate_hz: float = RATE_HZ, names: tuple[str, ...] = NAMES, seed: int = 1
) -> Floats:
    """Microvolts: 8 uV of noise everywhere, and a sine of 10 Hz at 20 uV in O1; shape (channels, samples)."""
    rng = np.random.default_rng(seed)
    samples = rng.normal(0.0, 8.0, (len(names), round(seconds * rate_hz)))
    t = np.arange(samples.shape[1]) / rate_hz
    if "O1" in names:
        samples[names.index("O1")] = 20.0 * np.sin(2 * np.pi * 10.0 * t) + 0.01 * samples[names.index("O1")]
    return samples


def write_edf(path: Path, samples: Floats, labels: tuple[str, ...] = NAMES, unit: str = "uV", scale: float = 1.0,
              rate_hz: float = RATE_HZ, bdf: bool = False) -> None:  # fmt: skip
    """EDF or BDF by edfio; ``scale`` turns microvolts into ``unit``."""
    import edfio

    ranged = float(np.abs(samples).max() * scale * 1.01) or 1.0
    bound = float(f"{ranged:.5g}")
    signal, file = (edfio.BdfSignal, edfio.Bdf) if bdf else (edfio.EdfSignal, edfio.Edf)
    signals = [
        signal(row * scale, rate_hz, label=label, physical_dimension=unit, physical_range=(-bound, bound))
        for row, label in zip(samples, labels, strict=True)
    ]
    notes = [edfio.EdfAnnotation(2.0, None, "clip 1"), edfio.EdfAnnotation(5.5, None, "clip 2")]
    file(signals, annotations=notes).write(path)


def write_broken_up_edf(path: Path, samples: Floats, starts_s: list[float], rate_hz: int = 256) -> None:
    """EDF+D by hand: records of one second at the given starts."""
    count = len(samples) + 1
    labels = [*(f"EEG {name}-Ref" for name in NAMES[: len(samples)]), "EDF Annotations"]
    per = [rate_hz] * len(samples) + [32]

    def cells(values: list[str], width: int) -> bytes:
        return b"".join(value.encode().ljust(width) for value in values)

    head = b"0".ljust(8) + b"X X X X".ljust(80) + b"Startdate X X X X".ljust(80) + b"01.01.2601.01.01"
    head += str(256 * (count + 1)).encode().ljust(8) + b"EDF+D".ljust(44)
    head += str(len(starts_s)).encode().ljust(8) + b"1".ljust(8) + str(count).encode().ljust(4)
    head += cells(labels, 16) + cells([""] * count, 80) + cells(["uV"] * (count - 1) + [""], 8)
    head += cells(["-327.68"] * (count - 1) + ["-1"], 8) + cells(["327.67"] * (count - 1) + ["1"], 8)
    head += cells(["-32768"] * count, 8) + cells(["32767"] * count, 8) + cells([""] * count, 80)
    head += cells([str(n) for n in per], 8) + cells([""] * count, 32)
    stored = np.round(samples * 100.0).astype("<i2")
    body = b""
    for index, start in enumerate(starts_s):
        body += stored[:, index * rate_hz : (index + 1) * rate_hz].tobytes()
        body += f"+{start}\x14\x14\x00".encode().ljust(64, b"\x00")
    path.write_bytes(head + body)


def write_gdf(path: Path, samples: Floats, labels: tuple[str, ...] = NAMES, version: str = "2.20",
              rate_hz: int = 256) -> None:  # fmt: skip
    """GDF 1.25 or 2.20 by hand, float32 microvolts, one record a second, two events."""
    count, new = len(samples), float(version) >= 1.9
    fixed = bytearray(256)
    fixed[0:8] = f"GDF {version}".encode()
    if new:
        struct.pack_into("<H", fixed, 184, count + 1)
        struct.pack_into("<H", fixed, 252, count)
    else:
        struct.pack_into("<q", fixed, 184, 256 * (count + 1))
        struct.pack_into("<I", fixed, 252, count)
    records = samples.shape[1] // rate_hz
    struct.pack_into("<q", fixed, 236, records)
    struct.pack_into("<II", fixed, 244, 1, 1)
    table = b"".join(label.encode().ljust(16, b"\x00") for label in labels) + b"\x00" * 80 * count
    if new:
        table += b"\x00" * 6 * count + struct.pack(f"<{count}H", *[4256 + 19] * count)
    else:
        table += b"".join(b"uV".ljust(8, b"\x00") for _ in labels)
    table += struct.pack(f"<{count}d", *[-500.0] * count) + struct.pack(f"<{count}d", *[500.0] * count)
    digital = "d" if new else "q"
    table += struct.pack(f"<{count}{digital}", *[-500] * count) + struct.pack(
        f"<{count}{digital}", *[500] * count
    )
    table += b"\x00" * 80 * count + struct.pack(f"<{count}I", *[rate_hz] * count)
    table += struct.pack(f"<{count}I", *[16] * count) + b"\x00" * 32 * count
    body = b"".join(
        samples[:, i * rate_hz : (i + 1) * rate_hz].astype("<f4").tobytes() for i in range(records)
    )
    if new:
        events = bytes([1]) + (2).to_bytes(3, "little") + struct.pack("<f", rate_hz)
    else:
        events = bytes([1]) + rate_hz.to_bytes(3, "little") + struct.pack("<I", 2)
    events += struct.pack("<2I", 513, 1281) + struct.pack("<2H", 769, 770)
    path.write_bytes(bytes(fixed) + table + body + events)


def write_brainvision(path: Path, samples: Floats, labels: tuple[str, ...] = NAMES, unit: str = "µV",
                      scale: float = 1.0, rate_hz: float = RATE_HZ) -> None:  # fmt: skip
    """BrainVision by hand, float32, with two markers."""
    lines = ["Brain Vision Data Exchange Header File Version 1.0", "[Common Infos]", "Codepage=UTF-8",
             f"DataFile={path.stem}.eeg", f"MarkerFile={path.stem}.vmrk", "DataFormat=BINARY",
             "DataOrientation=MULTIPLEXED", f"NumberOfChannels={len(samples)}", f"SamplingInterval={1e6 / rate_hz}",
             "[Binary Infos]", "BinaryFormat=IEEE_FLOAT_32", "[Channel Infos]"]  # fmt: skip
    lines += [f"Ch{i}={label},,1,{unit}" for i, label in enumerate(labels, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    path.with_suffix(".eeg").write_bytes((samples * scale).T.astype("<f4").tobytes())
    path.with_suffix(".vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Marker Infos]\nMk1=New Segment,,1,1,0\n"
        "Mk2=Stimulus,clip 1,513,1,0\nMk3=Stimulus,clip 2,1281,1,0\n"
    )


def mne_raw(samples: Floats, labels: tuple[str, ...] = NAMES, rate_hz: float = RATE_HZ):
    """The same in MNE-Python's hands, in volts, with two annotations."""
    import mne

    mne.set_log_level("ERROR")
    raw = mne.io.RawArray(samples * 1e-6, mne.create_info(list(labels), rate_hz, "eeg"))
    raw.set_annotations(mne.Annotations([2.0, 5.0], [0.0, 0.0], ["clip 1", "clip 2"]))
    return raw


def write_set(path: Path, samples: Floats, labels: tuple[str, ...] = NAMES, rate_hz: float = RATE_HZ,
              beside: bool = False, packed: bool = True) -> None:  # fmt: skip
    """An EEGLAB set by scipy's MATLAB writer; ``beside`` puts the samples into an .fdt."""
    from scipy.io import savemat

    places = np.array([(label, 1.0, 0.5, 0.2) for label in labels],
                      dtype=[("labels", object), ("X", object), ("Y", object), ("Z", object)])  # fmt: skip
    events = np.array([("clip 1", 513.0), ("clip 2", 1281.0)], dtype=[("type", object), ("latency", object)])
    data: object = samples.astype(np.float32)
    if beside:
        data = f"{path.stem}.fdt"
        path.with_suffix(".fdt").write_bytes(samples.T.astype("<f4").tobytes())
    eeg = {"setname": "x", "nbchan": float(len(samples)), "pnts": float(samples.shape[1]), "trials": 1.0,
           "srate": rate_hz, "data": data, "chanlocs": places, "event": events}  # fmt: skip
    savemat(path, {"EEG": eeg}, appendmat=False, do_compression=packed)


def xdf_chunk(tag: int, content: bytes) -> bytes:
    return b"\x04" + struct.pack("<I", len(content) + 2) + struct.pack("<H", tag) + content


def xdf_stream_header(number: int, name: str, kind: str, rate: float, form: str, labels: tuple[str, ...],
                      unit: str = "microvolts") -> bytes:  # fmt: skip
    nodes = "".join(f"<channel><label>{x}</label><unit>{unit}</unit></channel>" for x in labels)
    text = (f"<?xml version='1.0'?><info><name>{name}</name><type>{kind}</type><channel_count>{len(labels)}"
            f"</channel_count><nominal_srate>{rate}</nominal_srate><channel_format>{form}</channel_format>"
            f"<desc><channels>{nodes}</channels></desc></info>")  # fmt: skip
    return xdf_chunk(2, struct.pack("<I", number) + text.encode())


def xdf_samples(number: int, stamps: Floats, values: Floats, every: int = 1) -> bytes:
    """A chunk of float32 samples, (n, channels); only every n-th sample carries its stamp."""
    body = struct.pack("<I", number) + b"\x04" + struct.pack("<I", len(values))
    for index, (stamp, row) in enumerate(zip(stamps, values.astype("<f4"), strict=True)):
        body += (b"\x08" + struct.pack("<d", stamp) if index % every == 0 else b"\x00") + row.tobytes()
    return xdf_chunk(3, body)


def write_xdf(path: Path, samples: Floats, labels: tuple[str, ...] = NAMES, rate_hz: float = RATE_HZ,
              start_s: float = 1000.0, lost: tuple[int, int] | None = None, every: int = 1) -> None:  # fmt: skip
    """XDF by hand: an EEG stream (with a lost stretch, if asked), a slow GSR stream, markers, clock offsets of 7 s."""
    stamps = start_s + np.arange(samples.shape[1]) / rate_hz
    kept = np.ones(samples.shape[1], dtype=bool)
    if lost:
        kept[lost[0] : lost[1]] = False
    parts = [b"XDF:", xdf_chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")]
    parts += [xdf_stream_header(1, "amp", "EEG", rate_hz, "float32", labels),
              xdf_stream_header(2, "skin", "GSR", 8, "float32", ("GSR",), "microsiemens"),
              xdf_stream_header(3, "marks", "Markers", 0, "string", ("text",))]  # fmt: skip
    for at in (start_s, start_s + 4.0, start_s + 8.0):
        parts += [xdf_chunk(4, struct.pack("<Idd", n, at, 7.0)) for n in (1, 2, 3)]
    rows = samples.T[kept]
    for first in range(0, len(rows), 100):
        piece = slice(first, first + 100)
        parts.append(xdf_samples(1, stamps[kept][piece], rows[piece], every))
    slow = start_s + np.arange(int(samples.shape[1] / rate_hz * 8) + 1) / 8.0
    parts.append(xdf_samples(2, slow, (3.0 + 0.1 * (slow - start_s))[:, None]))
    body = struct.pack("<I", 3) + b"\x01\x02"
    for at, text in ((2.0, b"clip 1"), (5.0, b"clip 2")):
        body += b"\x08" + struct.pack("<d", start_s + at) + b"\x01" + bytes([len(text)]) + text
    path.write_bytes(b"".join([*parts, xdf_chunk(3, body)]))


MUSE = ("TP9", "AF7", "AF8", "TP10")


def write_muselsl(path: Path, samples: Floats, stamps: Floats) -> None:
    """A CSV of muselsl: seconds since 1970, four electrodes and the auxiliary one."""
    rows = ["timestamps,TP9,AF7,AF8,TP10,Right AUX"]
    rows += [
        f"{t:.3f}," + ",".join(f"{v:.3f}" for v in row) + ",0.000"
        for t, row in zip(stamps, samples.T, strict=True)
    ]
    text = "\n".join(rows) + "\n"
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text)


def write_mind_monitor(path: Path, samples: Floats, rate_hz: float = 256.0) -> None:
    """A CSV of Muse Monitor: dates, band powers, raw values about 800 uV, events in rows of their own."""
    rows = [
        "TimeStamp,Delta_TP9,RAW_TP9,RAW_AF7,RAW_AF8,RAW_TP10,AUX_RIGHT,Accelerometer_X,HSI_TP9,Battery,Elements"
    ]
    start = np.datetime64("2026-03-01T10:00:00.000000")
    for index, row in enumerate(samples.T):
        at = str(start + np.timedelta64(round(index / rate_hz * 1e6), "us")).replace("T", " ")[:23]
        if index == 512:
            rows.append(f"{at},,,,,,,,,,/muse/elements/blink")
        rows.append(f"{at},0.5," + ",".join(f"{v + 800.0:.4f}" for v in row) + ",800.0,0.01,1.0,90.0,")
    path.write_text("\n".join(rows) + "\n")


def write_openbci(path: Path, samples: Floats, rate_hz: float = 250.0) -> None:
    """The text file of the OpenBCI GUI, version 5."""
    count = len(samples)
    head = ["%OpenBCI Raw EXG Data", f"%Number of channels = {count}", f"%Sample Rate = {rate_hz:.0f} Hz",
            "%Board = OpenBCI_GUI$BoardCytonSerial"]  # fmt: skip
    names = ["Sample Index", *(f"EXG Channel {i}" for i in range(count)), "Accel Channel 0", "Other", "Timestamp",
             "Timestamp (Formatted)"]  # fmt: skip
    rows = [", ".join(names)]
    for index, row in enumerate(samples.T):
        at = 1_700_000_000.0 + index / rate_hz
        values = ", ".join(f"{v - 15000.0:.6f}" for v in row)
        rows.append(f"{float(index % 256)}, {values}, 0.01, 0.0, {at:.6f}, 2023-11-14 22:13:20.000")
    path.write_text("\n".join([*head, *rows]) + "\n")


def write_emotiv(path: Path, samples: Floats, labels: tuple[str, ...], rate_hz: int = 128) -> None:
    """A CSV of EmotivPRO 2: a line on the recording, then the table, values about 4200 uV."""
    head = f"title:me,start timestamp:1600000000.0,headset type:EPOCX,sampling rate:eeg_{rate_hz};mot_64"
    names = ["Timestamp", "EEG.Counter", "EEG.Interpolated", *(f"EEG.{label}" for label in labels), "EEG.Battery",
             "EEG.MarkerHardware", "CQ.Overall"]  # fmt: skip
    rows = [head, ",".join(names)]
    for index, row in enumerate(samples.T):
        values = ",".join(f"{v + 4200.0:.6f}" for v in row)
        rows.append(f"{1600000000.0 + index / rate_hz:.6f},{index % rate_hz},0,{values},90,0,100")
    path.write_text("\n".join(rows) + "\n")
