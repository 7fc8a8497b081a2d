"""Topics from doc links: each language's own way to point to another definition."""

from __future__ import annotations

import pytest
from net import Look, asked

from symkin.dataset.topics.doclink import drafts, linked

LINKS = [
    ("python", "Call :meth:`~net.Session.open` first.", "open"),
    ("python", "Raises :class:`!Lost`, see :py:func:`dial()`.", "Lost dial"),
    ("python", "As :func:`the other one <net.dial>` does.", "dial"),
    ("python", "dial : Ring up the other side.", "dial"),
    ("python", "See Also: `Session.open` : the same by name.", "open"),
    ("python", "Takes `backoff` seconds.", ""),
    ("java", "Calls {@link Session#open(int)} or {@link #close}.", "open close"),
    ("java", "A {@linkplain net.Wire wire} of the {@code Session}.", "Wire"),
    ("java", "@see Session#dial(String)", "dial"),
    ("javascript", "Uses {@link Session.open|the other one}, {@linkcode dial}.", "open dial"),
    ("typescript", "@see dial", "dial"),
    ("rust", "See [`Session::open`], [`dial()`] and [Wire].", "open dial Wire"),
    ("rust", "As [the other one](Session::open), [`struct@Lost`].", "open Lost"),
    ("rust", "Read [the manual](https://example.org/open) on `dial`.", ""),
    ("go", "Open is like [Session.Dial] for a [*Wire].", "Dial Wire"),
    ("go", "It takes a[0] and b[i+1].", ""),
    ("haskell", "Like 'dial', but for 'Net.Session.open'.", "dial open"),
    ("haskell", "It doesn't, since it can't.", ""),
    ("c", "As @ref dial does, \\sa Session::open", "dial open"),
]


@pytest.mark.parametrize(("language", "sentence", "names"), LINKS)
def test_links_are_known_in_their_own_form(language: str, sentence: str, names: str) -> None:
    assert linked(sentence, language) == frozenset(names.split())


PYTHON = '''
class Session:
    """Talks to somebody far away.

    The line is opened late, on the first word: :meth:`Session.dial` is slow, see :class:`Wire`.
    Nothing is written before the other side has spoken (:func:`welcome`).
    """

    wire: "Wire"
    backoff: float
    attempts: int

    def dial(self) -> None:
        self.wire = Wire()
        welcome(self, self.backoff)


class Wire:
    """What carries bytes."""


def welcome(session: Session, delay: float) -> int:
    return session.attempts
'''
JAVA = """
class Session {
    int backoff;
    Wire wire;

    /**
     * Lets the other side know that it is over.
     * Nothing can be said any more once the farewell was heard: {@link #hush}.
     * @see Wire
     */
    void part(Wire wire, int grace) {
        hush(wire);
        sigh();
        backoff = grace;
    }

    void hush(Wire wire) { sigh(); }

    void sigh() { }

    void leave() { part(wire, backoff); }
}

class Wire { }
"""


def test_what_a_sentence_points_to_is_selected_for_it(look: Look) -> None:
    found = asked(drafts(look({"net.py": PYTHON, "Session.java": JAVA})))
    assert {(subject, *sorted(names)) for (subject, _), names in found.items()} == {
        ("Session", "Wire"),
        ("Session", "welcome"),
        ("Session.part", "hush"),
    }


def test_the_evidence_is_the_documentation(look: Look) -> None:
    for one in drafts(look({"net.py": PYTHON})):
        assert [proof.because for proof in one.evidence] == ["linked from the documentation of Session"]
        assert one.topic.place is not None
        assert (one.topic.place.path, one.source) == ("net.py", "doclink")
