; Types
(struct_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(union_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (enum_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.enum
((type_definition type: [(struct_specifier name: (type_identifier) @type) (union_specifier name: (type_identifier) @type) (enum_specifier name: (type_identifier) @type)]
  declarator: (type_identifier) @name) @definition.type
  (#not-eq? @type @name))
((type_definition type: (type_identifier) @type declarator: (type_identifier) @name) @definition.type
  (#not-eq? @type @name))
(type_definition type: [(struct_specifier name: (type_identifier) @type) (union_specifier name: (type_identifier) @type) (enum_specifier name: (type_identifier) @type)]
  declarator: (pointer_declarator declarator: (type_identifier) @name)) @definition.type
(type_definition type: (type_identifier) @type
  declarator: (pointer_declarator declarator: (type_identifier) @name)) @definition.type
(type_definition type: [(primitive_type) (sized_type_specifier)] declarator: (type_identifier) @name) @definition.type
(type_definition type: (_) declarator: (function_declarator declarator: (parenthesized_declarator
  (pointer_declarator declarator: (type_identifier) @name)))) @definition.type
(enumerator name: (identifier) @name) @definition.enum_member

; Functions, with bodies and without
(function_definition declarator: [
  (function_declarator declarator: [(identifier) (parenthesized_declarator (identifier))])
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier))))
]) @definition.function
(function_definition body: (_) @body)
(translation_unit (declaration declarator: [(function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier))))])
  @definition.prototype @head)
(declaration_list (declaration declarator: [(function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier))))])
  @definition.prototype @head)
(preproc_ifdef (declaration declarator: [(function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))])
  @definition.prototype @head)
(preproc_if (declaration declarator: [(function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))])
  @definition.prototype @head)
(preproc_else (declaration declarator: [(function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))])
  @definition.prototype @head)
(translation_unit (function_definition (storage_class_specifier) @hidden (#eq? @hidden "static")))
(preproc_ifdef (function_definition (storage_class_specifier) @hidden (#eq? @hidden "static")))
(preproc_if (function_definition (storage_class_specifier) @hidden (#eq? @hidden "static")))
(parameter_list (parameter_declaration) @parameter)
(preproc_def name: (identifier) @name) @definition.define @kind.constant
(preproc_function_def name: (identifier) @name) @definition.define @kind.macro
(preproc_function_def value: (_) @body)

; Variables, fields, and every declarator's name
(declaration) @binding
(field_declaration) @binding
(function_declarator declarator: [(identifier) @name (parenthesized_declarator (identifier) @name)])
(declaration declarator: (identifier) @name)
(field_declaration declarator: (field_identifier) @name)
(parameter_declaration declarator: (identifier) @name)
(init_declarator declarator: (identifier) @name)
(pointer_declarator declarator: [(identifier) (field_identifier)] @name)
(array_declarator declarator: [(identifier) (field_identifier)] @name)
(init_declarator value: [(call_expression) (identifier) (field_expression) (cast_expression) (compound_literal_expression)] @value)
(function_definition type: [(type_identifier) @type
  (struct_specifier name: (type_identifier) @type !body) (union_specifier name: (type_identifier) @type !body) (enum_specifier name: (type_identifier) @type !body)])
(declaration type: [(type_identifier) @type
  (struct_specifier name: (type_identifier) @type) (union_specifier name: (type_identifier) @type) (enum_specifier name: (type_identifier) @type)])
(field_declaration type: [(type_identifier) @type
  (struct_specifier name: (type_identifier) @type) (union_specifier name: (type_identifier) @type) (enum_specifier name: (type_identifier) @type)])
(parameter_declaration type: [(type_identifier) @type
  (struct_specifier name: (type_identifier) @type) (union_specifier name: (type_identifier) @type) (enum_specifier name: (type_identifier) @type)])

; Where locals are in sight
[(compound_statement) (for_statement) (if_statement) (while_statement) (switch_statement)] @local.scope

; Documentation
(comment) @comment

; Uses
(preproc_include) @import
(identifier) @reference
(type_identifier) @reference @annotation
(call_expression function: (identifier) @call)
(call_expression function: (field_expression field: (field_identifier) @call))
(call_expression function: (parenthesized_expression (pointer_expression argument: (identifier) @call)))
(call_expression arguments: (argument_list) @arguments)
(field_expression argument: (_) @receiver field: (field_identifier) @reference)
(preproc_params (identifier) @ignore)
(labeled_statement label: (_) @ignore)
