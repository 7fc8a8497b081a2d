"""Teach word vectors from data sets: `python runs/words.py DATA... --valid DATA --out FILE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from symkin.train.errors import TrainError
from symkin.train.words.words import SIZE, teach


def main() -> None:
    """Read the command line, teach, and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="data sets (directories of a harvest)")
    parser.add_argument("--valid", type=Path, action="append", required=True, help="data sets to validate on")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--size", type=int, default=SIZE, help="numbers in a vector")
    asked = parser.parse_args()
    try:
        found = teach(asked.data, asked.valid, asked.out, asked.size, say=lambda text: print(text, file=sys.stderr))
    except TrainError as error:
        sys.exit(str(error))
    print(f"{asked.out}: {found.words} words, of {found.questions} questions")


if __name__ == "__main__":
    main()
