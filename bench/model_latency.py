"""What a model answer costs, beside llama.cpp alone on the same token counts, and which quantisation to ship.

    python bench/model_latency.py [--prompts 60] [--root A_PYTHON_PACKAGE]

Prompts come from real functions and classes of a Python package (the standard library unless told), of up to 512
tokens. "bare" evaluates as many new tokens as the answer did and makes as many further calls of llama.cpp, in plain
sequence and with nothing around it. Agreement is with the trimmed but otherwise untouched base model: how much
probability moved (0 to 1, mean), and how often the best candidate is the same.
"""

import argparse
import ast
import random
import statistics
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from symkin.model import gguf, vocabulary
from symkin.model.base import assemble
from symkin.model.llama import Llama, quantise
from symkin.model.prompt import Prompt, encode
from symkin.model.scorer import Answer, Scorer
from symkin.model.scoring import Ask

LIMIT = 512


@dataclass(frozen=True)
class Row:
    """What one model file did on all prompts."""

    file: str
    megabytes: float
    answers: list[Answer]
    bare_ms: list[float]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--prompts", type=int, default=60)
    options.add_argument("--root", type=Path, default=Path(sysconfig.get_path("stdlib")))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = make_files(Path(folder))
        prompts = pick(files["trimmed, as packaged"], list(prompts_of(chosen.root)), chosen.prompts)
        rows = [measure(name, path, prompts) for name, path in files.items()]
    print_table(rows, next(row for row in rows if row.file == "trimmed, as packaged"))


def make_files(folder: Path) -> dict[str, Path]:
    """Make the model in every way that is compared."""
    base, named, trimmed = folder / "base.gguf", folder / "named.gguf", folder / "trimmed.gguf"
    assemble(base, lambda _fraction, _what: None)
    content = vocabulary.name_control_tokens(gguf.read(base))
    for path, version in ((named, content), (trimmed, vocabulary.trim(content))):
        with path.open("wb") as file:
            gguf.write(version, file)
    files = {"trimmed, as packaged": trimmed}
    for name, source in (("whole", named), ("trimmed", trimmed)):
        for quant in ("q8_0", "q4_0"):
            files[f"{name}, {quant}"] = folder / f"{name}-{quant}.gguf"
            quantise(source, files[f"{name}, {quant}"], quant, 2)
    return files


def prompts_of(root: Path) -> Iterator[Prompt]:
    """Yield prompts about the functions and classes of a package, much as the graph would make them."""
    for path in sorted(root.rglob("*.py"))[:600]:
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            continue
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        users = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (doc := ast.get_docstring(node)):
                yield prompt_about(node, doc, module, users)


def prompt_about(
    node: ast.FunctionDef | ast.ClassDef, doc: str, module: str, users: Sequence[ast.FunctionDef]
) -> Prompt:
    names = [child for child in ast.walk(node) if isinstance(child, (ast.Name, ast.Attribute, ast.FunctionDef))]
    inputs = dict.fromkeys(child.id for child in names if isinstance(child, ast.Name) and len(child.id) > 3)
    fields = dict.fromkeys(child.attr for child in names if isinstance(child, ast.Attribute) and len(child.attr) > 3)
    references = [user.name for user in users if user is not node and node.name in ast.dump(user)]
    keyword = "def" if isinstance(node, ast.FunctionDef) else "class"
    return Prompt(
        topic=doc.splitlines()[0][:120],
        symbol=node.name,
        module=module,
        package=module.split(".", maxsplit=1)[0],
        signature=f"{keyword} {node.name}",
        fields=tuple(fields)[:20],
        inputs=tuple(inputs)[:20],
        output=(),
        references=tuple(dict.fromkeys(references))[:20],
        reference_count=len(references),
    )


def pick(path: Path, prompts: list[Prompt], count: int) -> list[Prompt]:
    """Return prompts of up to 512 tokens with some choice in them, the same ones each time."""
    llama = Llama(path)
    random.Random(0).shuffle(prompts)
    fitting = (one for one in prompts if len(one.candidates) > 3 and len(encode(one, llama.tokenize)) < LIMIT)
    found = [one for one, _ in zip(fitting, range(count), strict=False)]
    llama.close()
    return found


def measure(name: str, path: Path, prompts: list[Prompt]) -> Row:
    with Scorer(path, timeout=60) as scorer:
        scorer.score(prompts[-1])
        answers = [scorer.score(prompt) for prompt in prompts]
    llama = Llama(path)
    head = shared_head([encode(prompt, llama.tokenize) for prompt in prompts])
    bare = [bare_ms(llama, answer, head) for answer in answers]
    llama.close()
    print(f"{name}: done", flush=True)
    return Row(name, path.stat().st_size / 1e6, answers, bare)


def shared_head(encoded: list[list[int]]) -> int:
    """Return how many tokens all prompts begin with, BOS included."""
    return 1 + next(place for place, tokens in enumerate(zip(*encoded, strict=False)) if len(set(tokens)) > 1)


def bare_ms(llama: Llama, answer: Answer, head: int) -> float:
    """Return what the same counts cost after a remembered head: the prompt in one call, the rest in equal calls."""
    known = list(range(1000, 1000 + answer.prompt_tokens))
    steps = answer.steps - 1
    later = max((answer.evaluated_tokens - (answer.prompt_tokens - head)) // max(steps, 1), 1)
    llama.logits(known[:head], [Ask((), (5,))])
    start = time.perf_counter()
    llama.logits(known, [Ask((), (5,))])
    for step in range(steps):
        known += [3000 + step] * later
        llama.logits(known, [Ask((), (5,))])
    return (time.perf_counter() - start) * 1000


def print_table(rows: list[Row], rival: Row) -> None:
    tokens = [answer.prompt_tokens for answer in rival.answers]
    fresh = [answer.evaluated_tokens for answer in rival.answers]
    print(
        f"\n{len(tokens)} prompts, median {statistics.median(tokens):.0f} tokens (at most {max(tokens)}), "
        f"median {statistics.median(fresh):.0f} evaluated\n"
    )
    print("| model | MB | median ms | p95 ms | bare median ms | ratio, median | moved | same best |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        times = [answer.elapsed_ms for answer in row.answers]
        ratio = statistics.median(ours / bare for ours, bare in zip(times, row.bare_ms, strict=True))
        moved, same = agreement(row.answers, rival.answers)
        print(
            f"| {row.file} | {row.megabytes:.0f} | {statistics.median(times):.0f} | "
            f"{statistics.quantiles(times, n=20)[18]:.0f} | {statistics.median(row.bare_ms):.0f} | {ratio:.2f} | "
            f"{moved:.2f} | {same:.0%} |"
        )


def agreement(ours: list[Answer], theirs: list[Answer]) -> tuple[float, float]:
    moved, same = [], []
    for one, other in zip(ours, theirs, strict=True):
        a, b = ([score.probability for score in answer.scores] for answer in (one, other))
        moved.append(sum(abs(x - y) for x, y in zip(a, b, strict=True)) / 2)
        same.append(a.index(max(a)) == b.index(max(b)))
    return statistics.mean(moved), statistics.mean(same)


if __name__ == "__main__":
    main()
