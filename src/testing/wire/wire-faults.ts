import { createHash } from 'node:crypto';
import { type RawServer, type ReceivedRawRequest, type Script, type ScriptStep, startRawServer } from './raw-server.js';

/** A right answer to a range, ready to be spoilt. */
export interface RightAnswer {
  readonly status: string;
  /** Name and value of every field, in order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A store that is right in everything but its answers to some ranges. */
export interface WireFaults {
  /** What it answers instead; null: what is right. */
  readonly answer: (requested: RequestedRange) => ((right: RightAnswer) => Script) | null;
  /** After so many requests nothing listens any more. */
  readonly lastRequest?: number;
}

/** A request with a Range. */
export interface RequestedRange {
  readonly range: string;
  /** Complete length in bytes. */
  readonly size: number;
}

/** Head and body of an answer as they go over the wire, with other fields in place of the right ones. */
export function wired(
  { status, fields, body }: RightAnswer,
  changes: {
    readonly status?: string;
    readonly fields?: Readonly<Record<string, string | null>>;
    readonly body?: Uint8Array | string;
  } = {},
): { readonly head: string; readonly body: Uint8Array } {
  const sentBody = typeof changes.body === 'string' ? Buffer.from(changes.body) : (changes.body ?? body);
  const own = Object.entries({ 'Content-Length': `${sentBody.length}`, ...changes.fields });
  const kept = fields.filter(([name]) => !own.some(([its]) => its.toLowerCase() === name.toLowerCase()));
  const all = [...kept, ...own.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`);
  return { head: `HTTP/1.1 ${changes.status ?? status}\r\n${lines.join('')}\r\n`, body: sentBody };
}

/** The script of a right answer, changed as `wired` says. */
export function wholeResponse(right: RightAnswer, changes: Parameters<typeof wired>[1] = {}): ScriptStep[] {
  const { head, body } = wired(right, changes);
  return [Buffer.concat([Buffer.from(head, 'latin1'), body])];
}

/** The store for as long as `use` takes. It speaks of ranges as OSS does under the standard behaviour. */
export async function withWireFaults<T>(faults: WireFaults, use: (server: RawServer) => Promise<T>): Promise<T> {
  const objects = new Map<string, Buffer>();
  const server: RawServer = await startRawServer((request, index) => {
    // What is in flight is answered before the listener goes.
    if (index + 1 === faults.lastRequest) setImmediate(() => void server.close());
    return serve(request, objects, faults);
  });
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

function serve({ head, body }: ReceivedRawRequest, objects: Map<string, Buffer>, { answer }: WireFaults): Script {
  const [, method = '', key = ''] = /^(\S+) (\S+)/.exec(head) ?? [];
  if (method === 'PUT') {
    objects.set(key, Buffer.from(body, 'latin1'));
    return ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'];
  }
  if (method === 'DELETE') {
    objects.delete(key);
    return ['HTTP/1.1 204 No Content\r\n\r\n'];
  }
  const object = objects.get(key) ?? Buffer.alloc(0);
  const [, range] = /\r\nrange: *([^\r]*)/i.exec(head) ?? [];
  const right = answerTo(object, range);
  const spoil = range === undefined ? null : answer({ range, size: object.length });
  if (spoil !== null) return spoil(right);
  return method === 'HEAD' ? [wired(right).head] : wholeResponse(right);
}

function answerTo(object: Buffer, range: string | undefined): RightAnswer {
  const etag = createHash('md5').update(object).digest('hex').toUpperCase();
  const fields = [
    ['Content-Type', 'application/octet-stream'],
    ['ETag', `"${etag}"`],
    ['Last-Modified', 'Fri, 18 Oct 2019 08:00:00 GMT'],
  ] as const;
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) return { status: '200 OK', fields, body: object };
  if (Number(first) >= object.length) {
    const body = Buffer.from(errorDocument('InvalidRange'));
    return { status: '416 Requested Range Not Satisfiable', fields: [['Content-Type', 'application/xml']], body };
  }
  const end = Math.min(object.length - 1, last ? Number(last) : object.length - 1);
  const contentRange = ['Content-Range', `bytes ${first}-${end}/${object.length}`] as const;
  return {
    status: '206 Partial Content',
    fields: [...fields, contentRange],
    body: object.subarray(Number(first), end + 1),
  };
}

/** An error document as OSS writes it, around any text. */
export const errorDocument = (code: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${before}<Error><Code>${code}</Code><Message>No.</Message></Error>`;
