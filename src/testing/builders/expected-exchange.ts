import type { DriverOptions } from '../../driver/driver/driver.js';
import { userAgent } from '../../driver/wire/wire-request.js';
import type { ExchangeResult, Framing, RecordedResponse, Retry, TransportFailure } from '../../exchange/exchange.js';
import type { Script } from '../wire/raw-server.js';
import { getRaw, sendRaw, type TimelessExchange } from '../wire/send-raw.js';

export const request: TimelessExchange['request'] = {
  method: 'GET',
  url: 'http://bucket.test/object',
  headers: [
    ['host', 'bucket.test'],
    ['connection', 'keep-alive'],
    ['Range', 'bytes=0-4'],
    ['Accept-Encoding', 'identity'],
    ['User-Agent', userAgent],
  ],
  bodyLength: 0,
};

export const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** The place of a body without a custom sink. */
function bodyOf(text: string): RecordedResponse['body'] {
  const prefix = bytes(text);
  if (text === '') return { length: 0, place: { kind: 'empty' }, prefix };
  const actualHex = Buffer.from(text.slice(0, 16), 'latin1').toString('hex');
  const difference = { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex };
  return { length: text.length, place: { kind: 'unknown', difference }, prefix };
}

const whole: Framing = { delimitedBy: 'content-length', extraBytes: 0, extraPrefix: bytes(''), truncated: null };

interface Expected extends Partial<Omit<RecordedResponse, 'body' | 'framing'>> {
  readonly body?: string;
  readonly framing?: Partial<Framing>;
}

export function response({ body = 'abcde', framing = {}, ...rest }: Expected): ExchangeResult {
  return {
    kind: 'response',
    response: {
      status: 206,
      reason: 'Partial Content',
      httpVersion: '1.1',
      headers: [['Content-Length', '5']],
      ...rest,
      body: bodyOf(body),
      framing: { ...whole, ...framing },
    },
  };
}

export const extra = (text: string): Partial<Framing> => ({ extraBytes: text.length, extraPrefix: bytes(text) });
export const inBody = (code: TransportFailure['code'], message: string): TransportFailure => ({
  phase: 'body',
  code,
  message,
});
export const malformedExchange = (message: string): TransportFailure => ({
  phase: 'headers',
  code: 'malformed',
  message,
});
export const repeated = (failure: TransportFailure): Retry[] => [{ reason: 'transport', failure, waitedMs: 0 }];

/** Asks twice where the first attempt fails, as every failure of the connection is repeated once on a fresh one. */
export async function sendExpected(
  script: Script,
  options: Partial<DriverOptions> = {},
  method = 'GET',
): Promise<TimelessExchange> {
  const { exchanges } = await sendRaw([script, script], [{ ...getRaw, method }], options);
  return exchanges[0]!;
}

export const firstPosOf = 'HTTP/1.1 206 Partial Content\r\n';
