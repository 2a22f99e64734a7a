// Prints only what the measurements say, and what went wrong.
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class Figures implements Reporter {
  onTestBegin(test: TestCase): void {
    if (process.stdout.isTTY) process.stdout.write(`   … ${test.title}\n`);
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'passed') return;
    process.stdout.write(`   ${test.title}: could not be measured\n${result.error?.message ?? ''}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
