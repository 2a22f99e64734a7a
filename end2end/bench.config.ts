// Runs the measurements of ./dev bench: one after the other, each once, and nothing else beside them.
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium';

export default defineConfig({
  testDir: 'bench',
  testMatch: '*.bench.ts',
  timeout: 900_000,
  expect: { timeout: 120_000 },
  workers: 1,
  reporter: [['./bench/reporter.ts']],
  use: { launchOptions: chromiumOptions },
});
