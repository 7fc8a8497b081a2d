{-|
Many ways to document.

And more.
-}
-- about: Many ways to document.
module Documentation (one, module Data.Map, (<+>), T(A, b)) where
-- exports: one, module Data.Map, <+>, T, A, b
import Data.Map

-- |
-- /O(n)/. Finds the first. Then the second.

one :: Int -> Pool
-- <- doc Finds the first.
one = undefined

{-| In a block. -}
two = one
-- <- doc In a block.
--    ^^^ reference.read in two

-- plain comments document nothing
three = two
-- <- doc -
four :: A -> B -- ^ after it
-- <- doc after it
four _ = three
-- outline: one, two, three, four
