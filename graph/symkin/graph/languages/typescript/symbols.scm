; Functions
(function_signature name: (identifier) @name) @head @definition.function
(function_declaration return_type: (_) @return)
(generator_function_declaration return_type: (_) @return)
(arrow_function return_type: (_) @return)
(function_expression return_type: (_) @return)
(function_signature return_type: (_) @return)

; Classes and their members
(class_declaration name: (type_identifier) @name body: (_) @body) @definition.class
(abstract_class_declaration name: (type_identifier) @name body: (_) @body) @definition.class
(extends_clause value: [(identifier) (member_expression)] @base)
(extends_clause value: (call_expression function: [(identifier) (member_expression)] @base))
(implements_clause [(type_identifier) (nested_type_identifier)] @base)
(implements_clause (generic_type name: (_) @base))
(class_body (abstract_method_signature name: (_) @name) @head @definition.function)
(class_body (method_signature name: (_) @name) @head @definition.function)
(abstract_method_signature ["get" "set"] @kind.property)
(method_signature ["get" "set"] @kind.property)
(method_definition return_type: (_) @return)
(abstract_method_signature return_type: (_) @return)
(class_body (public_field_definition
  name: [(property_identifier) (private_property_identifier)] @name
  value: [(arrow_function "=>" @body) (function_expression body: (_) @body)]) @definition.function)
(class_body (public_field_definition name: [(property_identifier) (private_property_identifier)] @name) @binding)
(public_field_definition type: (_) @type)
(public_field_definition
  value: [
    (call_expression) (new_expression) (identifier) (member_expression) (as_expression) (binary_expression)] @value)
(class_body (_ (accessibility_modifier) @visible))
(class_body (_ name: (private_property_identifier) @visible))

; Interfaces, type aliases, enumerations, namespaces
(interface_declaration name: (type_identifier) @name body: (_) @body) @definition.interface
(extends_type_clause type: [(type_identifier) (nested_type_identifier)] @base)
(extends_type_clause type: (generic_type name: (_) @base))
(interface_body (property_signature name: (_) @name type: (_)? @type) @binding)
(interface_body (method_signature name: (_) @name) @head @definition.method)
(method_signature return_type: (_) @return)
(type_alias_declaration name: (type_identifier) @name) @definition.type
(type_alias_declaration value: [
  (type_identifier) (nested_type_identifier) (generic_type) (union_type) (intersection_type) (function_type) (array_type)
  (tuple_type) (conditional_type) (index_type_query) (lookup_type) (readonly_type) (parenthesized_type)] @type)
(type_alias_declaration value: (object_type) @body @kind.interface)
(type_alias_declaration value: (object_type (property_signature name: (_) @name type: (_)? @type) @binding))
(type_alias_declaration value: (object_type (method_signature name: (_) @name) @head @definition.method))
(type_alias_declaration value: (intersection_type (object_type) @kind.interface))
(type_alias_declaration value: (intersection_type
  (object_type (property_signature name: (_) @name type: (_)? @type) @binding)))
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(enum_body name: (property_identifier) @binding @name)
(enum_body (enum_assignment name: (property_identifier) @name) @binding)
(internal_module name: (_) @name body: (_) @body) @definition.namespace
(module name: (string (string_fragment) @name) body: (_) @body) @definition.namespace
(module name: [(identifier) (nested_identifier)] @name body: (_) @body) @definition.namespace
(program (lexical_declaration
  (variable_declarator name: (identifier) @name value: (as_expression (object) @body)) @definition.object))
(program (export_statement (lexical_declaration
  (variable_declarator name: (identifier) @name value: (as_expression (object) @body)) @definition.object)))
(variable_declarator value: (as_expression (object (pair key: (property_identifier) @name value: [(number) (string)]) @binding)))

; Parameters
(required_parameter pattern: [(identifier) (this)] @name) @parameter
(required_parameter pattern: [(object_pattern) (array_pattern)]) @parameter
(required_parameter pattern: [(identifier) (object_pattern) (array_pattern) (this)] type: (_) @type)
(required_parameter pattern: [(object_pattern) (array_pattern)] @shared)
(required_parameter pattern: (rest_pattern (identifier) @name) type: (_)? @element) @parameter
(optional_parameter pattern: (identifier) @name) @parameter
(optional_parameter pattern: (object_pattern)) @parameter
(optional_parameter type: (_) @type)
(required_parameter (accessibility_modifier) @promoted)
(optional_parameter (accessibility_modifier) @promoted)
(required_parameter "readonly" @promoted)
(optional_parameter "readonly" @promoted)

; Variables
(variable_declarator type: (_) @type) @binding
(variable_declarator value: (as_expression (_) . (_) @type))
(variable_declarator value: (as_expression . [(call_expression) (identifier) (member_expression)] . ) @value)
(assignment_expression "using" left: (identifier) @name right: (_) @value) @binding
(variable_declarator value: (non_null_expression) @value)
(type_parameter name: (type_identifier) @local @stand_in)
(function_declaration type_parameters: (type_parameters (type_parameter name: (type_identifier) @name
  constraint: (constraint [(type_identifier) (nested_type_identifier)] @bound)) @binding))
(method_definition type_parameters: (type_parameters (type_parameter name: (type_identifier) @name
  constraint: (constraint [(type_identifier) (nested_type_identifier)] @bound)) @binding))
(arrow_function type_parameters: (type_parameters (type_parameter name: (type_identifier) @name
  constraint: (constraint [(type_identifier) (nested_type_identifier)] @bound)) @binding))

; Imports and exports
(import_alias) @import
(export_statement "=" @_equals (identifier)) @import

; Uses
(type_identifier) @reference @annotation
(nested_type_identifier module: (_) @receiver)
(nested_identifier object: (_) @receiver)
(nested_identifier property: (property_identifier) @reference)
