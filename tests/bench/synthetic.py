"""More of the same: phrases, regions and guides made from the shipped ones by edits that are the same in every run."""

from __future__ import annotations

import pickle
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import jieba

from bot.nlu.training import NLU_DATA, Example
from knowledge import Catalogue
from knowledge.model import Guide

_SEED = 7
_SYLLABLES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥岳岭川溪湖湾坪塬崖浦沅沂泗洮"
_NAMES = len(_SYLLABLES) ** 3
_SPOKEN = 3000
"""Of the names of regions those that phrases use, and as many that no region has."""
_INVENTED = 0.1
"""Share of the inserted words that nobody has used before."""


def place(number: int) -> str:
    """A name that no real place has; a different one for each number below 46,656."""
    first, rest = divmod(number % _NAMES, len(_SYLLABLES) ** 2)
    return _SYLLABLES[first] + "".join(_SYLLABLES[n] for n in divmod(rest, len(_SYLLABLES)))


def ranked(catalogue: Catalogue, examples: Sequence[Example]) -> list[Example]:
    """Those that say what somebody wants; answers and follow-ups are a closed class that does not grow."""
    kept = {*catalogue.services, *catalogue.triages}
    return [e for e in examples if e.intent in kept or e.file.endswith(("chat.yml", "out_of_scope.yml"))]


def grown(examples: Sequence[Example], more: int) -> Iterator[tuple[str, str]]:
    """So many (intent, phrase) that are all different from each other and from the examples."""
    chance = Random(_SEED)
    cut = [(e.intent, jieba.lcut(e.text)) for e in examples]
    vocabulary = sorted({word for _, words in cut for word in words if len(word) > 1})
    known = {e.text for e in examples}
    for number in range(more):
        intent, words = cut[number % len(cut)]
        changed = _edited(words, vocabulary, chance)
        while "".join(changed) in known:
            changed = _edited(changed, vocabulary, chance)
        known.add("".join(changed))
        yield intent, "".join(changed)


def write_training(folder: Path, phrases: Iterator[tuple[str, str]]) -> None:
    """The shipped training data with these phrases besides, in Rasa's format."""
    shutil.copytree(NLU_DATA / "nlu", folder / "nlu")
    by_intent: dict[str, list[str]] = defaultdict(list)
    for intent, text in phrases:
        by_intent[intent].append(f"    - {text}\n")
    blocks = [f"- intent: {intent}\n  examples: |\n{''.join(lines)}" for intent, lines in by_intent.items()]
    if blocks:
        (folder / "nlu" / "synthetic.yml").write_text("nlu:\n" + "".join(blocks), encoding="utf-8")


def widened(catalogue: Catalogue, times: int) -> Catalogue:
    """The catalogue so many times over: every region again under a made-up name, with its own copy of each guide."""
    regions, guides, joint = dict(catalogue.regions), dict(catalogue.guides), dict(catalogue.joint)
    # Copies as a loader would make them, with strings of their own.
    frozen = pickle.dumps((catalogue.guides, catalogue.joint))
    for copy in range(1, times):
        ids = {region: f"{region}_{copy}" for region in catalogue.regions}
        for number, region in enumerate(catalogue.regions.values(), start=(copy - 1) * len(ids)):
            name, within = place(number), ids[region.within] if region.within else None
            named = replace(region, id=ids[region.id], name=f"{name}市", within=within, aliases=(name,))
            regions[named.id] = replace(named, former=(), short=())
        own, shared = pickle.loads(frozen)
        guides |= _moved(own, ids)
        joint |= _moved(shared, ids)
    return replace(catalogue, regions=regions, guides=guides, joint=joint)


def _moved(guides: Mapping[tuple[str, str], Guide], ids: Mapping[str, str]) -> dict[tuple[str, str], Guide]:
    return {(service, ids[at]): replace(guide, region=ids[at]) for (service, at), guide in guides.items()}


def _edited(words: Sequence[str], vocabulary: Sequence[str], chance: Random) -> list[str]:
    """With a word inserted, two words swapped, or a place name in front."""
    changed, kind = list(words), chance.randrange(3)
    if kind == 0:
        word = chance.choice(vocabulary)
        if chance.random() < _INVENTED:
            word = word[0] + chance.choice(vocabulary)[-1]
        changed.insert(chance.randrange(len(changed) + 1), word)
    elif kind == 1 and len(changed) > 1:
        a, b = chance.sample(range(len(changed)), 2)
        changed[a], changed[b] = changed[b], changed[a]
    else:
        number = chance.randrange(2 * _SPOKEN)
        changed.insert(0, place(number if number < _SPOKEN else _NAMES - number) + "市")
    return changed
