import { bytesOf } from '../../content/bytes.js';
import type { CheckReport } from '../../report/document/document.js';
import { type HeaderField, modeHeaderName } from '../../spec/model/vocabulary.js';
import { type CurlAnswer, fetchByCurl, objectType, putByCurl } from './fetch-by-curl.js';
import type { Measurement } from './measure.js';
import type { RunningServer } from './programs/start-server.js';
import type { ServerAccess } from './real-server.js';
import { servedObject } from './site.js';

export interface Agreement {
  /** Requests that were made by both. */
  readonly compared: number;
  /** What curl does not confirm, one line each. */
  readonly disagreements: readonly string[];
}

/** Twice what the suite waits for a first byte: curl gets no complete answer in time where it gets none at all. */
const timeoutMs = 2_000;

/** Requests in flight. */
const workers = 8;

/**
 * Makes the single-range requests of a report about the object of 1,000 bytes again by curl, and compares what came:
 * status, length of the body, Content-Range and error code, request by request.
 */
export async function curlAgreement(running: RunningServer, { report }: Measurement): Promise<Agreement> {
  const { access } = running.server;
  const sign = await signerOf(access);
  const checks = singleRanges(report.checks, access.kind === 'files' ? access.key : undefined);
  const [first] = checks;
  // The run has removed what it wrote.
  if (access.kind === 'objects' && first) {
    const { url } = first.request;
    await putByCurl(url, bytesOf(servedObject), await sign('PUT', url, [['Content-Type', objectType]]));
  }
  const disagreements: string[] = [];
  const waiting = [...checks];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const headers = check.request.headers.filter(([name]) => compared.has(name.toLowerCase()));
      const { url } = check.request;
      const signature = await sign('GET', url, headers);
      const answer = await fetchByCurl({ url, headers: [...headers, ...signature], timeoutMs });
      const difference = disagreement(check, answer);
      if (difference !== null) disagreements.push(`${nameOf(check)}: ${difference}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return { compared: checks.length, disagreements };
}

type Sign = (method: string, url: string, headers: readonly HeaderField[]) => Promise<HeaderField[]>;

/** The fields that sign a request, none where requests are anonymous; curl splits keys with a colon in them. */
async function signerOf(access: ServerAccess): Promise<Sign> {
  if (access.kind === 'files' || access.signs === undefined) return () => Promise.resolve([]);
  const { createAwsSigner } = await import('../../driver/auth/aws-v4.js');
  const signer = createAwsSigner(access.signs);
  return (method, url, headers) => {
    const { host, pathname } = new URL(url);
    const request = { method, bucket: access.bucket, key: null, query: [], headers };
    return signer.signHeader(request, { host, path: pathname, at: new Date() });
  };
}

const nameOf = ({ id, behaviour, request }: CheckReport): string =>
  `${id} (${behaviour}, ${JSON.stringify(request.range[0])})`;

/** Fields that a row about nothing but a range has. */
const compared: ReadonlySet<string> = new Set(['range', modeHeaderName, 'accept-encoding']);

/** Those that addressing, signing and the driver add. */
const added = /^(host|connection|user-agent|authorization|date|x-oss-(date|content-sha256|security-token)|x-amz-.*)$/;

/** GETs with one Range line and nothing else, about the object of 1,000 bytes, each once. */
export function singleRanges(checks: readonly CheckReport[], name: string = servedObject.name): CheckReport[] {
  const found = new Map<string, CheckReport>();
  for (const check of checks) {
    const { method, url, range, object, headers } = check.request;
    const isAboutIt = object === name && method === 'GET' && !url.includes('?');
    const names = headers.map(([name]) => name.toLowerCase());
    const isSingle = range.length === 1 && !range[0]?.includes(',');
    if (!isAboutIt || !isSingle || url === '' || names.some((name) => !compared.has(name) && !added.test(name)))
      continue;
    const request = JSON.stringify(headers.filter(([name]) => compared.has(name.toLowerCase())));
    if (!found.has(request)) found.set(request, check);
  }
  return [...found.values()];
}

/**
 * Where curl and a report tell of different answers; null where they agree. A report that tells of an answer that never
 * came, or came in part, agrees with a curl that gets no complete one.
 */
export function disagreement({ response, aspects, received }: CheckReport, curl: CurlAnswer): string | null {
  const isBroken =
    response === null || aspects.some(({ aspect, verdict }) => aspect === 'framing' && verdict === 'violates');
  if (!curl.isComplete && !isBroken) {
    return `the report has ${received}, and curl got no complete answer (exit code ${curl.exitCode})`;
  }
  if (response === null) {
    return curl.isComplete ? `the report has no answer (${received}), and curl got ${curl.status}` : null;
  }
  if (curl.status === null) return null;
  const both = [
    ['status', response.status, curl.status],
    ['body length', response.bodyLength, curl.bodyLength],
    ['Content-Range', response.contentRange, curl.contentRange],
    ['error code', response.errorCode, curl.errorCode],
  ] as const;
  const differing = both.filter(([, reported, got]) => reported !== got);
  if (differing.length === 0) return null;
  return differing.map(([what, reported, got]) => `${what} ${reported} in the report, ${got} by curl`).join('; ');
}
