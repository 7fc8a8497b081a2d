#!/usr/bin/env bash
source ./lib.sh
# <- reference.call
LIMIT=3
# <- definition.constant LIMIT
readonly NAME=session
#        ^^^^ definition.constant NAME
declare -a LIST=(a b)
#          ^^^^ definition.constant LIST

# Sends a request.
send() {
# <- definition.function send
# <- signature send()
# <- doc Sends a request.
  local request="$1" taken
  taken=$(take "$request")
#         ^^^^ reference.call
  count=2
  log "x" | deliver --to "$taken"
# ^^^ reference.call
#           ^^^^^^^ reference.call
  if retry "$LIMIT"; then close; fi
#    ^^^^^ reference.call
#            ^^^^^ reference.read
#                         ^^^^^ reference.call
}
function retry {
#        ^^^^^ definition.function retry
#        ^^^^^ signature function retry
  send "$1"
# ^^^^ reference.call
}
export WIDTH=2
#      ^^^^^ definition.constant WIDTH
send "$@"
# <- reference.call
# outline: LIMIT, NAME, LIST, send, retry, WIDTH
