# ./dev sbom: the bill of materials (CycloneDX 1.5): every library in the server and in the browser's program, with version,
# licence and hash, as cargo-cyclonedx reads them from the lock file. Beside the build, where an operator's scanner finds it.

sbom() {
  need_rust
  has cargo-cyclonedx || stop "cargo-cyclonedx is missing. Install it with: cargo install cargo-cyclonedx --locked"
  local folder="$CARGO_TARGET_DIR/sbom" name=glashelder-bom
  mkdir -p "$folder"
  bill server server
  bill app browser --features csr --target wasm32-unknown-unknown
  find . -name "$name.json" -not -path './*/node_modules/*' -delete
  say "$folder/server.json and $folder/browser.json"
}

# bill PACKAGE NAME OPTIONS…: writes one, and says how many libraries it names.
bill() {
  local package="$1" as="$2"
  shift 2
  (cd "$package" && cargo cyclonedx --quiet --format json --spec-version 1.5 --no-build-deps --override-filename "$name" "$@")
  mv "$package/$name.json" "$folder/$as.json"
  say "$as: $(grep -c '"purl"' "$folder/$as.json") components"
}
