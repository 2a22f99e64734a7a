// The line between one device and a server: real TCP, which a test can really cut, and mend.
import net from 'node:net';

export class Line {
  private readonly open = new Set<net.Socket>();
  private listener: net.Server | undefined;
  private silent = false;

  private constructor(
    private target: number,
    readonly port: number,
    private readonly host: string,
  ) {}

  /** A line to a server on this machine; the device uses the line's own address. */
  static async to(target: number, host = '127.0.0.1'): Promise<Line> {
    const line = new Line(target, await freePort(host), host);
    await line.mend();
    return line;
  }

  get url(): string {
    return `http://${this.host}:${this.port}`;
  }

  /** From now on nothing comes through any more, and nobody is told: what a radio network does in a lift. */
  hush(): void {
    this.silent = true;
    for (const socket of this.open) {
      socket.unpipe();
      socket.pause();
    }
  }

  /** New connections come through again; those of before stay silent, as they do when a router has forgotten them. */
  speak(): void {
    this.silent = false;
  }

  /** Breaks what is under way, and refuses whatever comes after. */
  async cut(): Promise<void> {
    const listener = this.listener;
    if (!listener) return;
    this.listener = undefined;
    const closed = new Promise((done) => listener.close(done));
    for (const socket of this.open) socket.destroy();
    await closed;
  }

  /** Leads what comes from now on to another server on this machine, and ends what goes to the earlier one. */
  leadTo(target: number): void {
    this.target = target;
    for (const socket of this.open) socket.destroy();
  }

  /** Lets connections through again. */
  async mend(): Promise<void> {
    if (this.listener) return;
    const listener = net.createServer((near) => this.carry(near));
    await new Promise<void>((done, fail) => {
      listener.once('error', fail);
      listener.listen(this.port, this.host, done);
    });
    this.listener = listener;
  }

  private carry(near: net.Socket): void {
    const far = net.connect(this.target, '127.0.0.1');
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      this.open.add(socket);
      socket.setNoDelay(true);
      socket.once('close', () => {
        this.open.delete(socket);
        other.destroy();
      });
      // A broken connection is what a cut line looks like; closing the other end says enough.
      socket.on('error', () => other.destroy());
      if (!this.silent) socket.pipe(other);
    }
  }
}

export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
