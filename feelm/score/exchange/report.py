"""``Compatibility``: what became of each field of a foreign file, as a table for a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from feelm.language import say

Fate = Literal["translated", "not_applicable", "kept"]


@dataclass(frozen=True)
class Entry:
    """One field of the file: what became of it, and where it went or why it was not used, in both languages."""

    name: str
    fate: Fate
    note: str
    note_ko: str


@dataclass(frozen=True)
class Warning:
    """Something odd at a place of the file ("settings.txt, line 41, column 18, offset 4 of `zoom`")."""

    place: str
    what: str
    what_ko: str


@dataclass
class Compatibility:
    """What became of a file: its fields in order, what was odd, and remarks on the whole. Filled while importing."""

    source: str
    entries: list[Entry] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def translated(self, name: str, note: str, note_ko: str = "") -> None:
        """Note that a field lives on in the score; ``note`` says where."""
        self.entries.append(Entry(name, "translated", note, note_ko or note))

    def not_applicable(self, name: str, note: str, note_ko: str) -> None:
        """Note that a field means nothing here; ``note`` says why."""
        self.entries.append(Entry(name, "not_applicable", note, note_ko))

    def kept(self, name: str, note: str, note_ko: str) -> None:
        """Note that a field stands under ``imported`` in the score, unused; ``note`` says why."""
        self.entries.append(Entry(name, "kept", note, note_ko))

    def warn(self, place: str, what: str, what_ko: str) -> None:
        """Note something odd at a place."""
        self.warnings.append(Warning(place, what, what_ko))

    def remark(self, en: str, ko: str) -> None:
        """Note something on the whole file, once."""
        if (en, ko) not in self.remarks:
            self.remarks.append((en, ko))

    def count(self, fate: Fate) -> int:
        """How many fields met a fate."""
        return sum(entry.fate == fate for entry in self.entries)

    def names(self, fate: Fate) -> list[str]:
        """The fields that met a fate, in the order of the file."""
        return [entry.name for entry in self.entries if entry.fate == fate]


def describe(report: Compatibility, *, full: bool = True) -> str:
    """The report as text in the language of the interface.

    Args:
        report: what became of a file.
        full: name every field; otherwise only what was kept, what was odd, and the counts.
    """
    lines = [say(f"{report.source}: what became of it", f"{report.source}: 가져온 결과")]
    sections: list[tuple[Fate, str]] = [
        ("translated", say("translated", "옮김")),
        ("not_applicable", say("not applicable", "해당 없음")),
        ("kept", say("kept under imported", "imported에 보관")),
    ]
    for fate, title in sections:
        lines += ["", f"{title} ({report.count(fate)})"]
        if full or fate == "kept":
            lines += _grouped([entry for entry in report.entries if entry.fate == fate])
    lines += ["", say(f"warnings ({len(report.warnings)})", f"알림 ({len(report.warnings)})")]
    lines += [f"  {warning.place}: {say(warning.what, warning.what_ko)}" for warning in report.warnings]
    if report.remarks:
        lines += ["", *(f"  {say(en, ko)}" for en, ko in report.remarks)]
    return "\n".join(lines)


def _grouped(entries: list[Entry]) -> list[str]:
    """Fields that share a note on one line: ``zoom → feedback.drift.zoom``, ``cn_1_… cn_2_…: no ControlNet here``."""
    by_note: dict[str, list[str]] = {}
    for entry in entries:
        by_note.setdefault(say(entry.note, entry.note_ko), []).append(entry.name)
    lines: list[str] = []
    for note, names in by_note.items():
        shown = (
            names
            if len(names) <= 12
            else [*names[:11], say(f"… {len(names) - 11} more", f"… {len(names) - 11}개 더")]
        )
        lines.append(f"  {', '.join(shown)}: {note}" if note else f"  {', '.join(shown)}")
    return lines
