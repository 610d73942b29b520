"""Broken files: any text gives a score or one sentence, never a traceback and never a hang."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from exchange_files import DOCUMENT, SETTINGS, broken_text, broken_tree

from feelm.errors import FeelmError
from feelm.score.checks import check_score
from feelm.score.exchange.deforum import import_settings
from feelm.score.exchange.parseq import import_parsed
from feelm.score.exchange.places import parse_document
from feelm.score.exchange.report import describe
from feelm.score.file import dumps

HERE = Path("/nowhere")


def bring(number: int) -> str:
    """Import broken file ``number``; returns "score" or the sentence of the refusal."""
    chance = random.Random(number)
    deforum = chance.random() < 0.6
    tree = SETTINGS if deforum else DOCUMENT
    text = (
        broken_text(chance, json.dumps(tree))
        if chance.random() < 0.25
        else json.dumps(broken_tree(chance, tree))
    )
    try:
        document = parse_document(text, "x", "Deforum")
        bringer = import_settings if deforum else import_parsed
        result = bringer(document, folder=HERE, score_folder=HERE)
    except FeelmError as error:
        return str(error)
    check_score(result.score)
    assert dumps(result.score) and describe(result.report)
    return "score"


def test_broken_files_give_a_score_or_a_sentence() -> None:
    outcomes = [bring(number) for number in range(60)]
    assert outcomes.count("score") > 20
    assert all(one == "score" or one.endswith((".", "?")) for one in outcomes)
    assert all("\n" not in one for one in outcomes)


@pytest.mark.long
def test_a_thousand_more_broken_files() -> None:
    for number in range(1000, 2000):
        assert bring(number)
