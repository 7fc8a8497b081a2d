{-# LANGUAGE TypeFamilies #-}
{-| Sessions and their pools. -}
-- about: Sessions and their pools.
-- module: Net.Types
-- exports: Session, Session.*, Retry, Once, size, module Data.Map
module Net.Types
  ( Session(..), Retry(Once), size
--  ^^^^^^^ reference.type in module
--                            ^^^^ reference.read in module
  , module Data.Map
  ) where

-- | A connection that is kept open.
data Session a = Session
--   ^^^^^^^ definition.struct Session
--   ^^^^^^^ signature data Session a
--   ^^^^^^^ doc A connection that is kept open.
--   ^^^^^^^ fields pool, width, height
--               ^^^^^^^ definition.constructor Session.Session
  { pool :: Pool a -- ^ where connections come from
--  ^^^^ definition.field Session.pool
--  ^^^^ result Pool
--  ^^^^ doc where connections come from
--          ^^^^ reference.type
  , width, height :: !(Maybe Size)
--  ^^^^^ result Size
--         ^^^^^^ definition.field Session.height
--         ^^^^^^ result Size
  }
  | Closed Reason (Maybe Time)
--  ^^^^^^ definition.constructor Session.Closed
--  ^^^^^^ signature Closed Reason (Maybe Time)
--  ^^^^^^ parameter _: Reason
--  ^^^^^^ parameter _: Time
--         ^^^^^^ reference.type in Session.Closed
  deriving (Show, Store)
--                ^^^^^ reference.base in Session

-- | Tries again.
newtype Retry m a = Retry { runRetry :: Session a -> m a }
--      ^^^^^ definition.struct Retry
--      ^^^^^ doc Tries again.
--                  ^^^^^ definition.constructor Retry.Retry
--                          ^^^^^^^^ definition.field Retry.runRetry
--                          ^^^^^^^^ result Session
newtype Wrapped = Wrapped Reason deriving newtype Store
--      ^^^^^^^ bases Store
--                ^^^^^^^ parameter _: Reason
data Sum where
--   ^^^ definition.struct Sum
  Add :: Term -> Term -> Sum
  -- <- definition.constructor Sum.Add
  -- <- parameter _: Term
  -- <- result Sum
type Name = Text
--   ^^^^ definition.type Name
--   ^^^^ signature type Name = Text
type Pair a = (Session a, Retry a)
--   ^^^^ result Session, Retry

-- | What can be sent through.
class (Monad m, Logger m) => Network m where
--                           ^^^^^^^ definition.interface Network
--                           ^^^^^^^ signature class (Monad m, Logger m) => Network m
--                           ^^^^^^^ doc What can be sent through.
--                           ^^^^^^^ bases Monad, Logger
  type Elem m
--     ^^^^ definition.type Network.Elem
  -- | Sends.
  send :: Request -> m Response
  -- <- definition.method Network.send
  -- <- doc Sends.
  -- <- signature send :: Request -> m Response
  -- <- parameter _: Request
  -- <- result Response
  send = sendAll []
  -- <- reference.nothing
--       ^^^^^^^ reference.call in Network.send

instance Network (Session a) where
--       ^^^^^^^ reference.base
--                ^^^^^^^ reference.type
  send request = deliver request
  -- <- definition.method Session.send
--               ^^^^^^^ reference.call in Session.send
--     ^^^^^^^ local
instance Show Reason where
  show reason = title reason
  -- <- definition.method Reason.show
-- outline: Session, Session.Session, Session.pool, Session.width, Session.height, Session.Closed, Retry, Retry.Retry
-- outline: Retry.runRetry, Wrapped, Wrapped.Wrapped, Sum, Sum.Add, Name, Pair, Network, Network.Elem, Network.send
-- outline: Session.send, Reason.show
