"""Worker processes under a small supervisor: a dead worker is replaced and its task tried once more."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from feelm.errors import FeelmError

_TRIES = 2


@dataclass(frozen=True)
class Task:
    """A piece of work: ``run(payload, report)`` in a worker, once every task named in ``after`` is done.

    ``run`` is a module-level function; ``report(fraction)`` tells how far it is; ``weight`` is its share of the whole.
    """

    name: str
    run: Callable[[Any, Callable[[float], None]], None]
    payload: Any
    after: frozenset[str] = frozenset()
    weight: float = 1.0


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    fraction: float = 0.0


@dataclass
class _Ledger:
    """What is done, what waits, what was tried."""

    waiting: list[Task]
    done: set[str] = field(default_factory=set)
    tries: dict[str, int] = field(default_factory=dict)

    def next_ready(self) -> Task | None:
        for task in self.waiting:
            if task.after <= self.done:
                self.waiting.remove(task)
                return task
        return None


def run_tasks(tasks: Sequence[Task], *, workers: int, progress: Callable[[float], None]) -> None:
    """Run all tasks in ``workers`` processes; raise the first error of a task, leaving no process behind."""
    if not tasks:
        return
    context = multiprocessing.get_context("spawn")
    ledger = _Ledger(list(tasks))
    total = sum(t.weight for t in tasks)
    weights = {t.name: t.weight for t in tasks}
    crew: list[_Worker] = []
    try:
        crew.extend(_hire(context) for _ in range(min(workers, len(tasks))))
        while len(ledger.done) < len(tasks):
            _give_out(crew, ledger)
            for worker in _ready(crew):
                _listen(worker, ledger, crew, context)
            done = sum(weights[name] for name in ledger.done)
            running = sum(w.task.weight * w.fraction for w in crew if w.task)
            progress((done + running) / total)
    finally:
        for worker in crew:
            worker.process.kill()
            worker.pipe.close()
        for worker in crew:
            worker.process.join()


def _give_out(crew: Sequence[_Worker], ledger: _Ledger) -> None:
    for worker in crew:
        if worker.task is None and (task := ledger.next_ready()) is not None:
            worker.task, worker.fraction = task, 0.0
            ledger.tries[task.name] = ledger.tries.get(task.name, 0) + 1
            worker.pipe.send((task.run, task.payload))


def _ready(crew: Sequence[_Worker]) -> Iterator[_Worker]:
    busy = {w.pipe: w for w in crew if w.task}
    for pipe in wait(list(busy), timeout=1.0):
        yield busy[pipe]  # type: ignore[index]


def _listen(worker: _Worker, ledger: _Ledger, crew: list[_Worker], context: Any) -> None:
    assert worker.task is not None
    try:
        kind, value = worker.pipe.recv()
    except (EOFError, ConnectionResetError) as error:
        _replace(worker, ledger, crew, context, error)
        return
    if kind == "progress":
        worker.fraction = value
    elif kind == "done":
        ledger.done.add(worker.task.name)
        worker.task = None
    else:
        raise value


def _replace(worker: _Worker, ledger: _Ledger, crew: list[_Worker], context: Any, error: Exception) -> None:
    task = worker.task
    assert task is not None
    worker.process.join()
    if ledger.tries[task.name] >= _TRIES:
        raise FeelmError(
            f"the process that worked on it ended twice (exit code {worker.process.exitcode})",
            where=task.name,
            fix="free some memory and run the same command again, finished shots are kept",
        ) from error
    ledger.waiting.insert(0, task)
    worker.pipe.close()
    crew[crew.index(worker)] = _hire(context)


def _hire(context: Any) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(pipe: Connection) -> None:
    """A worker's life: take tasks until the supervisor is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import cv2

    cv2.setNumThreads(1)
    while True:
        try:
            run, payload = pipe.recv()
        except EOFError:
            return
        try:
            run(payload, lambda fraction: _tell(pipe, ("progress", fraction)))
        except Exception as error:
            error.add_note(f"in worker process {os.getpid()}")
            _tell(pipe, ("error", error))
        else:
            _tell(pipe, ("done", None))


def _tell(pipe: Connection, message: tuple[str, object]) -> None:
    try:
        pipe.send(message)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(1)
