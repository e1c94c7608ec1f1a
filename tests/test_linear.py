"""The learned model: what it promises for any data, and that it finds the telling words."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.linear import Examples, LinearModel, train

WORDS = ["卡", "丢了", "补", "报销", "发票", "怎么", "办"]
PHRASES = [
    (Counter(["卡", "丢了", "怎么", "办"]), "card"),
    (Counter(["卡", "补", "怎么"]), "card"),
    (Counter(["报销", "发票", "怎么", "办"]), "claim"),
    (Counter(["发票", "报销"]), "claim"),
] * 5


def learned() -> LinearModel:
    examples = Examples()
    for features, intent in PHRASES:
        examples.add(features, intent)
    return train(examples)


def test_the_telling_words_decide_and_common_ones_do_not() -> None:
    model = learned()
    shares = dict(zip(model.intents, model.probabilities(Counter(["发票", "怎么", "办"])), strict=True))
    assert shares["claim"] > 0.6
    strongest = model.telling(Counter(["发票", "怎么", "办"]), "claim", "card")[0]
    assert strongest.feature == "发票" and strongest.weight > 0


@given(st.dictionaries(st.sampled_from([*WORDS, "没见过"]), st.integers(1, 5)))
def test_probabilities_are_shares_of_one(features: dict[str, int]) -> None:
    shares = learned().probabilities(features)
    assert np.isclose(shares.sum(), 1.0, atol=1e-4) and (shares >= 0).all()


@given(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5), min_size=1))
def test_the_margin_is_the_sum_of_what_the_words_say(features: dict[str, int]) -> None:
    model = learned()
    card, claim = model.probabilities(features)
    told = sum(telling.weight for telling in model.telling(features, "card", "claim"))
    nothing = model.probabilities({})
    bias = float(np.log(nothing[0] / nothing[1]))
    assert np.isclose(told + bias, float(np.log(card / claim)), atol=1e-2)


def test_the_same_examples_give_the_same_weights() -> None:
    one, other = learned(), learned()
    for words in (["卡"], ["发票", "补"]):
        assert (one.probabilities(Counter(words)) == other.probabilities(Counter(words))).all()
