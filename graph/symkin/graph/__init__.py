"""Tree-sitter -> facts per file -> symbol graph."""
