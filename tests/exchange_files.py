"""Settings files and documents of our own that hit the rules, and broken ones by the thousand."""

from __future__ import annotations

import json
import random
from typing import Any

SETTINGS: dict[str, Any] = {
    "W": 513, "H": 288, "seed": 42, "seed_behavior": "iter", "seed_iter_N": 1, "sampler": "Euler a", "steps": 20,
    "prompts": {"0": "a red fox in a snowy forest, watercolor", "24": "a garden of sunflowers --neg people"},
    "animation_prompts_positive": "soft light", "animation_prompts_negative": "blurry",
    "animation_mode": "3D", "max_frames": 60, "fps": 12, "border": "wrap", "padding_mode": "reflection",
    "angle": "0:(0)", "zoom": "0:(1.0025+0.002*sin(1.25*3.14*t/30))",
    "translation_x": "0:(0), 30:(6), 59:(-6)", "translation_y": "0: (0), 20:(2*sin(t/5)), 40:(0)",
    "translation_z": "0:(2*(0.5*cos(t/7))**3+1)", "rotation_3d_x": "0:(t%8/4)", "rotation_3d_y": "0:(where(t>9,1,0))",
    "rotation_3d_z": '0:(0), "max_f-2":(3)', "fov_schedule": "0:(70)", "aspect_ratio_schedule": "0:(1)",
    "near_schedule": "0:(200)", "far_schedule": "0:(10000)",
    "noise_schedule": "0: (0.04)", "strength_schedule": "0:(0.65), 10:(0.4), 12:(0.65)",
    "contrast_schedule": "0:(1.0)", "cfg_scale_schedule": "0:(7), 59:(12)", "amount_schedule": "0:(0.1)",
    "kernel_schedule": "0:(5)", "sigma_schedule": "0:(1)", "threshold_schedule": "0:(0)",
    "enable_steps_scheduling": True, "steps_schedule": "0:(20), 30:(s/2)", "diffusion_cadence": "2",
    "color_coherence": "Match Frame 0 LAB", "noise_type": "perlin", "perlin_octaves": 4, "perlin_persistence": 0.5,
    "cn_1_enabled": False, "cn_1_weight": "0:(1)", "hybrid_composite": "None", "my_own_field": {"a": [1, 2]},
    "add_soundtrack": "None", "soundtrack_path": "https://example.org/a.mp3", "legacy_colormatch": False,
}  # fmt: skip
"""A settings file that hits most of the rules."""

DOCUMENT: dict[str, Any] = {
    "prompts": {
        "format": "v2", "enabled": True, "commonPrompt": {"positive": "watercolor", "negative": ""},
        "promptList": [
            {"positive": "a red fox", "negative": "blurry", "from": 0, "to": 30,
             "overlap": {"inFrames": 0, "outFrames": 8, "type": "linear"}},
            {"positive": "a garden ${prompt_weight_1}", "negative": "", "from": 22, "to": 59,
             "overlap": {"inFrames": 8, "outFrames": 0, "type": "linear"}},
        ],
    },
    "options": {"bpm": 120, "output_fps": 12, "cadence": 2},
    "managedFields": ["seed", "translation_z", "rotation_3d_y", "strength", "zoom", "prompt_weight_1"],
    "keyframes": [
        {"frame": 0, "seed": 7, "translation_z": 0, "translation_z_i": "bez()", "rotation_3d_y": 0,
         "rotation_3d_y_i": "sin(p=4b, a=6)", "strength": 0.65, "strength_i": "S - pulse(p=2b, pw=1, a=0.3)",
         "zoom": 1, "zoom_i": "C", "prompt_weight_1": 0, "info": "verse"},
        {"frame": 20, "zoom": 1.4, "strength_i": "if (info_match(\"chorus\")) 0.5 else S", "info": "chorus 1"},
        {"frame": 59, "seed": 9, "translation_z": 160, "zoom": 1.1, "prompt_weight_1": 1},
    ],
}  # fmt: skip
"""A Parseq document that hits most of the rules."""

_SCRAPS = (
    "0:(", "))", "where(t>3,1,0)", ",", ":", "::", '"', "'", "t", "max_f", "s", "-1", "1e400", "**", "%0", "/0", "nan",
    "None", "\n", "\\u0000", "한글", "__import__('os')", "(" * 80, "0: 0: (5)", "[", "]", "{", "}", "true", "null",
    "9" * 400, "t**t**t**t", "1<<999", "sin(", "bez(", "if", "else", "${", "info_match(\"(a+)+$\")",
    "3.141", "\ud83e\udd8a",
)  # fmt: skip


def broken_text(chance: random.Random, whole: str) -> str:
    """A text with some of its pieces cut, doubled, swapped or replaced by scraps."""
    pieces = list(whole)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(pieces) + 1)
        end = min(len(pieces), at + chance.choice((0, 1, 3, 20)))
        pieces[at:end] = chance.choice(_SCRAPS) if chance.random() < 0.7 else pieces[end : end + 9]
    return "".join(pieces)


def broken_tree(chance: random.Random, tree: dict[str, Any]) -> dict[str, Any]:
    """A copy of a file's object in which some values are of the wrong kind, out of range, broken or missing."""
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    for _ in range(chance.randint(1, 5)):
        place, key = _somewhere(chance, copy)
        if place is None:
            continue
        value = place[key]
        if chance.random() < 0.2:
            del place[key]
        elif isinstance(value, str) and chance.random() < 0.8:
            place[key] = broken_text(chance, value)
        else:
            place[key] = chance.choice(
                (
                    None,
                    True,
                    [],
                    {},
                    "",
                    "x",
                    -1,
                    0,
                    1,
                    1e30,
                    float("inf"),
                    float("nan"),
                    10**40,
                    [[]],
                    {"a": None},
                    3.7,
                )
            )
    if chance.random() < 0.3:
        copy[broken_text(chance, "field")] = chance.choice(("0:(1)", 5, None))
    return copy


def _somewhere(chance: random.Random, tree: Any) -> tuple[Any, Any]:
    place, key = None, None
    while isinstance(tree, dict | list) and len(tree):
        place = tree
        key = chance.choice(list(tree)) if isinstance(tree, dict) else chance.randrange(len(tree))
        tree = place[key]
        if chance.random() < 0.4:
            break
    return place, key
