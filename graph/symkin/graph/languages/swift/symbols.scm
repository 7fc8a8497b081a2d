; Types
(class_declaration declaration_kind: "class" name: (type_identifier) @name) @definition.class
(class_declaration declaration_kind: "actor" name: (type_identifier) @name) @definition.class
(class_declaration declaration_kind: "struct" name: (type_identifier) @name) @definition.struct
(class_declaration declaration_kind: "enum" name: (type_identifier) @name) @definition.enum
(class_declaration declaration_kind: "extension" name: (user_type . (type_identifier) @name)) @container
(protocol_declaration name: (type_identifier) @name) @definition.interface
(typealias_declaration name: (type_identifier) @name) @definition.type
[(class_declaration body: (_) @body) (protocol_declaration body: (_) @body)]
(inheritance_specifier inherits_from: (user_type . (type_identifier) @base))
(enum_entry name: (simple_identifier) @name) @binding
(attribute (user_type . (type_identifier) @decorator))
(type_parameter . (type_identifier) @ignore)

; Functions
(function_declaration name: (simple_identifier) @name) @definition.function
(protocol_function_declaration name: (simple_identifier) @name) @definition.function
(init_declaration "init" @name) @definition.constructor
[(function_declaration body: (_) @body) (init_declaration body: (_) @body)]
(function_declaration name: [(user_type) (optional_type) (array_type) (dictionary_type) (tuple_type) (function_type)] @return)
(protocol_function_declaration
  name: [(user_type) (optional_type) (array_type) (dictionary_type) (tuple_type) (function_type)] @return)
(parameter name: (simple_identifier) @name name: (_) @type) @parameter

; Properties and locals
(property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @binding
(protocol_property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @binding
(property_declaration (type_annotation (_) @type))
(protocol_property_declaration (type_annotation (_) @type))
(property_declaration value: (call_expression) @value)
(computed_property) @block
((visibility_modifier) @visible (#any-of? @visible "private" "fileprivate"))
(lambda_parameter name: (simple_identifier) @local)
(for_statement item: (pattern bound_identifier: (simple_identifier) @local))
(if_statement bound_identifier: (simple_identifier) @local)
(guard_statement bound_identifier: (simple_identifier) @local)
(switch_pattern (pattern (pattern bound_identifier: (simple_identifier) @local)))

; Documentation
(comment) @comment
(multiline_comment) @comment
(modifiers (attribute) @attribute)

; Uses
(user_type . (type_identifier) @reference @annotation)
(call_expression . (simple_identifier) @reference @call)
(call_expression . (navigation_expression suffix: (navigation_suffix suffix: (simple_identifier) @reference @call)))
(navigation_expression target: (_) @receiver)
((navigation_expression target: (simple_identifier) @reference) (#not-match? @reference "^[$]"))
