import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Exchange, RecordedResponse, TransportFailure } from '../../exchange/exchange.js';
import { type Script, startRawServer } from '../../testing/wire/raw-server.js';
import { getRaw, sendRaw } from '../../testing/wire/send-raw.js';
import { createDriver } from './driver.js';

const start = 'HTTP/1.1 200 OK\r\n';
const ok: Script = [`${start}Content-Length: 2\r\n\r\nok`];

function failureOf({ result }: Pick<Exchange, 'result'>): TransportFailure | null {
  return result.kind === 'failure' ? result.failure : result.response.framing.truncated;
}

function responseOf({ result }: Pick<Exchange, 'result'>): RecordedResponse {
  if (result.kind === 'failure') throw new Error(result.failure.message);
  return result.response;
}

async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work, performance.now() - began];
}

describe('deadlines', () => {
  test('no byte of an answer: the first attempt and its repetition take the deadline each', async () => {
    const [{ exchanges, server }, ms] = await timed(sendRaw([[], []], [getRaw], { deadlines: { firstByteMs: 100 } }));
    const failure = { phase: 'first-byte', code: 'timeout', message: 'no byte of an answer within 100 ms' };
    expect(exchanges[0]).toMatchObject({
      result: { kind: 'failure', failure },
      retries: [{ reason: 'transport', failure, waitedMs: 0 }],
    });
    expect(server.connections()).toBe(2);
    expect(ms).toBeLessThan(900);
  });

  test('the deadline of the first byte begins when the request is out', async () => {
    const body = function* (): Iterable<Uint8Array> {
      for (let i = 0; i < 5; i++) {
        const until = performance.now() + 100;
        while (performance.now() < until);
        yield Buffer.from('x');
      }
    };
    const put = { ...getRaw, method: 'PUT', body, bodyLength: 5 };
    const { exchanges } = await sendRaw([ok], [put], { deadlines: { firstByteMs: 400 } });
    expect(exchanges.map(failureOf)).toEqual([null]);
  });

  test('a head that does not end, and the whole exchange', async () => {
    const { exchanges } = await sendRaw([[start, 'X-A: b']], [getRaw], { deadlines: { totalMs: 400 } });
    expect(exchanges.map(failureOf)).toEqual([
      { phase: 'headers', code: 'timeout', message: 'no complete answer within 400 ms: ended within the head' },
    ]);
  });

  test('a body that drips', async () => {
    const drip = Array.from({ length: 100 }, () => ['x', { waitMs: 10 }]).flat() as Script;
    const script = [`${start}Content-Length: 100\r\n\r\n`, ...drip];
    const [{ exchanges }, ms] = await timed(sendRaw([script], [getRaw], { deadlines: { totalMs: 400 } }));
    const response = responseOf(exchanges[0]!);
    expect(response.framing.truncated).toMatchObject({ phase: 'body', code: 'timeout' });
    expect(response.body.length).toBeGreaterThan(2);
    expect(ms).toBeLessThan(900);
  });

  test('a time-out is timed from the request', async () => {
    const server = await startRawServer([[]]);
    const driver = createDriver({
      origin: server.origin,
      connections: 1,
      secrets: [],
      deadlines: { firstByteMs: 100 },
    });
    const { durationMs } = await driver.send(getRaw, { retry: false });
    await driver.close();
    await server.close();
    expect(durationMs).toBeGreaterThan(95);
    expect(durationMs).toBeLessThan(900);
  });
});

describe('sizes', () => {
  test('a body that never ends is cut at the limit and not asked for again', async () => {
    const endless: Script = [`${start}\r\n`, { endlessly: new Uint8Array(65_536).fill(120) }];
    const { exchanges, server } = await sendRaw([endless], [getRaw], { bodyCapBytes: 10_000_000 });
    const { body, framing } = responseOf(exchanges[0]!);
    expect([body.length, body.prefix.length]).toEqual([10_000_000, 65_536]);
    expect(framing.truncated).toEqual({
      phase: 'body',
      code: 'too-large',
      message: 'the body exceeded the limit of 10000000 bytes',
    });
    expect(exchanges[0]?.retries).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test('a body of exactly the limit is whole', async () => {
    const { exchanges } = await sendRaw([ok], [getRaw], { bodyCapBytes: 2 });
    expect(exchanges.map(failureOf)).toEqual([null]);
  });

  test('the sink gets every byte of a large body, once and in order', async () => {
    const block = Uint8Array.from({ length: 1_000_003 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
    let [at, wrong] = [0, 0];
    const sink = () => ({
      write: (chunk: Uint8Array) => {
        for (const byte of chunk) if (byte !== block[at++]) wrong++;
      },
      end: () => ({ kind: 'whole' }) as const,
    });
    const script: Script = [`${start}Content-Length: ${block.length}\r\n\r\n`, block];
    const { exchanges } = await sendRaw([script], [getRaw], { ask: { sink } });
    const { length, place, prefix } = responseOf(exchanges[0]!).body;
    expect({ at, wrong, length, place }).toEqual({
      at: block.length,
      wrong: 0,
      length: block.length,
      place: { kind: 'whole' },
    });
    expect(prefix).toEqual(block.slice(0, 65_536));
  });

  const tooLong: [name: string, script: Script][] = [
    ['in one write', [`${start}X: ${'a'.repeat(20_000)}\r\n\r\n`]],
    ['in many', [start, ...Array.from({ length: 30 }, (_, i) => `X-${i}: ${'a'.repeat(1000)}\r\n`)]],
    ['in the reason phrase', [start.slice(0, -2), { endlessly: Buffer.alloc(1024, 'a') }]],
    ['in interim answers', [{ endlessly: Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(40)) }]],
  ];
  test.each(tooLong)('a head longer than 16 KiB is refused: %s', async (_name, script) => {
    const { exchanges, server } = await sendRaw([script]);
    expect(exchanges[0]).toMatchObject({
      result: {
        kind: 'failure',
        failure: {
          phase: 'headers',
          code: 'too-large',
          message: 'the header fields exceeded the limit of 16384 bytes',
        },
      },
      retries: [],
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('giving up', () => {
  const interrupted = { name: 'SuiteError', code: 'interrupted', cause: 'enough' };

  test.each<[string, Script]>([
    ['while the server is silent', []],
    ['within a body', [`${start}Content-Length: 10\r\n\r\nabc`]],
    ['while waiting to ask again', [`HTTP/1.1 503 \r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n`]],
  ])('%s', async (_name, script) => {
    const controller = new AbortController();
    const ask = { signal: controller.signal };
    setTimeout(() => controller.abort('enough'), 50);
    const began = performance.now();
    await expect(sendRaw([script], [getRaw], { ask })).rejects.toMatchObject(interrupted);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('before anything is sent', async () => {
    const ask = { signal: AbortSignal.abort('enough') };
    await expect(sendRaw([ok], [getRaw], { ask })).rejects.toMatchObject(interrupted);
  });

  test('one signal ends all exchanges that share it, without a warning', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    const server = await startRawServer(() => []);
    const driver = createDriver({ origin: server.origin, connections: 15, secrets: [] });
    const controller = new AbortController();
    const asked = Array.from({ length: 40 }, () => driver.send(getRaw, { signal: controller.signal }));
    setTimeout(() => controller.abort('enough'), 50);
    const settled = await Promise.allSettled(asked);
    expect(settled).toEqual(Array(40).fill({ status: 'rejected', reason: expect.objectContaining(interrupted) }));
    await driver.close();
    await server.close();
    await delay(0);
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});

describe('a sink that throws is a defect of the caller', () => {
  const broken = new TypeError('broken sink');
  const fail = (): never => {
    throw broken;
  };
  test.each([
    ['when it is made', fail],
    ['when it is written to', () => ({ write: fail, end: fail })],
    ['when it is ended', () => ({ write: () => {}, end: fail })],
  ])('%s', async (_name, sink) => {
    await expect(sendRaw([ok], [getRaw], { ask: { sink } })).rejects.toBe(broken);
  });
});

describe('the pace of an answer', () => {
  test('a body that stands still is given up long before the whole exchange, and asked for again', async () => {
    const stalled: Script = [`${start}Content-Length: 100\r\n\r\n`, 'x'];
    const [{ exchanges }, ms] = await timed(sendRaw([stalled, ok], [getRaw], { deadlines: { paceMs: () => 100 } }));
    expect(exchanges[0]).toMatchObject({
      result: { kind: 'response', response: { body: { length: 2 }, framing: { truncated: null } } },
      retries: [
        {
          reason: 'transport',
          failure: {
            phase: 'body',
            code: 'timeout',
            message: 'hardly any byte within 100 ms: ended after 1 of 100 bytes of body',
          },
        },
      ],
    });
    expect(ms).toBeLessThan(900);
  });

  test('what flows may take longer than that', async () => {
    const kilobyte = 'x'.repeat(1024);
    const flow = Array.from({ length: 8 }, () => [kilobyte, { waitMs: 50 }]).flat() as Script;
    const script = [`${start}Content-Length: ${8 * 1024}\r\n\r\n`, ...flow];
    const { exchanges } = await sendRaw([script], [getRaw], { deadlines: { paceMs: 200 } });
    expect(exchanges.map(failureOf)).toEqual([null]);
  });
});
