"""Slips: words that sound or look like a word we know, lack or double a character, or are typed in pinyin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bot.nlu.lexicon import Lexicon
from bot.nlu.normalise import Normalised
from bot.nlu.parse import Correction
from bot.nlu.pinyin import sound
from bot.nlu.segment import Segmenter
from bot.nlu.typed import TypedPinyin

LONGEST = 8
"""Characters of the longest word that is looked for."""
_PIECES = 6
"""Words that one slip may have been cut into."""
_RARE = 10
"""A character that stands alone in fewer phrases than this is out of place."""
_ALIKE = (
    "己已巳 未末 账帐 诊珍疹诠 备各 消销稍梢 缴激徼 续绩读 卡卞 暂渐 申甲由 待侍特 贷货 治冶 院完 传转 证征怔 "
    "拔拨 折拆 险捡检 报极服 住往柱 门们 保堡褒呆 医匠 育肓 产户 津律 贴帖 费废 凭凴 移栘 居屆 民氏 就孰 退腿 "
    "休体 慢漫 病痛 复夏 参叁 登澄 记纪 变恋 更吏 农衣 合台 作怍 资姿 助肋 救求 药约 店占 支技 取驭 查杳 询诟"
)
_CHINESE = re.compile("[一-鿿]+")
_SHAPE = str.maketrans({character: group[0] for group in _ALIKE.split() for character in group})


class Slips:
    """Corrects a sentence towards a lexicon; built once, read only."""

    def __init__(self, lexicon: Lexicon, segmenter: Segmenter) -> None:
        self._segmenter, self._known, self._terms = segmenter, lexicon.known, lexicon.terms
        self._lexicon = lexicon.words()
        words = sorted((w for w in self._lexicon if 2 <= len(w) <= LONGEST), key=lambda w: (-self._lexicon[w], w))
        self._by_sound = _table(words, _heard)
        self._by_shape = _table(words, _seen)
        # A short word is met by chance when a character is missing.
        terms = [w for w in words if w in self._terms]
        self._by_lack = _table_of([(lacking, w) for w in terms if len(w) > 4 for lacking in _lacking(w)])
        varied = [(swapped, w) for w in words if len(w) > 2 for swapped in _swapped(w)]
        self._varied = _table_of([*varied, *((doubled, w) for w in terms for doubled in _doubled(w))])
        self._typed = TypedPinyin(self._lexicon)

    def correct(self, sentence: Normalised) -> tuple[Normalised, tuple[Correction, ...]]:
        """The sentence as it was probably meant, and what was changed."""
        sentence, typed = self._apply(sentence, self._typed.find(sentence.text))
        sentence, slips = self._apply(sentence, self._found(sentence.text))
        return sentence, (*typed, *slips)

    def _apply(
        self, sentence: Normalised, changes: Sequence[tuple[int, int, str]]
    ) -> tuple[Normalised, tuple[Correction, ...]]:
        corrections = tuple(
            Correction(sentence.text[start:end], new, *sentence.span(start, end)) for start, end, new in changes
        )
        return sentence.changed(changes), corrections

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        words = self._segmenter.words(text)
        # Most sentences hold no slip: each word is looked at once, and only what is doubtful in company of others.
        doubtful = [len(word) == 1 or not self._known[word] for word in words]
        sounds = [_heard(word) for word in words]
        places = _places(text, words)
        changes, at = [], 0
        while at < len(words):
            count, meant = self._longest(at, words[at : _unbroken(places, at)], doubtful, sounds)
            if meant is not None:
                changes.append((places[at][0], places[at + count - 1][1], meant))
            at += count
        return changes

    def _longest(
        self, at: int, words: Sequence[str], doubtful: Sequence[bool], sounds: Sequence[str]
    ) -> tuple[int, str | None]:
        """The largest number of these words, from place `at` on, that are a slip together, and what is meant.

        (1, None) where there is none.
        """
        span, spans = "", list[str]()
        for word in words:
            span += word
            if len(span) > LONGEST:
                break
            spans.append(span)
        for count in range(len(spans), 0, -1):
            span = spans[count - 1]
            if len(span) > 1 and any(doubtful[at : at + count]) and span not in self._lexicon:
                meant = self._meant(span, " ".join(sounds[at : at + count]))
                if meant is not None and not self._known[span] and _CHINESE.fullmatch(span):
                    return count, meant
        return 1, None

    def _meant(self, span: str, sound: str) -> str | None:
        """The word that a span stands for, heard as `sound`."""
        for meant in (self._by_sound.get(sound), self._by_shape.get(_seen(span))):
            if meant is not None and self._likely(span, meant):
                return meant
        meant = self._varied.get(span)
        if meant is not None:
            return meant
        # A short word lacks a character only if something is left that belongs nowhere else.
        meant = self._by_lack.get(span)
        return meant if meant and (len(span) > 4 or any(self._known[c] < _RARE for c in span)) else None

    def _likely(self, span: str, meant: str) -> bool:
        """At most half is wrong, and that is out of place, or the rest is no word without it («新农和»)."""
        wrong = [c for c, m in zip(span, meant, strict=True) if c != m]
        rest = "".join(c for c, m in zip(span, meant, strict=True) if c == m)
        out_of_place = all(self._known[c] < _RARE for c in wrong)
        incomplete = meant in self._terms and len(span) > 2 and not self._known[rest]
        return len(wrong) * 2 <= len(span) and (out_of_place or incomplete)


def _table(words: Iterable[str], key: Callable[[str], str]) -> dict[str, str]:
    return _table_of([(key(word), word) for word in words])


def _table_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By key the first word, which is the one said most."""
    table: dict[str, str] = {}
    for key, word in pairs:
        table.setdefault(key, word)
    return table


def _heard(word: str) -> str:
    return " ".join(sound(character) for character in word)


def _seen(word: str) -> str:
    return word.translate(_SHAPE)


def _lacking(word: str) -> list[str]:
    """Without one of the inner characters: what lacks the first or the last is often another word."""
    return [word[:n] + word[n + 1 :] for n in range(1, len(word) - 1)]


def _swapped(word: str) -> list[str]:
    return [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]


def _doubled(word: str) -> list[str]:
    return [word[:n] + word[n] + word[n:] for n in range(len(word))]


def _unbroken(places: Sequence[tuple[int, int]], at: int) -> int:
    """Up to which word there is no blank: a slip does not reach over a comma."""
    end = at + 1
    while end < min(len(places), at + _PIECES) and places[end][0] == places[end - 1][1]:
        end += 1
    return end


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each word stands; blanks were dropped."""
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return places
