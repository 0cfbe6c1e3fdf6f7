#!/usr/bin/env bash
# Runs the server in the foreground and ends with it. Open Liberty stays up when its application does not start (a wrong
# configuration, say), and onError=FAIL is about the server's own files only; whoever watches containers should see one that
# ended. So until the application has started this looks into Liberty's log: CWWKZ0001I says that it has; CWWKZ0012I,
# CWWKZ0002E and CWWKZ0004E that it has not, and the reason stands in the lines before.
set -u

readonly log="${LOG_DIR:?}/messages.log"
readonly patience="${START_TIMEOUT_SECONDS:-300}"

# An earlier run of this container may have left its own there.
rm -f "$log"

server run defaultServer &
readonly server=$!
trap 'kill -TERM "$server" 2>/dev/null' TERM INT

give_up() {
  echo "$1" >&2
  kill -TERM "$server" 2>/dev/null
  wait "$server"
  exit 1
}

# A signal interrupts wait; the server then ends by itself, after its paid calls.
until_the_server_ends() {
  local status
  while wait "$server"; status=$?; kill -0 "$server" 2>/dev/null; do :; done
  exit "$status"
}

while kill -0 "$server" 2>/dev/null; do
  if grep -qs 'CWWKZ0001I' "$log"; then
    break
  fi
  if grep -qsE 'CWWKZ0012I|CWWKZ000[24]E' "$log"; then
    give_up 'The application did not start; the lines above say why.'
  fi
  if [ "$SECONDS" -ge "$patience" ]; then
    give_up "The application has not started within $patience s."
  fi
  sleep 0.5
done
until_the_server_ends
