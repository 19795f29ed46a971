import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo, etagOf, type TinyAnswer, tinyEmptyAnswer, tinyErrorAnswer } from './tiny-answer.js';
import { decide, type RangeChoices, type ReadRange, readFirstRange, type TinyDecision } from './tiny-range.js';

/** Everything that no source settles. */
export interface TinyChoices extends RangeChoices {
  readonly rangeOnHead: 'ignored' | 'applied';
  /** Whether a 416 tells the complete length in a Content-Range. */
  readonly contentRangeOn416: boolean;
}

/** A request as the store understands it. */
export interface TinyRequest {
  readonly method: string;
  /** Path without bucket. */
  readonly key: string;
  /** Request target as sent. */
  readonly target: string;
  /** Name, value, name, value, as sent. */
  readonly rawHeaders: readonly string[];
  /** Values of the Range lines. */
  readonly ranges: readonly string[];
  /** The first of them; null where there is none that can be read. */
  readonly range: ReadRange | null;
  readonly standard: boolean;
  /** 1 for the first request of all. */
  readonly number: number;
}

/** What a store does instead of answering; `drip`: it sends the usual body byte by byte, ten a second. */
export type Refusal = 'destroy' | 'hang' | 'drip';

/** One decision that a store makes in another way than OSS. */
export interface TinyDeviation {
  readonly choices?: Partial<TinyChoices>;
  /** The behaviour that the mode header asks for, unless the store knows better; connections have numbers. */
  readonly standard?: (requested: boolean, connection: number) => boolean;
  /** What to do with a range on an object of `size` bytes. */
  readonly decide?: (usual: TinyDecision, request: TinyRequest, size: number) => TinyDecision;
  /** What to send, for any request; `usual` does what was asked for and tells the usual answer. */
  readonly answer?: (
    usual: () => TinyAnswer,
    request: TinyRequest,
    objects: ReadonlyMap<string, Buffer>,
  ) => TinyAnswer | Refusal | Promise<TinyAnswer | Refusal>;
}

/** A store in memory on 127.0.0.1 that answers PUT, GET, HEAD and DELETE of objects as OSS does, but for its deviation. */
export interface TinyStore {
  readonly origin: string;
  /** Keys and what lies there. */
  readonly objects: ReadonlyMap<string, Buffer>;
}

const defaultChoices: TinyChoices = {
  malformedUnderStandard: 'whole',
  listUnderStandard: 'first',
  unitInCapitals: 'accepted',
  repeatedLines: 'first',
  oversizeNumbers: 'as-any-other',
  rangeOnHead: 'ignored',
  contentRangeOn416: false,
};

/** Longer than a run keeps a connection idle, so that none is closed under a request that is being sent. */
const keepAliveMs = 75_000;

/** A store for as long as `use` takes. */
export async function withTinyStore<T>(deviation: TinyDeviation, use: (store: TinyStore) => Promise<T>): Promise<T> {
  const objects = new Map<string, Buffer>();
  const choices = { ...defaultChoices, ...deviation.choices };
  let requests = 0;
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests += 1;
    const request = readRequest(message, requests, choices, deviation);
    const body = await bodyOf(message);
    const usual = (): TinyAnswer => perform(request, body, objects, choices, deviation);
    const answer = deviation.answer ? await deviation.answer(usual, request, objects) : usual();
    if (answer === 'destroy') message.socket.destroy();
    else if (answer === 'drip') drip(response, usual());
    else if (answer !== 'hang') send(response, answer);
  };
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (message, response) => {
    // A client that goes away while it writes is part of some tests.
    serve(message, response).catch(() => message.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function readRequest(
  { method = '', url = '', rawHeaders, headersDistinct, socket }: IncomingMessage,
  number: number,
  choices: TinyChoices,
  deviation: TinyDeviation,
): TinyRequest {
  const ranges = headersDistinct.range ?? [];
  const requested = headersDistinct['x-oss-range-behavior']?.[0] === 'standard';
  return {
    method,
    key: decodeURIComponent(url.split('?')[0]?.split('/').slice(2).join('/') ?? ''),
    target: url,
    rawHeaders,
    ranges,
    range: ranges[0] === undefined ? null : readFirstRange(ranges[0], choices),
    standard: deviation.standard?.(requested, socket.remotePort ?? 0) ?? requested,
    number,
  };
}

function perform(
  request: TinyRequest,
  body: Buffer,
  objects: Map<string, Buffer>,
  choices: TinyChoices,
  deviation: TinyDeviation,
): TinyAnswer {
  const { method, key } = request;
  if (method === 'PUT') {
    objects.set(key, body);
    return tinyEmptyAnswer(200, { ETag: etagOf(body) });
  }
  if (method === 'DELETE') {
    objects.delete(key);
    return tinyEmptyAnswer(204);
  }
  const object = objects.get(key);
  if (object === undefined) return tinyErrorAnswer(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key });
  return read(request, object, choices, deviation);
}

function read(request: TinyRequest, object: Buffer, choices: TinyChoices, deviation: TinyDeviation): TinyAnswer {
  const { ranges, standard, method } = request;
  const requested = method === 'HEAD' && choices.rangeOnHead === 'ignored' ? [] : ranges;
  const usual = decide(requested, object.length, standard, choices);
  const answer = answerTo(deviation.decide?.(usual, request, object.length) ?? usual, object, ranges);
  if (answer.status !== 416 || !choices.contentRangeOn416) return answer;
  return { ...answer, headers: { ...answer.headers, 'Content-Range': `bytes */${object.length}` } };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function drip(response: ServerResponse, { status, headers, body }: TinyAnswer): void {
  response.writeHead(status, { 'Content-Length': `${body.length}`, ...headers });
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < body.length) response.write(body.subarray(sent, ++sent));
    else response.end();
  }, 100);
  response.once('close', () => clearInterval(timer));
}

function send(response: ServerResponse, { status, reason, headers, body }: TinyAnswer): void {
  const length = status === 204 ? {} : { 'Content-Length': `${body.length}` };
  if (reason !== undefined) response.statusMessage = reason;
  response.writeHead(status, { ...length, ...headers });
  response.end(body);
}
