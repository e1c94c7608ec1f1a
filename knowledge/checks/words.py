"""The glossary: a word is read in one way only."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.glossary import Spoken, Term


def glossary_problems(catalogue: Catalogue) -> Iterator[str]:
    glossary, seen = catalogue.glossary, dict[str, str]()
    tables: tuple[tuple[str, dict[str, Term | Spoken]], ...] = (
        ("terms", dict(glossary.terms)),
        ("spoken", dict(glossary.spoken)),
    )
    for name, entries in tables:
        for key, entry in entries.items():
            file = catalogue.files.get((name, key), "glossary.yml")
            if not entry.said:
                yield f"{file}: {key}.said: 一个叫法也没有；至少写一个"
            for word in (key, *entry.said):
                first = seen.setdefault(word, key)
                if first != key or (word in entry.said and word == key):
                    yield f"{file}: {key}.said: “{word}”已经写在“{first}”下面了，一个词只能有一个意思"
