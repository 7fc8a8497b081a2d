(package_clause (package_identifier) @module)

; Types and their members
(type_spec name: (type_identifier) @name) @definition.type
(type_spec type: (struct_type (field_declaration_list) @body) @kind.struct)
(type_spec type: (interface_type "{" @body) @kind.interface)
(type_spec type: [
  (type_identifier) (qualified_type) (pointer_type) (slice_type) (array_type) (map_type) (channel_type) (function_type)
  (generic_type)] @type)
(type_alias name: (type_identifier) @name type: (_) @type) @definition.type
(struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (_) @type) @binding))
(struct_type (field_declaration_list (field_declaration !name type: [(type_identifier) (qualified_type)] @base)))
(struct_type (field_declaration_list (field_declaration !name type: (generic_type type: (_) @base))))
(interface_type (method_elem name: (field_identifier) @name) @head @definition.method)
(interface_type (type_elem . [(type_identifier) (qualified_type)] @base .))
(interface_type (type_elem . (generic_type type: (_) @base) .))

; Functions, and methods under their receiver's type
(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(function_declaration name: (identifier) @name !body) @head @definition.function
(method_declaration name: (field_identifier) @name body: (_) @body) @definition.method
(method_declaration name: (field_identifier) @name !body) @head @definition.method
(method_declaration receiver: (parameter_list (parameter_declaration type: (type_identifier) @owner)))
(method_declaration receiver: (parameter_list (parameter_declaration type: (pointer_type (type_identifier) @owner))))
(method_declaration receiver: (parameter_list (parameter_declaration type: (generic_type type: (type_identifier) @owner))))
(method_declaration receiver: (parameter_list (parameter_declaration type: (pointer_type (generic_type type: (type_identifier) @owner)))))
(method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @name) @binding))
(method_declaration receiver: (parameter_list (parameter_declaration type: [
  (type_identifier) @type (pointer_type (type_identifier) @type)
  (generic_type type: (type_identifier) @type) (pointer_type (generic_type type: (type_identifier) @type))])))
(method_declaration receiver: (parameter_list (parameter_declaration
  type: [(generic_type type_arguments: (_) @pattern) (pointer_type (generic_type type_arguments: (_) @pattern))])))
(type_arguments (type_elem (type_identifier) @bindable))
(function_declaration result: [
  (type_identifier) (pointer_type) (qualified_type) (slice_type) (array_type) (map_type) (channel_type) (function_type)
  (generic_type) (interface_type) (struct_type)] @return)
(method_declaration result: [
  (type_identifier) (pointer_type) (qualified_type) (slice_type) (array_type) (map_type) (channel_type) (function_type)
  (generic_type) (interface_type) (struct_type)] @return)
(method_elem result: [
  (type_identifier) (pointer_type) (qualified_type) (slice_type) (array_type) (map_type) (channel_type) (function_type)
  (generic_type) (interface_type) (struct_type)] @return)
(function_declaration result: (parameter_list (parameter_declaration type: (_) @return)))
(method_declaration result: (parameter_list (parameter_declaration type: (_) @return)))
(method_elem result: (parameter_list (parameter_declaration type: (_) @return)))
(_ parameters: (parameter_list (parameter_declaration name: (identifier) @name type: (_) @type) @parameter))
(_ parameters: (parameter_list (parameter_declaration !name type: (_) @type) @parameter))
(_ parameters: (parameter_list (variadic_parameter_declaration name: (identifier) @name type: (_) @element) @parameter))

; Values
(const_spec (identifier) @name) @binding
(var_spec (identifier) @name) @binding
(const_spec type: (_) @type)
(var_spec type: (_) @type)
(var_spec !type value: (expression_list . (_) @value))
(short_var_declaration left: (expression_list . (identifier) @name) right: (expression_list . (_) @value)) @binding
(short_var_declaration right: (expression_list .
  (call_expression function: (identifier) @_new arguments: (argument_list . [(type_identifier) (qualified_type)] @type))
  (#eq? @_new "new")))
(short_var_declaration left: (expression_list (identifier) @local))
(range_clause left: (expression_list (identifier) . (identifier) @name .) right: (_) @iterated) @binding
(range_clause left: (expression_list (identifier) @local))
(receive_statement left: (expression_list (identifier) @local))
(type_switch_statement alias: (expression_list (identifier) @local))
(parameter_list (parameter_declaration name: (identifier) @local))
(type_parameter_declaration name: (identifier) @local @stand_in)
(function_declaration type_parameters: (type_parameter_list (type_parameter_declaration . name: (identifier) @name
  type: (type_constraint [(type_identifier) (qualified_type)] @bound .)) @binding))
(func_literal) @block

; Documentation
(comment) @comment
((comment) @doc (#match? @doc "^/[/*]\\s*Package "))

; Imports and uses
(import_declaration) @import
(identifier) @reference
(type_identifier) @reference @annotation
(call_expression function: (identifier) @call)
(call_expression function: (selector_expression field: (field_identifier) @call))
(call_expression function: (index_expression operand: (identifier) @call))
(call_expression function: (type_instantiation_expression type: (type_identifier) @call))
(composite_literal type: (type_identifier) @call)
(composite_literal type: (qualified_type name: (type_identifier) @call))
(composite_literal type: (generic_type type: [(type_identifier) @call (qualified_type name: (type_identifier) @call)]))
(selector_expression operand: (_) @receiver)
(selector_expression field: (field_identifier) @reference)
(qualified_type package: (_) @receiver)
(keyed_element key: (literal_element (identifier) @ignore))
((identifier) @ignore (#eq? @ignore "_"))
