; Types
(namespace_definition name: (namespace_name) @module)
(class_declaration name: (name) @name body: (_) @body) @definition.class
(interface_declaration name: (name) @name body: (_) @body) @definition.interface
(trait_declaration name: (name) @name body: (_) @body) @definition.trait
(enum_declaration name: (name) @name body: (_) @body) @definition.enum
(base_clause [(name) (qualified_name)] @base)
(class_interface_clause [(name) (qualified_name)] @base)
(use_declaration [(name) (qualified_name)] @base)
(attribute [(name) (qualified_name)] @decorator)
(attribute (name) @reference)

; Members
(const_declaration (const_element . (name) @name) @binding)
(enum_case name: (name) @name) @binding
(property_declaration (property_element name: (variable_name (name) @name))) @binding
(property_declaration type: (_) @type)
(property_promotion_parameter type: (_)? @type name: (variable_name (name) @name)) @parameter @promoted
(property_promotion_parameter visibility: (_) @promoted)
(method_declaration name: (name) @name) @definition.function
(method_declaration body: (_) @body)
[(method_declaration return_type: (_) @return) (function_definition return_type: (_) @return)]
(function_definition name: (name) @name body: (_) @body) @definition.function
(property_declaration (visibility_modifier) @visible)
(method_declaration (visibility_modifier) @visible)

; Parameters and locals
(simple_parameter type: (_)? @type name: (variable_name (name) @name)) @parameter
(variadic_parameter type: (_)? @element name: (variable_name (name) @name)) @parameter
(assignment_expression left: (variable_name (name) @name)) @binding
(assignment_expression right: [
  (object_creation_expression) (function_call_expression) (member_call_expression) (scoped_call_expression)
  (member_access_expression) (variable_name)] @value)
(foreach_statement (variable_name (name) @local))
(foreach_statement (pair (variable_name (name) @local)))
(list_literal (variable_name (name) @local))
(catch_clause name: (variable_name (name) @local))
(static_variable_declaration name: (variable_name (name) @local))

; Documentation
(comment) @comment
(attribute_list) @attribute

; Uses
(namespace_use_declaration) @import
(named_type [(name) (qualified_name)] @annotation)
((named_type (name) @reference) (#not-match? @reference "^(static|self|parent)$"))
(named_type (qualified_name (name) @reference))
(base_clause (name) @reference)
(class_interface_clause (name) @reference)
(use_declaration (name) @reference)
(catch_clause type: (type_list (named_type (name) @annotation)))
(object_creation_expression [(name) @reference @call (qualified_name (name) @reference @call)]
  (#not-match? @reference "^(static|self|parent)$"))
(function_call_expression function: [(name) @reference @call (qualified_name (name) @reference @call)])
(member_call_expression object: (_) @receiver name: (name) @reference @call)
(nullsafe_member_call_expression object: (_) @receiver name: (name) @reference @call)
(scoped_call_expression scope: (_) @receiver name: (name) @reference @call)
(scoped_call_expression scope: (name) @reference)
(class_constant_access_expression . (name) @receiver @reference . (name) @reference)
(member_access_expression object: (_) @receiver name: (name) @reference)
