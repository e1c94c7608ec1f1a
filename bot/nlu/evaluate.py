"""`daoban eval`: how often real, labelled questions are answered, asked back, refused or got wrong."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from bot.nlu.interpreter import Interpreter
from bot.nlu.parse import Decision, Parse


class EvaluationError(Exception):
    """The file cannot be scored; the text says which line and why."""


@dataclass(frozen=True)
class Question:
    """A labelled question: `scope` is item, amount or other; `items` acceptable service ids, best first."""

    text: str
    scope: str
    items: tuple[str, ...]
    clarify: bool
    facet: str | None
    region: str | None


@dataclass(frozen=True)
class Scored:
    question: Question
    parse: Parse
    verdict: str
    """right_answer, right_clarify, wrong, soft, refused; for scope other kept_out, asked_outside or let_in."""
    milliseconds: float


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
        """The table and the first misses with the phrase that misled."""
        return "\n".join([*self._table(), *self._speed(), "", *self._misses(misses)])

    def _table(self) -> list[str]:
        counted = Counter(s.verdict for s in self.scored)
        direct = [s for s in self.inside if not s.question.clarify]
        asked = [s for s in self.inside if s.question.scope == "item" and s.question.facet]
        placed = [s for s in self.inside if s.question.region]
        refused = [s for s in self.scored if s.parse.decision in {Decision.REFUSE, Decision.CHAT}]
        rows = [
            ("答对或问对（scope item、amount）", self.share({"right_answer", "right_clarify"}, self.inside)),
            ("不该反问的当场答对", self.share({"right_answer"}, direct)),
            ("答错（占全部）", self.share({"wrong", "let_in"}, self.scored)),
            ("该拒的拒了（召回）", self.share({"kept_out"}, self.outside)),
            ("拒的里面该拒的（精确）", self.share({"kept_out"}, refused)),
            ("问的是哪一面", _rate([(s.parse.facet or "overview") == s.question.facet for s in asked])),
            ("参保地", _rate([s.parse.region == s.question.region for s in placed])),
        ]
        counts = "  ".join(f"{name} {number}" for name, number in sorted(counted.items()))
        return [f"{len(self.scored)} 个问题：{counts}", *(_row(name, share) for name, share in rows)]

    def _speed(self) -> list[str]:
        times = [s.milliseconds for s in self.scored]
        cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
        return [f"每问毫秒：p50 {cuts[49]:.2f}  p99 {cuts[98]:.2f}"]

    def _misses(self, limit: int) -> list[str]:
        bad = [s for s in self.scored if s.verdict in {"wrong", "let_in", "soft", "refused", "asked_outside"}]
        return [
            f"{s.verdict}: {s.question.text} → {'、'.join(s.parse.items) or s.parse.intent}"
            f"（应为 {'、'.join(s.question.items) or s.question.scope}；最像“{s.parse.because.get('phrase', '')}”）"
            for s in bad[:limit]
        ]


def evaluate(interpreter: Interpreter, file: Path) -> Report:
    """Scores every line of a JSON-lines file; raises EvaluationError naming the line that cannot be read."""
    return Report(tuple(_score(interpreter, question) for question in _read(file)))


def _read(file: Path) -> list[Question]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise EvaluationError(f"读不了 {file}：{error.strerror}") from None
    return [_question(f"{file.name} 第 {n} 行", line) for n, line in enumerate(lines, 1) if line.strip()]


def _question(where: str, line: str) -> Question:
    try:
        data: dict[str, Any] = json.loads(line)
        return Question(
            text=data["q"],
            scope=data["scope"],
            items=tuple(data.get("items") or ()),
            clarify=bool(data.get("clarify")),
            facet=data.get("facet"),
            region=data.get("region"),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{where}：应当是有 q、scope、items 的 JSON 对象（{error}）") from None


def _score(interpreter: Interpreter, question: Question) -> Scored:
    started = time.perf_counter()
    parse = interpreter.parse(question.text)
    spent = (time.perf_counter() - started) * 1000
    return Scored(question, parse, _verdict(question, parse), spent)


def _verdict(question: Question, parse: Parse) -> str:
    if question.scope == "other":
        return {Decision.ANSWER: "let_in", Decision.CLARIFY: "asked_outside"}.get(parse.decision, "kept_out")
    right = bool(set(parse.items[:4]) & set(question.items))
    if parse.decision is Decision.ANSWER:
        return "right_answer" if right else "wrong"
    if parse.decision is Decision.CLARIFY:
        return "right_clarify" if right else "soft"
    return "refused"


def _rate(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _row(name: str, share: float | None) -> str:
    return f"{share:7.1%}  {name}" if share is not None else f"   无标注  {name}"
