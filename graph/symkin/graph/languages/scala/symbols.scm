; Types
(package_clause name: (_) @module)
(class_definition name: (identifier) @name) @definition.class
(trait_definition name: (identifier) @name) @definition.trait
(object_definition name: (identifier) @name) @definition.object
(enum_definition name: (identifier) @name) @definition.enum
(type_definition name: (type_identifier) @name) @definition.type
[(class_definition body: (_) @body) (trait_definition body: (_) @body) (object_definition body: (_) @body)
 (enum_definition body: (_) @body)]
(extends_clause (type_identifier) @base)
(extends_clause (generic_type type: (type_identifier) @base))
(derives_clause type: (type_identifier) @base)
(simple_enum_case name: (identifier) @binding @name)
(full_enum_case name: (identifier) @name) @binding
(annotation name: (type_identifier) @decorator)
(type_parameters name: (identifier) @ignore)

; Functions and values
(function_definition name: [(identifier) (operator_identifier)] @name) @definition.function
(function_definition body: (_) @body)
(function_declaration name: [(identifier) (operator_identifier)] @name) @definition.function
[(function_definition return_type: (_) @return) (function_declaration return_type: (_) @return)]
(given_definition name: (identifier) @name return_type: (_) @type) @binding
(class_parameter name: (identifier) @name type: (_) @type) @binding
(parameters (parameter name: (identifier) @name type: (_) @type) @parameter)
(parameters (parameter name: (identifier) type: (repeated_parameter_type type: (_) @element)))
(val_definition pattern: (identifier) @name) @binding
(var_definition pattern: (identifier) @name) @binding
(val_declaration name: (identifier) @name type: (_) @type) @binding
[(val_definition type: (_) @type) (var_definition type: (_) @type)]
[(val_definition value: [(call_expression) (instance_expression) (field_expression)] @value)
 (var_definition value: [(call_expression) (instance_expression) (field_expression)] @value)]
((access_modifier) @visible)
(lambda_expression parameters: (identifier) @local)
(lambda_expression parameters: (bindings (binding name: (identifier) @local)))
(enumerator . (identifier) @local)
(case_clause pattern: (identifier) @local)
(case_clause pattern: (typed_pattern pattern: (identifier) @local))
(case_class_pattern pattern: (identifier) @local)
(tuple_pattern (identifier) @local)
(function_definition body: (_) @block)

; Documentation
[(block_comment) (comment)] @comment
(annotation) @attribute

; Uses
(type_identifier) @reference @annotation
(instance_expression (type_identifier) @call)
(instance_expression (generic_type type: (type_identifier) @call))
(call_expression function: (identifier) @reference @call)
(call_expression function: (field_expression field: (identifier) @reference @call))
(call_expression function: (generic_function function: (identifier) @reference @call))
(field_expression value: (_) @receiver)
((field_expression value: (identifier) @reference) (#not-match? @reference "^(this|super)$"))
