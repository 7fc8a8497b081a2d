"""What Haskell names mean through imports: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
    "a constructor and a type of one name are told apart by where they stand": """
--- src/Time.hs
module Time where
newtype Wait = Wait Int
data Kind = Short
  | Name Int
data Name = Plain
  | Both Kind
--- src/Use.hs
module Use where
import Time
wait :: Wait -> Name
--      ^^^^ -> src/Time.hs Wait:2
--              ^^^^ -> src/Time.hs Name:5
wait (Wait n) = Name n
--    ^^^^ -> src/Time.hs Wait.Wait
--              ^^^^ -> src/Time.hs Kind.Name:4
both = map Wait [1]
--         ^^^^ -> src/Time.hs Wait.Wait
kind = Kind 1
--     ^^^^ -> ?
""",
    "a class's method is meant, not one instance's; another package's name is nobody's": """
--- src/Json.hs
module Json where
import qualified Test.Other as Other
instance ToJson (Maybe a) where
  toJson = undefined
class ToJson a where
  toJson :: a -> Int
shrink a = toJson a
--         ^^^^^^ -> src/Json.hs ToJson.toJson
data Tree = Tree
instance Arbitrary Tree where
  liftShrink = undefined
other a = Other.liftShrink a
--              ^^^^^^^^^^ -> ?
""",
    "imports: whole, listed, hiding, qualified, renamed": """
--- src/Net/Session.hs
module Net.Session where
data Session = Session { sessionHost :: String, port :: Int }
open :: String -> Session
open host = Session host 80
close :: Session -> ()
close _ = ()
--- src/Use.hs
module Use where
import Net.Session
run :: Session -> Session
--     ^^^^^^^ -> src/Net/Session.hs Session
run old = open (sessionHost old)
--        ^^^^ -> src/Net/Session.hs open
--              ^^^^^^^^^^^ -> src/Net/Session.hs Session.sessionHost
--- src/Listed.hs
module Listed where
import Net.Session (open)
run = close (open "")
--    ^^^^^ -> ?
--           ^^^^ -> src/Net/Session.hs open
--- src/Hiding.hs
module Hiding where
import Net.Session hiding (open)
run = close (open "")
--    ^^^^^ -> src/Net/Session.hs close
--           ^^^^ -> ?
--- src/Qualified.hs
module Qualified where
import qualified Net.Session as S
import qualified Net.Session
run = S.close (open "") `seq` Net.Session.open ""
--      ^^^^^ -> src/Net/Session.hs close
--             ^^^^ -> ?
--                                        ^^^^ -> src/Net/Session.hs open
""",
    "a local hides an import": """
--- A.hs
module A where
open :: Int -> Int
open n = n
--- B.hs
module B where
import A
run open = open 1
--         ^^^^ -> ?
go x = open x
--     ^^^^ -> A.hs open
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, picture)
