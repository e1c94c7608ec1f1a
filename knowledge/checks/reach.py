"""Branches that no citizen can come to: they contradict themselves, or something before them always wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.checks.parts import each, guides, join, table
from knowledge.condition import Condition, Facts, Truth
from knowledge.model import Guide, Question, Triage

Branch = Mapping[str, tuple[str, ...]]
"""One alternative of a condition."""
Found = Iterator[tuple[str, str]]
"""(key, problem)"""


@dataclass(frozen=True)
class End:
    """What ends the way to a branch when it holds; one that is not `asked` only does for those who say so."""

    name: str
    when: Condition
    asked: bool = True


def reach_problems(catalogue: Catalogue) -> Iterator[str]:
    search = Search(catalogue.questions)
    for part in guides(catalogue):
        yield from (part.problem(key, problem) for key, problem in _guide(search, part.value))
    for entry in table(catalogue, "triages"):
        yield from (entry.problem(key, problem) for key, problem in _triage(search, entry.value))


def _guide(search: Search, guide: Guide) -> Found:
    ends = [End(f"exclusions[{n}]", e.when, e.asked) for n, e in enumerate(guide.exclusions, 1)]
    for n, end in enumerate(ends):
        # What is said outright beats `given` here; one like an earlier one is reported as a repetition.
        if guide.exclusions[n] not in guide.exclusions[:n]:
            yield from _condition(search, f"{end.name}.when", end.when, ({}, ends[:n]))
    nobody = search.obstacle({}, guide.given, ends)
    if nobody:
        yield "exclusions", f"所有的人都被排除了：{nobody}；改条件，或删掉这份指南"
        return
    for key, condition in each(guide, Condition):
        if not key.startswith("exclusions["):
            yield from _condition(search, key, condition, (guide.given, ends))


def _triage(search: Search, triage: Triage) -> Found:
    ends = [End(f"rules[{n}]", rule.when) for n, rule in enumerate(triage.rules, 1)]
    for n, end in enumerate(ends):
        yield from _condition(search, f"{end.name}.when", end.when, ({}, ends[:n]))
    for service in triage.services if triage.rules else ():
        if service not in {rule.service for rule in triage.rules}:
            yield "services", f"没有一条规则能到 {service}；加一条规则，或去掉这个事项"


def _condition(search: Search, key: str, condition: Condition, before: tuple[Facts, Sequence[End]]) -> Found:
    given, ends = before
    several = len(condition.alternatives) > 1
    for n, branch in enumerate(condition.alternatives, 1):
        if not search.declared(branch):
            continue
        where = f"{key}[{n}]" if several else key
        why = search.obstacle(branch, given, ends)
        if why:
            yield where, f"这一支永远到不了：{why}；改条件，或删掉"
            continue
        for fact, option in ((fact, option) for fact, options in branch.items() for option in options):
            why = search.obstacle({**branch, fact: (option,)}, given, ends) if len(branch[fact]) > 1 else None
            if why:
                yield join(where, fact), f"选项 {option} 永远到不了：{why}；去掉这个选项"


@dataclass(frozen=True)
class Search:
    """Looks for one citizen who meets a branch and nothing that ends the way to it."""

    questions: Mapping[str, Question]

    def declared(self, branch: Branch) -> bool:
        """Whether its facts and options all exist; what does not is reported elsewhere."""
        named = [(self.questions.get(fact), options) for fact, options in branch.items()]
        return all(q is not None and options and all(map(q.option, options)) for q, options in named)

    def obstacle(self, branch: Branch, given: Facts, ends: Sequence[End]) -> str | None:
        """Why nobody can come to the branch; None when somebody can."""
        ends = [end for end in ends if all(map(self.declared, end.when.alternatives))]
        given = {fact: option for fact, option in given.items() if self.declared({fact: (option,)})}
        if self._reachable(branch, given, ends):
            return None
        if not self._reachable(branch, {}, []):
            return self._contradiction(branch)
        if not self._reachable(branch, given, []):
            return f"given 已经定了 {'、'.join(f'{fact}: {option}' for fact, option in given.items())}"
        alone = [end.name for end in ends if not self._reachable(branch, given, [end])]
        if alone:
            return f"{alone[0]} 总是先成立"
        return f"{'、'.join(end.name for end in ends)} 合起来总是先成立"

    def _contradiction(self, branch: Branch) -> str:
        for fact, option in ((fact, option) for fact, options in branch.items() for option in options):
            for implied, value in (self.implied({fact: option}) or {}).items():
                if value not in branch.get(implied, (value,)):
                    return f"{fact}: {option} 就意味着 {implied}: {value}，这里要的却是 {'、'.join(branch[implied])}"
        return "各选项意味着的情况（implies）互相矛盾"

    def _reachable(self, branch: Branch, given: Facts, ends: Sequence[End]) -> bool:
        asked = [fact for end in ends if end.asked for named, _ in end.when.facts() for fact in self._behind(named)]
        return self._found(given, branch, ends, [*branch, *dict.fromkeys(fact for fact in asked if fact not in branch)])

    def _behind(self, fact: str) -> list[str]:
        """The facts that decide whether this one arises at all, then the fact."""
        return [*(implied for option in self.questions[fact].options for implied in option.implies), fact]

    def _found(self, known: Facts, branch: Branch, ends: Sequence[End], unsettled: Sequence[str]) -> bool:
        """Whether the unsettled facts can be answered so that nothing in `ends` holds."""
        facts = self.implied(known)
        if facts is None or any(end.when.given(facts) is Truth.YES for end in ends):
            return False
        if not unsettled:
            return True
        fact, rest = unsettled[0], unsettled[1:]
        question = self.questions.get(fact)
        options = branch.get(fact) or [option.id for option in (question.options if question else ())]
        if fact in facts:
            return facts[fact] in options and self._found(facts, branch, ends, rest)
        fitting = [answer for answer in ({**facts, fact: option} for option in options) if self.implied(answer)]
        if not fitting and fact not in branch:
            return self._found(facts, branch, ends, rest)  # the question does not arise for them
        return any(self._found(answer, branch, ends, rest) for answer in fitting)

    def implied(self, facts: Facts) -> dict[str, str] | None:
        """The facts and all that their options imply; None when that is a contradiction."""
        known, waiting = dict(facts), list(facts.items())
        while waiting:
            fact, option_id = waiting.pop()
            option = self.questions[fact].option(option_id) if fact in self.questions else None
            for implied, value in (option.implies if option else {}).items():
                if implied not in known:
                    waiting.append((implied, value))
                if known.setdefault(implied, value) != value:
                    return None
        return known
