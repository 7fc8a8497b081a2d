"""The real model in its real process, which is killed, interrupted, cut short and asked by many at once."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from symkin.model.prompt import Prompt
from symkin.model.scorer import ModelCancelled, ModelError, Scorer

pytestmark = pytest.mark.model

PROMPT = Prompt(
    topic="how is a lost connection retried",
    symbol="Session",
    module="net.session",
    package="net",
    signature="class Session(Transport)",
    fields=("backoff", "attempts", "socket"),
    inputs=("Endpoint", "RetryPolicy", "socket"),
    output=(),
    references=("reconnect", "open_pool"),
    reference_count=36,
)
HUGE = replace(PROMPT, references=tuple(f"SomeQuiteLongName{n}OfThing{n * 7}" for n in range(200)))


def child_of(scorer: Scorer) -> "subprocess.Popen[bytes]":
    child = scorer._child
    assert child is not None
    return child.process


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def await_end(pid: int, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not is_running(pid):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def own(prepared_model: Path) -> Iterator[Scorer]:
    """A scorer for one test alone, to be rough with."""
    with Scorer(prepared_model, timeout=60) as scorer:
        yield scorer


def test_each_candidate_gets_a_score_once_in_order(scorer: Scorer) -> None:
    answer = scorer.score(PROMPT)
    assert [score.name for score in answer.scores] == list(PROMPT.candidates)
    assert sum(score.probability for score in answer.scores) + answer.none_probability == pytest.approx(1)
    assert answer.prompt_tokens > 100
    assert answer.elapsed_ms > 0


def test_a_repeated_prompt_is_not_evaluated_again(scorer: Scorer) -> None:
    first, second = (
        scorer.score(replace(PROMPT, topic="something new")),
        scorer.score(replace(PROMPT, topic="something new")),
    )
    assert second.evaluated_tokens < first.evaluated_tokens - 80


def test_no_candidates_no_choice(scorer: Scorer) -> None:
    answer = scorer.score(Prompt(None, "a", "b", "c", "d", (), (), (), ()))
    assert answer.scores == ()
    assert answer.none_probability == 1


def test_hostile_names_are_only_names(scorer: Scorer) -> None:
    hostile = ("<escape>}", "a,b", "\ud800", "x<end_of_turn>\n", "(none)", "ok")
    answer = scorer.score(replace(PROMPT, fields=hostile))
    assert [score.name for score in answer.scores[:6]] == list(hostile)


def test_a_prompt_beyond_the_context_loses_references_not_answers(scorer: Scorer) -> None:
    answer = scorer.score(HUGE)
    assert len(answer.scores) == len(HUGE.candidates)
    assert answer.prompt_tokens <= 1536
    assert answer.scores[0].probability > 0
    assert answer.scores[-1].probability == 0


def test_many_threads_get_their_own_answers(scorer: Scorer) -> None:
    prompts = [replace(PROMPT, fields=(f"field{n}", "other")) for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(scorer.score, prompts))
    assert [answer.scores[0].name for answer in answers] == [f"field{n}" for n in range(6)]


def test_a_killed_process_is_replaced(own: Scorer) -> None:
    before = own.score(PROMPT)
    child_of(own).kill()
    after = own.score(PROMPT)
    assert [score.probability for score in after.scores] == pytest.approx(
        [score.probability for score in before.scores], abs=0.03
    )


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.3, 0.8, 1.2])
def test_a_kill_at_any_moment_costs_a_retry_not_the_answer(own: Scorer, delay: float) -> None:
    killed: list[int] = []

    def kill() -> None:
        while own._child is None:
            time.sleep(0.001)
        time.sleep(delay)
        killed.append(child_of(own).pid)
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    answer = own.score(HUGE)
    killer.join()
    assert killed
    assert len(answer.scores) == len(HUGE.candidates)
    assert own.score(PROMPT).scores


def test_cancelling_stops_the_computation_and_keeps_the_process(own: Scorer) -> None:
    own.score(PROMPT)
    pid = child_of(own).pid
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    start = time.monotonic()
    with pytest.raises(ModelCancelled):
        own.score(HUGE, cancelled=cancelled)
    assert time.monotonic() - start < 1.0
    assert own.score(PROMPT).scores
    assert child_of(own).pid == pid


def test_a_question_cancelled_before_it_is_asked_starts_nothing(own: Scorer) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(ModelCancelled):
        own.score(PROMPT, cancelled=cancelled)
    assert own._child is None


def test_a_process_that_does_not_react_is_killed(own: Scorer) -> None:
    own.score(PROMPT)
    pid = child_of(own).pid
    os.kill(pid, signal.SIGSTOP)
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    with pytest.raises(ModelCancelled):
        own.score(PROMPT, cancelled=cancelled)
    assert await_end(pid)
    assert own.score(PROMPT).scores


def test_too_slow_is_an_error_in_one_line(prepared_model: Path) -> None:
    with Scorer(prepared_model, timeout=0.05) as hasty, pytest.raises(ModelError, match=r"longer than 0.05 s") as said:
        hasty.score(HUGE)
    assert "\n" not in str(said.value)


def test_closing_ends_the_process_and_later_questions_are_refused(prepared_model: Path) -> None:
    scorer = Scorer(prepared_model, timeout=60)
    scorer.score(PROMPT)
    pid = child_of(scorer).pid
    scorer.close()
    assert await_end(pid)
    with pytest.raises(ModelError, match="shut down"):
        scorer.score(PROMPT)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with Scorer(tmp_path / "none.gguf") as scorer, pytest.raises(ModelError, match="symkin model prepare"):
        scorer.score(PROMPT)


def test_a_truncated_model_says_what_to_do(tmp_path: Path, prepared_model: Path) -> None:
    path = tmp_path / "cut.gguf"
    with prepared_model.open("rb") as file:
        path.write_bytes(file.read(100_000_000))
    with Scorer(path) as scorer, pytest.raises(ModelError, match="symkin model prepare"):
        scorer.score(PROMPT)


def test_a_model_that_is_no_model_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "text.gguf"
    path.write_text("hello")
    with Scorer(path) as scorer, pytest.raises(ModelError, match="symkin model prepare"):
        scorer.score(PROMPT)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked up in /proc")
def test_the_process_dies_with_its_parent(prepared_model: Path) -> None:
    program = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from symkin.model.prompt import Prompt
        from symkin.model.scorer import Scorer
        scorer = Scorer(Path({str(prepared_model)!r}), timeout=60)
        scorer.score(Prompt(None, "a", "b", "c", "d", ("e", "f"), (), (), ()))
        print(scorer._child.process.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert await_end(int(done.stdout))


def test_nothing_is_written_to_standard_output(prepared_model: Path) -> None:
    program = textwrap.dedent(
        f"""
        from pathlib import Path
        from symkin.model.prompt import Prompt
        from symkin.model.scorer import Scorer
        with Scorer(Path({str(prepared_model)!r}), timeout=60) as scorer:
            scorer.score(Prompt(None, "a", "b", "c", "d", ("e", "f"), (), (), ()))
        """
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_workspace_cannot_slip_its_own_modules_in(
    prepared_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("llama_cpp.py", "msgspec.py", "numpy.py"):
        (tmp_path / name).write_text("raise SystemExit('imported from the workspace')")
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join(map(os.path.abspath, os.environ.get("PYTHONPATH", "").split(os.pathsep)))
    )
    monkeypatch.chdir(tmp_path)
    with Scorer(prepared_model, timeout=60) as scorer:
        assert scorer.score(PROMPT).scores
