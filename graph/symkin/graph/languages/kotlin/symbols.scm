; Types
(package_header (qualified_identifier) @module)
(class_declaration "class" name: (identifier) @name) @definition.class
(class_declaration "interface" name: (identifier) @name) @definition.interface
(class_declaration (modifiers (class_modifier "enum")) @kind.enum)
(object_declaration name: (identifier) @name) @definition.object
(type_alias type: (identifier) @name) @definition.type
[(class_declaration [(class_body) (enum_class_body)] @body) (object_declaration (class_body) @body)]
(delegation_specifier (constructor_invocation (user_type . (identifier) @base)))
(delegation_specifier (user_type . (identifier) @base))
(enum_entry . (identifier) @binding @name)
(annotation (user_type . (identifier) @decorator))
(annotation (constructor_invocation (user_type . (identifier) @decorator)))
(type_parameter (identifier) @ignore)

; Functions; those of an extended type belong to it
(function_declaration name: (identifier) @name) @definition.function
(function_declaration (function_body) @body)
(function_declaration (user_type . (identifier) @owner) . "." . name: (_))
(function_declaration (function_value_parameters) [(user_type) (nullable_type) (function_type)] @return)
(secondary_constructor "constructor" @name) @definition.constructor
(secondary_constructor (function_value_parameters) [(block) (constructor_delegation_call)] @body)
(function_value_parameters (parameter (identifier) @name [(user_type) (nullable_type) (function_type)] @type) @parameter)
(anonymous_initializer) @block

; Properties and locals
(class_parameter (identifier) @name [(user_type) (nullable_type) (function_type)] @type) @binding
(property_declaration) @binding
(property_declaration (variable_declaration . (identifier) @name))
(property_declaration (variable_declaration (identifier) [(user_type) (nullable_type) (function_type)] @type))
(property_declaration (variable_declaration) . "=" . [(call_expression) (navigation_expression)] @value)
((visibility_modifier) @visible (#any-of? @visible "private" "protected"))
(lambda_parameters (variable_declaration (identifier) @local))
(for_statement (variable_declaration (identifier) @local))
(multi_variable_declaration (variable_declaration (identifier) @local))
(catch_block (identifier) @local)
[(getter) (setter)] @block

; Documentation
[(block_comment) (line_comment)] @comment
(modifiers (annotation) @attribute)

; Uses
(user_type . (identifier) @reference @annotation .)
(user_type . (identifier) @reference @annotation . (type_arguments))
(call_expression . (identifier) @reference @call)
(call_expression . (navigation_expression (identifier) @reference @call .))
(navigation_expression . (_) @receiver (identifier))
(navigation_expression . (identifier) @reference)
