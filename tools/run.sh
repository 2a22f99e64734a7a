# `./dev run`: builds, then starts the server with demo data on its own private Postgres. Sourced by ./dev.

# The server itself starts and stops Postgres, so one Ctrl-C here ends everything.
run() {
  ./dev build
  heading "Starting the server"
  local data="${GLASHELDER_DATA:-$root/data}"
  say "Data is kept in $data; remove that folder to begin anew. Stop with Ctrl-C."
  export LEPTOS_SITE_ROOT="$site"
  exec "$CARGO_TARGET_DIR/debug/glashelder" demo --data "$data" "$@"
}
