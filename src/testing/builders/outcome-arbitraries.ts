import fc from 'fast-check';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { Outcome } from '../../spec/model/outcome.js';

const token = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);

/** Complete lengths of at least two bytes, so that there is a part that is not the whole. */
export const sizes = fc.oneof(fc.integer({ min: 2, max: 2000 }), fc.integer({ min: 2, max: 2 ** 52 }));

/** What is known of an object of a size; every validator may be unknown. */
export const arbitraryFacts = (size: number) =>
  fc.record<ObjectFacts>({
    size: fc.constant(size),
    crc64: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)),
    etag: fc.option(token.map((text) => `"${text}"`)),
    lastModified: fc.option(fc.constant('Fri, 18 Oct 2019 08:00:00 GMT')),
  });

const slices = (size: number) =>
  fc
    .tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }))
    .map(([a, b]): Outcome => ({ status: 206, body: { kind: 'slice', first: Math.min(a, b), last: Math.max(a, b) } }));
const wholes = fc.constantFrom<Outcome>(
  { status: 200, body: { kind: 'whole' } },
  { status: 206, body: { kind: 'whole' } },
);
const errors = fc.constantFrom<Outcome>(
  { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' },
  { status: 400, body: { kind: 'error' }, errorCode: 'InvalidArgument' },
  { status: 412, body: { kind: 'error' }, errorCode: 'PreconditionFailed' },
  { status: 404, body: { kind: 'error' } },
);
const unchanged = fc.constant<Outcome>({ status: 304, body: { kind: 'empty' } });

/** Answers that some source could name for an object of a size. */
export const outcomesOf = (size: number) =>
  size === 0
    ? fc.oneof(
        fc.constantFrom<Outcome>({ status: 200, body: { kind: 'whole' } }, { status: 200, body: { kind: 'empty' } }),
        errors,
      )
    : fc.oneof(slices(size), wholes, errors, unchanged);
