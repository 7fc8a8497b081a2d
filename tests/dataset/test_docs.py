"""Whole doc comments, in each language's comment style."""

from __future__ import annotations

from textwrap import dedent

import pytest

from symkin.dataset.docs import sentences, whole_doc
from symkin.graph.types import Symbol

FULL = "Opens a line.\n\nIt may take long."

DOCUMENTED = {
    "python": '''
        @cached
        def dial(
            delay: float,
        ) -> Wire:
            """Opens a line.

            It may take long.
            """
            return """no doc"""
        ''',
    "python one line": '''
        def dial():
            r"""Opens a line."""
        ''',
    "java": """
        int other; // no doc

        /**
         * Opens a line.
         *
         * It may take long.
         */
        @Override
        @SuppressWarnings("unused")
        Wire dial() { }
        """,
    "javascript one line": """
        /** Opens a line. */
        export function dial() { }
        """,
    "rust": """
        fn other() {}

        /// Opens a line.
        ///
        /// It may take long.
        #[inline]
        #[must_use]
        pub fn dial() -> Wire { }
        """,
    "go": """
        // Opens a line.
        //
        // It may take long.
        func dial() Wire { }
        """,
    "haskell": """
        -- | Opens a line.
        --
        -- It may take long.
        dial :: Wire
        """,
    "haskell block": """
        {- | Opens a line.

        It may take long.
        -}
        dial :: Wire
        """,
    "c": """
        /*!
         * Opens a line.
         *
         * It may take long.
         */
        static struct wire dial(void) { }
        """,
    "ruby": """
        # Opens a line.
        #
        # It may take long.
        def dial
        """,
    "undocumented": """
        /** Of another. */
        int other;

        Wire dial() { }
        """,
    "python undocumented": '''
        def dial():
            return 1


        def other():
            """Of another."""
        ''',
}


@pytest.mark.parametrize("style", DOCUMENTED)
def test_a_doc_comment_is_read_whole_and_without_its_marks(style: str) -> None:
    lines = dedent(DOCUMENTED[style]).split("\n")
    place = next(number for number, line in enumerate(lines) if "dial" in line)
    symbol = Symbol("dial", "dial", "function", "net", place, 4, len(lines), language=style.split(maxsplit=1)[0])
    expected = "" if "undocumented" in style else FULL.split("\n", maxsplit=1)[0] if "one line" in style else FULL
    assert whole_doc(lines, symbol) == expected


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (FULL, ["Opens a line.", "It may take long."]),
        (
            "Opens a line\nthat may be slow. And then?\nNothing.",
            ["Opens a line that may be slow.", "And then?", "Nothing."],
        ),
        ("Needs time, e.g. at night. Mind it", ["Needs time, e.g. at night.", "Mind it"]),
        ("Steps\n- dials\n- waits\n@return a wire", ["Steps", "- dials", "- waits", "@return a wire"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_do(doc: str, expected: list[str]) -> None:
    assert sentences(doc) == expected
