"""The eight inversions of the data set card: real sources in which symbols are the one side or the other."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from symkin.dataset.concepts.book import Side, load
from symkin.dataset.concepts.match import Matcher
from symkin.dataset.concepts.words import stems
from symkin.graph.workspace import Workspace


class Inversion(NamedTuple):
    concept: str
    positive: str
    """The card's words for what the symbol is."""
    negative: str
    """The card's words for its opposite."""
    file: str
    source: str
    left: str
    right: str


INVERSIONS = [
    Inversion(
        "events.handling",
        "ignore events",
        "process events",
        "src/Events.hs",
        """
module Events where

-- | A dispatcher that ignores all events.
noDispatcher :: Dispatcher
noDispatcher = Dispatcher (\\_ -> pure ())

-- | Dispatches an event to those who asked for it.
dispatchEvent :: Registry -> Event -> IO ()
dispatchEvent registry event = mapM_ ($ event) (interested registry event)
""",
        "noDispatcher",
        "dispatchEvent",
    ),
    Inversion(
        "messaging.waiting",
        "block wait message",
        "poll return",
        "src/mailbox.rs",
        """
impl Mailbox {
    /// Blocks until a message is there.
    pub fn receive(&self) -> Message { self.queue.pop_or_sleep() }

    /// Returns immediately, with a message if one is there.
    pub fn try_receive(&self) -> Option<Message> { self.queue.pop() }
}
""",
        "receive",
        "try_receive",
    ),
    Inversion(
        "validation.checking",
        "schema constraint",
        "raw arbitrary",
        "schema.ts",
        """
/** Accepts documents that conform to no constraint but this. */
export const emptySchema: Schema = { keywords: [] };

/** An arbitrary value, as it came. */
export function unchecked(value: unknown): Document { return value as Document; }
""",
        "emptySchema",
        "unchecked",
    ),
    Inversion(
        "derivation.origin",
        "automatic derive",
        "hand custom",
        "src/Derive.hs",
        """
module Derive where

-- | Derives a schema from the shape of the type.
deriveJSONSchema :: Name -> Q [Dec]
deriveJSONSchema name = instances name

-- | A schema that was written by hand.
manualSchema :: [Field] -> Schema
manualSchema = Schema
""",
        "deriveJSONSchema",
        "manualSchema",
    ),
    Inversion(
        "schemas.array",
        "list item",
        "scalar lone",
        "schema.py",
        '''
def array_schema(items: "Schema") -> "Schema":
    """Describe a list by the schema of its items."""
    return Schema("array", items)

def scalar_schema(kind: str) -> "Schema":
    """Describe one value."""
    return Schema(kind)
''',
        "array_schema",
        "scalar_schema",
    ),
    Inversion(
        "schemas.object",
        "properties member",
        "primitive basic",
        "schema.go",
        """
package schema

// ObjectSchema describes a record by its members.
func ObjectSchema(members map[string]Schema) Schema { return Schema{members: members} }

// PrimitiveType describes a number, a text or a truth.
func PrimitiveType(name string) Schema { return Schema{name: name} }
""",
        "ObjectSchema",
        "PrimitiveType",
    ),
    Inversion(
        "schemas.alternatives",
        "one of several",
        "single one",
        "Schemas.java",
        """
class Schemas {
    /** Accepts what one of the parts accepts. */
    static Schema oneOfSchema(Schema... parts) { return new Schema(parts); }

    /** Accepts this very value. */
    static Schema literalValue(Object value) { return new Schema(value); }
}
""",
        "oneOfSchema",
        "literalValue",
    ),
    Inversion(
        "schemas.enumeration",
        "string word",
        "number integer",
        "schema.cpp",
        """
/// A choice among names.
Schema string_enum_schema(Names names) { return Schema{names}; }

/// A choice among codes.
Schema int_enum_schema(Codes codes) { return Schema{codes}; }
""",
        "string_enum_schema",
        "int_enum_schema",
    ),
]

BOOK = load()
MATCHER = Matcher(BOOK)


@pytest.mark.parametrize("inversion", INVERSIONS, ids=lambda inversion: inversion.concept)
def test_each_symbol_is_its_own_side_and_not_the_other(inversion: Inversion, tmp_path: Path) -> None:
    place = tmp_path / "workspace" / inversion.file
    place.parent.mkdir(parents=True)
    place.write_text(inversion.source)
    workspace = Workspace.open(tmp_path / "workspace", cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    found = {symbol.name: symbol for symbol in workspace.symbols()}
    workspace.close()
    for name, side in ((inversion.left, "left"), (inversion.right, "right")):
        symbol = found[name]
        sides = {match.id for match in MATCHER.match(symbol.name, (symbol.signature,), symbol.doc)}
        ours = {one for one in sides if one.startswith(f"{inversion.concept}.")}
        assert ours == {f"{inversion.concept}.{side}"}, f"{name}: {sorted(sides)}"


@pytest.mark.parametrize("inversion", INVERSIONS, ids=lambda inversion: inversion.concept)
def test_phrasings_speak_of_what_the_card_means(inversion: Inversion) -> None:
    concept = next(concept for concept in BOOK.concepts if concept.id == inversion.concept)
    assert set(stems(inversion.positive)) <= spoken(concept.left)
    assert set(stems(inversion.negative)) <= spoken(concept.right)


def spoken(side: Side) -> set[str]:
    return {stem for text in (side.means, *side.phrasings) for stem in stems(text)}
