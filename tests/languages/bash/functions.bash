# Counts.
count() {
# <- definition.function count
# <- signature count()
# <- doc Counts.
  local -i total=0
  declare wanted
  for session in "$@"; do
    close "$session" && total=$((total + 1))
#   ^^^^^ reference.call
  done
  "$HANDLER" "${total:-$LIMIT}"
#   ^^^^^^^ reference.read
#                       ^^^^^ reference.read
}
LIMIT=3
# <- definition.constant LIMIT
HANDLER=count
# <- definition.constant HANDLER
trap cleanup EXIT
# <- reference.call
# outline: count, LIMIT, HANDLER
