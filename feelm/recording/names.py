"""Names of channels as files write them, brought to the 10-20 manner, and what kind of signal each is."""

from __future__ import annotations

import re
from functools import cache

from feelm.recording.places import electrode_places
from feelm.recording.recording import ChannelKind

_OLD = {"T3": "T7", "T4": "T8", "T5": "P7", "T6": "P8"}
"""Names of the first 10-20 system that the 10-10 system changed."""
_FRONT = re.compile(r"^(?:eeg|exg|raw|ch|chan|electrode)[\s._:-]+(?=[a-z])", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[\s._:-]+(?:ref|reference|le|re|ar|avg|av|average|cms|linked|a1|a2|m1|m2|a1a2|a1\+a2|m1\+m2|0|uv|org|raw)$",
    re.IGNORECASE,
)
_UNIT_AT_END = re.compile(r"\s*[\[(]\s*([^\])]{1,12})\s*[\])]\s*$")
_PLAIN_EEG = re.compile(
    r"^(?:eeg|exg|ch|chan|channel|e|eeg channel|exg channel|electrode)[\s._-]*\d{1,3}$", re.IGNORECASE
)
_KINDS: tuple[tuple[ChannelKind, str], ...] = (
    ("other", r"quality|^cq|^eq\b|^cq_|contact|battery|counter|interpolated|rssi|status|^stim?\b|^sti ?\d|trigger|"
              r"^trig|marker|annotation|timestamp|sample ?index|hardware|^tick$|hsi_|headband|elements|impedance|"
              r"^(?:delta|theta|alpha|beta|gamma)_|^pm\.|^pow\.|^fe\.|^mc\.|package|packet|digital|analog|^other\b|"
              r"^dc\d|^aux(?:$|[ _.-]?\d*$)|right aux|left aux|temp|optics|^event"),
    ("motion", r"acc|gyro|^mot\b|^mot\.|^mag|quaternion|^q[0-3]$|motion|^imu"),
    ("eog", r"eog|^loc$|^roc$|^eye"),
    ("ecg", r"ecg|ekg|^heart$|^card"),
    ("emg", r"emg|chin|tibial"),
    ("eda", r"gsr|eda\b|^eda|^scl|^scr|skin|electroderm"),
    ("breath", r"resp|breath|thorax|thor\b|abdomen|^abd|airflow|nasal"),
    ("ppg", r"ppg|bvp|pleth|pulse"),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def electrode_name(label: str) -> str | None:
    """The 10-10 name of a label ("EEG Fp1-Ref", "EEG.AF3", "Fc5..", "RAW_TP9", "T3"), None where it names none.

    >>> electrode_name("EEG FP1-Ref"), electrode_name("RAW_TP9"), electrode_name("Fc5..")
    ('Fp1', 'TP9', 'FC5')
    """
    text = _UNIT_AT_END.sub("", label.strip()).strip().strip("'\"").rstrip(".").strip()
    text = _FRONT.sub("", text)
    shorter = _REFERENCE.sub("", text)
    for candidate in (
        text,
        shorter,
        shorter.split("-")[0] if shorter.lower().endswith(("-fcz", "-cz")) else "",
    ):
        compact = candidate.replace(" ", "").replace("_", "").upper()
        if name := _by_capitals().get(_OLD.get(compact, compact).upper()):
            return name
    return None


def bipolar_name(label: str) -> str | None:
    """ "Fp1-F7" of a label that is the difference of two electrodes, None of any other.

    >>> bipolar_name("EEG FP1-F7")
    'Fp1-F7'
    """
    text = _FRONT.sub("", label.strip())
    ends = [electrode_name(end) for end in text.split("-")] if text.count("-") == 1 else []
    if len(ends) == 2 and ends[0] and ends[1]:
        return f"{ends[0]}-{ends[1]}"
    return None


def kind_of(label: str) -> ChannelKind | None:
    """What a label says it measures; None where it says nothing."""
    bare = _UNIT_AT_END.sub("", label.strip())
    if electrode_name(bare) or bipolar_name(bare):
        return "eeg"
    inner = _FRONT.sub("", bare)
    for kind, pattern in _KIND_PATTERNS:
        if pattern.search(bare) or pattern.search(inner):
            return kind
    if _PLAIN_EEG.match(bare) or bare.upper().startswith("EEG"):
        return "eeg"
    return None


def unit_in(label: str) -> str | None:
    """The unit in brackets at the end of a label: "uV" of "AF3 (uV)"."""
    found = _UNIT_AT_END.search(label)
    return found.group(1).strip() if found else None


@cache
def _by_capitals() -> dict[str, str]:
    return {name.upper(): name for name in electrode_places()}
