# `./dev faults`: real faults against a real browser, server, Postgres and disk; writes the fault table. Sourced by ./dev.

# faults [--times N] [--seed N] [WORDS…]: words choose faults by their name or their file. Each is tried N times, from
# the seed on. What goes wrong ends it with an error, and then no table is written.
faults() {
  local times=3 seed=1
  while [ $# -gt 0 ]; do
    case "$1" in
      --times) times="$2"; shift 2 ;;
      --seed) seed="$2"; shift 2 ;;
      *) break ;;
    esac
  done
  set_up with-browser
  ./dev build
  heading "Real faults, $times times each, from seed $seed"
  if [ "$(id -u)" != 0 ]; then
    say "Full disks and networks of their own need root; without it those are skipped."
  elif ! has nft || ! has ip; then
    say "The lossy network needs the Debian packages iproute2 and nftables; without them it is skipped."
  fi
  (cd end2end && FAULT_TIMES="$times" FAULT_SEED="$seed" FAULT_WRITE=1 GLASHELDER_BIN="$CARGO_TARGET_DIR/debug/glashelder" \
    LEPTOS_SITE_ROOT="$site" nice -n 5 npx --no-install playwright test --config faults.config.ts "$@")
}
