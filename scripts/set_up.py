"""Make the virtual environment of this clone and install feelm in it. Uses nothing but Python itself.

usage: python3 scripts/set_up.py FOLDER [EXTRA]
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)


def newest_python() -> str:
    """The first interpreter on this machine that feelm can use."""
    if sys.version_info >= NEEDED:
        return sys.executable
    for minor in (13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    sys.exit(
        "set-up: feelm needs Python 3.11 or newer; install it (Debian 12, Ubuntu 24.04: apt install python3)"
    )


def provide_venv_module() -> None:
    """Debian and Ubuntu keep a part of the venv module in a package of its own: install it where that is possible."""
    if importlib.util.find_spec("ensurepip") is not None or not shutil.which("apt-get"):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    command = [*([] if os.geteuid() == 0 else ["sudo"]), "apt-get", "install", "-y", "-q", package]
    if not shutil.which(command[0]):
        sys.exit(
            f"set-up: this Python cannot make environments; ask an administrator for: apt install {package}"
        )
    print("set-up:", " ".join(command), flush=True)
    if subprocess.run(command, check=False).returncode != 0:
        subprocess.run([*command[:-5], "apt-get", "update", "-q"], check=False)
        subprocess.run(command, check=True)


def main() -> None:
    """Make the environment if there is none, and install feelm with the extra that was asked for."""
    folder = Path(sys.argv[1])
    extra = f"[{sys.argv[2]}]" if len(sys.argv) > 2 else ""
    python = folder / "bin" / "python"
    if not python.exists():
        provide_venv_module()
        subprocess.run([newest_python(), "-m", "venv", str(folder)], check=True)
    subprocess.run(
        [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-e", f".{extra}"],
        check=True,
    )


if __name__ == "__main__":
    main()
