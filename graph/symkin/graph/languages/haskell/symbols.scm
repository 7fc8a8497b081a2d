; Module
(header module: (module) @module)
(haskell (haddock) @doc)
(export [(variable) (name)] @export)
(export (prefix_id (operator) @export))
(export (children element: [(variable) (constructor) (name) (all_names)] @export))
(module_export) @export

; Data types, their constructors and fields
(data_type name: (name) @name) @definition.struct
(data_type constructors: (_) @body)
(newtype name: (name) @name constructor: (_) @body) @definition.struct
(data_constructor (record name: (constructor) @name)) @definition.constructor @head
(data_constructor (prefix name: (constructor) @name)) @definition.constructor @head
(data_constructor (infix operator: (constructor_operator) @name)) @definition.constructor @head
(newtype_constructor name: (constructor) @name) @definition.constructor @head
(gadt_constructor name: (constructor) @name) @definition.constructor @head
(prefix field: (_) @parameter @type)
(data_constructor (infix left_operand: (_) @parameter @type))
(data_constructor (infix right_operand: (_) @parameter @type))
(newtype_constructor field: (field . (_) @parameter @type))
(field name: (field_name (variable) @name) type: (_) @type) @binding
(deriving classes: (name) @base)
(deriving classes: (parens (name) @base))
(deriving classes: (tuple (name) @base))
(type_synonym name: (name) @name) @definition.type @head
(type_synonym type: (_) @type)
(type_family name: (name) @name) @definition.type

; Type classes and instances
(class name: (name) @name) @definition.interface
(class declarations: (_) @body)
(class context: (context (apply constructor: (name) @base)))
(class context: (context (parens (apply constructor: (name) @base))))
(class context: (context (tuple (apply constructor: (name) @base))))
(class_declarations (signature name: [(variable) @name (prefix_id (operator) @name)]) @head @definition.method)
(class_declarations (signature names: (binding_list (variable) @name @definition.method)))
(class_declarations (function name: (variable) @name match: (match) @body) @definition.method)
(class_declarations (bind name: (variable) @name match: (match) @body) @definition.method)
(instance) @container
(instance name: (name) @base)
(instance name: (qualified id: (name) @base))
(instance patterns: (type_patterns (name) @name))
(instance patterns: (type_patterns (qualified id: (name) @name)))
(instance patterns: (type_patterns (parens type: (apply constructor: (name) @name))))
(instance patterns: (type_patterns (parens type: (apply constructor: (apply constructor: (name) @name)))))
(instance name: (name) @name patterns: (type_patterns . [(list) (tuple) (unit)]))
(instance_declarations (function name: [(variable) @name (prefix_id (operator) @name)] match: (match) @body) @definition.method)
(instance_declarations (function (infix operator: (operator) @name) match: (match) @body) @definition.method)
(instance_declarations (bind name: [(variable) @name (prefix_id (operator) @name)] match: (match) @body) @definition.method)

; Functions: a signature and the equations after it
(declarations (signature name: [(variable) @name (prefix_id (operator) @name)]) @head @definition.function)
(declarations (signature names: (binding_list (variable) @name @definition.function)))
(declarations (function name: [(variable) @name (prefix_id (operator) @name)] match: (match) @body) @definition.function)
(declarations (function (infix operator: [(operator) @name (infix_id (variable) @name)]) match: (match) @body) @definition.function)
(declarations (bind name: [(variable) @name (prefix_id (operator) @name)] match: (match) @body) @definition.function)
(foreign_import signature: (signature name: (variable) @name) @head @definition.function)
(pattern_synonym (equation synonym: (apply function: (constructor) @name))) @definition.constructor
(pattern_synonym (equation synonym: (constructor) @name)) @definition.constructor

; The types in a signature
(function parameter: (_) @parameter @type)
(function result: [(apply) (name) (variable) (tuple) (list) (parens) (qualified) (unit) (infix)] @return)
(signature type: [(apply) (name) (variable) (tuple) (list) (parens) (qualified) (unit) (infix)] @return)
(context type: [(apply) (name) (variable) (tuple) (list) (parens) (qualified) (unit) (infix)] @return)
(forall type: [(apply) (name) (variable) (tuple) (list) (parens) (qualified) (unit) (infix)] @return)

; Patterns and types, whose variables mean nothing outside
[(patterns) (type_patterns) (data_constructors) (newtype_constructor) (gadt_constructors)] @pattern
(class context: (_) @pattern)
(instance context: (_) @pattern)
(signature type: (_) @pattern)
(type_synonym type: (_) @pattern)
(type_family) @pattern
(type_application) @pattern
(function (infix left_operand: (_) @pattern operator: (_) right_operand: (_) @pattern))
(alternative pattern: (_) @pattern)
(bind pattern: (_) @pattern)
(generator pattern: (_) @pattern)
(pattern_guard pattern: (_) @pattern)
(pattern_synonym (equation (_) @pattern))
(patterns (variable) @bindable)
(type_patterns (variable) @bindable)
(type_application (variable) @bindable)
(apply [(variable)] @bindable)
(parens (variable) @bindable)
(tuple (variable) @bindable)
(list (variable) @bindable)
(infix (variable) @bindable)
(strict (variable) @bindable)
(irrefutable (variable) @bindable)
(as bind: (variable) @local)
(as pattern: (variable) @bindable)
(field_pattern pattern: (variable) @bindable)
(field_pattern field: (field_name (variable) @bindable) !pattern)
(alternative pattern: (variable) @local)
(bind pattern: (variable) @local)
(generator pattern: (variable) @local)
(function (infix left_operand: (variable) @local operator: (_)) match: (_))
(function (infix right_operand: (variable) @local) match: (_))
(function parameter: (variable) @local)
(function result: (variable) @local)
(signature type: (variable) @local)
(prefix field: (variable) @local)
(strict_field (variable) @bindable)
(field type: (variable) @local)
(type_params (variable) @local)
(quantified_variables (variable) @local)
(local_binds (function name: (variable) @local))
(local_binds (bind name: (variable) @local))
(local_binds (signature name: (variable) @local))
(local_binds (signature names: (binding_list (variable) @local)))

; Imports
(import) @import

; Uses
[(variable) (constructor) (constructor_operator)] @reference
((operator) @reference (#not-match? @reference "^([.$+*/<>&^-]|==|/=|<=|>=|&&|[|]{2}|[+]{2}|<>|<[$*&|]>|<[$]|[$]>|[*]>|<[*]|>>=?|=<<|[$]!|!!|[*]{2}|>=>|<=<)$"))
(name) @reference @annotation
(qualified module: (module) @receiver)
(apply function: [(variable) (constructor)] @call)
(apply function: (qualified id: [(variable) (constructor)] @call))
(apply function: (prefix_id (operator) @call))
(infix operator: [(operator) (constructor_operator)] @call)
(infix operator: (infix_id [(variable) (constructor)] @call))
(infix operator: (qualified id: [(operator) (constructor_operator)] @call))
(haddock) @comment
