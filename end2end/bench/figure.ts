// A figure beside what it has to beat.

export interface Bar {
  /** What it may be at most, in the figure's unit. */
  bar?: number;
  /** What others need for the same on a machine like the one on which the bar was set. */
  peers?: string;
}

/** Prints `name  value unit  (bar …, ratio …; peers …)`. */
export function figure(name: string, value: number, unit: string, { bar, peers }: Bar = {}): void {
  const beside: string[] = [];
  if (bar !== undefined) beside.push(`bar ${bar} ${unit}, ratio ${(value / bar).toFixed(2)}${value <= bar ? '' : ' MISSED'}`);
  if (peers) beside.push(peers);
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  console.log(`   ${name.padEnd(58)} ${value.toFixed(digits).padStart(8)} ${unit.padEnd(2)}  ${beside.join('; ')}`);
}

/** The value below which the given part (0 to 1) of the measurements lies. */
export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1);
  const value = sorted[Math.max(0, at)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const median = (values: number[]): number => quantile(values, 0.5);
