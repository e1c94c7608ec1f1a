"""nlu_data/nlu/lookups.yml: the entity dictionary for Rasa's RegexEntityExtractor, generated from the other files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.nlu.entities import AGE, GOING, INSURED, EntityDictionary
from bot.nlu.normalise import normalise
from bot.nlu.training import NLU_DATA, Mention, read_training
from knowledge import load

LOOKUPS = NLU_DATA / "nlu" / "lookups.yml"
_HEAD = """version: "3.1"
# 由 daoban lookups 生成，不要手改。Rasa 靠它认词；词写在 facets.yml、answers.yml 和 knowledge/regions.yml 里。
nlu:
"""


def lookups_text() -> str:
    """The file's content for the current data."""
    dictionary = EntityDictionary(load(), read_training())
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mentions in dictionary.meanings.values():
        for mention in mentions:
            grouped[mention.entity].append(mention)
    places = [place for place in grouped.pop("region") if normalise(place.surface).text not in dictionary.doubtful]
    parts = [
        _block("lookup", entity, [m.surface for m in mentions if len(m.surface) > 1])
        for entity, mentions in grouped.items()
        if entity != "number"
    ]
    numbers = grouped.get("number", [])
    parts.append(_block("regex", "number", [_number_pattern([mention.surface for mention in numbers])]))
    parts.append(_block("regex", "age", [AGE]))
    parts += [_block("regex", name, [pattern]) for name, pattern in _place_patterns(places).items()]
    parts += _synonyms(places)
    return _HEAD + "".join(parts)


def _number_pattern(words: Sequence[str]) -> str:
    """«第2个» anywhere; a single character only when it is all that is said."""
    return f"{_any(w for w in words if len(w) > 1)}|^(?:{_any(w for w in words if len(w) == 1)})$"


def _place_patterns(places: Iterable[Mention]) -> dict[str, str]:
    names = _any(place.surface for place in places)
    # RegexEntityExtractor takes the whole match, and a look-behind must have one width.
    last = "".join(sorted({word[-1] for word in GOING.split("|")}))
    return {
        "region": f"(?:{names})(?={INSURED})|(?<![{last}从])(?:{names})",
        "destination": f"(?<=[{last}])(?:{names})(?!{INSURED})",
    }


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _synonyms(places: Iterable[Mention]) -> list[str]:
    names: dict[str, list[str]] = defaultdict(list)
    for place in places:
        names[place.value].append(place.surface)
    return [_block("synonym", region, surfaces) for region, surfaces in names.items()]


def _block(kind: str, name: str, examples: Iterable[str]) -> str:
    lines = "".join(f"    - {example}\n" for example in sorted(set(examples)))
    return f"- {kind}: {name}\n  examples: |\n{lines}"
