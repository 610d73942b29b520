"""Imported values against those that Deforum and Parseq printed themselves, and against numexpr where it is installed.

The files are other people's and not part of this project: give their folder, or have it beside the repository.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from feelm.score.exchange import deforum_values, import_deforum, import_parseq
from feelm.score.exchange.deforum_parseq import column
from feelm.score.exchange.parseq_document import ParseqDocument

FILES = Path(__file__).parents[2] / "shared" / "data" / "deforum"
PRINTED = {
    "Angle": "angle", "Tr.C.X": "transform_center_x", "Tr.C.Y": "transform_center_y", "Zoom": "zoom",
    "TrX": "translation_x", "TrY": "translation_y", "TrZ": "translation_z", "RotX": "rotation_3d_x",
    "RotY": "rotation_3d_y", "RotZ": "rotation_3d_z", "PerFlT": "perspective_flip_theta",
    "PerFlP": "perspective_flip_phi", "PerFlG": "perspective_flip_gamma", "PerFlFV": "perspective_flip_fv",
    "Noise": "noise_schedule", "StrSch": "strength_schedule", "CtrstSch": "contrast_schedule",
    "CFGSch": "cfg_scale_schedule", "P2PCfgSch": "pix2pix_img_cfg_scale_schedule", "SubSSch": "subseed_schedule",
    "SubSStrSch": "subseed_strength_schedule", "StepsSch": "steps_schedule", "SeedSch": "seed_schedule",
    "ClipskipSchedule": "clipskip_schedule", "NoiseMultiplierSchedule": "noise_multiplier_schedule",
    "AmountSchedule": "amount_schedule", "KernelSchedule": "kernel_schedule", "SigmaSchedule": "sigma_schedule",
    "ThresholdSchedule": "threshold_schedule", "AspectRatioSchedule": "aspect_ratio_schedule",
    "FieldOfViewSchedule": "fov_schedule", "NearSchedule": "near_schedule", "FarSchedule": "far_schedule",
    "CadenceFlowFactorSchedule": "cadence_flow_factor_schedule", "RedoFlowFactorSchedule": "redo_flow_factor_schedule",
    "HybridCompAlphaSchedule": "hybrid_comp_alpha_schedule",
    "HybridCompMaskBlendAlphaSchedule": "hybrid_comp_mask_blend_alpha_schedule",
    "HybridCompMaskContrastSchedule": "hybrid_comp_mask_contrast_schedule",
    "HybridCompMaskAutoContrastCutoffHighSchedule": "hybrid_comp_mask_auto_contrast_cutoff_high_schedule",
    "HybridCompMaskAutoContrastCutoffLowSchedule": "hybrid_comp_mask_auto_contrast_cutoff_low_schedule",
    "HybridFlowFactorSchedule": "hybrid_flow_factor_schedule",
}  # fmt: skip
"""What Deforum calls its schedules where it prints them."""


def deforum_differences(folder: Path) -> list[tuple[str, int, float]]:
    """(test, values compared, worst difference) of every block of values that Deforum printed.

    It prints at most three decimals: values are equal when they print the same.
    """
    fields = json.loads((folder / "simple.input_settings.txt").read_text(encoding="utf-8"))
    printed = (folder / "deforum_test.ambr").read_text(encoding="utf-8")
    results = []
    for block in printed.split("# name: ")[1:]:
        name = block.split("\n", 1)[0]
        ours = deforum_values({**fields, **_changes(name, folder)})
        count, worst = 0, 0.0
        for line in re.findall(r"F#: .*", block):
            row = dict(re.findall(r"([\w.#]+): ([^;]*);", line))
            for theirs, schedule in PRINTED.items():
                worst = max(worst, _difference(float(ours[schedule][int(row["F#"])]), row[theirs]))
                count += 1
        results.append((name, count, worst))
    return results


def _difference(ours: float, printed: str) -> float:
    decimals = len(printed.partition(".")[2])
    return abs(float(f"{ours:.{max(decimals, 3)}f}") - float(printed))


def _changes(name: str, folder: Path) -> dict[str, Any]:
    """What the tests that printed the values change in the settings."""
    if "parseq" not in name:
        return {"animation_mode": "3D"} if "3d" in name else {}
    manifest = (folder / "parseq.json").read_text(encoding="utf-8")
    return {"parseq_manifest": manifest, "parseq_non_schedule_overrides": "with_overrides" in name}


def parseq_differences(folder: Path) -> list[tuple[str, int, float]]:
    """(document, values compared, worst difference) of every document that holds its rendered frames."""
    results = []
    for path in [*sorted(folder.glob("parseq__*.json")), folder / "oracle" / "parseq.json"]:
        document = ParseqDocument(json.loads(path.read_text(encoding="utf-8")))
        count, worst = 0, 0.0
        for field in document.rendered[0] if document.rendered else ():
            if field in document.values:
                theirs = column(document.rendered, field, document.frames)
                known = np.isfinite(theirs)
                worst = max(worst, float(np.abs(document.values[field] - theirs)[known].max(initial=0.0)))
                count += int(known.sum())
        if count:
            results.append((path.name, count, worst))
    return results


def main() -> None:
    """Print the comparison."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir() else FILES
    if not folder.is_dir():
        print(f"{folder} is not here: nothing to compare with")
        return
    for name, count, worst in deforum_differences(folder / "oracle") + parseq_differences(folder):
        print(f"{name:50} {count:6} values, worst difference {worst:.2e}")
    files, began = 0, time.process_time()
    for path in sorted(folder.glob("*__*.json")):
        bring = import_deforum if path.name.startswith("deforum") else import_parseq
        result = bring(path, score_folder=path.parent)
        files += 1
        kept = result.report.count("kept")
        shots, warnings = len(result.score.shots), len(result.report.warnings)
        print(f"{path.name:60} {shots:3} shots, {kept:3} kept, {warnings} warnings")
    print(f"{files} files, {(time.process_time() - began) / max(1, files):.2f} s of work each")


if __name__ == "__main__":
    main()
