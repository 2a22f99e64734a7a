// A network that wants to be signed in to first: whatever is asked, it answers with a page of its own, and says that all is well.
import http from 'node:http';

/** How such a network answers: with its page at once, by way of an address of its own or of ours, or as a refusal. */
export type Manner = 'page' | 'elsewhere' | 'here' | 401 | 403 | 404 | 511;

const PAGE = '<!doctype html><title>Welkom</title><h1>Welkom op dit netwerk</h1><form><button>Verbinden</button></form>';

export class Portal {
  manner: Manner = 'page';

  private constructor(
    private readonly server: http.Server,
    readonly port: number,
    readonly asked: string[],
  ) {}

  static async open(): Promise<Portal> {
    const asked: string[] = [];
    const server = http.createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const portal = new Portal(server, (server.address() as { port: number }).port, asked);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume();
      const page = { 'content-type': 'text/html; charset=utf-8' };
      const signIn = portal.manner === 'elsewhere' ? `http://127.0.0.1:${portal.port}/sign-in` : '/sign-in';
      if (typeof portal.manner === 'number') response.writeHead(portal.manner, page).end(PAGE);
      else if (portal.manner === 'page' || request.url === '/sign-in') response.writeHead(200, page).end(PAGE);
      else response.writeHead(302, { location: signIn }).end();
    });
    return portal;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
