(package_declaration [(identifier) (scoped_identifier)] @module)

; Types and their members
(class_declaration name: (identifier) @name body: (_) @body) @definition.class
(interface_declaration name: (identifier) @name body: (_) @body) @definition.interface
(annotation_type_declaration name: (identifier) @name body: (_) @body) @definition.interface
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(record_declaration name: (identifier) @name body: (_) @body) @definition.record
(object_creation_expression "new" @name type: [(type_identifier) (scoped_type_identifier)] @base (class_body) @body) @definition.class
(object_creation_expression
  "new" @name type: (generic_type . [(type_identifier) (scoped_type_identifier)] @base) (class_body) @body) @definition.class
(superclass [(type_identifier) (scoped_type_identifier)] @base)
(superclass (generic_type . (_) @base))
(super_interfaces (type_list [(type_identifier) (scoped_type_identifier)] @base))
(super_interfaces (type_list (generic_type . (_) @base)))
(extends_interfaces (type_list [(type_identifier) (scoped_type_identifier)] @base))
(extends_interfaces (type_list (generic_type . (_) @base)))
(enum_constant name: (identifier) @name) @definition.enum_member
(field_declaration declarator: (variable_declarator name: (identifier) @name)) @binding
(constant_declaration declarator: (variable_declarator name: (identifier) @name)) @binding
(field_declaration type: (_) @type)
(constant_declaration type: (_) @type)
(record_declaration parameters: (formal_parameters (formal_parameter type: (_) @type name: (identifier) @name) @binding))
(modifiers ["public" "protected" "private"] @visible)

; Methods and constructors
(method_declaration name: (identifier) @name body: (_) @body) @definition.function
(method_declaration name: (identifier) @name ";" @body) @definition.function
(method_declaration type: (_) @type)
(annotation_type_element_declaration type: (_) @type name: (identifier) @name ";" @body) @definition.function
(constructor_declaration name: (identifier) @name body: (_) @body) @definition.function
(compact_constructor_declaration name: (identifier) @name body: (_) @body) @definition.function
(method_declaration parameters: (formal_parameters (formal_parameter type: (_) @type name: (identifier) @name) @parameter))
(constructor_declaration parameters: (formal_parameters (formal_parameter type: (_) @type name: (identifier) @name) @parameter))
(lambda_expression parameters: (formal_parameters (formal_parameter type: (_) @type name: (identifier) @name) @parameter))
(spread_parameter [
  (type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type) (boolean_type)
  (floating_point_type)] @element (variable_declarator name: (identifier) @name)) @parameter

; Variables
(local_variable_declaration declarator: (variable_declarator name: (identifier) @name)) @binding
((local_variable_declaration type: (_) @type) (#not-eq? @type "var"))
(local_variable_declaration type: (type_identifier) @_var declarator: (variable_declarator value: (_) @value)
  (#eq? @_var "var"))
(enhanced_for_statement type: (type_identifier) @_var name: (identifier) @name value: (_) @iterated (#eq? @_var "var")) @binding
(enhanced_for_statement name: (identifier) @local)
((enhanced_for_statement type: (_) @type name: (identifier) @name) @binding (#not-eq? @type "var"))
((resource type: (_) @type name: (identifier) @name) @binding (#not-eq? @type "var"))
(resource type: (type_identifier) @_var name: (identifier) @name value: (_) @value (#eq? @_var "var")) @binding
(catch_formal_parameter (catch_type . (_) @type .) name: (identifier) @name) @binding
(catch_formal_parameter name: (identifier) @local)
(instanceof_expression right: (_) @type name: (identifier) @name) @binding
(type_pattern . (_) @type . (identifier) @name) @binding
(record_pattern_component (identifier) @local)
(lambda_expression parameters: (identifier) @local)
(inferred_parameters (identifier) @local)
(type_parameter (type_identifier) @local @stand_in)
(method_declaration type_parameters: (type_parameters (type_parameter . (type_identifier) @name
  (type_bound . [(type_identifier) (scoped_type_identifier)] @bound)) @binding))
(static_initializer) @block
(class_body (block) @block)

; Documentation
(block_comment) @comment
[(marker_annotation) (annotation)] @attribute
(marker_annotation name: (_) @decorator)
(annotation name: (_) @decorator)

; Imports and uses
[(import_declaration) (package_declaration)] @import
(identifier) @reference
(type_identifier) @reference @annotation
(method_invocation name: (identifier) @call)
(argument_list) @arguments
(method_invocation object: (_) @receiver)
(method_invocation (super) @receiver)
(method_reference . (_) @receiver "::" (identifier) @call .)
(field_access object: (_) @receiver)
(scoped_type_identifier . (_) @receiver)
(scoped_identifier scope: (_) @receiver)
(object_creation_expression type: (type_identifier) @call)
(object_creation_expression type: (generic_type . (type_identifier) @call))
(object_creation_expression type: (scoped_type_identifier (type_identifier) @call .))
; (a name behind type arguments has lost sight of its object)
(method_invocation type_arguments: (_) name: (identifier) @ignore)
(element_value_pair key: (identifier) @ignore)
(labeled_statement . (identifier) @ignore)
(break_statement (identifier) @ignore)
(continue_statement (identifier) @ignore)
