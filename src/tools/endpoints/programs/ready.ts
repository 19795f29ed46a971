import { get } from 'node:http';
import { bytesOf } from '../../../content/bytes.js';
import type { RealServer } from '../real-server.js';
import { servedObject } from '../site.js';

/** How long one answer may take, in ms. */
const answerMs = 1_000;

/**
 * Whether a server answers: one of files with the very bytes of the file, so that no other program that listens there is
 * taken for it; one of objects with any answer that is no failure of its own.
 */
export async function isReady({ access }: RealServer, origin: string): Promise<boolean> {
  const path = access.kind === 'files' ? (access.key ?? servedObject.name) : access.bucket;
  const answer = await ask(`${origin}/${path}`).catch(() => null);
  if (answer === null) return false;
  if (access.kind === 'objects') return answer.status < 500;
  return answer.status === 200 && answer.body.equals(bytesOf(servedObject));
}

function ask(url: string): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, timeout: answerMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
  });
}
