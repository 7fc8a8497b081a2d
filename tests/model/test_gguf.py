import io
from array import array
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.model import gguf
from symkin.model.gguf import Gguf, GgufError, Numbers, Scalar, Tensor, Value
from symkin.model.tokens import CONTROL_TOKENS
from symkin.model.vocabulary import VocabularyError, kept_tokens, name_control_tokens, trim

F32 = 0
WORDS = ["dog", "\u2581dog", "Ünïcode", "é", "中", "\u2581中", "→", "if", "<unused99>", "</table>", "<0xE4>"]
KINDS = [1, 1, 1, 1, 1, 1, 1, 1, 3, 4, 6]
KEPT = ["dog", "\u2581dog", "é", "→", "if", "</table>", "<0xE4>"]


def numbers(code: str, values: Iterable[int]) -> Numbers:
    return array(code, values)


def toy_model() -> Gguf:
    """A vocabulary that begins as Gemma's does, and a table of embeddings whose rows tell their number."""
    start = [f"<unused{place - 6}>" for place in range(107)]
    start[2], start[105], start[106] = "<bos>", "<start_of_turn>", "<end_of_turn>"
    tokens = [word.encode() for word in [*start, *WORDS]]
    rows = array("f", [value for row in range(len(tokens)) for value in (row, -row)])
    metadata: dict[str, Value] = {
        "general.name": b"toy",
        "general.alignment": Scalar(4, 64),
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": (6, numbers("f", range(len(tokens)))),
        "tokenizer.ggml.token_type": (5, numbers("i", [3] * 107 + KINDS)),
    }
    weights = Tensor("blk.0.weight", (3,), F32, memoryview(array("f", [1, 2, 3])).cast("B"))
    table = Tensor("token_embd.weight", (2, len(tokens)), F32, memoryview(rows).cast("B"))
    return Gguf(metadata, [weights, table])


def written(content: Gguf) -> bytes:
    file = io.BytesIO()
    gguf.write(content, file)
    return file.getvalue()


def test_reading_undoes_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(written(toy_model()))
    again = gguf.read(path)
    assert again.metadata == toy_model().metadata
    assert [(tensor.name, tensor.shape, tensor.size) for tensor in again.tensors] == [
        ("blk.0.weight", (3,), 12),
        ("token_embd.weight", (2, 118), 944),
    ]
    assert written(again) == path.read_bytes()


def test_trimming_keeps_what_code_needs_and_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(written(trim(name_control_tokens(toy_model()))))
    small = gguf.read(path)
    tokens = small.metadata["tokenizer.ggml.tokens"]
    assert isinstance(tokens, list)
    assert [token.decode() for token in tokens[107:]] == KEPT
    assert {name: tokens.index(name.encode()) for name in CONTROL_TOKENS} == dict(CONTROL_TOKENS)
    kept = kept_tokens(toy_model())
    rows = array("f", small.tensors[1].data.tobytes())  # type: ignore[union-attr]
    assert list(rows[0::2]) == kept
    assert list(rows[1::2]) == [-row for row in kept]
    scores = small.metadata["tokenizer.ggml.scores"]
    assert isinstance(scores, tuple)
    assert list(scores[1]) == kept


@given(st.data())
def test_a_damaged_file_is_refused_or_read_never_worse(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = written(toy_model())
    cut = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole[:cut] if data.draw(st.booleans()) else whole)
    for place in data.draw(st.lists(st.integers(0, max(len(broken) - 1, 0)), max_size=3)):
        if broken:
            broken[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.getbasetemp() / "broken.gguf"
    path.write_bytes(broken)
    with suppress(GgufError):
        gguf.read(path)


@pytest.mark.parametrize("cut", [0, 3, 10, 100, 1000, -30])
def test_a_file_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "short.gguf"
    path.write_bytes(written(toy_model())[:cut])
    with pytest.raises(GgufError):
        gguf.read(path)


def test_another_model_s_vocabulary_is_refused() -> None:
    model = toy_model()
    tokens = model.metadata["tokenizer.ggml.tokens"]
    assert isinstance(tokens, list)
    tokens[52] = b"hello"
    with pytest.raises(VocabularyError, match="token 52"):
        name_control_tokens(model)
    with pytest.raises(VocabularyError, match="no vocabulary"):
        name_control_tokens(Gguf({}, []))
