# `just` is what CI runs, less the packaging: lint, then test.

python := env("PYTHON", if path_exists(".venv/bin/python") == "true" { ".venv/bin/python" } else { "python3" })
sources := "graph model dataset train server tests"
roots := "graph:model:dataset:train:server"

default: lint test

# What a checkout needs, in .venv
setup:
    python3 -m venv .venv
    .venv/bin/pip install --upgrade pip torch==2.13.0
    .venv/bin/pip install --group dev -e '.[model,dataset,train]'

# Every check that is not a test
lint: style types imports

# ruff: the rules, and the format
style:
    {{ python }} -m ruff check .
    {{ python }} -m ruff format --check .

# mypy --strict on code and tests
types:
    {{ python }} -m mypy {{ sources }}

# The rooms import one way
imports:
    PYTHONPATH={{ roots }} {{ python }} -c 'from importlinter.cli import lint_imports_command as run; run()' --no-cache

# The tests; `just test tests/cli -k pipe` some of them
test *args:
    {{ python }} -m pytest {{ args }}

# Mend what can be mended by itself
fix:
    {{ python }} -m ruff check --fix .
    {{ python }} -m ruff format .

# sdist, wheel, clean environment, smoke test
package:
    .ci/package
