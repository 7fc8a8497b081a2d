; Functions
(function_definition name: (word) @name body: (_) @body) @definition.function

; Variables
(program (variable_assignment name: (variable_name) @name) @binding)
(program (declaration_command (variable_assignment name: (variable_name) @name) @binding))
(declaration_command ["local" "declare" "typeset"] (variable_assignment name: (variable_name) @local))
(declaration_command ["local" "declare" "typeset"] (variable_name) @local)
(for_statement variable: (variable_name) @local)

; Documentation
(comment) @comment

; Uses
(command name: (command_name . (word) @reference @call .))
((simple_expansion (variable_name) @reference) (#not-match? @reference "^[0-9]"))
(expansion . (variable_name) @reference)
