; Functions; `function Type:name` belongs to Type
(function_declaration name: (identifier) @name) @definition.function
(function_declaration name: (dot_index_expression table: (identifier) @owner field: (identifier) @name)) @definition.function
(function_declaration name: (method_index_expression table: (identifier) @owner method: (identifier) @name)) @definition.method
(function_declaration name: (dot_index_expression
  table: (dot_index_expression field: (identifier) @owner) field: (identifier) @name)) @definition.function
(function_declaration name: (method_index_expression
  table: (dot_index_expression field: (identifier) @owner) method: (identifier) @name)) @definition.method
(function_declaration body: (_) @body)
(chunk (assignment_statement
  (variable_list . name: (dot_index_expression table: (identifier) @owner field: (identifier) @name) .)
  (expression_list value: (function_definition))) @definition.function)
(chunk (variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name .) (expression_list value: (function_definition))) @definition.function))
(function_definition body: (_) @body)
(parameters name: (identifier) @parameter @name)

; Variables; a table's fields
(chunk (variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name .) (expression_list . value: (table_constructor) @body .)) @definition.object))
(chunk (assignment_statement
  (variable_list . name: (identifier) @name .) (expression_list . value: (table_constructor) @body .)) @definition.object)
(chunk (variable_declaration (assignment_statement
  (expression_list (table_constructor (field name: (identifier) @name) @binding)))))
(chunk (assignment_statement (expression_list (table_constructor (field name: (identifier) @name) @binding))))
(chunk (assignment_statement
  (variable_list . name: (dot_index_expression table: (identifier) @owner field: (identifier) @name) .)
  (expression_list value: [(number) (string) (true) (false) (nil) (table_constructor)])) @definition.field)
(chunk (variable_declaration (assignment_statement (variable_list name: (identifier) @name)) @binding))
(chunk (assignment_statement (variable_list . name: (identifier) @name .)) @binding)
(assignment_statement (expression_list . value: [(function_call) (identifier) (dot_index_expression)] @value))
(block (variable_declaration (assignment_statement (variable_list name: (identifier) @local))))
(block (variable_declaration (variable_list name: (identifier) @local)))
(for_generic_clause (variable_list name: (identifier) @local))
(for_numeric_clause name: (identifier) @local)

; Documentation
(comment) @comment

; Uses
(function_call name: (identifier) @reference @call)
(function_call name: (dot_index_expression field: (identifier) @reference @call))
(function_call name: (method_index_expression method: (identifier) @reference @call))
(dot_index_expression table: (_) @receiver)
(method_index_expression table: (_) @receiver)
(arguments (identifier) @reference)
(return_statement (expression_list (identifier) @reference))
