// One fault: tried as often as asked, each time from a seed of its own, and told as one line of the table.
import { expect, test } from '@playwright/test';
import { Chance } from './chance';

export const TIMES = Number(process.env.FAULT_TIMES ?? 1);
export const SEED = Number(process.env.FAULT_SEED ?? 1);

export interface Trial {
  /** Stands in everything that is recorded, so that it is found again on the server. */
  name: string;
  chance: Chance;
  /** Which one it is, from 0. */
  time: number;
}

/** What became of a trial. */
export interface Outcome {
  /** How many things the screen had called saved. */
  said: number;
  photos: number;
  /** In words; nothing is what there must be. */
  lost: string[];
  doubled: string[];
  /** From the end of the fault until all was on the server and every queue empty. */
  seconds: number;
}

export interface Told {
  fault: string;
  heals: string;
  within: number;
  seed: number;
  outcomes: Outcome[];
}

interface Wording {
  /** How it heals, for the table. */
  heals: string;
  /** Within how many seconds after the fault every queue must be empty. */
  within: number;
}

/** Declares a fault. */
export function fault(name: string, { heals, within }: Wording, attempt: (trial: Trial) => Promise<Outcome>): void {
  test(name, async () => {
    const outcomes: Outcome[] = [];
    try {
      for (let time = 0; time < TIMES; time++) {
        const seed = `${name} ${SEED + time}`;
        const trial = { name: `proef-${short(seed)}`, chance: new Chance(seed), time };
        const outcome = await attempt(trial).catch((error: Error) => {
          error.message = `seed ${SEED + time}: ${error.message}`;
          throw error;
        });
        outcomes.push(outcome);
        const { said, photos, seconds } = outcome;
        console.log(`   ${name}, seed ${SEED + time}: ${said} saved, ${photos} photos, ${seconds.toFixed(1)} s`);
        expect.soft(outcome.lost, `seed ${SEED + time}: lost`).toEqual([]);
        expect.soft(outcome.doubled, `seed ${SEED + time}: doubled`).toEqual([]);
        expect.soft(seconds, `seed ${SEED + time}: seconds until every queue was empty`).toBeLessThanOrEqual(within);
      }
    } finally {
      const told: Told = { fault: name, heals, within, seed: SEED, outcomes };
      test.info().annotations.push({ type: 'fault', description: JSON.stringify(told) });
    }
  });
}

/** Every trial's own, also of a run before on the same data. */
function short(seed: string): string {
  return `${new Chance(seed).between(0, 0xffffff).toString(36)}-${process.pid.toString(36)}-${Date.now().toString(36)}`;
}
