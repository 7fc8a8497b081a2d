; The list of exports
((assignment left: (identifier) @_all right: (_ (string (string_content) @export))) (#eq? @_all "__all__"))
((assignment left: (identifier) @_all right: (binary_operator (list (string (string_content) @export)))) (#eq? @_all "__all__"))
((assignment left: (identifier) @_all right: (binary_operator (attribute) @export)) (#eq? @_all "__all__"))
((augmented_assignment left: (identifier) @_all right: (_ (string (string_content) @export))) (#eq? @_all "__all__"))
((augmented_assignment left: (identifier) @_all right: (attribute) @export) (#eq? @_all "__all__"))
((call function: (attribute object: (identifier) @_all) arguments: (argument_list [
  (string (string_content) @export) (list (string (string_content) @export)) (attribute) @export]))
  (#eq? @_all "__all__"))
