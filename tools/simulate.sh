# `./dev simulate`: attacks the sync for as long as asked; ends with an error when a promise was broken. Sourced by ./dev.

# With --release as the first word it is built as for delivery: longer to build, several times as many acts a second.
simulate() {
  need_rust
  need_packages
  local profile=dev folder=debug
  if [ "${1:-}" = --release ]; then
    profile=release folder=release
    shift
  fi
  heading "Building the simulation"
  claim_cache
  flock --close "$CARGO_TARGET_DIR/.dev-lock" cargo build --quiet -p simulation --profile "$profile"
  heading "Attacking the sync"
  RUST_LOG="${RUST_LOG:-off}" exec "$CARGO_TARGET_DIR/$folder/simulate" "$@"
}
