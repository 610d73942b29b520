"""Interface language: English or Korean, by ``FEELM_LANG`` or the locale of the terminal."""

from __future__ import annotations

import os


def interface_language() -> str:
    """Return ``"ko"`` or ``"en"``: ``FEELM_LANG`` first, then ``LC_ALL``, ``LC_MESSAGES``, ``LANG``."""
    for name in ("FEELM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def say(en: str, ko: str) -> str:
    """Return the sentence in the language of the interface."""
    return ko if interface_language() == "ko" else en
