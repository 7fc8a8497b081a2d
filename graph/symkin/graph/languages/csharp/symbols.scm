; Types
[(namespace_declaration name: (_) @module) (file_scoped_namespace_declaration name: (_) @module)]
(class_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(struct_declaration name: (identifier) @name) @definition.struct
(record_declaration name: (identifier) @name) @definition.record
(enum_declaration name: (identifier) @name) @definition.enum
(delegate_declaration type: (_) @annotation name: (identifier) @name) @definition.type
[(class_declaration body: (_) @body) (interface_declaration body: (_) @body) (struct_declaration body: (_) @body)
 (record_declaration body: (_) @body) (enum_declaration body: (_) @body)]
(base_list [(identifier) (qualified_name)] @base)
(base_list (generic_name . (identifier) @base))
(base_list (primary_constructor_base_type type: [(identifier) (qualified_name)] @base))
(type_parameter name: (identifier) @ignore)
(type_parameter_constraints_clause . (identifier) @ignore)
(attribute name: (identifier) @reference @decorator)

; Members
(enum_member_declaration name: (identifier) @binding @name)
(record_declaration (parameter_list (parameter type: (_) @type name: (identifier) @name) @binding))
(field_declaration (variable_declaration (variable_declarator name: (identifier) @name))) @binding
(event_field_declaration (variable_declaration (variable_declarator name: (identifier) @name))) @binding
(field_declaration (variable_declaration type: (_) @type))
(event_field_declaration (variable_declaration type: (_) @type))
(property_declaration type: (_) @type name: (identifier) @name) @definition.property
(property_declaration accessors: (_) @body)
(property_declaration value: (arrow_expression_clause) @body)
(method_declaration returns: (_) @type name: (identifier) @name) @definition.method
[(method_declaration body: (_) @body) (constructor_declaration body: (_) @body) (local_function_statement body: (_) @body)]
(constructor_declaration name: (identifier) @name) @definition.constructor
(constructor_initializer) @body
(local_function_statement type: (_) @type name: (identifier) @name) @definition.function
((modifier) @visible (#any-of? @visible "private" "protected"))

; Parameters and locals
(parameter_list (parameter type: (_) @type name: (identifier) @name) @parameter)
(parameter_list type: (_) @annotation name: (identifier) @parameter @name)
(local_declaration_statement (variable_declaration (variable_declarator name: (identifier) @name) @binding))
(variable_declarator [(object_creation_expression) (invocation_expression) (await_expression)] @value)
(using_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(for_statement initializer: (variable_declaration (variable_declarator name: (identifier) @local)))
(lambda_expression parameters: (implicit_parameter) @local)
(lambda_expression parameters: (parameter_list (parameter name: (identifier) @local)))
(foreach_statement left: (identifier) @local)
(catch_declaration name: (identifier) @local)
(declaration_expression name: (identifier) @local)
(declaration_pattern name: (identifier) @local)

; Documentation
(comment) @comment
(attribute_list) @attribute

; Uses
(_ type: (identifier) @reference @annotation)
(_ type: (qualified_name name: (identifier) @reference @annotation))
(_ type: (generic_name . (identifier) @reference @annotation))
(_ type: (array_type type: (identifier) @reference @annotation))
(nullable_type type: (identifier) @reference @annotation)
(_ returns: (identifier) @reference @annotation)
(_ returns: (generic_name . (identifier) @reference @annotation))
(type_argument_list (identifier) @reference @annotation)
(base_list [(identifier) (qualified_name name: (identifier)) (generic_name . (identifier))] @reference)
(object_creation_expression type: [(identifier) (generic_name . (identifier))] @call)
(invocation_expression function: (identifier) @reference @call (#not-eq? @reference "nameof"))
(invocation_expression function: (generic_name . (identifier) @reference @call))
(invocation_expression function: (member_access_expression name: (identifier) @reference @call))
(invocation_expression function: (member_access_expression name: (generic_name . (identifier) @reference @call)))
(member_access_expression expression: (_) @receiver)
(member_access_expression expression: (identifier) @reference)
