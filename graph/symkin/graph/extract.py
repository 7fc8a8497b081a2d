"""Source text of one file -> its facts.

One query visits the tree once; what it captures is joined by position, never by walking the tree in Python:
captures nest as their byte ranges nest, so one sweep over the sorted ranges builds the outline (`outline`), and a
second one, over the names alone, finds each name's enclosing definition (`names`). That keeps the cost of a file
within about twice what parsing it takes. No recursion, so the depth of a tree does not matter.

The capture vocabulary, which is all that a language's `symbols.scm` speaks:

- `@definition.KIND` a definition, with `@name`, `@body` (where the signature ends) or `@head` (the signature), `@doc`,
  `@return`, `@base`, `@decorator`, `@result` (a returned expression), `@owner` (the type that it belongs to) and
  `@kind.KIND` (a better word for it) inside; `@decorated` wraps a definition with its decorators; `@container` with
  a `@name` lends that name to the definitions in it, and a `@base` in it to the type (`impl`, `instance`);
- `@parameter` with `@name` and `@type` (`@element` where it collects many), `@promoted` if it is a field as well, or
  `@bare` if it is nothing but its name;
- `@binding` with one `@name` or several, `@type`, `@value` (or `@entered`, a context manager; `@iterated`, what is gone
  through; `@tried`, a wrapper that is taken apart; `@bound`, what a type variable must be), `@self` (the object that an
  attribute is set on); `@block`, code without a name, whose bindings are its own;
- `@comment` documentation before a definition, past any `@attribute`; `@visible` a mark of publicity, `@hidden` of its
  contrary; `@import` a
  statement for the hook; `@export` an entry of the export list; `@module` the file's own name for itself;
- `@local.scope` code whose locals are in sight in it only (see `shadowing`);
- `@local` names bound in a function (`@stand_in` too, if it is a type variable: see `types_apart`), `@global` names
  that are not, `@ignore` names that mean nothing here; `@pattern` a region in which every `@bindable` name is local,
  where patterns look like expressions; `@opaque` a region whose names mean nothing, `@loose` one of bare tokens (a
  macro's arguments), of which only what is called or begins a path counts;
- `@reference` any name used, refined by `@call`, by the regions `@annotation`, `@base`, `@decorator`, and by
  `@receiver`, the object of which the next name is a member;
- `@parts` what a tuple-like type keeps, `@unpacked` a pattern that takes a type apart;
- `@callback` a function that is an argument itself;
- `@shared` what shares values out among names, `@caught` the types of an exception that gets a name;
- `@arguments` right behind a called name, where their number tells overloads apart;
- `@quoted` a string that holds a type expression;
- `@reference.ROLE` with a `@name` inside: the tags convention's way to say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from symkin.graph.facts import FileFacts
from symkin.graph.finish import facts_of
from symkin.graph.languages.language import Language
from symkin.graph.locals import settle_locals
from symkin.graph.names import collect_occurrences
from symkin.graph.outline import build_outline
from symkin.graph.source import Source


def extract(text: bytes, language: Language, places: Sequence[tuple[int, int]] = ()) -> FileFacts:
    """The facts of a file's text (UTF-8; see `source.to_utf8`); a syntax error costs only what stands around it.

    `places` tells where the lines stand in a file that wraps the text (`hooks.Reading`).
    """
    return facts_in(Source(text, language, places=places))


def facts_in(source: Source) -> FileFacts:
    """The facts of a text that is parsed already."""
    outline = build_outline(source)
    settle_locals(source, outline)
    occurrences = collect_occurrences(source, outline)  # before the facts, which keep only the locals asked for by then
    return FileFacts(facts_of(outline), occurrences)
