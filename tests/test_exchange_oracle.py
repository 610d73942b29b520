"""Deforum's and Parseq's own printed values, where their files are at hand (they may not be passed on)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

FILES = Path(__file__).parents[2] / "shared" / "data" / "deforum"
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the collected Deforum files are not here")


def test_every_field_that_deforum_prints_is_equal() -> None:
    from exchange_oracle import deforum_differences

    compared = deforum_differences(FILES / "oracle")
    assert sum(count for _, count, _ in compared) > 1200
    assert max(worst for _, _, worst in compared) <= 1e-6


def test_every_field_that_parseq_rendered_is_equal() -> None:
    from exchange_oracle import parseq_differences

    compared = parseq_differences(FILES)
    assert sum(count for _, count, _ in compared) > 100
    assert max(worst for _, _, worst in compared) <= 1e-4


def test_every_file_loads_with_finite_schedules_and_a_report() -> None:
    from feelm.score.exchange import deforum_values, describe, import_deforum, import_parseq

    for path in sorted(FILES.glob("deforum__*.json")):
        result = import_deforum(path, score_folder=path.parent)
        fields = json.loads(path.read_text(encoding="utf-8"))
        assert len(result.report.entries) == len(fields), path.name
        assert describe(result.report)
        assert all(np.isfinite(values).all() for values in deforum_values(fields).values()), path.name
    for path in sorted(FILES.glob("parseq__*.json")):
        assert describe(import_parseq(path, score_folder=path.parent).report)
