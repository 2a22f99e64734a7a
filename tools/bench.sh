# `./dev bench`: prints measured figures; none of them is a pass or a fail. Sourced by ./dev.

# A real browser against the real server, both built as they are delivered. Nothing else should be running.
bench() {
  set_up with-browser
  ./dev build --release
  heading "In the browser (bars, and what others need for the same, stand beside)"
  (cd end2end && GLASHELDER_BIN="$CARGO_TARGET_DIR/release/glashelder" LEPTOS_SITE_ROOT="$site" \
    npx --no-install playwright test --config bench.config.ts "$@")
}
