; Modules
(call target: (identifier) @_module (arguments . (alias) @name) (do_block) @body
  (#eq? @_module "defmodule")) @definition.module
(call target: (identifier) @_module (arguments . (alias) @name) (do_block) @body
  (#eq? @_module "defprotocol")) @definition.interface
(call target: (identifier) @_module (arguments . (alias) @base @reference (keywords (pair value: (alias) @name)))
  (#eq? @_module "defimpl")) @container
(call target: (identifier) @_use (arguments . (alias) @base @reference) (#eq? @_use "use"))
(unary_operator operator: "@" operand: (call target: (identifier) @_behaviour (arguments (alias) @base @reference))
  (#eq? @_behaviour "behaviour"))
(unary_operator operator: "@" operand: (call target: (identifier) @_doc (arguments (string (quoted_content) @doc)))
  (#eq? @_doc "moduledoc"))

; Functions
(call target: (identifier) @_def
  (arguments . [
    (call target: (identifier) @name)
    (identifier) @name
    (binary_operator left: (call target: (identifier) @name) operator: "when")])
  (#any-of? @_def "def" "defp" "defmacro" "defmacrop" "defguard" "defdelegate")) @definition.function
(call target: (identifier) @hidden (#any-of? @hidden "defp" "defmacrop"))
(call target: (identifier) @_def (do_block) @body (#any-of? @_def "def" "defp" "defmacro" "defmacrop"))
(call target: (identifier) @_def (arguments (keywords (pair key: (keyword) @body @_key)))
  (#any-of? @_def "def" "defp" "defmacro") (#match? @_key "^do:"))
(call target: (identifier) @_def
  (arguments . [
    (call (arguments (identifier) @parameter @name))
    (call (arguments (binary_operator operator: "=" right: (identifier) @name) @parameter))
    (call (arguments (binary_operator left: (identifier) @name operator: "\\\\") @parameter))
    (binary_operator left: (call (arguments (identifier) @parameter @name)) operator: "when")
    (binary_operator left: (call (arguments (binary_operator operator: "=" right: (identifier) @name) @parameter)) operator: "when")])
  (#any-of? @_def "def" "defp" "defmacro" "defmacrop"))

(call target: (identifier) @kind.struct (#eq? @kind.struct "defstruct"))

; A struct's fields, a module's attributes and types
(call target: (identifier) @_struct (arguments (list [(atom) @binding @name (keywords (pair key: (keyword) @name) @binding)]))
  (#eq? @_struct "defstruct"))
(call target: (identifier) @_struct (arguments (keywords (pair key: (keyword) @name) @binding))
  (#eq? @_struct "defstruct"))
(unary_operator operator: "@" operand: (call target: (identifier) @_type
  (arguments (binary_operator left: [(identifier) @name (call target: (identifier) @name)] operator: "::")))
  (#any-of? @_type "type" "typep" "opaque")) @definition.type

; Locals
(binary_operator left: (identifier) @local operator: "=")
(binary_operator left: (tuple (identifier) @local) operator: "=")
(binary_operator left: (identifier) @local operator: "<-")
(binary_operator left: (tuple (identifier) @local) operator: "<-")
(stab_clause left: (arguments (identifier) @local))
(stab_clause left: (arguments (tuple (identifier) @local)))
(pair key: (keyword) value: (identifier) @local)

; Documentation
(unary_operator operator: "@" operand: (call target: (identifier) @_doc (arguments (string (quoted_content) @comment)))
  (#eq? @_doc "doc"))
(unary_operator operator: "@" operand: (call target: (identifier) @_spec) @attribute
  (#any-of? @_spec "spec" "impl" "deprecated" "since"))

; Uses
((call target: (identifier) @reference @call) (#not-match? @reference
  "^(def[a-z]*|use|alias|import|require|if|unless|case|cond|with|for|quote|unquote|raise)$"))
(unary_operator operator: "@" operand: (call target: (identifier) @ignore))
(unary_operator operator: "@" operand: (call (arguments (binary_operator left: (call target: (identifier) @ignore)))))
(unary_operator operator: "@" operand: (call (arguments (binary_operator operator: "::")) @annotation))
(call target: (dot right: (identifier) @reference @call))
(call target: (dot left: (_) @receiver))
(call target: (dot left: (alias) @reference))
(struct (alias) @reference @annotation)
[(call target: (identifier) @_alias (arguments (alias)) (#any-of? @_alias "alias" "import" "require"))] @import
