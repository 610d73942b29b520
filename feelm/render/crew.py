"""Worker processes under a small supervisor: a dead worker is replaced and its task tried once more."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from feelm.errors import FeelmError
from feelm.render.memory import give_back_memory

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
                self.tries[task.name] = self.tries.get(task.name, 0) + 1
                return task
        return None

    def give_back(self, worker: _Worker) -> None:
        """Take back the task of a worker that died; the second time is once too often."""
        task, worker.task = worker.task, None
        if task is None:
            return
        if self.tries[task.name] >= _TRIES:
            raise FeelmError(
                f"the process that worked on it ended twice (exit code {worker.process.exitcode})",
                where=task.name,
                fix="free some memory and run the same command again, finished shots are kept",
            )
        self.waiting.insert(0, task)


class Crew:
    """``workers`` processes that begin at once and end with the ``with`` block.

    Begun early, they load (``prepare``, a module-level function) while this process still reads and listens.
    """

    def __init__(self, workers: int, prepare: Callable[[], None] | None = None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._prepare = prepare
        self._workers = [self._hire() for _ in range(max(1, workers))]

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()

    def run(self, tasks: Sequence[Task], progress: Callable[[float], None]) -> None:
        """Run all tasks; raise the first error of a task. ``progress`` takes the fraction of the whole."""
        ledger = _Ledger(list(tasks))
        weights = {task.name: task.weight for task in tasks}
        total = sum(weights.values())
        while len(ledger.done) < len(tasks):
            self._give_out(ledger)
            for worker in self._ready():
                self._listen(worker, ledger)
            done = sum(weights[name] for name in ledger.done)
            running = sum(w.task.weight * w.fraction for w in self._workers if w.task)
            progress((done + running) / total)

    def _give_out(self, ledger: _Ledger) -> None:
        for index, worker in enumerate(self._workers):
            if worker.task is None and not worker.process.is_alive():
                self._replace(index, ledger)
        for index, worker in enumerate(self._workers):
            if worker.task is not None or (task := ledger.next_ready()) is None:
                continue
            worker.task, worker.fraction = task, 0.0
            try:
                worker.pipe.send((task.run, task.payload))
            except (BrokenPipeError, ConnectionResetError):
                self._replace(index, ledger)

    def _ready(self) -> list[_Worker]:
        busy = [worker for worker in self._workers if worker.task]
        heard = wait([worker.pipe for worker in busy], timeout=1.0)
        return [worker for worker in busy if worker.pipe in heard]

    def _listen(self, worker: _Worker, ledger: _Ledger) -> None:
        assert worker.task is not None
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._replace(self._workers.index(worker), ledger)
            return
        if kind == "progress":
            worker.fraction = value
        elif kind == "done":
            ledger.done.add(worker.task.name)
            worker.task = None
        else:
            raise value

    def _replace(self, index: int, ledger: _Ledger) -> None:
        """Put a new worker in the place of one that died."""
        dead = self._workers[index]
        dead.process.join()
        ledger.give_back(dead)
        dead.pipe.close()
        self._workers[index] = self._hire()

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._prepare), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _work(pipe: Connection, prepare: Callable[[], None] | None) -> None:
    """A worker's life: take tasks until the supervisor is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare()
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
            give_back_memory()
            _tell(pipe, ("done", None))


def _tell(pipe: Connection, message: tuple[str, object]) -> None:
    try:
        pipe.send(message)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(1)
