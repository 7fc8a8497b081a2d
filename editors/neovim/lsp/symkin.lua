-- How Neovim 0.11 starts the server; `vim.lsp.enable("symkin")` turns it on, `vim.lsp.config` changes it.
return {
  cmd = { "symkin", "serve", "--stdio" },
  filetypes = {
    "python",
    "typescript",
    "typescriptreact",
    "javascript",
    "javascriptreact",
    "haskell",
    "rust",
    "go",
  },
  root_markers = {
    { "pyproject.toml", "package.json", "Cargo.toml", "go.mod", "cabal.project", "stack.yaml" },
    ".git",
  },
}
