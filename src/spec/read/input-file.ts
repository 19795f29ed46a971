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
 * @param options `isLossy`: what is not UTF-8 is replaced and not refused
 * @throws Error of the file system, or one that says what is wrong with the content
 */
export async function readInputFile(
  path: string,
  most: number,
  options: { readonly isLossy?: boolean } = {},
): Promise<string> {
  let length = 0;
  let text = '';
  for await (const chunk of inputText(path, options)) {
    length += chunk.bytes;
    if (length > most) throw new Error(`it has more than ${most} bytes`);
    text += chunk.text;
  }
  return text;
}

/**
 * The text of a file of a user in pieces, for one that is read to its end, however long it is. A pipe that brings nothing ends
 * with an error.
 *
 * @throws Error of the file system, or one that says what is wrong with the content
 */
export async function* inputText(
  path: string,
  { isLossy = false }: { readonly isLossy?: boolean } = {},
): AsyncGenerator<{ readonly text: string; readonly bytes: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: !isLossy });
  for await (const bytes of inputBytes(path)) {
    if (bytes?.includes(0)) throw new Error('it contains a NUL byte; it must be a text file');
    const text = decoded(decoder, bytes);
    if (text !== '') yield { text, bytes: bytes?.length ?? 0 };
  }
}

/** Ends with null, so that a character that was cut off is found. */
async function* inputBytes(path: string): AsyncGenerator<Buffer | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    // A pipe that no writer has opened yet looks as if it had ended.
    let mayBegin = (await file.stat()).isFIFO();
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
      if (bytesRead === null || (bytesRead === 0 && mayBegin)) {
        if (waited >= pipePatience) throw new Error(`the pipe brought nothing within ${pipePatience} ms`);
        await setTimeout(20);
        waited += 20;
        continue;
      }
      mayBegin = false;
      waited = 0;
      if (bytesRead === 0) return yield null;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer | null): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new Error('it is not UTF-8');
  }
}
