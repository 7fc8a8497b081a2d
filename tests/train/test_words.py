"""Learning word vectors, from a data set whose topics name what they are after in other words."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from toy import write_toy_base, write_toy_data

from symkin.dataset.records import REJECTS, Place, Reject, write_jsonl
from symkin.model.meaning import read
from symkin.train.errors import TrainError
from symkin.train.words.learn import Epoch, Settings, learn
from symkin.train.words.questions import Question, read_kept, read_questions, vocabulary
from symkin.train.words.words import pack, teach

MEANT = {"shut": "close", "fetch": "load", "drop": "remove", "tidy": "clean"}


def questions(count: int, seed: int) -> list[Question]:
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        asked = dice.choice(list(MEANT))
        names = dice.sample(list(MEANT.values()), 4)
        found.append(Question(f"{asked} it", tuple(names), tuple(name == MEANT[asked] for name in names)))
    return found


def test_what_goes_with_what_is_learned(tmp_path: Path) -> None:
    taught, held = questions(200, 1), questions(50, 2)
    known = list(vocabulary(taught, 2))
    epochs: list[Epoch] = []
    settings = Settings(batch=10, epochs=40, patience=40)
    found = learn(taught, held, known, torch.eye(len(known)), settings, epochs.append)
    assert epochs[-1].loss < epochs[0].loss
    assert max(epoch.precision for epoch in epochs) == 1.0
    path = tmp_path / "words.safetensors"
    path.write_bytes(pack(found, known))
    vectors = read(path)
    for topic, name in MEANT.items():
        near = {
            one: sum(a * b for a, b in zip(vectors.topic({stem(topic)}), vectors.name({stem(one)}), strict=True))
            for one in MEANT.values()
        }
        assert max(near, key=lambda one: near[one]) == name


def test_what_else_there_is_to_read_is_learned_from_too() -> None:
    """The names say nothing here; what is right stands in their contexts."""

    def contexts(some: list[Question]) -> list[Question]:
        return [replace(one, names=("a", "b", "c", "d"), contexts=one.names) for one in some]

    taught, held = contexts(questions(200, 1)), contexts(questions(50, 2))
    known = list(vocabulary(questions(200, 1), 2))
    epochs: list[Epoch] = []
    learn(taught, held, known, torch.eye(len(known)), Settings(batch=10, epochs=40, patience=40), epochs.append)
    assert max(epoch.precision for epoch in epochs) == 1.0


def stem(word: str) -> str:
    (found,) = vocabulary([Question(word, (), ())], 1)
    return found


def test_the_best_vectors_are_kept_not_the_last() -> None:
    """What the validation questions hold to be right is what never was in those that are learned from."""
    taught = questions(100, 1)
    wrong = [replace(one, right=tuple(not right for right in one.right)) for one in taught]
    start = torch.eye(len(vocabulary(taught, 1)))
    found = learn(taught, wrong, list(vocabulary(taught, 1)), start, Settings(batch=10, epochs=3, patience=3))
    assert torch.equal(found.vectors, start)


def test_the_same_seed_gives_the_same_vectors() -> None:
    taught, known = questions(60, 1), list(vocabulary(questions(60, 1), 1))
    one, other = (learn(taught, taught, known, torch.ones(len(known), 4), Settings(batch=16, epochs=2)) for _ in "12")
    assert torch.equal(one.vectors, other.vectors)


def test_a_vocabulary_knows_how_words_are_spelt_most() -> None:
    asked = [Question("closing", ("closed", "is_closed"), (True, False)), Question("closed", ("once",), (True,))]
    assert vocabulary(asked, 2) == {"clos": "closed"}
    assert list(vocabulary(asked, 1)) == ["clos", "onc"]


def test_words_that_are_as_common_stand_in_the_order_of_letters() -> None:
    letters = [letter * 3 for letter in "qwrtzpsdfg"]
    assert list(vocabulary([Question(" ".join(letters), (), ())], 1)) == sorted(letters)


def test_refused_samples_are_asked_too_where_they_have_an_answer(tmp_path: Path) -> None:
    data = write_toy_data(tmp_path / "data", 5)
    kept = read_kept([data])
    refused = Reject("no opposite", "none", "r", Place("S", "class", "s.py", 1), "usage", "find it", ("a",), ("a", "b"))
    others = [
        replace_(refused, step="spelled out"),
        replace_(refused, topic=None),
        replace_(refused, selected=()),
        replace_(refused, selected=("a", "b")),
    ]
    write_jsonl(data / REJECTS, [refused, *others])
    assert read_questions([data]) == [*kept, Question("find it", ("a", "b"), (True, False))]


def replace_(reject: Reject, **changed: object) -> Reject:
    import msgspec

    return msgspec.structs.replace(reject, **changed)


def test_a_file_is_made_from_data_and_base(tmp_path: Path) -> None:
    base = write_toy_base(tmp_path / "base")
    data, valid = write_toy_data(tmp_path / "data", 40), write_toy_data(tmp_path / "valid", 20, seed=1)
    said: list[str] = []
    out = tmp_path / "new" / "words.safetensors"
    found = teach([data], [valid], out, 8, str(base), Settings(epochs=2), said.append)
    assert len(read(out).places) == found.words > 5
    assert any("epoch 2" in one for one in said)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_data_without_questions_is_refused(tmp_path: Path) -> None:
    data = write_toy_data(tmp_path / "data", 0)
    with pytest.raises(TrainError, match="harvest more"):
        teach([data], [data], tmp_path / "words", 8)
    with pytest.raises(TrainError, match="nowhere"):
        teach([tmp_path / "nowhere"], [data], tmp_path / "words", 8)
