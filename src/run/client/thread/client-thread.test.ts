import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { withFolder } from '../../../testing/suite/with-folder.js';
import type { ClientTarget } from '../client.js';

// A thread needs the built form.
const built = new URL('../../../../dist/run/client/thread/client-thread.js', import.meta.url).href;
const { startClientThread }: typeof import('./client-thread.js') = await import(built);

const target: ClientTarget = {
  endpoint: 'http://localhost:1',
  bucket: 'b',
  seenAs: { host: 'localhost', bucketInPath: true },
  region: '',
  auth: 'anonymous',
  credentials: null,
  timeoutMs: 50,
  clockOffsetMs: 0,
};
const question = { key: 'k', range: null, headers: {} };

/** In ms; longer than a loaded machine takes for anything that happens here. */
const patience = 30_000;

/** What becomes of a question that a client answers so, with nothing on the wire, and what it prints. */
async function asked(get: string, { boundMs = patience, pongMs = patience } = {}, printsUntil = /^/) {
  return withFolder(async (folder) => {
    const file = join(folder, 'client.mjs');
    await writeFile(file, `export default { name: 'c', open: () => ({ get: ${get} }) };`);
    let printed = '';
    let isPrinted = (): void => {};
    const printing = new Promise<void>((resolve) => {
      isPrinted = resolve;
    });
    const print = (text: string): void => {
      printed += text;
      if (printsUntil.test(printed)) isPrinted();
    };
    if (printsUntil.test('')) isPrinted();
    const source = { kind: 'module', file, url: pathToFileURL(file).href } as const;
    const thread = await startClientThread({ source, folders: [], print, pongMs });
    const started = performance.now();
    thread.open(0, target);
    const outcome = await thread.get(0, question, () => performance.now() - started, boundMs);
    await printing;
    const lost = thread.lost();
    await thread.close();
    return { outcome, lost, printed };
  });
}

test('bytes and status arrive', async () => {
  const { outcome, lost } = await asked(`async () => ({ bytes: Buffer.from('abc'), status: 206 })`);
  expect([outcome, lost]).toEqual([{ kind: 'bytes', bytes: new Uint8Array([97, 98, 99]), status: 206 }, null]);
});

test('what is thrown arrives with what SDKs say of it, and with its cause', async () => {
  const error = `Object.assign(new TypeError('failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }), { statusCode: 206 })`;
  const { outcome } = await asked(`async () => { throw ${error}; }`);
  expect(outcome).toEqual({
    kind: 'error',
    name: 'TypeError',
    code: 'ECONNRESET',
    status: 206,
    message: 'failed: reset',
  });
});

test('something that is no answer is an error of the client', async () => {
  const { outcome } = await asked(`async () => ({ bytes: 'abc' })`);
  expect(outcome).toMatchObject({ kind: 'error', name: 'TypeError' });
});

test('a client that never comes back is left alone, and its thread is still there', async () => {
  const { outcome, lost } = await asked('() => new Promise(() => {})', { boundMs: 50 });
  expect([outcome, lost]).toEqual([{ kind: 'nothing' }, null]);
});

test.each([
  ['ends its process', '() => process.exit(7)', 'it ended with exit code 7'],
  [
    'lets an error escape',
    `() => { setImmediate(() => { throw new RangeError('out of order'); }); return new Promise(() => {}); }`,
    'RangeError: out of order',
  ],
  [
    'leaves a rejection unhandled',
    `() => { void Promise.reject(new Error('nobody cares')); return new Promise(() => {}); }`,
    'Error: nobody cares',
  ],
])('a client that %s loses its thread, and nothing else', async (_, get, message) => {
  const { outcome, lost } = await asked(get);
  expect([outcome, lost]).toEqual([{ kind: 'lost', message }, message]);
});

test('a client that does not let go of its thread loses it, and nothing else', async () => {
  const message = 'it did not return within 100 ms';
  const { outcome, lost } = await asked('() => { for (;;); }', { boundMs: 50, pongMs: 50 });
  expect([outcome, lost]).toEqual([{ kind: 'lost', message }, message]);
});

test('what a client prints is for the caller to show', async () => {
  const get = `async () => { console.log('out'); console.error('err'); return { bytes: Buffer.alloc(0) }; }`;
  const { printed } = await asked(get, {}, /out.*err|err.*out/s);
  expect(printed.split('\n').sort().join(' ').trim()).toBe('err out');
});
