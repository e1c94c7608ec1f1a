"""The folder for what can be made again: jieba's dictionary, the learned weights."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4)
def cache_folder() -> Path:
    """The user's own cache folder; a private temporary one for a user who has none.

    Never the temp folder itself, which every user of the machine can write to.
    """
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "daoban"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: a user without a home
        return Path(tempfile.mkdtemp(prefix="daoban-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="daoban-"))
