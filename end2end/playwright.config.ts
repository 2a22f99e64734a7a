// Runs the browser tests in the system's own Chromium, at a desktop's and at a tablet's size.
// A test runs on the desktop, unless its title says @tablet. The tests start the servers they need themselves, each on a free port with its own data folder.
// ./dev test tells them the server's program (GLASHELDER_BIN) and the site that it is to serve (LEPTOS_SITE_ROOT).
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium';

export default defineConfig({
  testDir: 'tests',
  timeout: 120_000,
  // Long enough for a busy machine; nothing is measured here.
  expect: { timeout: 30_000 },
  workers: 2,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: 'test-results/summary.json' }]],
  use: {
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: chromiumOptions,
  },
  projects: [
    { name: 'desktop', grepInvert: /@tablet/, use: { viewport: { width: 1440, height: 900 } } },
    { name: 'tablet', grep: /@tablet/, use: { viewport: { width: 1180, height: 820 }, hasTouch: true } },
  ],
});
