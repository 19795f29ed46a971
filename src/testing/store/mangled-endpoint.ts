import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReferenceEndpoint } from '../../reference/server/server.js';

/** A request and the answer of the embedded endpoint to it. */
export interface Passing {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  status: number;
  /** Names in small letters. */
  readonly fields: Record<string, string>;
  body: Buffer;
}

/** What a store does not know, or gets wrong: an answer of its own, or changes to the usual one. */
export interface Mangling {
  /** Answers without asking; `null`: asks. May change the target that is asked, by what it returns. */
  readonly before?: (passing: Pick<Passing, 'method' | 'target' | 'headers'>) => OwnAnswer | Promise<OwnAnswer>;
  readonly after?: (passing: Passing) => void;
}

type OwnAnswer = Pick<Passing, 'status' | 'body'> | string | null;

/** The public embedded endpoint behind a server that mangles traffic, for the duration of `use`. */
export async function withMangledEndpoint<T>(
  { before = () => null, after = () => {} }: Mangling,
  use: (origin: string) => Promise<T>,
  versioning = true,
): Promise<T> {
  const endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    versioning,
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const requested = { method: request.method ?? '', target: request.url ?? '', headers: request.headers };
    const own = await before(requested);
    if (own !== null && typeof own !== 'string') {
      response.writeHead(own.status, { 'Content-Type': 'application/xml', 'Content-Length': own.body.length });
      response.end(own.body);
      return;
    }
    const passing = {
      ...requested,
      ...(await forward(endpoint.port, { ...requested, target: own ?? requested.target }, Buffer.concat(chunks))),
    };
    after(passing);
    const { 'content-length': length, 'transfer-encoding': coding, connection: __, ...fields } = passing.fields;
    const bodiless = passing.status === 204 || passing.status === 304;
    response.writeHead(passing.status, {
      ...fields,
      ...(bodiless
        ? {}
        : coding === undefined
          ? { 'Content-Length': passing.method === 'HEAD' ? (length ?? 0) : passing.body.length }
          : { 'Transfer-Encoding': coding }),
    });
    response.end(bodiless ? undefined : passing.body);
  };
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Who was killed while it sent needs no answer.
      if (request.complete) throw error;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await endpoint.close();
  }
}

async function forward(
  port: number,
  { method, target, headers }: Pick<Passing, 'method' | 'target' | 'headers'>,
  body: Buffer,
): Promise<Pick<Passing, 'status' | 'fields' | 'body'>> {
  const { request } = await import('undici');
  const { connection: _, 'content-length': __, 'transfer-encoding': ___, ...rest } = headers;
  const sends = method === 'PUT' || method === 'POST';
  const got = await request(`http://127.0.0.1:${port}${target}`, {
    method: method as 'GET',
    headers: rest as Record<string, string>,
    ...(sends ? { body } : {}),
  });
  const fields = Object.fromEntries(Object.entries(got.headers).map(([name, value]) => [name, String(value)]));
  return { status: got.statusCode, fields, body: Buffer.from(await got.body.arrayBuffer()) };
}

/** An error document with a code. */
export const refusal = (status: number, code: string): Pick<Passing, 'status' | 'body'> => ({
  status,
  body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`),
});
