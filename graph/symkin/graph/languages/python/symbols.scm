; Definitions
(class_definition name: (identifier) @name body: (block) @body) @definition.class
(function_definition name: (identifier) @name body: (block) @body) @definition.function
(type_alias_statement left: (type (identifier) @name)) @definition.type
(decorated_definition) @decorated
(decorator [(identifier) (attribute)] @decorator)
(decorator (call function: [(identifier) (attribute)] @decorator))
(class_definition superclasses: (argument_list [(identifier) (attribute)] @base))
(class_definition superclasses: (argument_list (subscript value: [(identifier) (attribute)] @base)))
(module . (comment)* . (expression_statement (string) @doc))
(class_definition body: (block . (expression_statement (string) @doc)))
(function_definition body: (block . (expression_statement (string) @doc)))
(function_definition return_type: (type) @return)
(return_statement (_) @result)

; Parameters
(parameters [(identifier) @bare (list_splat_pattern (identifier) @bare) (dictionary_splat_pattern (identifier) @bare)])
(parameters (default_parameter name: (identifier) @name) @parameter)
(parameters (typed_default_parameter name: (identifier) @name type: (type) @type) @parameter)
(parameters (typed_parameter . (identifier) @name type: (type) @type) @parameter)
(parameters (typed_parameter
  [(list_splat_pattern (identifier) @name) (dictionary_splat_pattern (identifier) @name)]
  type: (type) @element) @parameter)

; Assignments: a module's variables, a class's fields, a method's `self.x`, a function's locals
(assignment left: (identifier) @name) @binding
(assignment left: (attribute object: (identifier) @self attribute: (identifier) @name)) @binding
(assignment left: (pattern_list (identifier) @binding @name))
(assignment left: (pattern_list (attribute object: (identifier) @self attribute: (identifier) @name) @binding))
(assignment type: (type) @type)
(assignment left: [(pattern_list) (tuple_pattern)]) @shared
[(for_statement) (for_in_clause)] @shared
(assignment right: (_) @value) ; of any kind: a choice between many costs a query more than all else
(named_expression name: (identifier) @name value: (_) @value) @binding
(with_item value: (as_pattern [(call) (identifier) (attribute)] @entered alias: (as_pattern_target (identifier) @name)) @binding)
(except_clause value: (as_pattern [(identifier) (attribute) (tuple)] @caught alias: (as_pattern_target (identifier) @name)) @binding)
(as_pattern alias: (as_pattern_target (attribute object: (identifier) @self attribute: (identifier) @name))) @binding
(for_statement left: (attribute object: (identifier) @self attribute: (identifier) @name) @binding)
(assignment right: (call function: [(identifier) @_field (attribute attribute: (identifier) @_field)]
  arguments: (argument_list (keyword_argument name: (identifier) @_type value: [(identifier) (attribute)] @type)))
  (#any-of? @_field "ib" "attrib" "field") (#eq? @_type "type"))

; Names that are bound locally
(lambda_parameters (identifier) @local)
(lambda_parameters (default_parameter name: (identifier) @local))
(lambda_parameters (list_splat_pattern (identifier) @local))
(lambda_parameters (dictionary_splat_pattern (identifier) @local))
(pattern_list (identifier) @local)
(tuple_pattern (identifier) @local)
(list_pattern (identifier) @local)
(for_statement left: (identifier) @local)
(for_in_clause left: (identifier) @local)
(named_expression name: (identifier) @local)
(as_pattern_target (identifier) @local)
(as_pattern_target (tuple (identifier) @local))
(as_pattern_target (list (identifier) @local))
(case_pattern (dotted_name . (identifier) @local .))
(case_pattern (as_pattern (identifier) @local))
(splat_pattern (identifier) @local)
(function_definition type_parameters: (type_parameter (type (identifier) @local)))
(function_definition type_parameters: (type_parameter (type (constrained_type . (type (identifier) @local)))))
(function_definition type_parameters: (type_parameter
  (type (constrained_type . (type (identifier) @name) (type [(identifier) (attribute)] @bound))) @binding))
(class_definition type_parameters: (type_parameter (type (identifier) @local)))
(global_statement (identifier) @global)
(nonlocal_statement (identifier) @global)

; Imports
[(import_statement) (import_from_statement) (future_import_statement)] @import

; Uses
(identifier) @reference
(attribute object: (_) @receiver)
(call function: (identifier) @call)
(call function: (attribute attribute: (identifier) @call))
(type) @annotation
(type (string (string_content) @quoted))
(type (binary_operator (string (string_content) @quoted)))
(type (generic_type (type_parameter (type (string (string_content) @quoted)))))
(keyword_argument name: (identifier) @ignore)
(keyword_pattern . (identifier) @ignore)
