// Turns the compiled app into the site that the server serves: wasm-bindgen, wasm-opt, esbuild, hashed names.
// node tools/site.mjs --wasm FILE --site FOLDER [--release]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'end2end', 'node_modules');
const esbuild = createRequire(path.join(modules, 'here.js'))('esbuild');
const { values: options } = parseArgs({
  options: { wasm: { type: 'string' }, site: { type: 'string' }, release: { type: 'boolean', default: false } },
});
const site = path.resolve(options.site);
const pkg = path.join(site, 'pkg');

// Old builds stay served for pages that are still open with them.
const KEEP_OLD_BUILDS_DAYS = 30;
// What a device need not hold to work without a network.
const NOT_PRECACHED = /^(service-worker\.js|sw\.js|robots\.txt|\.well-known\/.*|.*\.md)$/;

// `url(/fonts/…)` is an address in the site, not a file for esbuild to find.
const addressesOfTheSite = {
  name: 'addresses of the site',
  setup(build) {
    build.onResolve({ filter: /^\// }, ({ kind, path }) => (kind === 'url-token' ? { path, external: true } : undefined));
  },
};

const inputs = inputHash();
const stamp = path.join(site, '.inputs');
if (read(stamp) === inputs && fs.existsSync(path.join(site, 'build.json'))) {
  console.log(`   Nothing changed: ${site}`);
  process.exit(0);
}

fs.mkdirSync(pkg, { recursive: true });
const work = fs.mkdtempSync(path.join(path.dirname(site), 'site-work-'));
try {
  if (options.release) split();
  bindgen(options.release ? path.join(work, 'app.wasm') : options.wasm);
  if (options.release) optimise();
  await bundle();
  publish();
  fs.writeFileSync(stamp, inputs);
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

// One hash over everything that the result depends on.
function inputHash() {
  const hash = createHash('sha256').update(options.release ? 'release' : 'dev');
  const files = [options.wasm, fileURLToPath(import.meta.url), path.join(root, 'end2end', 'package-lock.json')];
  for (const folder of ['style', 'public']) files.push(...filesIn(path.join(root, folder)));
  for (const file of files) hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  return hash.digest('hex');
}

// Takes the parts (app/src/app/part.rs) out of the program: app.wasm, one file a part, and files that parts share.
function split() {
  run('wasm-split-cli', [options.wasm, work, '--target', 'web', '--out-name', 'app']);
}

function parts() {
  return fs.readdirSync(work).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name)).sort();
}

// Of a program in parts, wasm-bindgen must leave the names by which the parts refer to each other.
function bindgen(wasm) {
  const inParts = options.release ? ['--keep-lld-exports', '--no-demangle'] : [];
  run('wasm-bindgen', [wasm, ...inParts, '--target', 'web', '--no-typescript', '--out-name', 'app', '--out-dir', work]);
}

// The features are those that rustc turns on for this target today; naming them keeps wasm-opt from using newer ones.
function optimise() {
  const features = ['bulk-memory', 'nontrapping-float-to-int', 'reference-types', 'multivalue', 'sign-ext', 'mutable-globals'];
  for (const name of ['app_bg.wasm', ...parts()]) {
    const wasm = path.join(work, name);
    run(path.join(modules, '.bin', 'wasm-opt'), ['-Oz', ...features.map((name) => `--enable-${name}`), wasm, '-o', wasm]);
  }
}

// Small modules that the app imports from JavaScript (wasm-bindgen's snippets, npm packages) end up in app.js itself.
async function bundle() {
  const common = { bundle: true, minify: options.release, logLevel: 'warning', logOverride: { 'duplicate-object-key': 'silent' }, nodePaths: [modules], absWorkingDir: root };
  await esbuild.build({
    ...common, entryPoints: [path.join(work, 'app.js')], outfile: path.join(work, 'app.bundled.js'),
    format: 'esm', target: 'es2022',
  });
  const css = path.join(root, 'style', 'main.css');
  if (!fs.existsSync(css)) {
    fs.writeFileSync(path.join(work, 'main.css'), '');
    return;
  }
  await esbuild.build({
    ...common, entryPoints: [css], outfile: path.join(work, 'main.css'), plugins: [addressesOfTheSite],
    target: ['chrome109', 'safari16', 'firefox110'],
  });
}

// Everything is put in place before build.json names it, so a server that is running never points at a missing file.
function publish() {
  removeOldBuilds();
  const inParts = parts().map(publishPart);
  const js = hashed('app.bundled.js', 'app', 'js');
  const wasm = hashed('app_bg.wasm', 'app_bg', 'wasm');
  const css = hashed('main.css', 'main', 'css');
  const named = [js, wasm, css].map((file) => `/pkg/${path.basename(file)}`);
  const published = copyPublic();
  if (options.release) for (const file of [js, wasm, css, ...inParts, ...published]) compress(file);

  const publicNames = published.map((file) => path.relative(site, file)).filter((name) => !NOT_PRECACHED.test(name));
  const others = inParts.map((file) => `/pkg/${path.basename(file)}`);
  const precache = [...named, ...others, ...publicNames.map((name) => `/${name}`)];
  const build = shortHash(Buffer.concat([...[js, wasm, css, ...inParts, ...published].map((file) => fs.readFileSync(file))]));
  const description = { build, js: named[0], wasm: named[1], css: named[2], precache };
  const temporary = path.join(site, '.build.json');
  fs.writeFileSync(temporary, JSON.stringify(description, null, 2) + '\n');
  fs.renameSync(temporary, path.join(site, 'build.json'));
  for (const file of [wasm, js, css, ...inParts]) console.log(`   ${path.relative(site, file)}: ${sizes(file)}`);
  console.log(`   ${site} (build ${build})`);
}

// The program asks for its parts by name, so that name gets the hash as well.
function publishPart(name) {
  const part = hashed(name, path.basename(name, '.wasm'), 'wasm');
  const script = path.join(work, 'app.bundled.js');
  const text = fs.readFileSync(script, 'utf8');
  if (!text.includes(`./${name}`)) throw new Error(`nothing asks for ${name}`);
  fs.writeFileSync(script, text.replaceAll(`./${name}`, `./${path.basename(part)}`));
  return part;
}

function hashed(from, name, extension) {
  const content = fs.readFileSync(path.join(work, from));
  const file = path.join(pkg, `${name}.${shortHash(content)}.${extension}`);
  fs.writeFileSync(file, content);
  return file;
}

// A file that has left public/ leaves the site too; only pkg/ keeps what is older.
function copyPublic() {
  for (const entry of fs.readdirSync(site)) {
    if (entry !== 'pkg' && entry !== 'build.json') fs.rmSync(path.join(site, entry), { recursive: true, force: true });
  }
  const source = path.join(root, 'public');
  return filesIn(source).map((file) => {
    const target = path.join(site, path.relative(source, file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
    return target;
  });
}

function removeOldBuilds() {
  const limit = Date.now() - KEEP_OLD_BUILDS_DAYS * 24 * 3600 * 1000;
  for (const file of filesIn(pkg)) if (fs.statSync(file).mtimeMs < limit) fs.rmSync(file);
}

function compress(file) {
  if (/\.(png|jpe?g|webp|woff2|ico)$/.test(file)) return;
  const content = fs.readFileSync(file);
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(content, { params }));
}

function sizes(file) {
  const kilobytes = (name) => `${(fs.statSync(name).size / 1024).toFixed(1)} KB`;
  return options.release ? `${kilobytes(file)}, brotli ${kilobytes(`${file}.br`)}` : kilobytes(file);
}

function filesIn(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name))
    .filter((file) => fs.statSync(file).isFile()).sort();
}

function shortHash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function run(program, args) {
  execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: root });
}
