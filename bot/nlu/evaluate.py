"""`daoban eval`: how often real, labelled questions are answered, asked back, refused or got wrong, and why."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from actions.facets import OFFICE_FACETS, OVERVIEW
from bot.nlu.interpreter import Interpreter
from bot.nlu.parse import Decision, Parse
from bot.nlu.questions import EvaluationError, Question, read_questions, verdict

__all__ = ["EvaluationError", "Report", "Scored", "evaluate", "judged"]

BAD = ("wrong", "let_in", "refused", "asked_outside", "soft")
"""Verdicts that are misses, the worst first."""


@dataclass(frozen=True)
class Scored:
    question: Question
    parse: Parse
    verdict: str
    milliseconds: float
    why: str = ""
    """For a miss: what the parse went by."""


@dataclass(frozen=True)
class Report:
    scored: tuple[Scored, ...]

    def share(self, verdicts: set[str], among: Sequence[Scored]) -> float | None:
        """The share of `among` with one of these verdicts; None of nothing."""
        return _rate([s.verdict in verdicts for s in among])

    @property
    def inside(self) -> list[Scored]:
        return [s for s in self.scored if s.question.scope != "other"]

    @property
    def outside(self) -> list[Scored]:
        return [s for s in self.scored if s.question.scope == "other"]

    def text(self, misses: int) -> str:
        """The table, what is taken for what, and the first misses with their reasons."""
        return "\n".join([*self._table(), *self._speed(), "", *self._confusions(), "", *self._misses(misses)])

    def rates(self) -> list[tuple[str, float | None]]:
        """Each figure with its name; None where nothing is labelled."""
        direct = [s for s in self.inside if not s.question.clarify]
        asked = [s for s in self.inside if s.question.scope == "item" and s.question.facet]
        placed = [s for s in self.inside if s.question.region]
        refused = [s for s in self.scored if s.parse.decision in {Decision.REFUSE, Decision.CHAT}]
        return [
            ("答对或问对（scope item、amount）", self.share({"right_answer", "right_clarify"}, self.inside)),
            ("其中当场答对", self.share({"right_answer"}, self.inside)),
            ("其中反问问对（四项之内）", self.share({"right_clarify"}, self.inside)),
            ("不该反问的当场答对", self.share({"right_answer"}, direct)),
            ("本该答的拒了", self.share({"refused"}, self.inside)),
            ("答错（占全部）", self.share({"wrong", "let_in"}, self.scored)),
            ("该拒的拒了（召回）", self.share({"kept_out"}, self.outside)),
            ("拒的里面该拒的（精确）", self.share({"kept_out"}, refused)),
            ("问的是哪一面", _rate([(s.parse.facet or OVERVIEW) == s.question.facet for s in asked])),
            ("参保地", _rate([s.parse.region == s.question.region for s in placed])),
        ]

    def _table(self) -> list[str]:
        counted = Counter(s.verdict for s in self.scored)
        counts = "  ".join(f"{name} {number}" for name, number in sorted(counted.items()))
        return [f"{len(self.scored)} 个问题：{counts}", *(_row(name, share) for name, share in self.rates())]

    def _speed(self) -> list[str]:
        times = [s.milliseconds for s in self.scored]
        cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
        return [f"每问毫秒：p50 {cuts[49]:.2f}  p99 {cuts[98]:.2f}"] if times else []

    def _confusions(self) -> list[str]:
        pairs = Counter((_expected(s.question), _given(s.parse)) for s in self.scored if s.verdict in BAD)
        lines = [f"{count:4d}  {expected} → {given}" for (expected, given), count in pairs.most_common(15)]
        return ["最常混的（应为 → 当成）：", *lines] if lines else []

    def _misses(self, limit: int) -> list[str]:
        bad = sorted((s for s in self.scored if s.verdict in BAD), key=lambda s: BAD.index(s.verdict))
        return [
            f"{s.verdict}: {s.question.text} → {_given(s.parse)}（应为 {'、'.join(s.question.items) or '不办'}）\n"
            f"      {s.why}"
            for s in bad[:limit]
        ]


def evaluate(interpreter: Interpreter, file: Path) -> Report:
    """Scores every question of a file; raises EvaluationError naming the line that cannot be read."""
    return Report(tuple(score(interpreter, question) for question in read_questions(file)))


def score(interpreter: Interpreter, question: Question) -> Scored:
    """How one question was understood and whether that was right."""
    started = time.perf_counter()
    parse = interpreter.parse(question.text)
    spent = (time.perf_counter() - started) * 1000
    found = judged(question, parse)
    why = interpreter.why(question.text, parse.intent) if found in BAD else None
    return Scored(question, parse, found, spent, why.text() if why else "")


def judged(question: Question, parse: Parse) -> str:
    """The verdict on a parse; any answer about the office is right where only that is asked."""
    office = not parse.items and parse.facet in OFFICE_FACETS and question.facet == parse.facet
    if question.scope != "other" and parse.decision is Decision.ANSWER and office:
        return "right_answer"
    # Of several matters the first is what was asked; the others would be right by chance.
    return verdict(question, parse.decision.value, parse.matters[0].items if parse.matters else parse.items)


def _expected(question: Question) -> str:
    return question.items[0] if question.items else "不办"


def _given(parse: Parse) -> str:
    return "、".join(parse.items[:4]) or parse.intent


def _rate(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _row(name: str, share: float | None) -> str:
    return f"{share:7.1%}  {name}" if share is not None else f"   无标注  {name}"
