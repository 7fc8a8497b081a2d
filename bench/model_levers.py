"""What each lever of the model's speed gains, on the same prompts of up to 512 tokens.

    python bench/model_levers.py [--prompts 12] [--threads 1] [--root A_PYTHON_PACKAGE]

The levers: how weights are stored, the trimmed vocabulary, the remembered prefix (the head that all prompts share), and
forced tokens (the certain ones of a chosen name go into one call; without that each is a call of its own). "bare" is
llama.cpp alone on as many new tokens in as many calls. Every prompt is answered in every way before the next one, so
that a busy machine is as busy for all. Milliseconds are processor time of all threads, which a busy machine lengthens
less than wall time; with one thread they are what an answer takes on a quiet core.
"""

from __future__ import annotations

import argparse
import statistics
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from model_latency import pick, prompts_of, shared_head

from symkin.model import gguf, vocabulary
from symkin.model.base import assemble
from symkin.model.judge import judge, prompt_ids
from symkin.model.llama import Llama, quantise
from symkin.model.prompt import Prompt
from symkin.model.scorer import Scorer
from symkin.model.scoring import Ask, common_prefix

QUANTS = ("mixed", "q8_0", "q4_0")
ANY = Ask((), (5,))


@dataclass
class Way:
    """A way to answer, and what it took so far."""

    name: str
    run: Callable[[Prompt], None]
    ms: list[float] = field(default_factory=list)


@dataclass
class TokenByToken:
    """A model that takes every token after the prompt in a call of its own."""

    llama: Llama
    start: int

    def tokenize(self, text: str) -> list[int]:
        return self.llama.tokenize(text)

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        known = max(self.start, common_prefix(prefix, self.llama._cached))
        for end in range(known + 1, len(prefix)):
            self.llama.logits(prefix[:end], [ANY])
        return self.llama.logits(prefix, asks)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--prompts", type=int, default=12)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--root", type=Path, default=Path(sysconfig.get_path("stdlib")))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = make_files(Path(folder))
        prompts = pick(files["mixed"], list(prompts_of(chosen.root)), chosen.prompts + 1)
        ways = measure({name: Llama(path, threads=chosen.threads) for name, path in files.items()}, prompts)
        print_table(ways, {name: path.stat().st_size / 1e6 for name, path in files.items()})
        for name, path in files.items():
            print(f"{name}: resident {resident_mb(path, prompts[0]):.0f} MB after an answer")


def make_files(folder: Path) -> dict[str, Path]:
    """The base in every way that is compared."""
    base, named, trimmed = folder / "base.gguf", folder / "named.gguf", folder / "trimmed.gguf"
    assemble(base, lambda *_: None)
    content = vocabulary.name_control_tokens(gguf.read(base))
    for path, version in ((named, content), (trimmed, vocabulary.trim(content))):
        with path.open("wb") as file:
            gguf.write(version, file)
    files = {quant: (trimmed, quant) for quant in QUANTS} | {"q8_0, whole vocabulary": (named, "q8_0")}
    for name, (source, quant) in files.items():
        quantise(source, folder / f"{name}.gguf", quant, 2)
    return {name: folder / f"{name}.gguf" for name in files}


def measure(models: dict[str, Llama], prompts: Sequence[Prompt]) -> list[Way]:
    """Answer each prompt in each way; the first only warms up."""
    ways = [way for name, llama in models.items() for way in ways_of(name, llama, prompts)]
    for place, prompt in enumerate(prompts):
        for way in ways:
            start = time.process_time()
            way.run(prompt)
            if place:
                way.ms.append((time.process_time() - start) * 1000)
    return ways


def ways_of(name: str, llama: Llama, prompts: Sequence[Prompt]) -> list[Way]:
    head = shared_head([prompt_ids(llama, prompt) for prompt in prompts]) - 1
    last: list[int] = []  # of the last answer: prompt tokens, evaluated tokens, calls

    def plain(prompt: Prompt) -> None:
        tokens, steps = llama.evaluated_tokens, llama.steps
        found = judge(llama, prompt)
        last[:] = found.tokens, llama.evaluated_tokens - tokens, llama.steps - steps

    def bare(_: Prompt) -> None:
        known = [*llama._cached[:head], *range(1000, 1000 + last[0] - head)]
        llama.logits(known, [ANY])
        later = max((last[1] - (last[0] - head)) // max(last[2] - 1, 1), 1)
        for step in range(last[2] - 1):
            known += [3000 + step] * later
            llama.logits(known, [ANY])

    def forgetful(prompt: Prompt) -> None:
        llama._forget()
        judge(llama, prompt)

    def forced_one_by_one(prompt: Prompt) -> None:
        ids = prompt_ids(llama, prompt)
        llama.logits(ids[:head], [ANY])
        judge(TokenByToken(llama, len(ids)), prompt)

    found = [Way(name, plain), Way(f"{name}: bare llama.cpp", bare)]
    if name == "mixed":
        found += [Way(f"{name}, no remembered prefix", forgetful)]
        found += [Way(f"{name}, forced tokens one by one", forced_one_by_one)]
    return found


def print_table(ways: Sequence[Way], megabytes: dict[str, float]) -> None:
    first = ways[0]
    print("| way | MB | median ms | against the first, median |\n| --- | ---: | ---: | ---: |")
    for way in ways:
        ratio = statistics.median(one / other for one, other in zip(way.ms, first.ms, strict=True))
        size = megabytes.get(way.name)
        print(f"| {way.name} | {(size and round(size)) or ''} | {statistics.median(way.ms):.0f} | {ratio:.2f} |")


def resident_mb(path: Path, prompt: Prompt) -> float:
    """What the model's process holds after an answer."""
    with Scorer(path, threads=1, timeout=120) as scorer:
        scorer.score(prompt)
        assert scorer._child is not None
        status = Path(f"/proc/{scorer._child.process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1000


if __name__ == "__main__":
    main()
