// The server's own Postgres, seen from beside the server: asked as its superuser, and its processes found.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Server } from '../support/server';

/** The rows of a question, each one JSON value. */
export function rows<T>(server: Server, question: string): T[] {
  const address = fs.readFileSync(path.join(server.data, 'database.address'), 'utf8').trim();
  const all = address.replace('://glashelder@', '://postgres@');
  const { status, stdout, stderr } = spawnSync('psql', ['-X', '-q', '-At', '-c', `select to_json(answer) from (${question}) answer`, all], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** The folder of the cluster, which may lie outside of the data folder. */
export function cluster(server: Server): string {
  return path.join(server.postgresFolder, 'cluster');
}

export function postmaster(server: Server): number {
  const process = Number(fs.readFileSync(path.join(cluster(server), 'postmaster.pid'), 'utf8').split('\n')[0]);
  if (!(process > 1)) throw new Error('no postmaster runs');
  return process;
}

/** A process of Postgres that serves one of the program's connections. */
export function backend(server: Server): number | undefined {
  const found = rows<{ pid: number }>(server, "select pid from pg_stat_activity where application_name = 'glashelder' order by backend_start desc limit 1");
  return found[0]?.pid;
}
