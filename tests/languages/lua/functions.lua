local Session = require "session"
--    ^^^^^^^ definition.variable Session
--    ^^^^^^^ value require()
--              ^^^^^^^ reference.call

-- Counts.
local function count(sessions, wanted)
--             ^^^^^ definition.function count
--             ^^^^^ signature local function count(sessions, wanted)
--             ^^^^^ doc Counts.
--             ^^^^^ parameter sessions: -
--             ^^^^^ parameter wanted: -
  local total, pool = 0, Session.new()
--                               ^^^ reference.call on Session in count
  for _, session in pairs(sessions) do session:close() end
--                  ^^^^^ reference.call
--                                             ^^^^^ reference.call on ? in count
  for i = 1, 3 do total = total + i end
  pool.inner:drain(total)
--           ^^^^^ reference.call on ? in count
  return wanted(total)
end

local helper = function(value) return count(value) end
--    ^^^^^^ definition.function helper
--    ^^^^^^ signature helper = function(value)
--    ^^^^^^ parameter value: -
--                                    ^^^^^ reference.call

return { count = count, helper = helper }
-- outline: Session, count, helper
