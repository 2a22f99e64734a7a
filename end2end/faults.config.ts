// Runs ./dev faults: real faults against real parts, one after the other, each as often as asked.
// FAULT_TIMES says how often, FAULT_SEED from which seed; both decide everything that chance decides here.
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium';

export default defineConfig({
  testDir: 'faults',
  outputDir: 'test-results/faults',
  timeout: 0,
  expect: { timeout: 60_000 },
  workers: 1,
  reporter: [['./faults/table.ts']],
  use: { launchOptions: chromiumOptions },
});
