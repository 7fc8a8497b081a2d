require "json"
require_relative "pool"

module Net
#      ^^^ definition.module Net
#      ^^^ signature module Net
  # A connection that is kept open.
  class Session < Transport::Base
#       ^^^^^^^ definition.class Net.Session
#       ^^^^^^^ signature class Session < Transport::Base
#       ^^^^^^^ doc A connection that is kept open.
#       ^^^^^^^ bases Transport::Base, Comparable
#       ^^^^^^^ fields LIMIT, pool, size, width
#                 ^^^^^^^^^ reference.read
#                            ^^^^ reference.base on Transport
    include Comparable
#           ^^^^^^^^^^ reference.base
    LIMIT = 3
#   ^^^^^ definition.field Net.Session.LIMIT
    attr_reader :pool, :size
#               ^^^^ definition.field Net.Session.pool
#                      ^^^^ definition.field Net.Session.size
    attr_accessor :width
#                 ^^^^^ definition.field Net.Session.width

    # Opens it.
    def initialize(pool, size: 2)
#       ^^^^^^^^^^ definition.constructor Net.Session.initialize
#       ^^^^^^^^^^ signature def initialize(pool, size: 2)
#       ^^^^^^^^^^ doc Opens it.
#       ^^^^^^^^^^ parameter pool: -
#       ^^^^^^^^^^ parameter size: -
      @pool = pool
      @open = false
    end

    # Sends a request.
    def send_all(request, *options, &block)
#       ^^^^^^^^ definition.method Net.Session.send_all
#       ^^^^^^^^ signature def send_all(request, *options, &block)
#       ^^^^^^^^ doc Sends a request.
#       ^^^^^^^^ parameter request: -
#       ^^^^^^^^ parameter options: -
#       ^^^^^^^^ parameter block: -
      taken = @pool.take(request)
#                   ^^^^ reference.call on @pool in Net.Session.send_all
      Wrapped.new(request).deliver(taken)
#     ^^^^^^^ reference.read
#             ^^^ reference.call on Wrapped in Net.Session.send_all
#                          ^^^^^^^ reference.call on Wrapped.new() in Net.Session.send_all
      helper request
#     ^^^^^^ reference.call
      self.log("x") unless open?
#          ^^^ reference.call on self
#                          ^^^^^ reference.call
      block.call
#           ^^^^ reference.call on ? in Net.Session.send_all
    end

    def self.create = new(Pool.new)
#            ^^^^^^ definition.method Net.Session.create
#            ^^^^^^ signature def self.create
#                     ^^^ reference.call
#                         ^^^^ reference.read
#                              ^^^ reference.call on Pool

    class << self
      def find(name) = names[name]
#         ^^^^ definition.method Net.Session.find
#         ^^^^ signature def find(name)
#         ^^^^ parameter name: -
    end

    private

    def log(text); puts text; end
#       ^^^ definition.method Net.Session.log
#       ^^^ signature def log(text)
#       ^^^ parameter text: -
#                  ^^^^ reference.call
  end
end

def helper(point)
#   ^^^^^^ definition.function helper
#   ^^^^^^ signature def helper(point)
#   ^^^^^^ parameter point: -
  Net::Session.create
# ^^^ reference.read
#      ^^^^^^^ reference.read on Net
#              ^^^^^^ reference.call on Net.Session in helper
end
# outline: Net, Net.Session, Net.Session.LIMIT, Net.Session.pool, Net.Session.size, Net.Session.width
# outline: Net.Session.initialize, Net.Session.send_all, Net.Session.create, Net.Session.find, Net.Session.log
# outline: helper
