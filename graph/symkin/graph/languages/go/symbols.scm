; Types and their members
(type_spec name: (type_identifier) @name) @definition.type
(type_spec type: (struct_type (field_declaration_list) @body) @kind.struct)
(type_spec type: (interface_type "{" @body) @kind.interface)
(type_spec type: [(type_identifier) (qualified_type) (pointer_type) (slice_type) (map_type) (function_type) (generic_type)] @type)
(type_alias name: (type_identifier) @name type: (_) @type) @definition.type
(struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (_) @type) @binding))
(struct_type (field_declaration_list (field_declaration !name type: [(type_identifier) (qualified_type)] @base)))
(struct_type (field_declaration_list (field_declaration !name type: (generic_type type: (_) @base))))
(interface_type (method_elem name: (field_identifier) @name) @head @definition.method)
(interface_type (type_elem [(type_identifier) (qualified_type)] @base))
(_ result: [(type_identifier) (pointer_type) (qualified_type) (slice_type) (map_type) (channel_type) (generic_type)] @return)
(_ result: (parameter_list (parameter_declaration !name)) @return)
(_ result: (parameter_list (parameter_declaration name: (_) type: (_) @return)))

; Functions, and methods under their receiver's type
(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(method_declaration name: (field_identifier) @name body: (_) @body) @definition.method
(method_declaration receiver: (parameter_list (parameter_declaration type: (type_identifier) @owner)))
(method_declaration receiver: (parameter_list (parameter_declaration type: (pointer_type (type_identifier) @owner))))
(method_declaration receiver: (parameter_list (parameter_declaration type: (generic_type type: (type_identifier) @owner))))
(method_declaration receiver: (parameter_list (parameter_declaration type: (pointer_type (generic_type type: (type_identifier) @owner)))))
(method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @name) @binding))
(method_declaration receiver: (parameter_list (parameter_declaration type: [
  (type_identifier) @type (pointer_type (type_identifier) @type)
  (generic_type type: (type_identifier) @type) (pointer_type (generic_type type: (type_identifier) @type))])))
(_ parameters: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @parameter))
(_ parameters: (parameter_list (parameter_declaration !name type: (_) @type) @parameter))
(_ parameters: (parameter_list (variadic_parameter_declaration name: (identifier) @name type: (_) @element) @parameter))

; Values
(source_file (const_declaration (const_spec (identifier) @name) @binding))
(source_file (var_declaration (var_spec (identifier) @name) @binding))
(source_file (var_declaration (var_spec_list (var_spec (identifier) @name) @binding)))
(const_spec type: (_) @type)
(var_spec type: (_) @type)
(block (statement_list (var_declaration (var_spec (identifier) @name) @binding)))
(block (statement_list (const_declaration (const_spec name: (identifier) @local))))
(short_var_declaration left: (expression_list . (identifier) @name) right: (expression_list . (_) @value)) @binding
(short_var_declaration left: (expression_list (identifier) @local))
(range_clause left: (expression_list (identifier) @local))
(parameter_list (parameter_declaration name: (identifier) @local))
(type_parameter_declaration name: (identifier) @local)
(func_literal) @block

; Documentation
(comment) @comment
((comment) @doc (#match? @doc "^/[/*]\\s*Package "))

; Uses
(import_declaration) @import
(type_identifier) @reference @annotation
(call_expression function: (identifier) @reference @call)
(call_expression function: (selector_expression field: (field_identifier) @reference @call))
(composite_literal type: (type_identifier) @call)
(composite_literal type: (qualified_type name: (type_identifier) @call))
(selector_expression operand: (_) @receiver)
(selector_expression field: (field_identifier) @reference)
(qualified_type package: (_) @receiver)
