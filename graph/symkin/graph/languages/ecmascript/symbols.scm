; Functions
(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration name: (identifier) @name body: (_) @body) @definition.function
(variable_declarator name: (identifier) @name value: (arrow_function "=>" @body)) @definition.function
(variable_declarator name: (identifier) @name value: (function_expression body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (generator_function body: (_) @body)) @definition.function
(assignment_expression
  left: (member_expression object: (identifier) @_exports property: (property_identifier) @name)
  right: [(arrow_function "=>" @body) (function_expression body: (_) @body)]
  (#eq? @_exports "exports")) @definition.function
(assignment_expression
  left: (member_expression
    object: (member_expression object: (identifier) @owner property: (property_identifier) @_prototype)
    property: (property_identifier) @name)
  right: [(arrow_function "=>" @body) (function_expression body: (_) @body)]
  (#eq? @_prototype "prototype")) @definition.method
(export_statement "default" @name value: (arrow_function "=>" @body)) @definition.function
(export_statement "default" @name value: (function_expression !name body: (_) @body)) @definition.function

; Classes and their members
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class
(export_statement "default" @name value: (class !name body: (_) @body)) @definition.class
(class_body (method_definition name: (_) @name body: (_) @body) @definition.function)
(method_definition ["get" "set"] @kind.property)
(class_body (class_static_block) @block)
(decorator [(identifier) (member_expression)] @decorator)
(decorator (call_expression function: [(identifier) (member_expression)] @decorator))
(decorator) @attribute

; An object that a module keeps under a name is a definition with members
(program (lexical_declaration
  (variable_declarator name: (identifier) @name value: (object) @body) @definition.object))
(program (export_statement (lexical_declaration
  (variable_declarator name: (identifier) @name value: (object) @body) @definition.object)))
(program (lexical_declaration (variable_declarator value: (object
  (pair key: (property_identifier) @name value: [(number) (string) (identifier) (call_expression) (new_expression)]) @binding))))
(program (export_statement (lexical_declaration (variable_declarator value: (object
  (pair key: (property_identifier) @name value: [(number) (string) (identifier) (call_expression) (new_expression)]) @binding)))))
(program (lexical_declaration (variable_declarator value: (object
  (pair key: (property_identifier) @name value: [(arrow_function "=>" @body) (function_expression body: (_) @body)]) @definition.function))))
(program (export_statement (lexical_declaration (variable_declarator value: (object
  (pair key: (property_identifier) @name value: [(arrow_function "=>" @body) (function_expression body: (_) @body)]) @definition.function)))))
(program (lexical_declaration (variable_declarator value: (object
  (method_definition name: (_) @name body: (_) @body) @definition.function))))
(program (export_statement (lexical_declaration (variable_declarator value: (object
  (method_definition name: (_) @name body: (_) @body) @definition.function)))))

; What a function gives
(return_statement (_) @result)
(variable_declarator value: (arrow_function body: [(call_expression) (new_expression) (member_expression)] @result))

; Variables
; (a `const` without a value is what the parser makes of a syntax error)
(variable_declarator value: (_)) @binding
(lexical_declaration kind: "let" (variable_declarator) @binding)
(variable_declaration (variable_declarator) @binding)
(variable_declarator name: (identifier) @name)
(variable_declarator value: [
  (call_expression) (new_expression) (identifier) (member_expression) (await_expression) (subscript_expression)
  (parenthesized_expression) (binary_expression)] @value)
(pair value: [(call_expression) (new_expression) (identifier)] @value)
(variable_declarator name: (object_pattern [
  (shorthand_property_identifier_pattern) @binding @name
  (object_assignment_pattern left: (shorthand_property_identifier_pattern) @binding @name)
  (rest_pattern (identifier) @binding @name)
  (pair_pattern value: (identifier) @binding @name)
  (pair_pattern value: (assignment_pattern left: (identifier) @binding @name))
  (pair_pattern value: (array_pattern (identifier) @binding @name))
  (pair_pattern value: (object_pattern (shorthand_property_identifier_pattern) @binding @name))]))
(variable_declarator name: (array_pattern [
  (identifier) @binding @name
  (assignment_pattern left: (identifier) @binding @name)
  (rest_pattern (identifier) @binding @name)
  (object_pattern (shorthand_property_identifier_pattern) @binding @name)]))
(variable_declarator name: [(object_pattern) (array_pattern)] @shared)
(for_in_statement left: [(object_pattern) (array_pattern)] @shared operator: "of")
; Everywhere else (parameters, loops, patterns in patterns) and after a syntax error they are just local
(object_pattern (shorthand_property_identifier_pattern) @local)
(object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @local))
(object_pattern (rest_pattern (identifier) @local))
(pair_pattern value: (identifier) @local)
(pair_pattern value: (assignment_pattern left: (identifier) @local))
(array_pattern (identifier) @local)
(array_pattern (assignment_pattern left: (identifier) @local))
(array_pattern (rest_pattern (identifier) @local))
(for_in_statement kind: _ left: (identifier) @name operator: "of" right: (_) @iterated) @binding
(for_in_statement !kind left: (identifier) @name operator: "of" right: (_) @iterated) @binding
(for_in_statement kind: _ left: (identifier) @local operator: "in")
(catch_clause parameter: (identifier) @local)
(function_expression name: (identifier) @local)
(class_heritage) @annotation

; Code without a name, in which what is declared stays inside
[(arrow_function) (function_expression) (generator_function) (for_statement) (for_in_statement) (while_statement)
 (if_statement) (try_statement) (switch_statement)] @block
(object (method_definition) @block)
(arguments [(arrow_function) (function_expression)] @callback)
(arrow_function parameter: (identifier) @parameter @name)

; Imports and exports
(import_statement) @import
(export_statement source: (_)) @import
(export_specifier) @import
(export_statement value: (identifier)) @import
(export_statement "default" @import declaration: (_))
(variable_declarator value: (call_expression function: (identifier) @_require) (#eq? @_require "require")) @import
(variable_declarator
  value: (member_expression object: (call_expression function: (identifier) @_require))
  (#eq? @_require "require")) @import
(variable_declarator value: (await_expression (call_expression function: (import)))) @import
(assignment_expression
  left: (member_expression object: (identifier) @_module) right: (identifier) (#eq? @_module "module")) @import

; Uses
[(identifier) (shorthand_property_identifier)] @reference
(member_expression object: (_) @receiver)
(member_expression property: (_) @reference)
(call_expression function: (identifier) @call)
(call_expression function: (member_expression property: (_) @call))
(new_expression constructor: (identifier) @call)
(new_expression constructor: (member_expression property: (_) @call))
(comment) @comment
