// Starts the app that this page names, and the service worker that lets it start without a network next time.
const { js, wasm, build } = document.documentElement.dataset;

try {
  const app = await import(js);
  await app.default({ module_or_path: wasm });
} catch (problem) {
  console.error(problem);
  const words = document.createElement('p');
  words.setAttribute('role', 'alert');
  words.textContent =
    'Glashelder kon niet starten. Controleer de verbinding en laad de pagina opnieuw. · Glashelder could not start. Check the connection and load the page again.';
  document.body.append(words);
}

if ('serviceWorker' in navigator && build) {
  navigator.serviceWorker.register(`/sw.js?build=${encodeURIComponent(build)}`).catch(console.error);
}
