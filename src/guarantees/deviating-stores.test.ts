import { describe, expect, test } from 'vitest';
import { type PrintedViolation, printedViolations } from '../testing/readers/printed-violation.js';
import { specLine } from '../testing/readers/spec-line.js';
import { deviations } from '../testing/store/tiny-deviations.js';
import { withTinyStore } from '../testing/store/tiny-store.js';
import { runHere } from '../testing/suite/run-here.js';

type Named = Omit<PrintedViolation, 'repeat'>;

function rowOf(id: string): string[] {
  const { file, line } = specLine(id);
  return [`${file}:${line}`];
}

const fromTheMiddle = (behaviour: string): Pick<Named, 'heading' | 'row'> => ({
  heading: `end-past-eof/from-the-middle (${behaviour}) violates, required`,
  row: rowOf('end-past-eof/from-the-middle'),
});

const outOfRangeFirst = (behaviour: string): Pick<Named, 'heading' | 'row' | 'expected'> => ({
  heading: `duplicate-range-lines/out-of-range-first (${behaviour}) violates, observed`,
  row: rowOf('duplicate-range-lines/out-of-range-first'),
  expected: '206, bytes 0-1; or 200, the whole object; or 416, InvalidRange',
});

const twoLines: Pick<Named, 'heading' | 'row' | 'expected'> = {
  heading: 'duplicate-range-lines/two-ranges (default) violates, observed',
  row: rowOf('duplicate-range-lines/two-ranges'),
  expected: '206, bytes 0-1; or 206, bytes 5-6; or 200, the whole object; or 416, InvalidRange',
};

/** What a run says first about each store: which aspect, expected and served bytes, and the row. */
const firstWords: Record<keyof typeof deviations, Named> = {
  clampsUnderDefault: {
    ...fromTheMiddle('default'),
    expected: '200, the whole object',
    received: '206, bytes 500-999 (500 bytes), Content-Range: bytes 500-999/1000',
    violated: [
      'status: expected 200, got 206',
      'body-bytes: expected bytes 0-999 of the object, got bytes 500-999 of the object',
      'body-length: expected 1000 bytes, got 500 bytes',
      'content-range: expected absent, got bytes 500-999/1000',
      'content-length: expected 1000, got 500',
    ],
  },
  ignoresModeHeader: {
    ...fromTheMiddle('standard'),
    expected: '206, bytes 500-999',
    received: '200, the whole object (1000 bytes)',
    violated: [
      'status: expected 206, got 200',
      'body-bytes: expected bytes 500-999 of the object, got bytes 0-999 of the object',
      'body-length: expected 500 bytes, got 1000 bytes',
      'content-range: expected bytes 500-999/1000, got absent',
      'content-length: expected 500, got 1000',
    ],
  },
  firstByteOffByOne: {
    ...fromTheMiddle('standard'),
    expected: '206, bytes 500-999',
    received: '206, bytes 501-999 (499 bytes), Content-Range: bytes 501-999/1000',
    violated: [
      'body-bytes: expected bytes 500-999 of the object, got bytes 501-999 of the object',
      'body-length: expected 500 bytes, got 499 bytes',
      'content-range: expected bytes 500-999/1000, got bytes 501-999/1000',
      'content-length: expected 500, got 499',
    ],
  },
  lastByteOffByOne: {
    ...fromTheMiddle('standard'),
    expected: '206, bytes 500-999',
    received: '206, bytes 500-998 (499 bytes), Content-Range: bytes 500-998/1000',
    violated: [
      'body-bytes: expected bytes 500-999 of the object, got bytes 500-998 of the object',
      'body-length: expected 500 bytes, got 499 bytes',
      'content-range: expected bytes 500-999/1000, got bytes 500-998/1000',
      'content-length: expected 500, got 499',
    ],
  },
  prefixForEveryPart: {
    ...fromTheMiddle('standard'),
    expected: '206, bytes 500-999',
    received: '206, bytes 0-499 (500 bytes), Content-Range: bytes 500-999/1000',
    violated: ['body-bytes: expected bytes 500-999 of the object, got bytes 0-499 of the object'],
  },
  unclampedContentRange: {
    ...fromTheMiddle('standard'),
    expected: '206, bytes 500-999',
    received: '206, bytes 500-999 (500 bytes), Content-Range: bytes 500-2000/1000',
    violated: ['content-range: expected bytes 500-999/1000, got bytes 500-2000/1000'],
  },
  suffixAsPrefix: {
    heading: 'suffix/last-half (default) violates, required',
    row: rowOf('suffix/last-half'),
    expected: '206, bytes 500-999',
    received: '206, bytes 0-499 (500 bytes), Content-Range: bytes 0-499/1000',
    violated: [
      'body-bytes: expected bytes 500-999 of the object, got bytes 0-499 of the object',
      'content-range: expected bytes 500-999/1000, got bytes 0-499/1000',
    ],
  },
  contentRangeOn200: {
    ...outOfRangeFirst('default'),
    received: '200, the whole object (1000 bytes), Content-Range: bytes 0-999/1000',
    violated: [
      'content-range: expected absent, got bytes 0-999/1000; required by the invariant: A 200 has no Content-Range.',
    ],
  },
  otherErrorCode: {
    ...outOfRangeFirst('standard'),
    received: '416, InvalidArgument',
    violated: [
      'error-code: expected InvalidRange, got InvalidArgument; required by the invariant: A 416 has an XML error document whose code is InvalidRange.',
    ],
  },
  errorAsJson: {
    ...outOfRangeFirst('standard'),
    received: '416, a body of 23 bytes that is not an error document',
    violated: [
      'error-code: expected InvalidRange, got no error document; required by the invariant: A 416 has an XML error document whose code is InvalidRange.',
    ],
  },
  zeroFilledParts: {
    ...twoLines,
    received: "206, 2 bytes that are not the object's, Content-Range: bytes 0-1/1000",
    violated: [
      "body-bytes: expected bytes 0-1 of the object, as Content-Range says, got bytes that are not the object's; first difference at body byte 0 (position 0 of the object): expected c1fac55ab32490eba39e550e2f8599c7, received 0000; required by the invariant: The body contains exactly the bytes that Content-Range names.",
    ],
  },
  bytesOfAnotherObject: {
    ...twoLines,
    received: "206, 2 bytes that are not the object's, Content-Range: bytes 0-1/1000",
    violated: [
      // Which other object it is depends on which lies there already.
      expect.stringMatching(
        /^body-bytes: expected bytes 0-1 of the object, .* first difference at body byte 0 \(position 0 of the object\): expected c1fa\w+, received \w{4}; required by the invariant/,
      ),
    ],
  },
};

/** Those that ask for several ranges, past the end and from it: one of them is the first that a deviation breaks. */
const topics = ['duplicate-range-lines', 'end-past-eof', 'suffix'].flatMap((topic) => ['--case', topic]);

describe.concurrent('a store that is wrong in one decision fails the run, and the first violation says where', {
  timeout: 60_000,
}, () => {
  test.each(Object.keys(firstWords) as (keyof typeof deviations)[])('%s', (name) =>
    withTinyStore(deviations[name], async (store) => {
      const run = await runHere(store.origin, [...topics, '--runs', '0']);
      const [first] = printedViolations(run.stdout);
      expect({ exitCode: run.exitCode, left: [...store.objects.keys()], first }).toEqual({
        exitCode: 1,
        left: [],
        first: { ...firstWords[name], repeat: expect.stringMatching(/^oss-range run --case '.+' --behaviour/) },
      });
    }),
  );

  test('bytes of another object are told apart from bytes of nobody', () =>
    withTinyStore(deviations.bytesOfAnotherObject, async (store) => {
      // The smaller object lies there first.
      const cases = ['satisfiable-closed/five-of-twenty', 'satisfiable-closed/ten-bytes-inside'];
      const run = await runHere(
        store.origin,
        cases.flatMap((id) => ['--case', id]),
      );
      const violations = printedViolations(run.stdout).filter(({ heading }) => heading.startsWith(cases[1] ?? ''));
      expect(violations.map(({ violated }) => violated)).toEqual([
        ['body-bytes: expected bytes 10-19 of the object, got bytes 0-9 of another object (bytes-20)'],
        ['body-bytes: expected bytes 10-19 of the object, got bytes 0-9 of another object (bytes-20)'],
      ]);
    }));
});
