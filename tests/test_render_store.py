"""Finished work: whole or not there, found again only when its bytes are right."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.errors import OutputError
from feelm.render.identity import digest_of
from feelm.render.store import Store, write_whole
from feelm.render.worlds import read_world, write_world
from feelm.stage.layer import Layer, Life, PaintHint, Plane, World


def test_a_piece_is_found_again_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert not store.holds("abcd", ".mp4")
    path = store.put("abcd", ".mp4", lambda p: p.write_bytes(b"film"))
    assert store.holds("abcd", ".mp4")
    path.write_bytes(b"fil!")
    assert not store.holds("abcd", ".mp4")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "film.mp4"
    target.write_bytes(b"old")

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_whole(target, fail)
    assert [p.name for p in tmp_path.iterdir()] == ["film.mp4"]
    assert target.read_bytes() == b"old"


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")

    def fill(path: Path) -> None:
        with Path("/dev/full").open("wb", buffering=0) as stream:
            stream.write(b"x")

    with pytest.raises(OutputError, match="cannot be written") as refusal:
        write_whole(tmp_path / "film.mp4", fill)
    assert refusal.value.fix
    assert not list(tmp_path.iterdir())


def test_prune_removes_what_was_used_longest_ago_and_keeps_what_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path, limit_bytes=2000)
    for age, key in enumerate(["aa1", "bb2", "cc3", "dd4"]):
        path = store.put(key, ".world", lambda p: p.write_bytes(b"x" * 1000))
        os.utime(path, (1e9 + age, 1e9 + age))
    store.prune(frozenset({"aa1"}))
    assert [k for k in ("aa1", "bb2", "cc3", "dd4") if store.holds(k, ".world")] == ["aa1", "dd4"]


def test_prune_leaves_what_another_film_may_be_using(tmp_path: Path) -> None:
    store = Store(tmp_path, limit_bytes=10)
    for key in ("aa1", "bb2"):
        store.put(key, ".world", lambda p: p.write_bytes(b"x" * 1000))
    os.utime(store.path("aa1", ".world"), (time.time() - 4000,) * 2)
    store.prune(frozenset())
    assert [store.holds(key, ".world") for key in ("aa1", "bb2")] == [False, True]


def test_a_piece_that_is_gone_while_it_is_needed_is_told_by_its_name(tmp_path: Path) -> None:
    store = Store(tmp_path)
    gone = store.path("aa1", ".world")
    with pytest.raises(OutputError, match="removed while it was being made") as told:
        store.put("bb2", ".mp4", lambda p: p.write_bytes(gone.read_bytes()))
    assert told.value.where == str(gone) and not list(tmp_path.rglob("bb2*"))
    with pytest.raises(OutputError, match="cannot be written"):
        store.put("cc3", ".mp4", lambda p: None)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_different_parts_have_different_digests(a: list[str], b: list[str]) -> None:
    assert (digest_of(*a) == digest_of(*b)) == (a == b)


def test_digests_tell_arrays_apart_by_shape_and_type() -> None:
    x = np.arange(6.0)
    assert digest_of(x) != digest_of(x.reshape(2, 3))
    assert digest_of(x) != digest_of(x.astype(np.float32))
    assert digest_of({"a": x, "b": x}) == digest_of({"b": x, "a": x})


def test_a_world_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (20, 30, 4), dtype=np.uint8)
    layer = Layer(
        name="새",
        frames=(picture, picture[::-1].copy()),
        origin=(-3.5, 2.0),
        scale=0.5,
        plane=Plane("card", 7.0),
        life=Life(frames_per_s=8, drift_px_s=(3.0, 0.0), wraps=True, react="kick"),
        paint=PaintHint("fine", 0.5, True),
        mask="bird",
        blend="add",
    )
    sky = Layer("sky", (picture[..., :3].copy(),), (0.0, 0.0), 1.0, Plane("infinity"))
    world = World(1280, 720, 1.0, 20.0, (sky, layer))
    write_world(world, tmp_path / "w")
    back = read_world(tmp_path / "w")
    assert (back.width, back.height, back.focal, back.horizon) == (1280, 720, 1.0, 20.0)
    for old, new in zip(world.layers, back.layers, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(old.frames, new.frames, strict=True))
        assert (old.name, old.origin, old.plane, old.life, old.paint, old.mask, old.blend) == (
            new.name, new.origin, new.plane, new.life, new.paint, new.mask, new.blend,
        )  # fmt: skip
    write_world(back, tmp_path / "again")
    assert (tmp_path / "w").read_bytes() == (tmp_path / "again").read_bytes()
