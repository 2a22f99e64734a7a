# `./dev db`: a development database of its own, for looking around and for `cargo sqlx prepare`. Sourced by ./dev.

database() {
  need_rust
  need_packages
  heading "Starting a development database"
  claim_cache
  flock --close "$CARGO_TARGET_DIR/.dev-lock" cargo build --quiet -p server --example database
  exec "$CARGO_TARGET_DIR/debug/examples/database" "${1:-$CARGO_TARGET_DIR/database}"
}
