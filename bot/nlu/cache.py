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
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "daoban"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="daoban-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="daoban-"))
