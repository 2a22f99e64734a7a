# `./dev db`: a development database of its own, for looking around and for `cargo sqlx prepare`. Sourced by ./dev.

database() {
  need_rust
  need_packages
  heading "Starting a development database"
  cargo run --quiet -p server --example database -- "${1:-$CARGO_TARGET_DIR/database}"
}
