// A network that wants to be signed in to first: whatever is asked, it answers with a page of its own, and says that all is well.
import http from 'node:http';

const PAGE = '<!doctype html><title>Welkom</title><h1>Welkom op dit netwerk</h1><form><button>Verbinden</button></form>';

export class Portal {
  private constructor(
    private readonly server: http.Server,
    readonly port: number,
    readonly asked: string[],
  ) {}

  static async open(): Promise<Portal> {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new Portal(server, (server.address() as { port: number }).port, asked);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
