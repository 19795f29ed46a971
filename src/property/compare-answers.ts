import { type ReadResponse, single } from '../judge/answer.js';
import { placeInWords } from '../judge/aspects/body-bytes.js';
import type { AspectResult } from '../judge/verdict.js';
import type { Level } from '../spec/model/vocabulary.js';
import type { LawAnswer } from './law-plan.js';
import { isVolatile } from './volatile-fields.js';

/** How hard it is that answers are alike: status, bytes and what describes them; and every other header field. */
export interface Strength {
  readonly level: Level;
  readonly headers: Level;
}

/** Something that two answers have in common. */
interface Trait {
  readonly aspect: AspectResult['aspect'];
  /** Null where there is nothing to compare. */
  readonly read: (answer: ReadResponse) => string | null;
  /** Whether it is compared only where both answers have it. */
  readonly optional?: boolean;
}

const validatorFields = ['etag', 'last-modified', 'x-oss-hash-crc64ecma'] as const;

/** Fields that have a comparison of their own. */
const comparedApart: ReadonlySet<string> = new Set([...validatorFields, 'content-range', 'content-length']);

const isSuccess = ({ status }: ReadResponse): boolean => status < 400;

const traits: readonly Trait[] = [
  { aspect: 'status', read: ({ status }) => `${status}` },
  { aspect: 'error-code', read: ({ error }) => error?.code ?? null },
  // The bytes of an error document hold the id of the request.
  { aspect: 'body-bytes', read: (answer) => (isSuccess(answer) ? placeInWords(answer.place) : null) },
  { aspect: 'body-length', read: (answer) => (isSuccess(answer) ? `${answer.length} bytes` : null) },
  // Nothing says that a length must be told, and a server may send one answer in chunks.
  {
    aspect: 'content-length',
    read: (answer) => (isSuccess(answer) ? single(answer, 'content-length') : null),
    optional: true,
  },
  { aspect: 'content-range', read: (answer) => single(answer, 'content-range') ?? 'absent' },
  ...validatorFields.map(
    (name): Trait => ({
      aspect: 'validators',
      read: (answer) => {
        const value = single(answer, name);
        return value === null ? null : `${name}: ${value}`;
      },
      optional: true,
    }),
  ),
  { aspect: 'headers', read: otherFields },
];

/** Every field that is no matter of the moment or the connection; of a validator only whether it is there. */
function otherFields({ names, field }: ReadResponse): string {
  return names
    .filter((name) => !isVolatile(name) && name !== 'content-range' && name !== 'content-length')
    .sort()
    .map((name) => (comparedApart.has(name) ? name : `${name}: ${field(name).join(' and ')}`))
    .join('; ');
}

/**
 * Holds every answer against the first, header by header and byte by byte. One line an aspect, of the first answer that
 * differs there.
 */
export function alike(answers: readonly LawAnswer[], { level, headers }: Strength): AspectResult[] {
  const [first, ...others] = answers;
  if (!first) return [];
  const found = new Map<AspectResult['aspect'], AspectResult>();
  for (const other of others) {
    for (const trait of traits) {
      const result = compare(trait, first, other, trait.aspect === 'headers' ? headers : level);
      const known = found.get(trait.aspect);
      if (result && (!known || (known.verdict === 'conforms' && result.verdict === 'violates'))) {
        found.set(trait.aspect, result);
      }
    }
  }
  return [...found.values()];
}

function compare(
  { aspect, read, optional = false }: Trait,
  first: LawAnswer,
  other: LawAnswer,
  level: Level,
): AspectResult | null {
  const [before, came] = [read(first.answer), read(other.answer)];
  if (optional ? before === null || came === null : before === null && came === null) return null;
  const [expected, actual] = aspect === 'headers' ? onlyDifferent(before ?? '', came ?? '') : [before, came];
  return {
    aspect,
    verdict: before === came ? 'conforms' : 'violates',
    level,
    expected: `${expected ?? 'none'} (as in answer ${first.number})`,
    actual: `${actual ?? 'none'} (in answer ${other.number})`,
  };
}

/** The fields that only one of both has. */
function onlyDifferent(before: string, came: string): [string, string] {
  const [a, b] = [before.split('; '), came.split('; ')];
  const rest = (mine: string[], theirs: string[]) =>
    mine.filter((field) => !theirs.includes(field)).join('; ') || 'no other';
  return before === came ? ['the same fields', 'the same fields'] : [rest(a, b), rest(b, a)];
}

/** The aspects of several comparisons as one list: of each aspect the first that is violated, or else the first. */
export function mergeAspects(lists: readonly (readonly AspectResult[])[]): AspectResult[] {
  const merged = new Map<AspectResult['aspect'], AspectResult>();
  for (const result of lists.flat()) {
    const known = merged.get(result.aspect);
    if (!known || (known.verdict === 'conforms' && result.verdict === 'violates')) merged.set(result.aspect, result);
  }
  return [...merged.values()];
}
