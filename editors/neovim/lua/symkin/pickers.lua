-- Three ways to show an answer; each takes a `symkin.View`.
local symkin = require("symkin")
local M = {}

local function title(view)
  local by = view.answer.ranker .. (view.final and "" or ", the model is still thinking")
  return (" Related to %s (%s) "):format(view.answer.symbol.qualified_name, by)
end

local function lines(view)
  local result = {}
  for i, item in ipairs(view.answer.items) do
    result[i] = (i < 10 and i or " ") .. " " .. symkin.line(item)
  end
  return result
end

local function geometry(view)
  local rows = lines(view)
  local width = 20
  for _, row in ipairs(rows) do
    width = math.max(width, vim.fn.strdisplaywidth(row))
  end
  return {
    relative = "cursor",
    row = 1,
    col = 0,
    width = math.min(width, vim.o.columns - 4),
    height = math.max(math.min(#rows, vim.o.lines - 6), 1),
    style = "minimal",
    border = "rounded",
    title = title(view),
  }
end

-- Paint the newest answer; the cursor stays on the symbol that it was on.
local function paint(view, buffer, window, shown)
  local row = vim.api.nvim_win_get_cursor(window)[1]
  local under = shown[row] and shown[row].qualified_name
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines(view))
  vim.bo[buffer].modifiable = false
  vim.api.nvim_win_set_config(window, geometry(view))
  for i, item in ipairs(view.answer.items) do
    if row > 1 and item.qualified_name == under then
      vim.api.nvim_win_set_cursor(window, { i, 0 })
    end
  end
  return view.answer.items
end

-- A list beside the cursor: a digit or <CR> jumps, <C-q> makes a quickfix list of it, q and <Esc> close it.
function M.float(view)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.bo[buffer].bufhidden = "wipe"
  vim.bo[buffer].filetype = "symkin"
  local window = vim.api.nvim_open_win(buffer, true, geometry(view))
  vim.wo[window].cursorline = true
  vim.wo[window].wrap = false
  local shown = paint(view, buffer, window, {})

  view.refresh = function()
    if vim.api.nvim_win_is_valid(window) then
      shown = paint(view, buffer, window, shown)
    end
  end

  local function close()
    view.refresh = nil
    view.cancel()
    if vim.api.nvim_win_is_valid(window) then
      vim.api.nvim_win_close(window, true)
    end
  end

  local function choose(row)
    local item = shown[row]
    if item then
      close()
      symkin.jump(item, view.encoding)
    end
  end

  local function map(key, action)
    vim.keymap.set("n", key, action, { buffer = buffer, nowait = true })
  end
  for digit = 1, 9 do
    map(tostring(digit), function()
      choose(digit)
    end)
  end
  map("<CR>", function()
    choose(vim.api.nvim_win_get_cursor(window)[1])
  end)
  map("<C-q>", function()
    close()
    M.quickfix(view)
  end)
  map("q", close)
  map("<Esc>", close)
  vim.api.nvim_create_autocmd("WinLeave", { buffer = buffer, once = true, callback = close })
end

-- The quickfix list, replaced when the better answer comes.
function M.quickfix(view)
  local function fill(action)
    local items = {}
    for i, item in ipairs(view.answer.items) do
      items[i] = vim.lsp.util.locations_to_items({ item.location }, view.encoding)[1]
      items[i].text = symkin.line(item)
    end
    vim.fn.setqflist({}, action, { title = vim.trim(title(view)), items = items })
  end
  fill(" ")
  vim.cmd("botright copen")
  view.refresh = function()
    fill("r")
  end
end

-- `vim.ui.select`, which many plugins replace; a list that is open cannot change, so it waits for the final one.
function M.select(view)
  local function ask()
    vim.ui.select(view.answer.items, { prompt = vim.trim(title(view)), format_item = symkin.line }, function(item)
      if item then
        symkin.jump(item, view.encoding)
      end
    end)
  end
  if view.final then
    ask()
  else
    view.refresh = ask
  end
end

return M
