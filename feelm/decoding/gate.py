"""The gate: whether the readings of a calibration earn any weight, and the reason in a sentence where they do not."""

from __future__ import annotations

from dataclasses import dataclass

from feelm.decoding.model import Gate
from feelm.decoding.validation import Figure, Validation
from feelm.language import say

FEWEST_CLIPS = 16
LARGEST_P = 0.04
"""A p from 999 shufflings is known to within 0.01: one of at most 0.04 is below 0.05 beyond doubt."""
_MARGIN = 0.06


@dataclass(frozen=True)
class EyesCheck:
    """Alpha waves with eyes closed against open: ratio of powers and how many standard errors above one; passed?"""

    ratio: float
    z: float

    @property
    def passed(self) -> bool:
        """Whether alpha rises with closed eyes beyond doubt."""
        return self.ratio > 1.0 and self.z > 1.645


def decide(validation: Validation, clean_clips: int, eyes: EyesCheck | None) -> Gate:
    """Decide what is believed.

    Args:
        validation: the figures on unseen clips.
        clean_clips: clips with at least half of their windows free of artefacts.
        eyes: the eyes check, None where no minute with eyes open and closed was recorded.

    Returns:
        Closed with reasons, or open for the questions whose figure holds: p at most 0.04, an interval over clips above
        chance, and by a standard error better than the order of the recording and the quality of the electrodes.
    """
    reasons = []
    if clean_clips < FEWEST_CLIPS:
        reasons.append(
            say(
                f"only {clean_clips} clean clips, {FEWEST_CLIPS} are needed",
                f"깨끗한 클립이 {clean_clips}개뿐이고 {FEWEST_CLIPS}개가 필요합니다",
            )
        )
    if eyes is not None and not eyes.passed:
        reasons.append(
            say(
                f"alpha waves do not rise with closed eyes (ratio {eyes.ratio:.2f})",
                f"눈을 감아도 알파파가 커지지 않습니다 (비 {eyes.ratio:.2f})",
            )
        )
    if reasons:
        return Gate(False, False, False, tuple(reasons))
    names = (
        (say("the words", "낱말"), validation.f1),
        (say("valence", "쾌불쾌"), validation.valence),
        (say("arousal", "각성"), validation.arousal),
    )
    verdicts = [_verdict(name, figure) for name, figure in names]
    opened = [figure is not None and why is None for (_, figure), why in zip(names, verdicts, strict=True)]
    return Gate(opened[0], opened[1], opened[2], tuple(why for why in verdicts if why))


def _verdict(name: str, figure: Figure | None) -> str | None:
    """Why a figure does not hold, None where it does or was not asked."""
    if figure is None:
        return None
    if figure.p > LARGEST_P or figure.value <= 0.0:
        return say(
            f"{name}: shuffled labels do as well in {figure.p:.0%} of cases ({LARGEST_P:.0%} is the limit)",
            f"{name}: 뒤섞은 이름표도 {figure.p:.0%}의 경우에 이만큼 맞힙니다 (한계 {LARGEST_P:.0%})",
        )
    if figure.low <= max(figure.chance, 0.0):
        return say(
            f"{name}: with other clips it could be chance as well (interval from {figure.low:.2f})",
            f"{name}: 다른 클립이었다면 우연과 다르지 않을 수 있습니다 (구간이 {figure.low:.2f}부터)",
        )
    as_well = figure.value - max(figure.error, _MARGIN)  # within a standard error is as well
    if figure.order >= as_well:
        return say(
            f"{name}: the order of the clips alone says as much",
            f"{name}: 클립의 순서만으로도 이만큼 맞힙니다",
        )
    if figure.quality >= as_well:
        return say(
            f"{name}: the quality of the electrodes alone says as much",
            f"{name}: 전극 상태만으로도 이만큼 맞힙니다",
        )
    return None
