// The service worker: keeps one build of the app on the device, whole, so that it starts without a network.
// Answers of the server's interface are never kept. A new build waits until the person takes it over.
const build = new URL(location.href).searchParams.get('build');
const cacheName = `glashelder-${build}`;
const SHELL = '/app';

addEventListener('install', (event) => event.waitUntil(keepBuild()));
addEventListener('activate', (event) => event.waitUntil(dropOldBuilds().then(() => clients.claim())));
addEventListener('message', (event) => {
  if (event.data === 'take-over') skipWaiting();
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (address.pathname === '/') event.respondWith(Response.redirect(SHELL));
    else if (address.pathname === SHELL || address.pathname.startsWith(`${SHELL}/`)) event.respondWith(kept(SHELL, request));
  } else if (isPartOfBuild(address.pathname)) {
    event.respondWith(kept(address.pathname, request));
  }
});

// All or nothing: a build that is only half on the device would not start.
async function keepBuild() {
  const answer = await fetch('/build.json', { cache: 'no-store' });
  const description = await answer.json();
  if (description.build !== build) throw new Error(`build ${build} is no longer served`);
  const cache = await caches.open(cacheName);
  const addresses = new Set([SHELL, '/boot.js', ...description.precache]);
  await Promise.all([...addresses].map((address) => keep(cache, address)));
}

async function keep(cache, address) {
  const answer = await fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
  // Something else than the server (a sign-in page of a network, say) answers 200 with a page of its own.
  const isOurs = answer.ok && !answer.redirected && answer.headers.has('x-glashelder');
  if (!isOurs) throw new Error(`${address}: ${answer.status}`);
  await cache.put(address, answer);
}

async function dropOldBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('glashelder-') && name !== cacheName).map((name) => caches.delete(name)));
}

function isPartOfBuild(path) {
  return /^\/(pkg|fonts)\/|^\/(boot\.js|icons?\.svg|logo\.svg|manifest\.webmanifest)$|^\/icon-/.test(path);
}

async function kept(address, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(address)) ?? fetch(request);
}
