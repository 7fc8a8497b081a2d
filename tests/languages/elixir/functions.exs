defmodule Tools do
#         ^ definition.module Tools
#         ^ signature defmodule Tools
  alias Acme.Session

  # Counts.
  def count(sessions, wanted \\ nil) do
#     ^ definition.function Tools.count
#     ^ signature def count(sessions, wanted \\ nil)
#     ^ parameter sessions: -
#     ^ parameter wanted: -
    for session <- sessions, do: Session.close(session)
#                                ^^^^^^^ reference.read
#                                        ^^^^^ reference.call on Session in Tools.count
    {first, second} = split(sessions)
#                     ^^^^^ reference.call
    case first do
      {:ok, value} -> size(value)
#                     ^^^^ reference.call
      other -> Session.log(other)
#              ^^^^^^^ reference.read
#                      ^^^ reference.call on Session in Tools.count
    end
    Enum.map(sessions, fn each -> wrap(each) end)
#   ^^^^ reference.read
#        ^^^ reference.call on Enum
#                                 ^^^^ reference.call
  end

  @doc "Tells the size."
  @spec size(Session.t()) :: Size.t()
  def size(%Session{} = session), do: session.size
#     ^ definition.function Tools.size
#     ^ signature def size(%Session{} = session)
#     ^ doc Tells the size.
#     ^ parameter session: -
#           ^^^^^^^ reference.type
#                                             ^^^^ reference.call on ? in Tools.size
  def size(nil), do: 0

  defp wrap(value) when is_map(value), do: value
#      ^ definition.function Tools.wrap
#      ^ signature defp wrap(value) when is_map(value)
#      ^ parameter value: -
#      ^ private
#                       ^^^^^^ reference.call
end
# outline: Tools, Tools.count, Tools.size, Tools.wrap
