import { type Behaviour, behaviours } from '../../spec/model/vocabulary.js';
import { expectRange } from '../expect-range.js';
import { readRange } from '../range-grammar.js';
import { situationOf } from '../situation-of.js';
import { type ObservedAnswer, observedAnswer, outcomeInWords } from './answer-words.js';
import { detailOf, resolveProfileAnswer } from './predict.js';
import type { ProfileAnswer, ProfileKey } from './profile.js';

/** Something that an endpoint was seen to do, in one behaviour, in another way than is required. */
export interface Habit {
  /** `clamps an end past the object (9 rows)` */
  readonly text: string;
  /** Ids of the rows that show it. */
  readonly rows: readonly string[];
}

/** One answer could be chance. */
const fewestRows = 2;

/** Of the rows of one kind so many have to show the same; where not all do, the habit says how many. */
const leastShare = 0.8;

/** What each kind of range is called, as the object of a verb. */
const nouns: Readonly<Partial<Record<ProfileKey, string>>> = {
  satisfiable: 'a satisfiable range',
  'satisfiable/first-byte': 'bytes=0-0',
  'satisfiable/suffix': 'a suffix',
  'end-past-eof': 'an end past the object',
  'start-past-eof': 'a start past the end',
  'suffix-longer': 'a suffix longer than the object',
  'suffix-zero': 'a suffix of zero',
  inverted: 'an inverted range',
  negative: 'a negative position',
  'malformed/unit': 'another unit',
  'malformed/no-unit': 'a range without a unit',
  'malformed/no-digits': 'a range without digits',
  garbled: 'a garbled range',
  'list-satisfiable': 'a list of ranges',
  'list-malformed': 'a list with a malformed first element',
  'list-other': 'a list whose first range does not fit',
  'empty-any': 'a range of an empty object',
  'empty-suffix': 'a suffix of an empty object',
  'empty-suffix-zero': 'a suffix of zero of an empty object',
};

const clamped: ReadonlySet<ProfileKey> = new Set(['end-past-eof', 'suffix-longer']);

const verbs: Readonly<Record<ProfileAnswer, (key: ProfileKey) => string>> = {
  whole: () => 'answers 200 with the whole object to',
  slice: (key) => (clamped.has(key) ? 'clamps' : 'answers 206 with the selected bytes to'),
  refused: () => 'answers 416 to',
  'whole-206': () => 'answers 206 with the whole object to',
  prefix: () => 'answers 206 with a prefix to',
  'from-zero': () => 'reads from the first byte',
};
const kinds = Object.keys(verbs) as ProfileAnswer[];

/** What one kind of range is answered with. */
interface Seen {
  readonly verb: string;
  readonly noun: string;
  readonly rows: readonly ObservedAnswer[];
  readonly of: number;
}

/**
 * What an endpoint was seen to do in another way than is required under one behaviour. Each habit says in how many rows it
 * was seen; nothing is concluded from one kind of range for another.
 */
export function habitsOf(answers: readonly ObservedAnswer[], behaviour: Behaviour): Habit[] {
  const own = answers.filter((answer) => answer.behaviour === behaviour);
  const mode = ignoredMode(answers);
  if (own.length >= fewestRows && own.every((answer) => matches('whole', answer))) {
    return [{ text: `answers every Range with 200 and the whole object${rowCount(own.length)}`, rows: ids(own) }];
  }
  const groups = grouped(own, keyOf);
  const seen = [...groups].flatMap(([key, group]) => seenIn(key, group));
  const byVerb = grouped(seen, ({ verb }) => verb);
  return [
    ...[...byVerb].map(([verb, members]) => ({
      text: `${verb} ${inLine(members.map(({ noun, rows, of }) => `${noun}${rowCount(rows.length, of)}`))}`,
      rows: members.flatMap(({ rows }) => ids(rows)),
    })),
    ...(mode.length < fewestRows ? [] : [{ text: `ignores the mode header${rowCount(mode.length)}`, rows: [] }]),
  ];
}

function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** `a`, `a and b`, `a, b and c` */
const inLine = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const ids = (answers: readonly ObservedAnswer[]): string[] => answers.map(({ id }) => id);

const rowCount = (count: number, of: number = count): string =>
  count === of ? ` (${count} ${count === 1 ? 'row' : 'rows'})` : ` (${count} of ${of} rows)`;

const keyOf = ({ size, range }: ObservedAnswer): ProfileKey => {
  const reading = readRange(range);
  return detailOf(reading, situationOf(size, reading));
};

function seenIn(key: ProfileKey, group: readonly ObservedAnswer[]): Seen[] {
  const noun = nouns[key];
  if (noun === undefined || !group.some(isWrong)) return [];
  const known = kinds.map((kind) => ({
    verb: verbs[kind](key),
    rows: group.filter((answer) => matches(kind, answer)),
  }));
  const refusals = [...grouped(group, ({ status }) => status)]
    .filter(([status]) => status >= 400 && status !== 416)
    .map(([status, rows]) => ({ verb: `answers ${status} to`, rows }));
  const [most] = [...known, ...refusals].sort((a, b) => b.rows.length - a.rows.length);
  if (most === undefined || most.rows.length < Math.max(fewestRows, leastShare * group.length)) return [];
  // Most of the group is right, and what is wrong in it is something else.
  if (!most.rows.some(isWrong)) return [];
  return [{ ...most, noun, of: group.length }];
}

const matches = (kind: ProfileAnswer, answer: ObservedAnswer): boolean => {
  const { size, range } = answer;
  return resolveProfileAnswer(kind, size, readRange(range), range).some(
    (outcome) => outcomeInWords(outcome, size) === observedAnswer(answer),
  );
};

/** What is required, and as hard as it gets where sources speak. Empty where they are silent. */
function requiredWords({ size, range }: ObservedAnswer, behaviour: Behaviour): string[] {
  const { level, outcomes } = expectRange(size, range, behaviour);
  return level === 'observed' ? [] : outcomes.map((outcome) => outcomeInWords(outcome, size));
}

function isWrong(answer: ObservedAnswer): boolean {
  const right = requiredWords(answer, answer.behaviour);
  return right.length > 0 && !right.includes(observedAnswer(answer));
}

/**
 * The rows that OSS answers in two ways and this endpoint in one; none where a single row of them shows that the endpoint
 * knows the mode header.
 */
function ignoredMode(answers: readonly ObservedAnswer[]): readonly ObservedAnswer[] {
  const [plain, other] = behaviours.map((behaviour) => answers.filter((answer) => answer.behaviour === behaviour));
  const standard = new Map(other?.map((answer) => [answer.id, answer]));
  const decisive = (plain ?? []).filter((answer) => {
    const [one, two] = behaviours.map((behaviour) => requiredWords(answer, behaviour));
    return standard.has(answer.id) && one!.length > 0 && two!.length > 0 && !one!.some((words) => two!.includes(words));
  });
  const differs = (answer: ObservedAnswer): boolean =>
    observedAnswer(standard.get(answer.id)!) !== observedAnswer(answer);
  return decisive.some(differs) ? [] : decisive;
}
