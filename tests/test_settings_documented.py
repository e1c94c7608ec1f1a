"""README's table of settings holds every setting there is, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from bot.config import Config

README = Path(__file__).parent.parent / "README.md"


def test_readme_lists_exactly_the_settings_there_are() -> None:
    listed = re.findall(r"^\| `(DAOBAN_\w+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(f"DAOBAN_{field.name.upper()}" for field in fields(Config))
