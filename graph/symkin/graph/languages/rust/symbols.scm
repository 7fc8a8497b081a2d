; Types and their members
(struct_item name: (type_identifier) @name) @definition.struct
(struct_item body: (field_declaration_list) @body)
(struct_item body: (field_declaration_list (field_declaration name: (field_identifier) @name type: (_) @type) @binding))
(union_item name: (type_identifier) @name body: (_) @body) @definition.struct
(union_item body: (field_declaration_list (field_declaration name: (field_identifier) @name type: (_) @type) @binding))
(enum_item name: (type_identifier) @name body: (_) @body) @definition.enum
(enum_variant_list (enum_variant name: (identifier) @name) @binding)
(trait_item name: (type_identifier) @name body: (_) @body) @definition.trait
(trait_item bounds: (trait_bounds [(type_identifier) (scoped_type_identifier)] @base))
(trait_item bounds: (trait_bounds (generic_type type: (_) @base)))
(type_item name: (type_identifier) @name type: (_) @type) @definition.type
(mod_item name: (identifier) @name body: (_) @body) @definition.module
(field_declaration (visibility_modifier) @visible)

; Functions; those of an `impl` belong to its type
(impl_item) @container
(impl_item type: (type_identifier) @name)
(impl_item type: (generic_type type: (type_identifier) @name))
(impl_item type: (scoped_type_identifier name: (type_identifier) @name))
(impl_item trait: [(type_identifier) (scoped_type_identifier)] @base)
(impl_item trait: (generic_type type: (_) @base))
(function_item name: (identifier) @name body: (_) @body) @definition.function
(function_signature_item name: (identifier) @name) @head @definition.function
(function_item return_type: (_) @return)
(function_signature_item return_type: (_) @return)
(parameter pattern: (identifier) @name type: (_) @type) @parameter
(parameter pattern: [(tuple_pattern) (struct_pattern) (tuple_struct_pattern) (reference_pattern)] type: (_) @type) @parameter
(macro_definition name: (identifier) @name "{" @body) @definition.macro

; Values
(const_item name: (identifier) @name type: (_) @type) @binding
(static_item name: (identifier) @name type: (_) @type) @binding
(let_declaration pattern: (identifier) @name) @binding
(let_declaration type: (_) @type)
(let_declaration value: [(call_expression) (identifier) (field_expression) (await_expression) (try_expression)] @value)
(closure_parameters (identifier) @local)
(for_expression pattern: (identifier) @local)
(tuple_pattern (identifier) @local)
(tuple_struct_pattern (identifier) @local)
(captured_pattern (identifier) @local)
(shorthand_field_identifier) @local
(type_parameter name: (type_identifier) @local)

; Documentation
(line_comment outer: (_)) @comment
(block_comment outer: (_)) @comment
(source_file . (line_comment inner: (_)) @doc)
(attribute_item) @attribute

; Uses
(use_declaration) @import
[(type_identifier)] @reference @annotation
(call_expression function: (identifier) @reference @call)
(call_expression function: (scoped_identifier name: (identifier) @reference @call))
(call_expression function: (field_expression field: (field_identifier) @reference @call))
(call_expression function: (generic_function function: (identifier) @reference @call))
(call_expression function: (generic_function function: (scoped_identifier name: (identifier) @reference @call)))
(call_expression function: (generic_function function: (field_expression field: (field_identifier) @reference @call)))
(struct_expression name: (type_identifier) @call)
(macro_invocation macro: (identifier) @reference @call)
(scoped_identifier path: (_) @receiver)
(scoped_identifier path: (identifier) @reference)
(scoped_type_identifier path: (_) @receiver)
(field_expression value: (_) @receiver)
(field_expression field: (field_identifier) @reference)
(scoped_identifier name: (identifier) @reference)
