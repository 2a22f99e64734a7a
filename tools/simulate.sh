# `./dev simulate`: attacks the sync for as long as asked; ends with an error when a promise was broken. Sourced by ./dev.

simulate() {
  need_rust
  need_packages
  heading "Building the simulation"
  claim_cache
  flock --close "$CARGO_TARGET_DIR/.dev-lock" cargo build --quiet -p simulation
  heading "Attacking the sync"
  RUST_LOG="${RUST_LOG:-off}" exec "$CARGO_TARGET_DIR/debug/simulate" "$@"
}
