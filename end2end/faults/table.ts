// Prints the fault table, and writes the lines of the faults that were tried into docs/faults.md.
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import fs from 'node:fs';
import path from 'node:path';
import type { Told } from './fault';

const PAGE = path.resolve(import.meta.dirname, '../../docs/faults.md');
const [BEGIN, END] = ['<!-- the table begins -->', '<!-- the table ends -->'];
const HEAD = ['| fault | times | saved | photos | lost | doubled | healed in (median, longest) | at most | how |', '|---|---|---|---|---|---|---|---|---|'];

export default class Table implements Reporter {
  private readonly lines = new Map<string, string>();
  private failed = 0;

  onTestBegin(test: TestCase): void {
    process.stdout.write(`\n   ${test.title}\n`);
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') process.stdout.write(`   skipped: ${test.annotations.map(({ description }) => description).join(' ')}\n`);
    if (result.status !== 'passed' && result.status !== 'skipped') {
      this.failed += 1;
      for (const { message, snippet } of result.errors) process.stdout.write(`   FAILED: ${test.title}\n${message ?? ''}\n${snippet ?? ''}\n`);
    }
    const told = result.annotations.find(({ type }) => type === 'fault')?.description;
    if (told) this.add(JSON.parse(told));
  }

  onEnd(): void {
    if (this.lines.size > 0) process.stdout.write(`\n${[...HEAD, ...this.lines.values()].join('\n')}\n`);
    // What went wrong is not written down as a figure; it is mended first.
    if (this.failed === 0) this.write();
    process.stdout.write(`\n   ${this.lines.size} faults tried, ${this.failed} failed\n`);
  }

  printsToStdio(): boolean {
    return true;
  }

  private add({ fault, heals, within, outcomes }: Told): void {
    if (outcomes.length === 0) return;
    const sum = (count: (outcome: Told['outcomes'][number]) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
    const seconds = outcomes.map((outcome) => outcome.seconds).sort((a, b) => a - b);
    const median = seconds[Math.floor((seconds.length - 1) / 2)] ?? 0;
    const longest = seconds.at(-1) ?? 0;
    const cells = [
      fault,
      outcomes.length,
      sum(({ said }) => said),
      sum(({ photos }) => photos),
      sum(({ lost }) => lost.length),
      sum(({ doubled }) => doubled.length),
      `${median.toFixed(1)} s, ${longest.toFixed(1)} s`,
      `${within} s`,
      heals,
    ];
    this.lines.set(fault, `| ${cells.join(' | ')} |`);
  }

  /** Replaces the lines of these faults and leaves the others as they stand. */
  private write(): void {
    if (process.env.FAULT_WRITE !== '1' || this.lines.size === 0) return;
    const text = fs.readFileSync(PAGE, 'utf8');
    const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
    if (begin < 0 || end < begin) throw new Error(`${PAGE} has no place for the table`);
    const standing = text.slice(begin + BEGIN.length, end).split('\n').filter((line) => line.startsWith('| ') && !HEAD.includes(line));
    const all = new Map(standing.map((line) => [line.split(' | ')[0]?.slice(2) ?? '', line]));
    for (const [fault, line] of this.lines) all.set(fault, line);
    const table = [BEGIN, ...HEAD, ...all.values(), ''].join('\n');
    fs.writeFileSync(PAGE, text.slice(0, begin) + table + text.slice(end));
    process.stdout.write(`\n   written to ${path.relative(process.cwd(), PAGE)}\n`);
  }
}
