"""The report of a calibration in words: what was reached, what chance and trivial readings reach, what is believed."""

from __future__ import annotations

from feelm.decoding.calibration import Calibration
from feelm.decoding.validation import Figure
from feelm.language import say


def describe(found: Calibration) -> str:
    """The report as lines of text, in the language of the interface."""
    lines = [headline(found), ""]
    lines.append(
        say(
            f"{len(found.clips)} clips, {found.clean} of them clean; every figure is of clips the fit has not seen.",
            f"클립 {len(found.clips)}개, 그중 {found.clean}개가 깨끗합니다. "
            "모든 수치는 학습에 쓰지 않은 클립의 것입니다.",
        )
    )
    lines += [line for name, figure, unit in figures_of(found) for line in _figure_lines(name, figure, unit)]
    if found.validation.f1 is not None:
        lines.append(
            say(
                f"Brier score {found.validation.brier:.3f} (0 best), calibration error {found.validation.ece:.3f}.",
                f"브라이어 점수 {found.validation.brier:.3f} (0이 가장 좋음), 보정 오차 {found.validation.ece:.3f}.",
            )
        )
    lines.append(eyes_line(found))
    lines += [f"{say('Not believed', '믿지 않음')}: {reason}." for reason in found.gate.reasons]
    lines += ["", leaky_line(found)]
    return "\n".join(lines)


def headline(found: Calibration) -> str:
    """What is believed, in one sentence."""
    if not found.gate.open:
        return say(
            "The gate is closed: this EEG gets no weight. The film is made all the same.",
            "문이 닫혔습니다: 이 뇌파에는 무게를 주지 않습니다. 영화는 그대로 만들 수 있습니다.",
        )
    axes = ((found.gate.classes, say("words", "낱말")), (found.gate.valence, say("valence", "쾌불쾌")),
            (found.gate.arousal, say("arousal", "각성")))  # fmt: skip
    names = ", ".join(name for is_open, name in axes if is_open)
    return say(
        f"The gate is open for {names}: as much weight as these figures allow.",
        f"문이 열렸습니다({names}): 아래 수치가 허락하는 만큼만 무게를 줍니다.",
    )


def figures_of(found: Calibration) -> list[tuple[str, Figure, str]]:
    """The figures that were asked, with their names."""
    named = (
        (say(f"Classes ({', '.join(found.classes)})", f"분류 ({', '.join(found.classes)})"), found.validation.f1,
         say("weighted F1", "가중 F1")),
        (say("Valence", "쾌불쾌"), found.validation.valence, "r"),
        (say("Arousal", "각성"), found.validation.arousal, "r"),
    )  # fmt: skip
    return [(name, figure, unit) for name, figure, unit in named if figure is not None]


def eyes_line(found: Calibration) -> str:
    """The eyes check in a sentence."""
    if found.eyes is None:
        return say("Eyes check: not recorded.", "눈 확인: 기록하지 않았습니다.")
    verdict = say("passed", "통과") if found.eyes.passed else say("failed", "실패")
    return say(
        f"Eyes check: alpha with closed eyes is {found.eyes.ratio:.2f} times that with open ones: {verdict}.",
        f"눈 확인: 눈을 감으면 알파파가 {found.eyes.ratio:.2f}배입니다: {verdict}.",
    )


def leaky_line(found: Calibration) -> str:
    """The figure not to be believed, and why."""
    return say(
        f"Worthless, shown as a warning: split by windows at random, the same recording “reaches” {found.leaky:.2f}, "
        f"and {found.leaky_random:.2f} with labels drawn by lot. Pieces of one clip lie on both sides of such a split, "
        "so it recognises the clip, not the feeling. Figures of 0.9 and more elsewhere are often of this kind.",
        f"쓸모없는 수치, 경고로 보입니다: 창을 무작위로 나누면 같은 기록이 {found.leaky:.2f}에 “이르고”, "
        f"제비로 뽑은 이름표로도 {found.leaky_random:.2f}에 이릅니다. 한 클립의 조각이 양쪽에 다 들어가므로 "
        "느낌이 아니라 클립을 알아맞힙니다. 다른 곳의 0.9 넘는 수치도 이런 경우가 많습니다.",
    )


def _figure_lines(name: str, figure: Figure, unit: str) -> list[str]:
    return [
        say(
            f"{name}: {unit} {figure.value:.2f}, 95% of clip draws {figure.low:.2f} to {figure.high:.2f}, "
            f"p {figure.p:.3f}; shuffled labels {figure.chance:.2f}, order alone {figure.order:.2f}, electrodes alone "
            f"{figure.quality:.2f}.",
            f"{name}: {unit} {figure.value:.2f}, 클립을 다시 뽑은 95% 구간 "
            f"{figure.low:.2f}~{figure.high:.2f}, p {figure.p:.3f}; 뒤섞은 이름표 {figure.chance:.2f}, "
            f"순서만 {figure.order:.2f}, 전극 상태만 {figure.quality:.2f}.",
        )
    ]
