"""Counters for /metrics; no label ever carries anything about a person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from bot.dialogue import TurnResult


class Metrics:
    """One registry per application, so that two in one process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ["channel", "outcome"]
        self._turns = Counter("daoban_turns", "Turns by channel and outcome", labels, registry=self._registry)
        self._seconds = Histogram(
            "daoban_turn_seconds",
            "Time to compute a turn",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1),
            registry=self._registry,
        )

    def observe(self, channel: str, result: TurnResult) -> None:
        self._turns.labels(channel, result.outcome.value).inc()
        self._seconds.observe(result.milliseconds / 1000)

    def text(self) -> bytes:
        """Prometheus' text format."""
        return generate_latest(self._registry)
