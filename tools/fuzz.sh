# ./dev fuzz [SECONDS]: each fuzz target for so long, led by which branches of our own crates an input reaches.

# The compiler's own counters on every branch, for our crates only, so that what is built of others serves as it is.
# Programs that are linked beside the test have nobody to count for; they are not run.
counting_compiler() {
  local file="$CARGO_TARGET_DIR/counting-rustc"
  cat >"$file" <<'SH'
#!/bin/sh
exec "$@" --cfg glashelder_counters -C passes=sancov-module -C llvm-args=-sanitizer-coverage-level=3 \
  -C llvm-args=-sanitizer-coverage-inline-8bit-counters -C link-arg=-Wl,--unresolved-symbols=ignore-all
SH
  chmod +x "$file"
  printf '%s' "$file"
}

fuzz() {
  need_rust
  claim_cache
  local seconds="${1:-60}"
  export RUSTC_WORKSPACE_WRAPPER GLASHELDER_FUZZ_SECONDS="$seconds"
  RUSTC_WORKSPACE_WRAPPER="$(counting_compiler)"
  export GLASHELDER_FUZZ_SEED="${GLASHELDER_FUZZ_SEED:-$(date +%s)}"
  heading "Fuzzing each parser for $seconds s, seed $GLASHELDER_FUZZ_SEED"
  SQLX_OFFLINE=true nice -n 19 cargo test -p server --test fuzz -- --test-threads=1 --nocapture
}
