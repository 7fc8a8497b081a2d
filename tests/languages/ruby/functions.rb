# Helps.
module Tools
#      ^^^^^ definition.module Tools
#      ^^^^^ signature module Tools
#      ^^^^^ doc Helps.
  # Counts them.
  def self.count(sessions, wanted: nil, **rest)
#          ^^^^^ definition.function Tools.count
#          ^^^^^ signature def self.count(sessions, wanted: nil, **rest)
#          ^^^^^ doc Counts them.
#          ^^^^^ parameter sessions: -
#          ^^^^^ parameter wanted: -
#          ^^^^^ parameter rest: -
    sessions.each { |session| session.close }
#            ^^^^ reference.call on ? in Tools.count
#                                     ^^^^^ reference.call on ? in Tools.count
    first, second = split(sessions)
#                   ^^^^^ reference.call
    first.open
#         ^^^^ reference.call on ? in Tools.count
    begin
      retry_all
#     ^^^^^^^^^ reference.call
    rescue Broken => error
#          ^^^^^^ reference.read
      error.log
#           ^^^ reference.call on ? in Tools.count
    end
    Net::Session.create(LIMIT)
#   ^^^ reference.read
#        ^^^^^^^ reference.read on Net
#                ^^^^^^ reference.call on Net.Session in Tools.count
#                       ^^^^^ reference.read
  end

  def empty?; end
#     ^^^^^^ definition.function Tools.empty?
#     ^^^^^^ signature def empty?; end
end
# outline: Tools, Tools.count, Tools.empty?
