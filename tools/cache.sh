# Shares one build cache between clones without ever mistaking one clone's code for another's. Sourced by ./dev.

# One ./dev at a time builds in a folder: runs this same command again under a lock that its children do not inherit.
under_lock() {
  [ "${GLASHELDER_LOCKED:-}" != "$CARGO_TARGET_DIR" ] || return 0
  local lock="$CARGO_TARGET_DIR/.dev-lock"
  flock --nonblock "$lock" true || say "Another ./dev is using $CARGO_TARGET_DIR; waiting for it."
  GLASHELDER_LOCKED="$CARGO_TARGET_DIR" exec flock --close "$lock" ./dev "$@"
}

# Cargo tells fresh from stale by a file's time and names a crate by its place *within* the workspace. So a clone that
# was made before another one's build would be taken for what the other one built. Whenever the folder was last used
# by another clone, and always in CI, our own crates are marked as changed; the dependencies stay as they are.
claim_cache() {
  local mark="$CARGO_TARGET_DIR/.last-clone" self
  self="$root $(stat -c '%d:%i' Cargo.toml)"
  if [ "${CI:-}" != true ] && [ "$(cat "$mark" 2>/dev/null)" = "$self" ]; then
    return 0
  fi
  find . \( -name .git -o -name target -o -name node_modules -o -name data \) -prune -o -type f -exec touch {} +
  echo "$self" >"$mark"
}
