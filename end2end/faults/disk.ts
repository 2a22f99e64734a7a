// A small disk of its own: a file with a filesystem in it, mounted where a part of the server's data goes. Needs root.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MB = 1024 * 1024;

export class Disk {
  private constructor(
    private readonly image: string,
    readonly place: string,
  ) {}

  /** Why this machine cannot mount one; nothing when it can. */
  static missing(): string | undefined {
    if (process.getuid?.() !== 0) return 'only root can mount a disk';
    return fs.existsSync('/dev/loop-control') ? undefined : 'this machine has no loop devices';
  }

  /** Mounts an empty disk of so many megabytes; `owner` may be who the folder belongs to. */
  static mount(place: string, megabytes: number, owner?: string): Disk {
    const image = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'glashelder-disk-')), 'disk.img');
    fs.writeFileSync(image, '');
    fs.truncateSync(image, megabytes * MB);
    // Nothing is set aside for root: full is full.
    execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image]);
    fs.mkdirSync(place, { recursive: true });
    execFileSync('mount', ['-o', 'loop', image, place]);
    const disk = new Disk(image, place);
    if (owner) {
      execFileSync('chown', [owner, place]);
      fs.chmodSync(place, 0o700);
    }
    return disk;
  }

  /** How many bytes still fit. */
  get left(): number {
    const { bavail, bsize } = fs.statfsSync(this.place);
    return bavail * bsize;
  }

  /** Fills it up to so many bytes. */
  fill(leave: number): void {
    // Allocating takes some room itself; the last blocks are written one by one.
    const rest = this.left - leave - 2 * MB;
    if (rest > 0) execFileSync('fallocate', ['-l', String(rest), this.ballast]);
    for (let writes = 0; this.left > leave && writes < 4096; writes++) {
      try {
        fs.appendFileSync(this.ballast, Buffer.alloc(Math.min(this.left - leave, 64 * 1024), 1));
      } catch {
        return;
      }
    }
  }

  /** Somebody makes room. */
  free(): void {
    fs.rmSync(this.ballast, { force: true });
  }

  unmount(): void {
    try {
      execFileSync('umount', [this.place], { stdio: 'pipe' });
    } catch {
      // Whoever still holds a file there keeps it only as long as it lives.
      execFileSync('umount', ['-l', this.place]);
    }
    fs.rmSync(path.dirname(this.image), { recursive: true, force: true });
  }

  private get ballast(): string {
    return path.join(this.place, 'ballast');
  }
}
