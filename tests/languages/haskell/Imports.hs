import Prelude hiding (lookup, Maybe(..))
--     ^^^^^^^ import Prelude itself as Prelude
--     ^^^^^^^ import Prelude * hiding lookup, Maybe, Maybe.*
import Data.Map (Map, insert, (<+>), Foo(..), Bar(A, B))
--     ^^^^^^^^ import Data.Map itself as Data.Map
--               ^^^ import Data.Map Map
--                                   ^^^ import Data.Map Foo
--                                       ^^ import Data.Map Foo.*
--                                                ^ import Data.Map A
import qualified Data.Set as S
--               ^^^^^^^^ import Data.Set itself as S qualified
import Data.List qualified
--     ^^^^^^^^^ import Data.List itself as Data.List qualified
import Net.Types as T (Session(pool))
--     ^^^^^^^^^ import Net.Types itself as T
--                     ^^^^^^^ import Net.Types Session
--                             ^^^^ import Net.Types pool
import Net.Functions
--     ^^^^^^^^^^^^^ import Net.Functions itself as Net.Functions
--     ^^^^^^^^^^^^^ import Net.Functions *

main = open (S.size (Data.Map.empty)) pool
--     ^^^^ reference.call in main
--             ^^^^ reference.call on S
--                            ^^^^^ reference.read on Data.Map
-- outline: main
