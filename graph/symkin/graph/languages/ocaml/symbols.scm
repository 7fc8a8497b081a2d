; Types
(type_definition (type_binding name: (type_constructor) @name) @definition.type)
(type_binding body: (record_declaration) @body @kind.struct)
(type_binding body: (variant_declaration) @kind.enum)
(record_declaration (field_declaration (field_name) @name type: (_) @type) @binding)
(variant_declaration (constructor_declaration (constructor_name) @name) @binding)
(exception_definition (constructor_declaration (constructor_name) @name)) @definition.type
(type_binding body: [(type_constructor_path) (constructed_type)] @type)

; Modules
(module_definition (module_binding (module_name) @name body: (structure))) @definition.module
(module_definition (module_binding body: (structure) @body))
(module_type_definition (module_type_name) @name) @definition.interface
(module_type_definition body: (_) @body)
(class_definition (class_binding (class_name) @name)) @definition.class
(class_binding body: (_) @body)
(inheritance_definition class: (class_application class: (class_path (class_name) @base @reference)))
(inheritance_definition class: (class_path (class_name) @base @reference))
(method_definition (method_name) @name) @definition.method
(method_definition body: (_) @body)
(instance_variable_definition (instance_variable_name) @name) @binding

; Values and functions
(compilation_unit (value_definition (let_binding pattern: (value_name) @name) @definition.function))
(structure (value_definition (let_binding pattern: (value_name) @name) @definition.function))
(compilation_unit (value_definition (let_binding pattern: (value_name) . body: [
  (number) (string) (list_expression) (array_expression) (record_expression) (constructor_path)
  (application_expression) (value_path)] @kind.variable)))
(structure (value_definition (let_binding pattern: (value_name) . body: [
  (number) (string) (list_expression) (array_expression) (record_expression) (constructor_path)
  (application_expression) (value_path)] @kind.variable)))
(let_binding pattern: (value_name) type: (_) @return)
(let_binding body: (_) @body)
(value_specification (value_name) @name) @definition.function
(external (value_name) @name) @definition.function
(parameter pattern: (value_pattern) @name) @parameter
(parameter pattern: (typed_pattern pattern: (value_pattern) @name type: (_) @type)) @parameter
(let_expression (value_definition (let_binding pattern: (value_name) @local)))
(value_pattern) @local

; Documentation
(comment) @comment

; Uses
(open_module) @import
(type_constructor_path (type_constructor) @reference @annotation)
(value_path (value_name) @reference)
(constructor_path (constructor_name) @reference)
(application_expression function: (value_path (value_name) @call))
(application_expression function: (constructor_path (constructor_name) @call))
(application_expression function: (method_invocation method: (method_name) @call))
(method_invocation method: (method_name) @reference)
(method_invocation object: (_) @receiver)
(value_path (module_path) @receiver)
(constructor_path (module_path) @receiver)
(type_constructor_path (extended_module_path) @receiver)
(field_get_expression record: (_) @receiver)
(field_get_expression field: (field_path (field_name) @reference))
