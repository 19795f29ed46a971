import fc from 'fast-check';
import { defineLaw } from '../define-law.js';
import type { LawClaim } from '../law.js';
import { get, together } from '../law-plan.js';
import {
  certainSatisfiable,
  type SatisfiableParts,
  satisfiableParts,
  satisfiableRange,
} from '../ranges/satisfiable.js';

/** In characters. With the other fields it stays below 8 KiB, the least that usual servers take (RFC 9110 section 5.4 sets no limit). */
const longestValue = 4096;

type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mutation'; readonly base: SatisfiableParts; readonly edits: readonly Edit[] }
  | { readonly kind: 'long'; readonly head: string; readonly unit: string; readonly length: number };

interface Edit {
  readonly how: 'delete' | 'insert' | 'replace' | 'double';
  readonly at: number;
  readonly character: string;
}

const between = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));

/** Everything that an HTTP client can put into a field value: tab, printable ASCII, and the bytes 0x80 to 0xFF. */
const sendable = ['\t', ...between(0x20, 0x7e), ...between(0x80, 0xff)];
/** What a range is made of, and what looks like it. */
const minimalEvidence = [...'0123456789-=,; \tbytesBYTES+./:*%', '\u00a0', '\u00ff'];

const heads = ['bytes=', 'bytes=0-', 'bytes=-', ''] as const;
const units = ['9', '0', '0-0,', ',', '-', ' ', 'a', '\u00ff'] as const;

const claim: LawClaim = {
  law: 'Any Range value that can be sent gets a coherent answer: no server error, no broken connection.',
  level: 'expected',
  evidence: ['rfc9110-14.2'],
};

/** Random strings, near misses of the grammar, and very long values; only rules of coherence can fail. */
export const robustness = defineLaw<Value>({
  name: 'robustness',
  claims: { default: claim, standard: claim },
  parts: fc.oneof(
    fc.record({
      kind: fc.constant('text' as const),
      text: fc.string({ unit: fc.constantFrom(...sendable), maxLength: 40 }),
    }),
    fc.record({
      kind: fc.constant('mutation' as const),
      base: satisfiableParts,
      edits: fc.array(
        fc.record({
          how: fc.constantFrom('delete' as const, 'insert' as const, 'replace' as const, 'double' as const),
          at: fc.nat(30),
          character: fc.constantFrom(...minimalEvidence),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      kind: fc.constant('long' as const),
      head: fc.constantFrom(...heads),
      unit: fc.constantFrom(...units),
      length: fc.integer({ min: 64, max: longestValue }),
    }),
  ),
  certain: [
    { kind: 'text', text: '\u0080\u00ff' },
    { kind: 'mutation', base: certainSatisfiable[0]!, edits: [{ how: 'double', at: 7, character: '' }] },
    ...(['9', '0-0,', '\u00ff'] as const).map(
      (unit): Value => ({ kind: 'long', head: 'bytes=', unit, length: longestValue }),
    ),
  ],
  plan: (size, value, behaviour) => together(size, [{ ...get(textOf(size, value), behaviour), anyOutcome: true }]),
  judge: (_, [answer]) => {
    const verdict = answer?.verdict;
    return verdict && 'aspects' in verdict ? verdict : { aspects: [], notes: [] };
  },
});

function textOf(size: number, value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'mutation':
      return value.edits.reduce(edited, satisfiableRange(size, value.base));
    case 'long':
      return (value.head + value.unit.repeat(Math.ceil(value.length / value.unit.length))).slice(0, value.length);
  }
}

function edited(text: string, { how, at, character }: Edit): string {
  const place = at % (text.length + 1);
  const [before, rest] = [text.slice(0, place), text.slice(place)];
  switch (how) {
    case 'delete':
      return before + rest.slice(1);
    case 'insert':
      return before + character + rest;
    case 'replace':
      return before + character + rest.slice(1);
    case 'double':
      return before + rest.slice(0, 1) + rest;
  }
}
