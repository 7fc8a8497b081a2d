-- module: Net.Functions
module Net.Functions where

import qualified Net.Types as T

-- | Opens a session.
-- And says so.
open
-- <- definition.function open
-- <- signature open :: (MonadIO m, Network n) => Config -> T.Pool Session -> (Reason -> m ()) -> m (Either Failure Session)
-- <- doc Opens a session.
-- <- parameter _: Config
-- <- parameter _: T.Pool, Session
-- <- parameter _: Reason
-- <- result Failure, Session
  :: (MonadIO m, Network n) -- who may
  => Config
  -> T.Pool Session
--     ^^^^ reference.type on T
--          ^^^^^^^ reference.type in open
  -> (Reason -> m ())
  -> m (Either Failure Session)
open config (T.Pool free used) act = do
-- <- reference.nothing
--   ^^^^^^ local
--                  ^^^^ local
--             ^^^^ reference.call on T
  let limit = width config
--    ^^^^^ local
--            ^^^^^ reference.call in open
      twice f = f . f
--    ^^^^^ local
  found <- T.take free limit
  -- <- local
--           ^^^^ reference.call on T in open
  case found of
    Just session | usable session -> pure (Right session)
--       ^^^^^^^ local
--                 ^^^^^^ local
    Nothing -> act Missing
--             ^^^ local
--                 ^^^^^^^ reference.read in open
  where
    usable :: Session -> Bool
--  ^^^^^^ local
    usable other = other `elem` used
--         ^^^^^ local
open _ whole@T.Closed{reason = why} act = act why
--     ^^^^^ local
--             ^^^^^^ reference.read on T
--                    ^^^^^^ reference.read in open
--                             ^^^ local

(<+>) :: Sum -> Sum -> Sum
 -- <- definition.function <+>
 -- <- parameter _: Sum
 -- <- result Sum
Add a b <+> c = add a (b <+> c)
--      ^^^ reference.nothing
--  ^ local
--              ^^^ reference.call in <+>
--                       ^^^ reference.call in <+>

total = foldr (<+>) zero . map toSum
-- <- definition.function total
--             ^^^ reference.read in total
--                  ^^^^ reference.read in total
--                             ^^^^^ reference.read in total
first, second :: Session
-- <- definition.function first
--     ^^^^^^ definition.function second
first = session { T.pool = empty }
--      ^^^^^^^ reference.read in first
--                  ^^^^ reference.read on T
second = [x | Just x <- [first], keep x] !! 0
--        ^ local
--                               ^^^^ reference.call in second
use = \key -> lookup @Name key table <> T.name key
--     ^^^ local
--                    ^^^^ reference.type in use
--                                        ^^^^ reference.call on T
-- outline: open, <+>, total, first, second, use
