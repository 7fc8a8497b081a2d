; Module
(header module: (module) @module)
(haskell (haddock) @doc . (header))
(export [(variable) (name)] @export)
(export (prefix_id (operator) @export))
(children element: [(variable) (constructor) (name) (all_names)] @export.member)
(module_export) @export

; Types
(data_type name: (name) @name) @definition.class
(data_type constructors: (_) @body)
(data_type !constructors) @head
(newtype name: (name) @name constructor: (_) @body) @definition.class
(data_constructor (record name: (constructor) @name)) @definition.constructor
(data_constructor (prefix name: (constructor) @name)) @definition.constructor
(data_constructor (infix operator: (constructor_operator) @name)) @definition.constructor
(newtype_constructor name: (constructor) @name) @definition.constructor
(gadt_constructor name: (constructor) @name) @definition.constructor
[(data_constructor) (newtype_constructor) (gadt_constructor)] @head
(prefix field: (_) @type) @_prefix
(prefix field: (_) @parameter)
(newtype_constructor field: (field (_)? @type)) @_newtype
(field name: (field_name (variable) @name)) @binding
(field type: (_) @type)
(type_synomym name: (name) @name) @definition.type
(deriving classes: (name) @base)
(deriving classes: (parens (name) @base))
(deriving classes: (tuple (name) @base))

; Classes and instances
(class name: (name) @name) @definition.interface
(class declarations: (_) @body)
(class context: (context (apply constructor: (name) @base)))
(class context: (context (parens (apply constructor: (name) @base))))
(class context: (context (tuple (apply constructor: (name) @base))))
