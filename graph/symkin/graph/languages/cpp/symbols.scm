; Types and namespaces
(class_specifier name: [(type_identifier) @name (template_type name: (type_identifier) @name) (qualified_identifier) @name] body: (_) @body) @definition.class
(struct_specifier name: [(template_type name: (type_identifier) @name) (qualified_identifier) @name] body: (_) @body) @definition.struct
(base_class_clause [(type_identifier) (qualified_identifier)] @base)
(base_class_clause (template_type name: (type_identifier) @base))
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
((type_definition type: [(qualified_identifier) (template_type)] @type declarator: (type_identifier) @name)
  @definition.type)
(alias_declaration name: (type_identifier) @name type: (type_descriptor type: (_) @type)) @definition.type
(concept_definition name: (identifier) @name) @definition.type
(template_declaration parameters: (_) @attribute)
(template_parameter_list (type_parameter_declaration (type_identifier) @ignore))

; Members and functions in the shapes that C lacks
(function_definition declarator: [
  (function_declarator declarator: [(field_identifier) (qualified_identifier) (destructor_name) (operator_name)])
  (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (qualified_identifier) (operator_name)]))
  (reference_declarator
    (function_declarator declarator: [(identifier) (field_identifier) (qualified_identifier) (operator_name)]))
]) @definition.function
(field_declaration declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name)])
  (pointer_declarator declarator: (function_declarator declarator: (field_identifier)))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)]))]) @definition.prototype @head
(field_declaration_list (declaration declarator: (function_declarator declarator: [(identifier) (destructor_name)]))
  @definition.prototype @head)
(translation_unit (declaration declarator: (reference_declarator (function_declarator declarator: (identifier))))
  @definition.prototype @head)
(declaration_list (declaration declarator: (reference_declarator (function_declarator declarator: (identifier))))
  @definition.prototype @head)
(translation_unit (template_declaration (declaration declarator: (function_declarator declarator: (identifier)))
  @definition.prototype @head))
(declaration_list (template_declaration (declaration declarator: (function_declarator declarator: (identifier)))
  @definition.prototype @head))
(field_declaration_list (template_declaration (declaration declarator: [
  (function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
  (reference_declarator (function_declarator declarator: (identifier)))]) @definition.prototype @head))
(friend_declaration (declaration declarator: (function_declarator declarator: (identifier))) @opaque)
(declaration_list (function_definition (storage_class_specifier) @hidden (#eq? @hidden "static")))
(function_definition (field_initializer_list) @body)
(function_declarator declarator: [(field_identifier) (qualified_identifier) (destructor_name) (operator_name)] @name)
(function_declarator (trailing_return_type (type_descriptor type: (_) @return)))
(parameter_list (optional_parameter_declaration) @parameter)
(parameter_list (variadic_parameter_declaration) @parameter)
(optional_parameter_declaration declarator: (identifier) @name)
(reference_declarator [(identifier) (field_identifier)] @name)
(variadic_declarator (identifier) @name)
(init_declarator value: [(new_expression) (qualified_identifier) (pointer_expression) (subscript_expression)] @value)
(function_definition type: [(qualified_identifier) (template_type)] @type)
(declaration type: [(qualified_identifier) (template_type)] @type)
(field_declaration type: [(qualified_identifier) (template_type)] @type)
(parameter_declaration type: [(qualified_identifier) (template_type)] @type)
(optional_parameter_declaration type: [(type_identifier) (qualified_identifier) (template_type)] @type)
(for_range_loop right: (_) @iterated) @binding
(for_range_loop declarator: (identifier) @name)
(structured_binding_declarator (identifier) @local)
(lambda_capture_initializer . (identifier) @local)

[(for_range_loop) (catch_clause) (lambda_expression)] @local.scope

; Names from elsewhere
[(using_declaration) (namespace_alias_definition)] @import

; Uses
(qualified_identifier scope: (_) @receiver)
(qualified_identifier scope: (namespace_identifier) @reference)
(qualified_identifier name: (identifier) @reference)
(call_expression function: (qualified_identifier name: (identifier) @call))
(call_expression function: (qualified_identifier name: (qualified_identifier name: (identifier) @call)))
(call_expression function: (template_function name: (identifier) @call))
(call_expression function: (qualified_identifier name: (template_function name: (identifier) @call)))
(call_expression function: (field_expression field: (template_method name: (field_identifier) @reference @call)))
(new_expression type: [(type_identifier) @call (template_type name: (type_identifier) @call)])
(new_expression type: (qualified_identifier name: (type_identifier) @call))
(field_initializer . (field_identifier) @reference)
(using_declaration (identifier) @ignore)
(destructor_name (identifier) @ignore)
