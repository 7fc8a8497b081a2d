; Types and their members
(struct_item name: (type_identifier) @name) @definition.struct
(struct_item body: (field_declaration_list) @body)
(struct_item body: (field_declaration_list (field_declaration name: (field_identifier) @name type: (_) @type) @binding))
(union_item name: (type_identifier) @name body: (_) @body) @definition.struct
(union_item body: (field_declaration_list (field_declaration name: (field_identifier) @name type: (_) @type) @binding))
(enum_item name: (type_identifier) @name body: (_) @body) @definition.enum
(enum_variant name: (identifier) @name) @definition.enum_member
(enum_variant body: (ordered_field_declaration_list) @type)
(enum_variant body: (field_declaration_list) @body)
(struct_item body: (ordered_field_declaration_list) @parts)
(enum_variant body: (ordered_field_declaration_list) @parts)
(trait_item name: (type_identifier) @name body: (_) @body) @definition.trait
(trait_item bounds: (trait_bounds [(type_identifier) (scoped_type_identifier)] @base))
(trait_item bounds: (trait_bounds (generic_type type: (_) @base)))
(type_item name: (type_identifier) @name type: (_) @type) @definition.type
(associated_type name: (type_identifier) @name) @definition.type
(mod_item name: (identifier) @name body: (_) @body) @definition.module
(field_declaration (visibility_modifier) @visible)

; Functions; those of an `impl` belong to its type
(impl_item) @container
(impl_item type: (type_identifier) @name)
(impl_item type: (generic_type type: (type_identifier) @name))
(impl_item type: (scoped_type_identifier name: (type_identifier) @name))
(impl_item type: (generic_type type: (scoped_type_identifier name: (type_identifier) @name)))
(impl_item type: (reference_type type: (type_identifier) @name))
(impl_item type: (reference_type type: (generic_type type: (type_identifier) @name)))
(impl_item trait: [(type_identifier) (scoped_type_identifier)] @base)
(impl_item trait: (generic_type type: (_) @base))
(function_item name: (identifier) @name body: (_) @body) @definition.function
(function_signature_item name: (identifier) @name) @head @definition.function
(function_item return_type: (_) @return)
(function_signature_item return_type: (_) @return)
(parameter pattern: (identifier) @name type: (_) @type) @parameter
(parameter pattern: [
  (tuple_pattern) (struct_pattern) (tuple_struct_pattern) (reference_pattern) (ref_pattern) (mut_pattern)]
  type: (_) @type) @parameter
(function_item type_parameters: (type_parameters (type_parameter name: (type_identifier) @name
  bounds: (trait_bounds . [(type_identifier) (scoped_type_identifier) (generic_type)] @type .)) @binding))
(function_item (where_clause (where_predicate left: (type_identifier) @name
  bounds: (trait_bounds . [(type_identifier) (scoped_type_identifier) (generic_type)] @type .)) @binding))
(type_parameter name: (type_identifier) @local @stand_in)
(macro_definition name: (identifier) @name . ["{" "(" "["] @body) @definition.macro

; Values
(const_item name: (identifier) @name type: (_) @type) @binding
(static_item name: (identifier) @name type: (_) @type) @binding
(let_declaration pattern: (identifier) @name) @binding
(let_declaration type: (_) @type)
(let_declaration pattern: (identifier) value: (_) @value)
(let_declaration pattern: (tuple_struct_pattern type: (identifier) @_held . (identifier) @name .) value: (_) @tried
  (#any-of? @_held "Some" "Ok")) @binding
(let_condition pattern: (tuple_struct_pattern type: (identifier) @_held . (identifier) @name .) value: (_) @tried
  (#any-of? @_held "Some" "Ok")) @binding

; Names that patterns bind; a capital begins a constant
(closure_parameters (identifier) @local)
(for_expression pattern: (identifier) @name value: (_) @iterated) @binding
(for_expression pattern: (identifier) @local)
((tuple_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((slice_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((or_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((ref_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((reference_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((mut_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((match_pattern (identifier) @local) (#match? @local "^[a-z_]"))
((tuple_struct_pattern type: (_) (identifier) @local) (#match? @local "^[a-z_]"))
((let_condition pattern: (identifier) @local) (#match? @local "^[a-z_]"))
((field_pattern pattern: (identifier) @local) (#match? @local "^[a-z_]"))
(captured_pattern . (identifier) @local)
[(tuple_struct_pattern) (struct_pattern)] @unpacked
(shorthand_field_identifier) @local

; Documentation
(line_comment outer: (_)) @comment
(block_comment outer: (_)) @comment
(source_file . (line_comment inner: (_)) @doc)
(attribute_item) @attribute

; Imports and uses
[(use_declaration) (extern_crate_declaration)] @import
(mod_item !body) @import
[(macro_definition) (attribute_item) (inner_attribute_item)] @opaque
(macro_invocation (token_tree) @loose)
[(identifier) (type_identifier)] @reference
(type_identifier) @annotation
((type_identifier) @ignore (#eq? @ignore "Self"))
(call_expression function: (identifier) @call)
(call_expression function: (scoped_identifier name: (identifier) @call))
(call_expression function: (field_expression field: (field_identifier) @call))
(call_expression function: (generic_function function: (identifier) @call))
(call_expression function: (generic_function function: (scoped_identifier name: (identifier) @call)))
(call_expression function: (generic_function function: (field_expression field: (field_identifier) @call)))
(struct_expression name: (type_identifier) @call)
(struct_expression name: (scoped_type_identifier name: (type_identifier) @call))
(macro_invocation macro: (identifier) @call)
((macro_invocation macro: (identifier) @ignore) (#any-of? @ignore
  "assert" "assert_eq" "assert_ne" "cfg" "column" "compile_error" "concat" "dbg" "debug_assert" "debug_assert_eq"
  "debug_assert_ne" "env" "eprint" "eprintln" "file" "format" "format_args" "include" "include_bytes" "include_str" "line"
  "matches" "module_path" "option_env" "panic" "print" "println" "stringify" "thread_local" "todo" "try" "unimplemented"
  "unreachable" "vec" "write" "writeln"))
(scoped_identifier path: (_) @receiver)
(scoped_type_identifier path: (_) @receiver)
(field_expression value: (_) @receiver)
(field_expression field: (field_identifier) @reference)
(label (identifier) @ignore)
(lifetime (identifier) @ignore)
(type_binding name: (type_identifier) @ignore)
