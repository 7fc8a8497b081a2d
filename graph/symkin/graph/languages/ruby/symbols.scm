; Modules and classes
(module name: [(constant) @name (scope_resolution name: (constant) @name)]) @definition.module
(class name: [(constant) @name (scope_resolution name: (constant) @name)]) @definition.class
[(class body: (_) @body) (module body: (_) @body)]
(superclass [(constant) (scope_resolution)] @base)
(call method: (identifier) @_mix arguments: (argument_list [(constant) (scope_resolution)] @base)
  (#any-of? @_mix "include" "extend" "prepend"))

; Methods
(method name: (_) @name) @definition.function
(method body: (_) @body)
(singleton_method name: (_) @name) @definition.function
(singleton_method body: (_) @body)
(method_parameters (identifier) @parameter @name)
(method_parameters (optional_parameter name: (identifier) @name) @parameter)
(method_parameters (keyword_parameter name: (identifier) @name) @parameter)
(method_parameters (splat_parameter name: (identifier) @name) @parameter)
(method_parameters (hash_splat_parameter name: (identifier) @name) @parameter)
(method_parameters (block_parameter name: (identifier) @name) @parameter)

; Attributes, constants and locals
(call method: (identifier) @_attribute arguments: (argument_list (simple_symbol) @binding @name)
  (#any-of? @_attribute "attr_reader" "attr_accessor" "attr_writer"))
(assignment left: (constant) @name) @binding
(assignment left: (instance_variable) @name @self) @binding
(assignment right: (call receiver: (constant) method: (identifier) @_new (#eq? @_new "new")) @value)
(assignment left: (identifier) @local)
(operator_assignment left: (identifier) @local)
(left_assignment_list (identifier) @local)
(block_parameters (identifier) @local)
(block_parameters (destructured_parameter (identifier) @local))
(lambda_parameters (identifier) @local)
(for pattern: (identifier) @local)
(exception_variable (identifier) @local)

; Documentation
(comment) @comment

; Uses
(constant) @reference
(call method: [(identifier) (constant)] @reference @call
  (#not-match? @reference "^(include|extend|prepend|attr_(reader|writer|accessor)|require(_relative)?)$"))
(call receiver: (_) @receiver)
(scope_resolution scope: (_) @receiver)
((_ [(body_statement (identifier) @reference @call) (begin (identifier) @reference @call) (then (identifier) @reference @call)])
  (#not-match? @reference "^(private|protected|public|module_function|private_class_method)$"))
