"""A person's profile as a file: JSON, readable by nobody else, checked whole before anything of it is believed."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from feelm.errors import InputError, OutputError
from feelm.profile.mapping import QUESTION_OF, Answer, Mapping, Pair

VERSION = "feelm-profile/1"
MAX_BYTES = 2_000_000
_NAME = re.compile(r"^[\w-]{1,40}$")


@dataclass(frozen=True)
class Profile:
    """A person by the name they gave, and how they read pictures."""

    name: str
    mapping: Mapping = field(default_factory=Mapping)


class _StoredAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    relation: str
    first: Annotated[float, Field(ge=-2, le=2)]
    second: Annotated[float, Field(ge=-2, le=2)]
    choice: Literal["first", "second", "alike"]


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_: Literal["feelm-profile/1"] = Field(alias="schema")
    name: Annotated[str, Field(max_length=40)]
    answers: Annotated[list[_StoredAnswer], Field(max_length=5000)]


def home() -> Path:
    """The folder of what feelm keeps of a person: ``$FEELM_HOME``, else ``~/.local/share/feelm``."""
    base = os.environ.get("FEELM_HOME")
    return Path(base) if base else Path.home() / ".local" / "share" / "feelm"


def profile_path(name: str) -> Path:
    """The file of a profile.

    Raises:
        InputError: the name is no plain name.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"“{name[:60]}” cannot be the name of a profile",
            where="--profile",
            fix="use up to 40 letters, digits, - and _",
        )
    return home() / "profiles" / f"{name}.json"


def read_profile(name: str, *, new: bool = False) -> Profile:
    """Read a profile; with ``new`` one that is not there yet is empty.

    Raises:
        InputError: there is none of this name, or its file is not what feelm writes.
    """
    path = profile_path(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("the profile is larger than 2 MB", where=str(path))
        text = path.read_bytes().decode("utf-8")
        stored = _Stored.model_validate_json(text)
    except FileNotFoundError as error:
        if new:
            return Profile(name)
        fix = f"make one with `feelm feel mirror --profile {name}`"
        raise InputError(f"there is no profile “{name}”", where="--profile", fix=fix) from error
    except (UnicodeDecodeError, ValidationError) as error:
        raise InputError(
            "this is no profile that feelm can read", where=str(path), fix="delete it and answer again"
        ) from error
    except OSError as error:
        raise InputError(f"the profile cannot be read ({error.strerror})", where=str(path)) from error
    unknown = next((one.relation for one in stored.answers if one.relation not in QUESTION_OF), None)
    if unknown is not None:
        raise InputError(f"the profile answers about an unknown relation, “{unknown[:40]}”", where=str(path))
    answers = tuple(Answer(Pair(one.relation, one.first, one.second), one.choice) for one in stored.answers)
    return Profile(name, Mapping(answers))


def write_profile(profile: Profile) -> Path:
    """Keep a profile, whole, where only the person can read it (0600); returns its file.

    Raises:
        OutputError: the folder cannot be written.
    """
    data = {
        "schema": VERSION,
        "name": profile.name,
        "answers": [
            {
                "relation": answer.pair.relation,
                "first": answer.pair.first,
                "second": answer.pair.second,
                "choice": answer.choice,
            }
            for answer in profile.mapping.answers
        ],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return write_private(profile_path(profile.name), text.encode("utf-8"))


def write_private(path: Path, content: bytes) -> Path:
    """Write a file whole, readable by its owner only, in folders that are the owner's only where they are new.

    Raises:
        OutputError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Open for nobody else from its first byte on; a name that is taken (a link, say) is never followed.
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"this cannot be written ({error.strerror})", where=str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return path
