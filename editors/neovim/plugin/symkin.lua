vim.api.nvim_create_user_command("RelatedSymbols", function(command)
  require("symkin").related(command.args ~= "" and command.args or nil)
end, { nargs = "*", desc = "Symbols related to the one under the cursor, for a topic if one is given" })
