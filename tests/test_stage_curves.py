"""Numbers that a built world follows at every frame: its pace, and how its players grow and fade."""

from __future__ import annotations

import numpy as np
import pytest

from feelm.errors import ScoreError
from feelm.score.model import Keys, Player, Shot, WorldPlan
from feelm.stage import Performance, Pose, build_world
from feelm.stage.curves import follows, lived_times, player_signals
from feelm.things import open_catalogue
from feelm.vocabulary import SIGNALS as VOCABULARY

T = np.arange(48) / 24.0
SIGNALS = {"kick": (np.arange(48) % 12 == 0) * 1.0, "t": T}


def shot(**world: object) -> Shot:
    plan = WorldPlan.model_validate({"place": "field", "wind": 0.0, **world})
    return Shot(id="a", start=0, end=2, size="medium", world=plan)


def test_a_world_lives_as_fast_as_its_pace() -> None:
    assert lived_times(shot(), T, 2.0, SIGNALS) is T
    assert np.allclose(lived_times(shot(pace=2.0), T, 2.0, SIGNALS), 2 * T)
    slowing = lived_times(shot(pace="1 - u"), T, 2.0, SIGNALS)
    assert np.allclose(slowing, T - T**2 / 4) and (np.diff(slowing) > 0).all()
    still = lived_times(shot(pace="1 if t < 1 else 0"), T, 2.0, SIGNALS)
    assert np.ptp(still[26:]) < 1e-12
    with pytest.raises(ScoreError, match="keep it between 0 and 8"):
        lived_times(shot(pace="-kick"), T, 2.0, SIGNALS)


def test_only_players_that_grow_or_fade_have_signals() -> None:
    keys = Keys(keys=[(0.0, 0.5), (1.0, 1.0)])
    players = [Player(thing="tree"), Player(thing="rose", grow="1 + kick", presence=keys)]
    found = player_signals(shot(players=players), T, 2.0, SIGNALS)
    assert set(found) == {follows(players[1], "grow"), follows(players[1], "presence")}
    assert follows(players[0], "grow") is None
    assert np.array_equal(found[str(follows(players[1], "grow"))], 1 + SIGNALS["kick"])
    with pytest.raises(ScoreError, match=r"world.players\[0\].grow.*`grow` goes from 5 to 5"):
        player_signals(shot(players=[Player(thing="rose", grow=5.0)]), T, 2.0, SIGNALS)


def test_a_player_is_seen_to_grow_and_to_fade() -> None:
    player = {"thing": "rose", "hero": True, "grow": "0.5 + u", "presence": "1 - step(0.9, u)"}
    growing = shot(players=[player])
    world = build_world(growing, width=320, height=180, seed=3, catalogue=open_catalogue())
    stage = Performance(world)
    signals = player_signals(growing, T, 2.0, SIGNALS)

    def frame(index: int) -> np.ndarray:
        answers = {name: float(values[index]) for name, values in signals.items()}
        return stage.frame(Pose(), 0.0, dict.fromkeys(VOCABULARY, 0.0) | answers).astype(float)

    gone = frame(47)
    changed = [(np.abs(frame(index) - gone).max(axis=2) > 30).sum() for index in (0, 20, 40)]
    assert 0 < changed[0] < changed[1] < changed[2]
    assert changed[2] > 2 * changed[0]
