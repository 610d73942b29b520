"""The score's file: YAML in, YAML out, mistakes with line and column."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, ValidationError

from feelm.errors import OutputError, ScoreError
from feelm.score.checks import check_score
from feelm.score.document import MAX_CHARACTERS, Branch, place, read_tree
from feelm.score.emit import emit
from feelm.score.grammar import ExpressionError
from feelm.score.messages import first_mistake
from feelm.score.model import Score
from feelm.score.scalar_places import position_in
from feelm.score.tree import PlacedScoreError

HEADER = """\
# A feelm score: everything that the film will do. Change anything, then run: feelm render {name}
#
# Times are seconds, or words: bar 17, beat 33.5, section B, frame 120, 1:23.5. A shot begins where the one before ends.
# Numbers that move (see `feelm schema`) may be
#   a constant             zoom: 1.05
#   an expression          zoom: 1 + 0.03 * follow(kick, 0, 0.25s)
#   key frames             zoom: {{keys: [[0, 1], [bar 9, 1.1]], ease: sine_in_out}}
# Expressions know t u f beat bar beat_phase bar_phase, kick snare hats bass mid air onset loudness brightness
# section, valence arousal certainty, and what you name under `signals:`. `feelm curves {name}` draws them.
# `why` says why each thing was chosen; it changes nothing.
"""
_ALWAYS_BLOCK = frozenset(
    {"shots", "shots[]", "why", "captions", "not_pictured", "players", "notes", "credits", "feeling"}
)


def read_score(path: str | Path) -> Score:
    """Read and check a score file (UTF-8 YAML, at most 20 MB).

    Raises:
        ScoreError: the file is missing, is no YAML, or says what cannot be performed; with line and column.
    """
    file = Path(path)
    return loads(read_text(file), file.name)


def read_text(file: Path) -> str:
    """The text of a score file.

    Raises:
        ScoreError: the file is missing, too large, not UTF-8 or not readable.
    """
    try:
        if file.stat().st_size > MAX_CHARACTERS:
            raise ScoreError("the file is larger than 20 MB", where=file.name)
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ScoreError(
            "there is no such file", where=str(file), fix="give the path of a score.yaml"
        ) from error
    except UnicodeDecodeError as error:
        raise ScoreError("the file is not UTF-8 text", where=file.name, fix="save it as UTF-8") from error
    except OSError as error:
        raise ScoreError(f"the file cannot be read ({error.strerror})", where=str(file)) from error


def loads(text: str, name: str = "score") -> Score:
    """Read a score from YAML text; ``name`` stands for the file in messages.

    Raises:
        ScoreError: as ``read_score``.
    """
    tree = read_tree(text, name)
    try:
        score = Score.model_validate(tree.plain())
    except ValidationError as error:
        mistake = first_mistake(error, tree)
        raise ScoreError(
            mistake.what, where=place(name, mistake.line, mistake.column), fix=mistake.fix
        ) from None
    _check_in_place(score, tree, text, name)
    return score


def _check_in_place(score: Score, tree: Branch, text: str, name: str) -> None:
    """Run the checks across fields, and say where in the file the offending one stands."""
    try:
        check_score(score)
    except PlacedScoreError as error:
        raise _in_file(error, tree, text, name) from None


def located(error: PlacedScoreError, path: str | Path) -> ScoreError:
    """The mistake as one of a score's file, with line and column. The file is the one that was read before."""
    file = Path(path)
    text = read_text(file)
    return _in_file(error, read_tree(text, file.name), text, file.name)


def _in_file(error: PlacedScoreError, tree: Branch, text: str, name: str) -> ScoreError:
    branch = tree
    for step in error.path:
        if step not in branch.children:
            break
        branch = branch.children[step]
    line, column = branch.line, branch.column
    if isinstance(error.__cause__, ExpressionError):
        line, column = position_in(text, branch, error.__cause__.at)
    return ScoreError(error.what, where=place(name, line, column), fix=error.fix)


def dumps(score: Score, name: str = "score.yaml") -> str:
    """Return the score as YAML text: fixed order, what was set is written, numbers read back exactly."""
    return HEADER.format(name=name) + emit(_plain(score), _ALWAYS_BLOCK)


def _plain(part: object) -> dict[str, object]:
    tree = _value(part)
    if not isinstance(tree, dict):
        raise TypeError("a score is a mapping")
    return tree


def _value(value: object) -> object:
    """A model as plain values; fields that were never set (and hold their default) are left out."""
    if isinstance(value, BaseModel):
        tree: dict[str, object] = {}
        for field, info in type(value).model_fields.items():
            said = field in value.model_fields_set and getattr(value, field) is not None
            if said or info.is_required() or field == "schema_":
                tree[info.alias or field] = _value(getattr(value, field))
        return tree
    if isinstance(value, dict):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner) for inner in value]
    return value


def write_score(score: Score, path: str | Path) -> None:
    """Write a score to a file, whole or not at all (temporary file beside it, fsync, rename).

    Raises:
        ScoreError: the score does not pass its checks.
        OutputError: the folder is missing, full or not writable.
    """
    check_score(score)
    file = Path(path)
    write_text(dumps(score, file.name), file)


def write_text(text: str, file: Path) -> None:
    """Write a text to a file, whole or not at all.

    Raises:
        OutputError: the folder is missing, full or not writable.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    except OSError as error:
        raise OutputError(
            f"the folder cannot be written ({error.strerror})", where=str(file.parent)
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except OSError as error:
        raise OutputError(f"the score cannot be written ({error.strerror})", where=str(file)) from error
    finally:
        Path(temporary).unlink(missing_ok=True)
