"""What the tests of training share; those that need the extra `train` are left out without it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from toy import toy_tokenizer, write_toy_base, write_toy_data

from symkin.model.tokens import Tokenize

_TRAINING = (
    "bases",
    "batches",
    "checkpoints",
    "feed",
    "gemma",
    "losses",
    "processes",
    "projections",
    "train",
    "validation",
)
collect_ignore = [] if find_spec("torch") else [f"test_{name}.py" for name in _TRAINING]


@pytest.fixture
def one_thread() -> Iterator[None]:
    """The same sums in the same order, whatever machine it is."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def tokenize() -> Tokenize:
    tokenizer = toy_tokenizer()
    tokenizer.encode_special_tokens = True
    return lambda text: tokenizer.encode(text, add_special_tokens=False).ids


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_data(tmp_path_factory.mktemp("data"), 8)
