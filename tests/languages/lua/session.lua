local json = require("json")
--    ^^^^ definition.variable json
--    ^^^^ value require()
--           ^^^^^^^ reference.call
local M = {}
--    ^ definition.object M
--    ^ signature M

--- A connection that is kept open.
local Session = {}
--    ^^^^^^^ definition.object Session
--    ^^^^^^^ signature Session
--    ^^^^^^^ doc A connection that is kept open.
Session.__index = Session
Session.limit = 3
--      ^^^^^ definition.field Session.limit

--- Sends a request.
function Session:send(request, ...)
--               ^^^^ definition.method Session.send
--               ^^^^ signature function Session:send(request, ...)
--               ^^^^ doc Sends a request.
--               ^^^^ parameter request: -
  local taken = self.pool:take(request)
--                        ^^^^ reference.call on self.pool in Session.send
  self:log("x")
--     ^^^ reference.call on self
  return helper(taken.value)
--       ^^^^^^ reference.call
end

function Session.new(pool)
--               ^^^ definition.method Session.new
--               ^^^ signature function Session.new(pool)
--               ^^^ parameter pool: -
  return setmetatable({ pool = pool }, Session)
--       ^^^^^^^^^^^^ reference.call
--                                     ^^^^^^^ reference.read
end

-- Helps.
local function helper(a, b)
--             ^^^^^^ definition.function helper
--             ^^^^^^ signature local function helper(a, b)
--             ^^^^^^ doc Helps.
--             ^^^^^^ parameter a: -
--             ^^^^^^ parameter b: -
  for i, v in ipairs(a) do b[i] = v end
--            ^^^^^^ reference.call
  return M.run(a)
--         ^^^ reference.call on M in helper
end
M.run = function(x) return x end
  -- <- definition.method M.run
  -- <- signature M.run = function(x)
  -- <- parameter x: -
function M.other() end
--         ^^^^^ definition.method M.other
--         ^^^^^ signature function M.other() end
SIZE = 3
-- <- definition.constant SIZE
Handlers = { on = function(e) end, limit = 2 }
-- <- definition.object Handlers
-- <- signature Handlers
-- <- fields on, limit
--           ^^ definition.field Handlers.on
--                                 ^^^^^ definition.field Handlers.limit
return M
--     ^ reference.read
-- outline: json, M, Session, Session.limit, Session.send, Session.new, helper, M.run, M.other, SIZE, Handlers
-- outline: Handlers.on, Handlers.limit
