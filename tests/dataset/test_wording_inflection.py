from __future__ import annotations

import pytest

from symkin.dataset.wording.inflection import article, forms, inflect, is_plural, plural, verbs
from symkin.dataset.wording.tables import synonyms


@pytest.mark.parametrize(
    "inflected",
    [
        "parse parses parsed parsing",
        "stop stops stopped stopping",
        "visit visits visited visiting",
        "try tries tried trying",
        "tie ties tied tying",
        "free frees freed freeing",
        "fix fixes fixed fixing",
        "echo echoes echoed echoing",
        "write writes written writing",
        "reset resets reset resetting",
        "override overrides overridden overriding",
        "mimic mimics mimicked mimicking",
        "cancel cancels cancelled cancelling",
        "frobnicate frobnicates frobnicated frobnicating",
    ],
)
def test_verbs_inflect(inflected: str) -> None:
    base, third, participle, gerund = inflected.split()
    assert (inflect(base, "third"), inflect(base, "participle"), inflect(base, "gerund")) == (third, participle, gerund)


def test_of_a_verb_with_a_particle_the_verb_inflects() -> None:
    assert inflect("take apart", "participle") == "taken apart"
    assert inflect("put in order", "gerund") == "putting in order"


def test_a_form_leads_back_to_its_verb() -> None:
    assert forms()["third"]["queries"].base == "query"
    assert forms()["past"]["wrote"].base == "write"


@pytest.mark.parametrize(
    "pair", "query queries|box boxes|vertex vertices|child children|data data|time limit time limits".split("|")
)
def test_nouns_have_plurals(pair: str) -> None:
    words = pair.split()
    single, several = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    assert plural(single) == several


def test_plurals_are_told_from_words_in_s() -> None:
    assert all(map(is_plural, "queries indices children settings".split()))
    assert not any(map(is_plural, "status class analysis access has alias".split()))


@pytest.mark.parametrize(
    "phrase",
    "a user|an hour|an HTTP|an SQL|a URL|a uuid|a unique|an unused|a union|an index|a REST|an xml|a one".split("|"),
)
def test_articles_go_by_the_sound(phrase: str) -> None:
    assert f"{article(phrase.split()[1])} {phrase.split()[1]}" == phrase


def test_the_tables_are_large_enough_to_vary_topics() -> None:
    assert len(verbs()) >= 350
    assert sum(len(synonyms(part)) for part in ("verb", "noun", "adjective")) >= 500


@pytest.mark.parametrize("part", ["verb", "noun", "adjective"])
def test_every_word_has_another_word_for_it(part: str) -> None:
    assert [word for word, others in synonyms(part).items() if not others] == []


def test_verbs_are_replaced_by_verbs() -> None:
    unknown = {other.split()[0] for others in synonyms("verb").values() for other in others} - verbs().keys()
    assert unknown == set()
