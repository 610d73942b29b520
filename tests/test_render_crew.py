"""The supervisor: order, errors, workers that die. Real processes throughout."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feelm.errors import FeelmError, InputError
from feelm.render.crew import Crew, Task

Report = Callable[[float], None]


def leave_a_mark(path: Path, report: Report) -> None:
    report(0.5)
    path.write_text(str(time.monotonic()))


def need_a_mark(paths: tuple[Path, Path], report: Report) -> None:
    needed, own = paths
    own.write_text(needed.read_text())


def refuse(path: Path, report: Report) -> None:
    raise InputError("the paint is dry", where=str(path), fix="open a new tube")


def die_once(path: Path, report: Report) -> None:
    if not path.exists():
        path.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    path.write_text("lived")


def die_always(path: Path, report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_every_task_runs_after_what_it_needs(tmp_path: Path) -> None:
    tasks = [
        Task("b", need_a_mark, (tmp_path / "a", tmp_path / "b"), frozenset({"a"})),
        Task("a", leave_a_mark, tmp_path / "a"),
        Task("c", need_a_mark, (tmp_path / "b", tmp_path / "c"), frozenset({"a", "b"})),
    ]
    seen: list[float] = []
    with Crew(2) as crew:
        crew.run(tasks, seen.append)
    assert (tmp_path / "c").read_text() == (tmp_path / "a").read_text()
    assert seen[-1] == 1.0 and seen == sorted(seen)


def test_a_refusal_reaches_the_person_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"the paint is dry; open a new tube\.") as refusal, Crew(1) as crew:
        crew.run([Task("x", refuse, tmp_path)], lambda f: None)
    assert refusal.value.where == str(tmp_path)


def test_a_worker_that_is_killed_is_replaced_and_its_task_done(tmp_path: Path) -> None:
    tasks = [Task("x", die_once, tmp_path / "x"), Task("y", leave_a_mark, tmp_path / "y")]
    with Crew(2) as crew:
        crew.run(tasks, lambda f: None)
    assert (tmp_path / "x").read_text() == "lived"
    assert (tmp_path / "y").exists()


def test_a_task_that_kills_two_workers_is_told(tmp_path: Path) -> None:
    with pytest.raises(FeelmError, match="ended twice"), Crew(1) as crew:
        crew.run([Task("shot s01", die_always, tmp_path)], lambda f: None)


def test_workers_that_died_while_they_waited_are_replaced(tmp_path: Path) -> None:
    with Crew(2) as crew:
        for worker in crew._workers:
            worker.process.kill()
            worker.process.join()
        crew.run([Task("x", leave_a_mark, tmp_path / "x")], lambda f: None)
    assert (tmp_path / "x").exists()


def test_no_process_outlives_its_crew(tmp_path: Path) -> None:
    with Crew(2) as crew:
        processes = [worker.process for worker in crew._workers]
    assert not any(process.is_alive() for process in processes)
