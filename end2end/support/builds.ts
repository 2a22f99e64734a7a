// The site that a server serves, as a folder of the test's own, in which a newer build can appear.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const built = process.env.LEPTOS_SITE_ROOT ?? path.resolve('../target/site');

export class Site {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'glashelder-site-'));

  constructor() {
    fs.cpSync(built, this.folder, { recursive: true });
  }

  get build(): string {
    return this.description().build;
  }

  /** Puts a newer build in place: the same program under other names. */
  renew(build: string): void {
    const description = this.description();
    const renamed = (name: string) => name.replace(/\.[^.]+\.([a-z]+)$/, `.${build}.$1`);
    for (const name of [description.js, description.wasm, description.css]) {
      fs.copyFileSync(this.file(name), this.file(renamed(name)));
      description.precache = description.precache.map((known: string) => (known === name ? renamed(name) : known));
    }
    const { js, wasm, css } = description;
    const newer = { ...description, build, js: renamed(js), wasm: renamed(wasm), css: renamed(css) };
    fs.writeFileSync(this.file('.build.json'), JSON.stringify(newer));
    fs.renameSync(this.file('.build.json'), this.file('build.json'));
  }

  /** Takes the older build's own files away, as a server does that was installed anew. */
  forget(older: string[]): void {
    for (const name of older) fs.rmSync(this.file(name), { force: true });
  }

  /** What only this build has. */
  get own(): string[] {
    const { js, wasm, css } = this.description();
    return [js, wasm, css];
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private description() {
    return JSON.parse(fs.readFileSync(this.file('build.json'), 'utf8'));
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}
