{-# LANGUAGE RankNTypes #-}

-- What GHC says of the names in modules that it has compiled with `-fwrite-ide-info`.
--
-- runghc -package ghc Hie.hs FILE.hie ...
--
-- A line for each name that is used: path, line, column, then path, line and whether it is a definition of a module
-- (tabs between; 0-based, code points). A qualified name has a line for where it begins and one for its last part.
-- A name in a signature of its own comes as well, with `signature` as the last word.

module Main (main) where

import Control.Monad (forM_)
import Data.Foldable (toList)
import Data.IORef (atomicModifyIORef', newIORef)
import Data.List (intercalate, nub)
import qualified Data.Map as Map
import qualified Data.Set as Set
import System.Environment (getArgs)

import GHC.Data.FastString (unpackFS)
import GHC.Iface.Env (NameCacheUpdater (..))
import GHC.Iface.Ext.Binary (hie_file_result, readHieFile)
import GHC.Iface.Ext.Types
import GHC.Types.Name
import GHC.Types.Name.Cache (initNameCache)
import GHC.Types.SrcLoc
import GHC.Types.Unique.Supply (mkSplitUniqSupply)
import GHC.Unit.Module (moduleName, moduleNameString)

main :: IO ()
main = do
  paths <- getArgs
  supply <- mkSplitUniqSupply 'h'
  cache <- newIORef (initNameCache supply [])
  forM_ paths $ \path -> do
    file <- hie_file_result <$> readHieFile (NCU (atomicModifyIORef' cache)) path
    putStr (unlines (nub (concatMap used (toList (getAsts (hie_asts file))))))

used :: HieAST a -> [String]
used node = here ++ concatMap used (nodeChildren node)
 where
  here =
    [ intercalate "\t" [unpackFS (srcSpanFile site), show (srcSpanStartLine site - 1), show column, target, kind]
    | info <- Map.elems (getSourcedNodeInfo (sourcedNodeInfo node))
    , (Right name, details) <- Map.toList (nodeIdentifiers info)
    , not (isDerivedOccName (getOccName name))
    , context <- Set.toList (identInfo details)
    , Just kind <- [kindOf name context]
    , target <- toList (targetOf name)
    , let site = nodeSpan node
    , column <- nub [srcSpanStartCol site - 1, srcSpanEndCol site - 1 - length (getOccString name)]
    ]

kindOf :: Name -> ContextInfo -> Maybe String
kindOf name Use = Just (if isExternalName name then "true" else "false")
kindOf _ TyDecl = Just "signature"
kindOf _ _ = Nothing

-- A name of another package is told by its module.
targetOf :: Name -> Maybe String
targetOf name = case (nameSrcSpan name, nameModule_maybe name) of
  (RealSrcSpan place _, _) -> Just (unpackFS (srcSpanFile place) ++ "\t" ++ show (srcSpanStartLine place - 1))
  (_, Just owner) -> Just ('/' : moduleNameString (moduleName owner) ++ "\t0")
  _ -> Nothing
