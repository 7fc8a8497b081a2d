defmodule Acme.Session do
#              ^ definition.struct Acme.Session
#              ^ signature defmodule Acme.Session
#              ^ doc A connection that is kept open.
#              ^ bases GenServer, Network
#              ^ fields pool, size
  @moduledoc "A connection that is kept open."
  use GenServer
#     ^^^^^^^^^ reference.base
  import Acme.Log, only: [log: 1]
  alias Acme.{Pool, Request}
  @behaviour Network
  @limit 3
  @type t :: %__MODULE__{pool: Pool.t()}
#       ^ definition.type Acme.Session.t
#       ^ signature @type t :: %__MODULE__{pool: Pool.t()}
  defstruct [:pool, size: 2]
#            ^ definition.field Acme.Session.pool
#                   ^ definition.field Acme.Session.size

  @doc """
  Sends a request.
  """
  @spec send(t(), Request.t()) :: Response.t()
  def send(%__MODULE__{pool: pool} = session, request) when is_map(request) do
#     ^ definition.method Acme.Session.send
#     ^ signature def send(%__MODULE__{pool: pool} = session, request) when is_map(request)
#     ^ doc Sends a request.
#     ^ parameter session: -
#     ^ parameter request: -
#                                                           ^^^^^^ reference.call
    taken = Pool.take(pool, request)
#           ^^^^ reference.read
#                ^^^^ reference.call on Pool
    log("x")
#   ^^^ reference.call
    request |> wrap() |> deliver(taken)
#              ^^^^ reference.call
#                        ^^^^^^^ reference.call
    %Request{id: 1}
  end

  def size(session), do: session.size
#     ^ definition.method Acme.Session.size
#     ^ signature def size(session)
#     ^ parameter session: -
#                                ^^^^ reference.call on ? in Acme.Session.size
  defp wrap(request), do: request
#      ^ definition.method Acme.Session.wrap
#      ^ signature defp wrap(request)
#      ^ parameter request: -
#      ^ private
  defmacro retry(times, do: block) do
#          ^ definition.method Acme.Session.retry
#          ^ signature defmacro retry(times, do: block)
#          ^ parameter times: -
    quote do: unquote(block)
  end
  defdelegate close(session), to: Pool
#             ^ definition.method Acme.Session.close
#             ^ signature defdelegate close(session), to: Pool
end
defprotocol Network do
#           ^ definition.interface Network
#           ^ signature defprotocol Network
  def send(t, request)
#     ^ definition.method Network.send
#     ^ signature def send(t, request)
#     ^ parameter t: -
#     ^ parameter request: -
end
defimpl Network, for: Acme.Session do
#       ^^^^^^^ reference.base
  def send(t, request), do: Acme.Session.send(t, request)
#     ^ definition.method Acme.Session.send
#     ^ signature def send(t, request)
#     ^ parameter t: -
#     ^ parameter request: -
#                           ^^^^^^^^^^^^ reference.read
#                                        ^^^^ reference.call on Acme.Session
end
# outline: Acme.Session, Acme.Session.t, Acme.Session.pool, Acme.Session.size, Acme.Session.send, Acme.Session.size
# outline: Acme.Session.wrap, Acme.Session.retry, Acme.Session.close, Network, Network.send, Acme.Session.send
