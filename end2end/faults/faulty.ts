// A proxy that harms: it understands requests, so that it can lose the answer to one that was carried out.
import http from 'node:http';
import type { Chance } from './chance';

const HARMS = ['refused', 'late', 'cut off in the request', 'answer lost', 'answer half', 'twice at once', 'twice', 'late answer'] as const;
type Harm = (typeof HARMS)[number];

export class FaultyLine {
  private chance: Chance | undefined;
  /** What was done, to see afterwards that it was done at all. */
  readonly done = new Map<Harm, number>();
  private readonly agent = new http.Agent({ keepAlive: true });

  private constructor(
    private readonly target: number,
    private readonly server: http.Server,
  ) {}

  static async to(target: number): Promise<FaultyLine> {
    const server = http.createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const line = new FaultyLine(target, server);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => void line.carry(request, response));
    return line;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  /** From now on more than half of what devices ask goes wrong in some way. */
  misbehave(chance: Chance): void {
    this.chance = chance;
  }

  behave(): void {
    this.chance = undefined;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.agent.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private async carry(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const asks = /^\/(api|files)\//.test(request.url ?? '');
    const harm = asks && this.chance && this.chance.next() < 0.6 ? this.chance.pick(HARMS) : undefined;
    if (harm) this.done.set(harm, (this.done.get(harm) ?? 0) + 1);
    const drop = () => request.socket.destroy();
    if (harm === 'refused') return void drop();
    if (!asks) return this.stream(request, response);
    const body: Buffer[] = [];
    try {
      for await (const chunk of request) body.push(chunk as Buffer);
    } catch {
      return;
    }
    const bytes = Buffer.concat(body);
    if (harm === 'late') await this.chance?.moment(500, 4_000);
    if (harm === 'cut off in the request') {
      // The server sees a request that never ends, and then no line.
      const half = this.ask(request, bytes.subarray(0, bytes.length / 2), bytes.length);
      setTimeout(() => half.destroy(), 200);
      half.on('error', drop);
      return;
    }
    const first = this.answer(request, bytes);
    const answers = harm === 'twice at once' ? [first, this.answer(request, bytes)] : [first];
    let answer = (await Promise.all(answers)).at(-1);
    if (harm === 'twice') answer = await this.answer(request, bytes);
    if (!answer || harm === 'answer lost') return void drop();
    if (harm === 'late answer') await this.chance?.moment(500, 4_000);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    if (harm !== 'answer half') return void response.end(answer.body);
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), drop);
  }

  private ask(request: http.IncomingMessage, bytes: Buffer, length: number): http.ClientRequest {
    const { method, url: path, headers } = request;
    const asked = http.request({ host: '127.0.0.1', port: this.target, method, path, agent: this.agent, headers: { ...headers, 'content-length': length } });
    if (bytes.length === length) asked.end(bytes);
    else asked.write(bytes);
    return asked;
  }

  private answer(request: http.IncomingMessage, bytes: Buffer): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer } | undefined> {
    return new Promise((done) => {
      const asked = this.ask(request, bytes, bytes.length);
      asked.on('error', () => done(undefined));
      asked.on('response', async (response) => {
        const body: Buffer[] = [];
        try {
          for await (const chunk of response) body.push(chunk as Buffer);
        } catch {
          return done(undefined);
        }
        const { 'transfer-encoding': _, ...headers } = response.headers;
        done({ status: response.statusCode ?? 502, headers, body: Buffer.concat(body) });
      });
    });
  }

  /** The program's own files and the stream of hints, as they come. */
  private stream(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method, url: path, headers } = request;
    const asked = http.request({ host: '127.0.0.1', port: this.target, method, path, headers });
    asked.on('error', () => request.socket.destroy());
    asked.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => request.socket.destroy());
    });
    response.on('close', () => asked.destroy());
    request.pipe(asked);
  }
}
