import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/**
 * In bytes. The largest YAML file of this package, a list of known deviations, has 77 kB; the parser takes up to 80 bytes of
 * memory for one of the text.
 */
export const largestYaml = 2 * 1024 * 1024;

/** In ms: how long a pipe may bring nothing. */
const pipePatience = 10_000;

/**
 * Reads a text file of a user, to a bound, and not for ever: a device may have no end, and a pipe no writer.
 *
 * @param most in bytes
 * @throws Error of the file system, or one that says what is wrong with the content
 */
export async function readInputFile(path: string, most: number): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    let waited = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const bytesRead = await file.read(chunk, 0, chunk.length, null).then(
        (result) => result.bytesRead,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EAGAIN') throw error;
          return null;
        },
      );
      if (bytesRead === 0) return textOf(Buffer.concat(chunks));
      if (bytesRead === null) {
        if (waited >= pipePatience) throw new Error(`the pipe brought nothing within ${pipePatience} ms`);
        await setTimeout(20);
        waited += 20;
        continue;
      }
      waited = 0;
      length += bytesRead;
      if (length > most) throw new Error(`it has more than ${most} bytes`);
      chunks.push(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function textOf(bytes: Buffer): string {
  if (bytes.includes(0)) throw new Error('it contains a NUL byte; it must be a text file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8');
  }
}
