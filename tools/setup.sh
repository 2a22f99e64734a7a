# Sets a machine up: each function makes one thing present, quickly when it already is. Sourced by ./dev.

has() { command -v "$1" >/dev/null 2>&1; }

# The Debian packages that are missing are installed as root; elsewhere their names are printed.
need_packages() {
  local missing=()
  has cc || missing+=(gcc libc6-dev)
  postgres_present || missing+=(postgresql)
  { has node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; } || missing+=(nodejs)
  has npm || missing+=(npm)
  if [ "${1:-}" = with-browser ] && ! [ -x "${GLASHELDER_CHROMIUM:-/usr/bin/chromium}" ]; then
    missing+=(chromium fonts-liberation fonts-dejavu-core)
  fi
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! has apt-get; then
    stop "Missing on this machine: ${missing[*]}." \
      "On Debian or Ubuntu: sudo apt-get install ${missing[*]}. Then start ./dev again."
  fi
  heading "Installing Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # Only Postgres's programs are wanted, no database server that starts with the machine.
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then
    install_packages postgresql-common
    sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  fi
  install_packages "${missing[@]}"
}

install_packages() {
  apt-get install -y -qq --no-install-recommends "$@" >"$cache/apt.log" 2>&1 ||
    { tail -n 20 "$cache/apt.log" >&2; stop "apt-get could not install $*; the lines above say why."; }
}

postgres_present() {
  [ -n "${GLASHELDER_PG_BIN:-}" ] || has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

need_rust() {
  has cargo || stop "Rust is missing. Install it from https://rustup.rs and start ./dev again."
}

need_wasm_target() {
  has rustup || return 0
  rustup target list --installed | grep -qx wasm32-unknown-unknown && return 0
  heading "Adding Rust's target for the browser"
  rustup target add wasm32-unknown-unknown
}

# The command line tool must equal the crate to the digit. Its own lock file is left aside: it names versions that
# may be withdrawn.
need_wasm_bindgen() {
  local version
  version="$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)"
  [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $version" ] || return 0
  heading "Building wasm-bindgen $version (2 to 5 minutes, once)"
  CARGO_TARGET_DIR="$cache/tools/build" cargo install --quiet "wasm-bindgen-cli@$version" --root "$cache/tools"
  rm -rf "$cache/tools/build"
}

# Cuts the program for delivery into parts. Its own lock file is left aside, as above.
need_wasm_split() {
  local version=0.2.4 mark
  mark="$cache/tools/wasm-split.version"
  [ "$(cat "$mark" 2>/dev/null)" != "$version" ] || return 0
  heading "Building wasm-split-cli $version (1 to 3 minutes, once)"
  CARGO_TARGET_DIR="$cache/tools/build" cargo install --quiet "wasm_split_cli_support@$version" --features build-binary --root "$cache/tools"
  rm -rf "$cache/tools/build"
  echo "$version" >"$mark"
}

# `npm ci` runs again only after the lock file has changed.
need_npm_packages() {
  local stamp=end2end/node_modules/.installed
  cmp -s end2end/package-lock.json "$stamp" && return 0
  heading "Installing the npm packages of end2end"
  (cd end2end && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error)
  cp end2end/package-lock.json "$stamp"
}

# Everything that building and serving needs; the tests need a browser besides.
set_up() {
  need_rust
  need_packages "$@"
  need_wasm_target
  need_wasm_bindgen
  need_npm_packages
  say "Builds are kept in $CARGO_TARGET_DIR."
}
