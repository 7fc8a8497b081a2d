from __future__ import annotations

import pytest

from symkin.dataset.wording import clean


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # markup
        ("Return the :class:`~net.pool.Session` of a ``host``.", "Return the Session of a host"),
        ("Returns a plain {@link Lock} view of this {@code Map<K>} lock.", None),
        (
            "Returns a plain {@link java.util.Lock#lock a lock} of this {@code Map}.",
            "Returns a plain a lock of this Map",
        ),
        ("{@return the name of the charset}", "Returns the name of the charset"),
        ("Creates a [`Semaphore`] for the [pool](https://example.org/pool).", "Creates a Semaphore for the pool"),
        ("Drop L{net.Connection} objects that are I{idle}.", "Drop Connection objects that are idle"),
        ("Convert a 'Value' to a @Text@ of the reader", "Convert a Value to a Text of the reader"),
        ("@brief Opens a port of the \\p device.", "Opens a port of the device"),
        ("<p>Parses <b>one</b> header &amp; its value</p>", "Parses one header & its value"),
        ("Fetch the page at https://example.org/a?b=c from a mirror", "Fetch the page at from a mirror"),
        # asides and ends
        ("Return the default value of a field, or None.", "Return the default value of a field"),
        ("Returns true if the range holds a value, false otherwise.", "Returns true if the range holds a value"),
        ("Load the plugins of a project (see below), e.g. ``a``.", "Load the plugins of a project"),
        ("Clear the cache of a graph -- not of its nodes", "Clear the cache of a graph"),
        ("Compute the size of a node, which is then used by the...", "Compute the size of a node"),
        # openings
        ("This method closes the connection to a peer.", "closes the connection to a peer"),
        ("This class is a cache of parsed headers.", "a cache of parsed headers"),
        ("This function is used to parse broken headers", "parse broken headers"),
        ("Helper function to parse broken headers.", "parse broken headers"),
        ("Method that parses broken headers", "parses broken headers"),
        ("Optional[float]: Time that is left for a task.", "Time that is left for a task"),
        ("@return: the name of the current user", "Returns the name of the current user"),
        # commits
        ("io: fix overflow in the size hint (#8216)", "fix overflow in the size hint"),
        ("feat(pool)!: keep idle connections open", "keep idle connections open"),
        ("Keep the pool alive between requests. Fixes #12", "Keep the pool alive between requests"),
    ],
)
def test_what_surrounds_a_sentence_is_taken_off(text: str, said: str | None) -> None:
    assert clean(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Get it.",
        "Two words",
        "Initialize self.  See help(type(self)) for accurate signature.",
        "TODO write this down for the next reader",
        "Deprecated since the last version of the parser",
        "See base class of the parser for the options",
        "{@inheritDoc}",
        "@param name the name of the user",
        "Tests for the parser of broken headers",
        "Merge branch 'main' of the other repository",
        "Merge pull request #12 from somebody/branch",
        "Bump the version of the parser",
        "Release version 1.2.3 of the parser",
        "Fix typo in the docs of the parser",
        "docs: tell how the parser handles headers",
        "chore: prepare the next release of the parser",
        "Update the changelog for the next release",
        "Auto-generated code of the protocol buffers",
        "Возвращает имя текущего пользователя",
        "Liefert Namen aller Benutzer dieses Servers zurueck",
        "x == y -> f(x)",
        "foo_bar baz_qux parse_all run",
        "Returns a List<String> of all users",
    ],
)
def test_a_text_that_says_nothing_is_refused(text: str) -> None:
    assert clean(text) is None
