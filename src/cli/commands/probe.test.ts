import { describe, expect, test } from 'vitest';
import { tinyErrorAnswer } from '../../testing/store/tiny-answer.js';
import { deviations } from '../../testing/store/tiny-deviations.js';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor } from '../../testing/suite/conformance-run.js';
import { type CliResult, runCli } from '../../testing/suite/run-cli.js';

/** What came back beside what is specified, without the curl lines. */
const answers = ({ stdout }: CliResult): string =>
  stdout.replace(/^ {2}curl .*\n/gm, '').replace(/^(Range: .+, target ).+\n/, '$1STORE\n');

describe.concurrent('a probe', () => {
  test('of a right answer ends with 0', ({ expect }) =>
    withTinyStore({}, async ({ origin, objects }) => {
      const result = await runCli(['probe', 'bytes=500-2000', ...flagsFor(origin)]);
      expect([result.exitCode, result.stderr, [...objects.keys()]]).toEqual([0, '', []]);
      expect(answers(result)).toMatchInlineSnapshot(`
        "Range: "bytes=500-2000" on 1000 bytes, target STORE

        default: conforms
          specified  200, the whole object (required)
          because    Under the default behaviour a range that is not inside the object is ignored.
          received   200, the whole object (1000 bytes)

        standard: conforms
          specified  206, bytes 500-999 (required)
          because    Under the standard behaviour the end is clamped to the object.
          received   206, bytes 500-999 (500 bytes), Content-Range: bytes 500-999/1000
        "
      `);
    }));

  test('of a wrong answer ends with 1 and says what is wrong with it', ({ expect }) =>
    withTinyStore(deviations.clampsUnderDefault, async ({ origin }) => {
      const size = ['--size', '10'];
      const result = await runCli(['probe', 'bytes=5-15', ...size, '--behaviour', 'default', ...flagsFor(origin)]);
      expect(result.exitCode).toBe(1);
      expect(answers(result)).toMatchInlineSnapshot(`
        "Range: "bytes=5-15" on 10 bytes, target STORE

        default: violates
          specified  200, the whole object (required)
          because    Under the default behaviour a range that is not inside the object is ignored.
          received   206, bytes 5-9 (5 bytes), Content-Range: bytes 5-9/10
          violated   status: expected 200, got 206
          violated   body-bytes: expected bytes 0-9 of the object, got bytes 5-9 of the object
          violated   body-length: expected 10 bytes, got 5 bytes
          violated   content-range: expected absent, got bytes 5-9/10
          violated   content-length: expected 10, got 5
        "
      `);
    }));

  test('that cannot be judged ends with 2', ({ expect }) =>
    withTinyStore(
      { answer: (usual, { ranges }) => (ranges.length > 0 ? tinyErrorAnswer(403, 'AccessDenied', 'No.') : usual()) },
      async ({ origin }) => {
        const result = await runCli(['probe', 'bytes=0-1', '--behaviour', 'standard', ...flagsFor(origin)]);
        expect(result.exitCode).toBe(2);
        expect(answers(result)).toMatchInlineSnapshot(`
          "Range: "bytes=0-1" on 1000 bytes, target STORE

          standard: inconclusive
            specified  206, bytes 0-1 (required)
            because    A satisfiable range is answered with exactly its bytes.
            received   403, AccessDenied
            cause      auth: the target answered 403 AccessDenied
          "
        `);
      },
    ));

  test('of several lines and of any text is sent as it stands', () =>
    withTinyStore({}, async ({ origin }) => {
      const result = await runCli(['probe', 'bytes=0-1', 'lines=,;"x"', '--behaviour', 'default', ...flagsFor(origin)]);
      expect([result.exitCode, result.stdout]).toEqual([
        0,
        expect.stringContaining(`-H 'Range: bytes=0-1' -H 'Range: lines=,;"x"'`),
      ]);
    }));

  test('writes below its prefix, and tells what it could not remove', () => {
    const written: string[] = [];
    return withTinyStore(
      {
        answer: (usual, { method, key }) => {
          if (method === 'DELETE') return tinyErrorAnswer(403, 'AccessDenied', 'No.');
          if (method === 'PUT') written.push(key);
          return usual();
        },
      },
      async ({ origin }) => {
        const result = await runCli(['probe', 'bytes=0-1', '--prefix', 'mine', ...flagsFor(origin)]);
        expect(written).toEqual([expect.stringMatching(/^mine\/[0-9a-f]{12}\/bytes-1000$/)]);
        expect([result.exitCode, result.stdout.split('\n').slice(-2)]).toEqual([0, [`left behind: ${written[0]}`, '']]);
      },
    );
  });
});
