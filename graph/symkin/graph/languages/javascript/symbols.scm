(class_declaration name: (identifier) @name body: (_) @body) @definition.class
(class_heritage [(identifier) (member_expression)] @base)
(class_heritage (call_expression function: [(identifier) (member_expression)] @base))
(class_body (field_definition
  property: [(property_identifier) (private_property_identifier)] @name
  value: [(arrow_function "=>" @body) (function_expression body: (_) @body)]) @definition.function)
(class_body (field_definition property: [(property_identifier) (private_property_identifier)] @name) @binding)
(field_definition value: [(call_expression) (new_expression) (identifier) (member_expression)] @value)
(private_property_identifier) @visible

; Only here does setting `this.x` declare it; TypeScript's fields are declared in the class
(assignment_expression left: (member_expression object: (this) @self property: (_) @name)) @binding
(assignment_expression
  left: (member_expression object: (this))
  right: [(call_expression) (new_expression) (identifier) (member_expression) (await_expression)] @value)

(formal_parameters (identifier) @parameter @name)
(formal_parameters (assignment_pattern left: (identifier) @name) @parameter)
(formal_parameters (rest_pattern (identifier) @name) @parameter)
(formal_parameters [(object_pattern) (array_pattern)] @shared)
