// A network of its own, between a browser in it and the server outside: really slow, really losing packets, really cut.
// Needs root, iproute2 and nftables.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromiumOptions } from '../support/chromium';

export class Namespace {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'glashelder-net-'));

  private constructor(
    private readonly name: string,
    private readonly subnet: string,
  ) {}

  static missing(): string | undefined {
    if (process.getuid?.() !== 0) return 'only root can make a network namespace';
    const lacks = [['ip', '-V'], ['nft', '--version'], ['tc', '-V']].filter(([program, version]) => {
      try {
        execFileSync(program ?? '', [version ?? ''], { stdio: 'pipe' });
        return false;
      } catch {
        return true;
      }
    });
    return lacks.length > 0 ? `missing: ${lacks.map(([program]) => program).join(', ')} (Debian: iproute2, nftables)` : undefined;
  }

  /** A pair of cables: one end here, one in the namespace. */
  static make(): Namespace {
    const number = process.pid % 250;
    const made = new Namespace(`glashelder-${process.pid}`, `10.213.${number}`);
    const { name, here, there } = made;
    ip('netns', 'add', name);
    ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there);
    ip('link', 'set', there, 'netns', name);
    ip('addr', 'add', `${made.address}/24`, 'dev', here);
    ip('link', 'set', here, 'up');
    made.inside('ip', 'addr', 'add', `${made.subnet}.2/24`, 'dev', there);
    made.inside('ip', 'link', 'set', there, 'up');
    made.inside('ip', 'link', 'set', 'lo', 'up');
    return made;
  }

  /** Where the browser in it finds what listens here. */
  get address(): string {
    return `${this.subnet}.1`;
  }

  /** A browser that has no other network than this one. The app needs what browsers give only to secure addresses. */
  browser(url: string): { executablePath: string; args: string[] } {
    const script = path.join(this.folder, 'chromium');
    fs.writeFileSync(script, `#!/bin/sh\nexec ip netns exec ${this.name} ${chromiumOptions.executablePath} "$@"\n`, { mode: 0o755 });
    return { executablePath: script, args: [`--unsafely-treat-insecure-origin-as-secure=${url}`] };
  }

  /** So many kilobits a second each way, and of each thousand packets so many lost. */
  worsen(kilobits: number, lost: number): void {
    this.mend();
    const slow = ['root', 'tbf', 'rate', `${kilobits}kbit`, 'burst', '8kb', 'latency', '800ms'];
    execFileSync('tc', ['qdisc', 'add', 'dev', this.here, ...slow]);
    this.inside('tc', 'qdisc', 'add', 'dev', this.there, ...slow);
    const rule = `numgen random mod 1000 < ${lost} drop`;
    this.rules(`table inet faulty {
      chain in { type filter hook input priority 0; iifname "${this.there}" ${rule}; }
      chain out { type filter hook output priority 0; oifname "${this.there}" ${rule}; }
    }`);
  }

  /** The cable is out: nobody is told, packets just do not arrive. */
  cut(): void {
    ip('link', 'set', this.here, 'down');
  }

  connect(): void {
    ip('link', 'set', this.here, 'up');
  }

  /** As good as new. */
  mend(): void {
    quietly(() => execFileSync('tc', ['qdisc', 'del', 'dev', this.here, 'root'], { stdio: 'pipe' }));
    quietly(() => this.inside('tc', 'qdisc', 'del', 'dev', this.there, 'root'));
    this.rules('flush ruleset');
  }

  remove(): void {
    quietly(() => ip('netns', 'del', this.name));
    quietly(() => ip('link', 'del', this.here));
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private get here(): string {
    return `glh${process.pid}`;
  }

  private get there(): string {
    return `glt${process.pid}`;
  }

  private rules(text: string): void {
    const file = path.join(this.folder, 'rules.nft');
    fs.writeFileSync(file, text);
    this.inside('nft', '-f', file);
  }

  private inside(program: string, ...words: string[]): void {
    execFileSync('ip', ['netns', 'exec', this.name, program, ...words], { stdio: 'pipe' });
  }
}

function ip(...words: string[]): void {
  execFileSync('ip', words, { stdio: 'pipe' });
}

function quietly(what: () => void): void {
  try {
    what();
  } catch {
    // It was not there.
  }
}
