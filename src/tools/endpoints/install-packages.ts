import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atExit } from './programs/at-exit.js';
import { runProgram } from './programs/run-program.js';

/** In ms. */
const installMs = 600_000;

/** Installs the packages that the lock file of a folder pins, unless they are there. */
export async function installNpm(folder: string, tell: (line: string) => void): Promise<void> {
  if (await isNpmInstalled(folder)) return;
  tell(`installing packages of npm into ${join(folder, 'node_modules')}`);
  await runProgram('npm', ['ci', '--prefix', folder, '--ignore-scripts'], { timeoutMs: installMs });
  await writeFile(npmMark(folder), await lockedDigest(folder));
}

/** Installs packages of Debian that are missing, without starting a service; nothing where this process may not. */
export async function installDebian(packages: readonly string[], tell: (line: string) => void): Promise<void> {
  const missing = await missingDebian(packages);
  if (missing.length === 0 || !mayInstall()) return;
  tell(`installing packages of Debian: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } as Record<string, string>;
  await withoutServices(async () => {
    await runProgram('apt-get', ['update', '-qq'], { env, timeoutMs: installMs });
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      env,
      timeoutMs: installMs,
    });
  });
}

/** Why packages of Debian cannot be used here; null where they can. */
export async function lackOfDebian(packages: readonly string[]): Promise<string | null> {
  const missing = await missingDebian(packages);
  return missing.length === 0 ? null : `apt-get install --no-install-recommends ${missing.join(' ')}`;
}

/** Written last, so that an installation that was cut off is none. */
const npmMark = (folder: string): string => join(folder, 'node_modules', '.is-complete');

/** Whether the packages of this very lock file are there. */
export async function isNpmInstalled(folder: string): Promise<boolean> {
  const installed = await readFile(npmMark(folder), 'utf8').catch(() => null);
  return installed === (await lockedDigest(folder));
}

async function lockedDigest(folder: string): Promise<string> {
  const lock = await readFile(join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).digest('hex');
}

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

async function missingDebian(packages: readonly string[]): Promise<string[]> {
  const names = [...new Set(packages)];
  if (names.length === 0) return [];
  // It fails where it does not know one of them, and tells of the others all the same.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: fields of dpkg
  const told = await runProgram('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names]).catch(
    ({ cause }: { cause?: { stdout?: string } }) => cause?.stdout ?? '',
  );
  const installed = new Set(
    told
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

const policy = '/usr/sbin/policy-rc.d';

/** Packages of servers start them as services; a policy that refuses keeps them from it. */
async function withoutServices(act: () => Promise<void>): Promise<void> {
  if (existsSync(policy)) return act();
  const forget = atExit(() => rmSync(policy, { force: true }));
  await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await act();
  } finally {
    await rm(policy, { force: true });
    forget();
  }
}
