# `./dev bench`: prints measured figures; none of them is a pass or a fail. Sourced by ./dev.

bench() {
  ./dev build --release
  heading "What a browser loads the first time"
  node - "$site" <<'JS'
const { readFileSync, statSync } = require('node:fs');
const site = process.argv[2];
const { precache } = JSON.parse(readFileSync(`${site}/build.json`, 'utf8'));
let raw = 0, sent = 0;
for (const file of precache) {
  const size = statSync(site + file).size;
  let small = size;
  try { small = statSync(`${site}${file}.br`).size; } catch { /* kinds that are compressed already have no .br */ }
  raw += size;
  sent += small;
  console.log(`   ${(size / 1024).toFixed(1).padStart(9)} KB  ${(small / 1024).toFixed(1).padStart(8)} KB sent  ${file}`);
}
console.log(`   ${(raw / 1024).toFixed(1).padStart(9)} KB  ${(sent / 1024).toFixed(1).padStart(8)} KB sent  in all`);
JS
  if compgen -G '*/benches/*.rs' >/dev/null; then
    heading "Measurements in the code"
    cargo bench --workspace --benches
  fi
}
