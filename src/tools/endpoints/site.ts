import { rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../../content/bytes.js';
import type { ContentObject } from '../../content/content-object.js';
import { layOut } from '../../content/place-objects.js';
import { atExit } from './programs/at-exit.js';
import { type OwnProcess, startProcess } from './programs/own-process.js';

/** The object that every server is asked for; a server of files has it as a file. */
export const servedObject: ContentObject = layOut([{ name: 'bytes-1000', size: 1000 }])[0]!;

/** Servers give weak validators for a file of the last second, and strong ones later. */
const written = new Date('2020-01-01T00:00:00Z');

/** The temporary place of one server: its folder, its port, its processes. */
export interface Site {
  /** For files that the server writes. */
  readonly folder: string;
  /** The folder of files to serve. */
  readonly root: string;
  readonly port: number;
  freePort(): Promise<number>;
  /** Writes a file into the folder. */
  write(name: string, text: string): Promise<string>;
  /** Starts a program, and goes on. */
  spawn(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<void>;
  /** Starts a program and waits until it has ended well. */
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  hasEnded(): boolean;
  /** What the processes have printed. */
  log(): Promise<string>;
  /** Ends the processes and removes the folder. */
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-server-'));
  const forget = atExit(() => rmSync(folder, { recursive: true, force: true }));
  // Some servers change to a user who has to read it.
  await chmod(folder, 0o755);
  const root = join(folder, 'root');
  await mkdir(root);
  const file = join(root, servedObject.name);
  await writeFile(file, bytesOf(servedObject));
  await utimes(file, written, written);
  const logFile = join(folder, 'log');
  const processes: OwnProcess[] = [];
  const { PATH = '' } = process.env;
  // Neither the home of the user nor a proxy changes what is measured.
  const environment = { PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' };
  const spawn: Site['spawn'] = async (program, args, env = {}) => {
    processes.push(await startProcess(program, args, { cwd: folder, env: { ...environment, ...env }, log: logFile }));
  };
  return {
    folder,
    root,
    port: await freePort(),
    freePort,
    async write(name, text) {
      const file = join(folder, name);
      await writeFile(file, text);
      return file;
    },
    spawn,
    async run(program, args, env = {}) {
      const { runProgram } = await import('./programs/run-program.js');
      return runProgram(program, args, { cwd: folder, env: { ...environment, ...env } });
    },
    hasEnded: () => processes.some((own) => own.hasEnded()),
    log: () => readFile(logFile, 'utf8').catch(() => ''),
    async close() {
      for (const own of processes.reverse()) await own.stop();
      await rm(folder, { recursive: true, force: true });
      forget();
    },
  };
}

/** A free loopback port; another process may take it before it is used. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
