-- Related symbols of the one under the cursor: asks the server, shows, jumps. Everything else is the server's.
local M = {}

---@class symkin.Options
---@field picker "float"|"quickfix"|"select"|fun(view: symkin.View) how answers are shown
---@field limit integer? how many; the server's setting where it is nil
M.options = { picker = "float", limit = nil }

---@param options symkin.Options?
function M.setup(options)
  M.options = vim.tbl_extend("force", M.options, options or {})
end

---@class symkin.View one question on its way through the editor
---@field answer table? the newest answer
---@field final boolean whether a better one is still to come
---@field encoding string
---@field cancel fun() the user is not interested any more
---@field refresh fun()? a picker sets it to be told of a newer answer

local tokens = 0

local function say(message, level)
  vim.notify("symkin: " .. message, level or vim.log.levels.INFO)
end

---@return vim.lsp.Client?
local function client()
  return vim.lsp.get_clients({ bufnr = 0, name = "symkin" })[1]
end

-- An item of an answer as one line of text, in columns.
function M.line(item)
  local place = ("%s:%d"):format(item.path, item.line)
  local mark = item.selected and "*" or " "
  return ("%s %-32s %-10s %-36s %s"):format(mark, item.qualified_name, item.relation, place, item.why)
end

-- Go there, keeping the way back in the jump list.
function M.jump(item, encoding)
  vim.lsp.util.show_document(item.location, encoding, { focus = true, reuse_win = true })
end

local function open(view)
  local picker = M.options.picker
  if type(picker) == "string" then
    picker = require("symkin.pickers")[picker]
  end
  picker(view)
end

-- A newer answer has come: the picker opens on the first and is told of the second.
local function take(view, answer, final)
  local first = view.answer == nil
  view.answer, view.final = answer, final
  if first then
    open(view)
  elseif view.refresh then
    view.refresh()
  end
end

-- Call `on_partial` with each partial result for `token` until the returned function is called.
local function listen(token, on_partial)
  local autocmd = vim.api.nvim_create_autocmd("LspProgress", {
    callback = function(event)
      local params = event.data.params
      if params.token == token and params.value.items then
        on_partial(params.value)
      end
    end,
  })
  return function()
    vim.api.nvim_del_autocmd(autocmd)
  end
end

---@param topic string? what you are after
function M.related(topic)
  local server = client()
  if not server then
    return say("no server for this buffer; is it enabled with vim.lsp.enable('symkin')?", vim.log.levels.WARN)
  end
  tokens = tokens + 1
  local token = "symkin.nvim/" .. tokens
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, server.offset_encoding), {
    topic = topic,
    limit = M.options.limit,
    partialResultToken = token,
  })
  local view = { encoding = server.offset_encoding }
  local stop = listen(token, function(answer)
    take(view, answer, false)
  end)
  local _, request = server:request("symkin/relatedSymbols", params, function(error, answer)
    stop()
    if error then
      return error.code ~= -32800 and say(error.message, vim.log.levels.ERROR)
    elseif not answer or answer == vim.NIL or #answer.items == 0 then
      return say("no related symbols here")
    end
    take(view, answer, true)
    -- By its number, not 0: only then does Neovim send the buffer's latest edits first.
  end, vim.api.nvim_get_current_buf())
  view.cancel = function()
    if request and not view.final then
      server:cancel_request(request)
    end
  end
end

return M
