// Starts real servers for the tests: the program itself, on a free port, with a data folder and Postgres of its own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './line';

const program = process.env.GLASHELDER_BIN ?? path.resolve('../target/debug/glashelder');

export const PASSWORD = 'glashelder-demo';

export class Server {
  private child: ChildProcess | undefined;
  private output = '';

  private constructor(
    readonly data: string,
    readonly port: number,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** A new server with the demo's organisations, people and open dossiers; `size` may ask for all of two years. */
  static async demo(environment: NodeJS.ProcessEnv = {}, size: string[] = ['--small'], data = Server.folder()): Promise<Server> {
    const server = new Server(data, await freePort(), environment);
    await server.start(['demo', ...size]);
    return server;
  }

  /** An empty data folder. */
  static folder(): string {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'glashelder-e2e-'));
  }

  /** Another server in this one's place: at the same address, with the data of another folder. */
  async inPlace(data: string): Promise<Server> {
    const server = new Server(data, this.port, this.environment);
    await server.restart();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the server wrote since it started: its log. */
  get words(): string {
    return this.output;
  }

  /** Where Postgres keeps its cluster: in the data folder, unless its account cannot get there. */
  get postgresFolder(): string {
    const note = path.join(this.data, 'cluster-is-in.txt');
    return fs.existsSync(note) ? fs.readFileSync(note, 'utf8').trim() : path.join(this.data, 'postgres');
  }

  /** Starts again on the same data and port. */
  async restart(): Promise<void> {
    await this.start(['serve']);
  }

  /** Ends the server as Ctrl-C would, Postgres included. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends the server without warning. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends the server and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    this.clear();
  }

  /** Removes the data of a server that has ended. */
  clear(): void {
    fs.rmSync(this.postgresFolder, { recursive: true, force: true });
    fs.rmSync(this.data, { recursive: true, force: true });
  }

  /** Runs another command of the program on this server's data. */
  command(...words: string[]): string {
    return this.commandWith('', ...words);
  }

  /** The same, with something to read. */
  commandWith(input: string, ...words: string[]): string {
    const { status, stdout, stderr } = spawnSync(program, [...words, '--data', this.data], { encoding: 'utf8', input });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Runs a command on another data folder. */
  commandOn(data: string, ...words: string[]): string {
    const { status, stdout, stderr } = spawnSync(program, [...words, '--data', data], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  private async start(command: string[]): Promise<void> {
    this.output = '';
    const words = [...command, '--data', this.data, '--addr', `127.0.0.1:${this.port}`];
    const child = spawn(program, words, { env: { ...process.env, ...this.environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (this.output += bytes));
    const limit = Date.now() + 300_000;
    while (Date.now() < limit) {
      if (child.exitCode !== null) break;
      if (await answers(`${this.url}/health/ready`)) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`the server did not start:\n${this.output}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
