# The steps that several commands share. Sourced by ./dev.

# `./dev build [--release]`: the server and the site.
build() {
  local profile=dev
  [ "${1:-}" != --release ] || profile=release
  set_up
  claim_cache
  heading "Building the server"
  build_server "$profile"
  heading "Building the site"
  build_site "$profile"
}

build_server() {
  cargo build --workspace --bins --profile "$1"
}

# Only here is the app linked into a program of its own; to the server it is a library.
build_site() {
  local profile=wasm-dev features=csr linking=()
  if [ "$1" != dev ]; then
    need_wasm_split
    # What the parts are cut by.
    profile=wasm-release features=csr,split linking=(-- -C link-args=--emit-relocs)
  fi
  cargo rustc -p app --lib --crate-type cdylib --target wasm32-unknown-unknown --features "$features" --profile "$profile" "${linking[@]}"
  node tools/site.mjs --wasm "$CARGO_TARGET_DIR/wasm32-unknown-unknown/$profile/app.wasm" --site "$site" \
    $([ "$1" = dev ] || echo --release)
}
