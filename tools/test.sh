# `./dev test` and `./dev check`: runs every step, counts what ran, and fails if any of it failed. Sourced by ./dev.

passed=0
failed=0
failures=()

# step NAME COMMAND…: a heading, the command, and its failure remembered; later steps still run and tell more.
step() {
  local name="$1" began=$SECONDS
  shift
  heading "$name"
  if "$@"; then
    say "done in $((SECONDS - began)) s"
  else
    failures+=("$name")
    say "FAILED after $((SECONDS - began)) s: $name"
  fi
}

formatted() {
  cargo fmt --all -- --check -l && return 0
  say "These files are not formatted; ./dev fmt does it."
  return 1
}

native_lints() { cargo clippy --workspace --all-targets -- -D warnings; }

browser_lints() {
  cargo clippy -p app --features csr --target wasm32-unknown-unknown --profile wasm-dev -- -D warnings
}

# rust_tests ARGUMENTS…: with nextest when it is there, else with cargo test; adds to the counts from their own words.
rust_tests() {
  local log status=0
  log="$(mktemp)"
  if has cargo-nextest; then
    cargo nextest run --color never --no-tests pass "$@" 2>&1 | tee "$log" || status=1
    count "$log" 'Summary .* tests\? run:.* \([0-9]\+\) passed' 'Summary .* \([0-9]\+\) failed' 'Summary .* \([0-9]\+\) timed out'
  else
    cargo test --no-fail-fast --lib --bins --tests "$@" 2>&1 | tee "$log" || status=1
    count "$log" 'test result:.* \([0-9]\+\) passed' 'test result:.* \([0-9]\+\) failed' 'no such \(line\)'
  fi
  rm -f "$log"
  return "$status"
}

# count LOG PASSED-PATTERN FAILED-PATTERN LATE-PATTERN
count() {
  local ok bad
  ok="$(sum "$1" "$2")"
  bad=$(($(sum "$1" "$3") + $(sum "$1" "$4")))
  passed=$((passed + ok))
  failed=$((failed + bad))
  [ $((ok + bad)) -gt 0 ] || say "No test ran here."
}

sum() { sed -n "s/.*$2.*/\1/p" "$1" | awk '{ total += $1 } END { print total + 0 }'; }

# The whole workspace is built once, tests and programs together: any smaller choice would ask for other features of
# the same dependencies and build them again. Nextest then chooses which of its tests run.
build_all_targets() { cargo build --workspace --all-targets; }

pure_tests() {
  if has cargo-nextest; then
    rust_tests --workspace -E 'not package(server)'
  else
    say "cargo-nextest is not installed: cargo test runs all tests in this step."
    rust_tests --workspace
  fi
}

server_tests() {
  has cargo-nextest || { say "They ran with the others."; return 0; }
  rust_tests --workspace -E 'package(server)'
}

browser_tests() {
  if ! compgen -G 'end2end/tests/*.spec.ts' >/dev/null; then
    say "There are no browser tests yet; none ran."
    return 0
  fi
  local summary=end2end/test-results/summary.json status=0
  rm -f "$summary"
  (cd end2end && GLASHELDER_BIN="$CARGO_TARGET_DIR/debug/glashelder" LEPTOS_SITE_ROOT="$site" \
    npx --no-install playwright test) || status=1
  [ -f "$summary" ] || return 1
  read -r ok bad < <(node -p "const s = require('./$summary').stats; s.expected + ' ' + (s.unexpected + s.flaky)")
  passed=$((passed + ok))
  failed=$((failed + bad))
  [ $((ok + bad)) -gt 0 ] || { say "No browser test ran."; return 1; }
  [ "$bad" = 0 ] || return 1
  return "$status"
}

optional_check() {
  if has "cargo-$1"; then
    step "cargo $*" cargo "$@"
  else
    heading "cargo $1"
    say "skipped: cargo-$1 is not installed (cargo install --locked cargo-$1)"
  fi
}

conclude() {
  heading "Result"
  local name
  for name in "${failures[@]}"; do say "failed: $name"; done
  if [ "$passed" = 0 ]; then
    say "no test passed, which cannot be right"
    failures+=(nothing)
  fi
  [ "$failed" -ge 1 ] || [ ${#failures[@]} -eq 0 ] || failed=${#failures[@]}
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ ${#failures[@]} -eq 0 ]
}

run_tests() {
  set_up with-browser
  claim_cache
  step "Format" formatted
  step "Lints, native" native_lints
  step "Lints, browser" browser_lints
  optional_check machete
  optional_check deny check
  step "Building the server and the tests" build_all_targets
  step "Tests of domain, sync and app" pure_tests
  step "Building the site" build_site dev
  step "Tests of the server" server_tests
  step "Tests in the browser" browser_tests
  conclude
}

run_checks() {
  need_rust
  claim_cache
  step "Format" formatted
  step "Lints, native" native_lints
  step "Tests of domain and sync" rust_tests -p domain -p sync
  conclude
}
