// Changes something in a server's own Postgres from beside the server, as its superuser: lets time go by, for example.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Server } from './server';

export function carriesOut(server: Server, statement: string): void {
  const address = fs.readFileSync(path.join(server.data, 'database.address'), 'utf8').trim();
  const all = address.replace('://glashelder@', '://postgres@');
  const { status, stderr } = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement, all], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
