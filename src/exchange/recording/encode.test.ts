import fc from 'fast-check';
import type { InferOutput } from 'valibot';
import { describe, expect, test } from 'vitest';
import type { BodyPlace } from '../../content/body-place.js';
import { causeKinds, verdictKinds } from '../../judge/verdict.js';
import { signings } from '../../spec/model/auth-scheme.js';
import type { Outcome } from '../../spec/model/outcome.js';
import { missingThings } from '../../spec/model/vocabulary.js';
import type { KindField } from '../../spec/object-kinds/object-kind-definition.js';
import { kindFieldsOf, type ObjectKind, objectKindNames } from '../../spec/object-kinds/object-kinds.js';
import { answeredWith, inventResponse, thousand } from '../../testing/builders/exchanges.js';
import { arbitraryFacts, outcomesOf } from '../../testing/builders/outcome-arbitraries.js';
import { sampleEnd, sampleHead } from '../../testing/builders/recording-lines.js';
import {
  certificateFlaws,
  delimiters,
  type Exchange,
  failureCodes,
  failurePhases,
  retryReasons,
  type TransportFailure,
} from '../exchange.js';
import { decodeRecording, type RecordedLine } from './decode.js';
import { encodeLine } from './encode.js';
import type { headSchema, lineSchema } from './line-schema.js';
import type { RecordedCheck, RecordingEnd, RecordingLine } from './recording.js';
import { textLines } from './text-lines.js';

const seed = Math.floor(Math.random() * 2 ** 31);

/** Every byte, every control character, direction marks, line separators and lone surrogates. */
const text = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes)),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\u2028\u2029\u202e\r\n\u0085', '\ud800', '</script>', '"\\'),
);
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const ms = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0);
const bytes = fc.uint8Array({ maxLength: 300 });
const headers = fc.array(fc.tuple(text, text), { maxLength: 4 });
const failure = fc.record<TransportFailure, 'phase' | 'code' | 'message'>(
  {
    phase: fc.constantFrom(...failurePhases),
    code: fc.constantFrom(...failureCodes),
    certificate: fc.constantFrom(...certificateFlaws),
    message: text,
  },
  { requiredKeys: ['phase', 'code', 'message'] },
);
const place = fc.oneof<fc.Arbitrary<BodyPlace>[]>(
  fc.constantFrom<BodyPlace>({ kind: 'empty' }, { kind: 'whole' }),
  fc.record({ kind: fc.constant('slice'), first: count, last: count }),
  fc.record({ kind: fc.constant('other-object'), object: text, first: count, last: count }),
  fc.record({
    kind: fc.constant('unknown'),
    difference: fc.record({ bodyOffset: count, objectOffset: fc.option(count), expectedHex: text, actualHex: text }),
  }),
);
const exchange = fc.record<Exchange>({
  request: fc.record({ method: text, url: text, headers, bodyLength: count }),
  result: fc.oneof(
    fc.record({ kind: fc.constant('failure' as const), failure }),
    fc.record({
      kind: fc.constant('response' as const),
      response: fc.record({
        status: count,
        reason: text,
        httpVersion: text,
        headers,
        body: fc.record({ length: count, place, prefix: bytes }),
        framing: fc.record({
          delimitedBy: fc.constantFrom(...delimiters),
          extraBytes: count,
          extraPrefix: bytes,
          truncated: fc.option(failure),
        }),
      }),
    }),
  ),
  retries: fc.array(
    fc.record(
      { reason: fc.constantFrom(...retryReasons), waitedMs: ms, status: count, failure },
      { requiredKeys: ['reason', 'waitedMs'] },
    ),
    { maxLength: 2 },
  ),
  durationMs: ms,
});
const texts = fc.array(text, { maxLength: 2 });
const size = fc.integer({ min: 1, max: 2 ** 24 });
const sizes = fc.array(size, { minLength: 1, maxLength: 3 });
function valuesOf(field: KindField): fc.Arbitrary<unknown> {
  if (field.type === 'word') return fc.constantFrom(...field.words);
  return field.type === 'size' ? size : sizes;
}
function madeBy(by: ObjectKind['by']): fc.Arbitrary<ObjectKind> {
  const fields = Object.entries(kindFieldsOf(by)).map(([name, field]) => [name, valuesOf(field)] as const);
  return fc.record({
    by: fc.constant(by),
    ...Object.fromEntries(fields),
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<ObjectKind>;
}
/** Objects of every kind that rows can ask for. */
const anyMade = fc.oneof(...objectKindNames.map(madeBy));
const objectSpec = { name: text, size: count, key: text, keyBytes: count, type: text, made: anyMade };
const interval = fc.record({ first: count, last: count });
const widened = fc.record<Outcome>({
  status: fc.constant(206),
  body: fc.record({ kind: fc.constant('parts'), parts: fc.array(interval, { maxLength: 3 }) }),
  fields: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,9}(-[a-z]{1,9})?$/),
    fc.oneof(text, fc.constant(null), fc.record({ matches: text })),
    { maxKeys: 3, noNullPrototype: true },
  ),
});
const factsWithContent = fc
  .tuple(arbitraryFacts(1000), fc.record({ ...objectSpec, phase: count }, { requiredKeys: ['name', 'size', 'phase'] }))
  .map(([facts, content]) => ({ ...facts, content }));
const check = fc.record<RecordedCheck>({
  kind: fc.constant('check'),
  place: count,
  id: text,
  topic: text,
  title: text,
  behaviour: fc.constantFrom('default', 'standard'),
  spec: fc.record({ file: text, line: count }),
  claim: fc.record({
    level: fc.constantFrom('required', 'expected', 'observed'),
    evidence: fc.array(text, { maxLength: 2 }),
    outcomes: fc.array(fc.oneof(outcomesOf(1000), widened), { minLength: 1, maxLength: 3 }),
    why: text,
  }),
  request: fc.record(
    {
      method: fc.constantFrom('GET', 'HEAD'),
      object: fc.record(objectSpec, { requiredKeys: ['name', 'size'] }),
      range: fc.array(text, { maxLength: 2 }),
      headers,
      query: fc.array(fc.tuple(text, fc.option(text, { nil: null })), { maxLength: 2 }),
      missing: fc.constantFrom(...missingThings),
      auth: fc.record(
        { by: fc.constantFrom(...signings), unsigned: texts, unsent: texts, additional: texts },
        { requiredKeys: ['by'] },
      ),
    },
    { requiredKeys: ['method', 'object', 'range', 'headers'] },
  ),
  outcome: fc.record({
    kind: fc.constant('answered'),
    answer: fc.record(
      {
        facts: fc.oneof(arbitraryFacts(1000), factsWithContent),
        exchange,
        verdict: fc.constantFrom(...verdictKinds),
        controlBefore: fc.constant({ passed: true }),
        controlAfter: fc.record({
          passed: fc.constant(false),
          cause: fc.record({ kind: fc.constantFrom(...causeKinds), message: text }),
        }),
      },
      { requiredKeys: ['facts', 'exchange', 'verdict'] },
    ),
  }),
});

type Written<T> = T extends Uint8Array
  ? Uint8Array
  : T extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Written<T[Key]> }
      : T;

/** The compiler refuses this where something that a recording may hold could not be read. */
const readable = (line: RecordingLine): RecordingLine =>
  line satisfies Written<InferOutput<typeof headSchema> | InferOutput<typeof lineSchema>>;

const endOf = (checks: number): RecordingEnd => ({ ...sampleEnd, checks, properties: 0 });

/** What is read from a text of these lines, which comes in pieces of `size` characters. */
async function readBack(checks: readonly RecordedCheck[], size: number) {
  const written = [sampleHead, ...checks, endOf(checks.length)].map(readable).map(encodeLine).join('');
  // What is written to a file is UTF-8.
  const utf8 = Buffer.from(written).toString('utf8');
  const read: RecordedLine[] = [];
  const recording = await decodeRecording('r', textLines(inPieces(utf8, size)), (line) => read.push(line));
  return { ...recording, read };
}

async function* inPieces(whole: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size);
}

describe('a recording', () => {
  test(`reads as it was written, whatever stands in an exchange, in pieces of any size (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(check, { maxLength: 3 }), fc.integer({ min: 1, max: 2000 }), async (checks, size) => {
        expect(await readBack(checks, size)).toEqual({ head: sampleHead, end: endOf(checks.length), read: checks });
      }),
      { seed, numRuns: 150 },
    );
  });

  test.each(objectKindNames)('reads as it was written where the object is made by %s', async (by) => {
    const [sample] = fc.sample(check, { seed: 1, numRuns: 1 });
    const checks = fc.sample(madeBy(by), { seed, numRuns: 20 }).map((its): RecordedCheck => {
      const object = { name: 'made', size: 16, made: its };
      return { ...sample!, request: { ...sample!.request, object } };
    });
    expect((await readBack(checks, 1_000)).read).toEqual(checks);
  });

  test(`is one line an entry for every reader of lines, and cannot drive a terminal (seed ${seed})`, () => {
    fc.assert(
      fc.property(check, (line) => {
        const encoded = encodeLine(line);
        expect(encoded.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(encoded.at(-1)).toBe('\n');
      }),
      { seed, numRuns: 150 },
    );
  });

  test('keeps a Buffer as the bytes that it is', () => {
    const [sample] = fc.sample(check, { seed: 1, numRuns: 1 });
    const response = inventResponse({ status: 200 });
    const body = { ...response.body, prefix: Buffer.from([0, 255, 10]) };
    const buffered = answeredWith({ ...response, body });
    const outcome = { kind: 'answered', answer: { exchange: buffered, facts: thousand, verdict: 'conforms' } } as const;
    expect(encodeLine({ ...sample!, outcome })).toContain('"prefix":"AP8K"');
  });
});
