import { spawn } from 'node:child_process';
import type { HeaderField } from '../../spec/model/vocabulary.js';

export interface CurlQuestion {
  readonly url: string;
  readonly headers: readonly HeaderField[];
  /** For the whole answer, in ms. */
  readonly timeoutMs: number;
}

/** What curl made of an answer. */
export interface CurlAnswer {
  readonly isComplete: boolean;
  readonly exitCode: number;
  /** Null where no head of an answer came. */
  readonly status: number | null;
  readonly bodyLength: number;
  readonly contentRange: string | null;
  readonly errorCode: string | null;
}

/** Asks by curl, on a connection of its own, and adds nothing to what is said. */
export async function fetchByCurl({ url, headers, timeoutMs }: CurlQuestion): Promise<CurlAnswer> {
  const { exitCode, stdout } = await curl([
    ...['--silent', '--globoff', '--path-as-is', '--http1.1', '--include', '--max-time', String(timeoutMs / 1000)],
    ...fieldFlags(headers),
    url,
  ]);
  const end = stdout.indexOf('\r\n\r\n');
  if (end < 0) return { isComplete: false, exitCode, status: null, bodyLength: 0, contentRange: null, errorCode: null };
  const [statusLine = '', ...fields] = stdout.subarray(0, end).toString('latin1').split('\r\n');
  const body = stdout.subarray(end + 4);
  const status = Number(statusLine.split(' ')[1]);
  // curl reads the digits of a length like 1e+30, and takes the byte that follows for all of it.
  const isLengthOdd = fields.some((field) => /^content-length:/i.test(field) && !/:[ \t]*\d+[ \t]*$/.test(field));
  const [, contentRange] = /^content-range:[ \t]*(.*?)[ \t]*$/im.exec(fields.join('\n')) ?? [];
  const [, errorCode] = (status >= 400 && /<Code>([^<]*)<\/Code>/.exec(body.toString('latin1'))) || [];
  return {
    isComplete: exitCode === 0 && !isLengthOdd,
    exitCode,
    status,
    bodyLength: body.length,
    contentRange: contentRange ?? null,
    errorCode: errorCode ?? null,
  };
}

/** What the suite gives an object for its type. */
export const objectType = 'application/octet-stream';

/**
 * Puts an object by curl.
 *
 * @throws Error where it is not taken
 */
export async function putByCurl(url: string, bytes: Buffer, headers: readonly HeaderField[]): Promise<void> {
  const fields = fieldFlags([...headers, ['Content-Type', objectType]]);
  const args = ['--silent', '--show-error', '--fail', '--path-as-is', '--max-time', '10', ...fields, '-H', 'Expect:'];
  const { exitCode, stdout } = await curl([...args, '-X', 'PUT', '--data-binary', '@-', url], bytes);
  if (exitCode !== 0) throw new Error(`curl cannot put ${url} (exit code ${exitCode}): ${stdout.toString()}`);
}

/** A field without a value needs a semicolon; with a colon curl leaves it out. */
const fieldFlags = (headers: readonly HeaderField[]): string[] =>
  headers.flatMap(([name, value]) => ['-H', value === '' ? `${name};` : `${name}: ${value}`]);

function curl(args: readonly string[], input?: Buffer): Promise<{ exitCode: number; stdout: Buffer }> {
  return new Promise((resolve, reject) => {
    const child = spawn('curl', ['--disable', '--noproxy', '*', ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? -1, stdout: Buffer.concat(chunks) }));
    child.stdin.on('error', () => {}); // It does not read what it does not send.
    child.stdin.end(input);
  });
}
