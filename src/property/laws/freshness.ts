import fc from 'fast-check';
import type { AspectResult, Verdict } from '../../judge/verdict.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { LawClaim } from '../law.js';
import {
  certainSatisfiable,
  type SatisfiableParts,
  satisfiableParts,
  satisfiableRange,
} from '../ranges/satisfiable.js';
import { type DrawSettings, type DrawsRun, type JudgedDraw, runDraws } from '../run-draws.js';

/** Complete lengths of what is written, in bytes: the smallest, and two that a slice of another fits into. */
export const freshSizes = [1, 10, 1000] as const;

/** Something that is done to one key. */
export type KeyOperation =
  | { readonly kind: 'put'; readonly size: number }
  | { readonly kind: 'delete' }
  | { readonly kind: 'read'; readonly range: string | null }
  | { readonly kind: 'head' };

/** What lies under the key when an operation begins, by the model: an object of `size` bytes, or nothing. */
export interface ModelledObject {
  size: number | null;
}

/** What came back to one operation, judged by what must lie there. */
export interface Done<Detail> {
  readonly verdict: Verdict;
  readonly detail: Detail;
}

/** A key of its own for one draw. */
export interface FreshKey<Detail> {
  /** Does it and judges the answer; `held` is what lies there before. */
  act(operation: KeyOperation, held: Readonly<ModelledObject>): Promise<Done<Detail>>;
  /** Removes what the draw left. */
  release(): Promise<void>;
}

export interface FreshnessOptions<Detail> extends DrawSettings {
  readonly openKey: () => FreshKey<Detail>;
}

const claim: LawClaim = {
  law: 'A read after a PUT or DELETE returns what was written last, for slices too.',
  level: 'required',
  evidence: ['strong-consistency', 'rfc9110-9.3.4', 'rfc9110-9.3.5'],
};

/** In commands. A stale answer takes three: write, overwrite, read; the rest is for stores with a memory. */
const mostCommands = 5;

type Command = fc.AsyncCommand<ModelledObject, Real>;

interface Real {
  readonly act: (operation: KeyOperation, held: Readonly<ModelledObject>) => Promise<void>;
}

/** Ends a run of commands at the first answer that is wrong or cannot be judged. */
class Ended extends Error {}

const put = (size: number): Command => ({
  // Another length each time, so that the length alone gives an old answer away.
  check: (held) => held.size !== size,
  run: async (held, { act }) => {
    await act({ kind: 'put', size }, held);
    held.size = size;
  },
  toString: () => `put ${size}`,
});

const remove = (): Command => ({
  check: (held) => held.size !== null,
  run: async (held, { act }) => {
    await act({ kind: 'delete' }, held);
    held.size = null;
  },
  toString: () => 'delete',
});

const read = (parts: SatisfiableParts | null): Command => ({
  check: () => true,
  run: (held, { act }) =>
    act({ kind: 'read', range: parts && satisfiableRange(held.size ?? freshSizes[0], parts) }, held),
  toString: () => (parts ? 'read a range' : 'read'),
});

const head = (): Command => ({
  check: () => true,
  run: (held, { act }) => act({ kind: 'head' }, held),
  toString: () => 'head',
});

const [small, middle] = freshSizes;
const range = certainSatisfiable[0]!;
const certain: readonly Command[][] = [
  [put(middle), read(range), read(null)],
  [put(small), put(middle), read(range)],
  [put(middle), put(small), read(range)],
  [put(small), put(middle), head()],
  [put(middle), remove(), read(range)],
  // A cache that is filled by reading shows only where the same was read before.
  [put(small), read(range), put(middle), read(range)],
  [put(middle), read(null), put(small), read(null)],
  [put(small), head(), put(middle), head()],
  [put(middle), read(range), remove(), read(range)],
];

export const freshness = { name: 'freshness', claims: { default: claim, standard: claim }, certain } as const;

/**
 * Writes, overwrites, removes and reads keys against a model of one variable, until `runs` sequences are judged or one
 * goes wrong, and then shortens that one.
 *
 * @throws whatever `openKey` or its key throws, once
 */
export function runFreshness<Detail>(
  behaviour: Behaviour,
  options: FreshnessOptions<Detail>,
): Promise<DrawsRun<Iterable<Command>, readonly Detail[]>> {
  const arbitrary = fc.commands<ModelledObject, Real, false>(
    [
      fc.constantFrom(...freshSizes).map(put),
      fc.constant(null).map(remove),
      fc.option(satisfiableParts, { freq: 4 }).map(read),
      fc.constant(null).map(head),
    ],
    { maxCommands: mostCommands },
  );
  const judge = (commands: Iterable<Command>) => judgeCommands(commands, options.openKey);
  const name = `${freshness.name}/${behaviour}`;
  return runDraws<Iterable<Command>, Iterable<Command>, readonly Detail[]>(
    { name, arbitrary, examples: certain, toDraw: (commands) => commands, keyOf: null, judge },
    options,
  );
}

async function judgeCommands<Detail>(
  commands: Iterable<Command>,
  openKey: () => FreshKey<Detail>,
): Promise<JudgedDraw<readonly Detail[]>> {
  const key = openKey();
  const details: Detail[] = [];
  let verdict: Verdict = { kind: 'conforms', aspects: [], notes: [] };
  const act: Real['act'] = async (operation, held) => {
    const done = await key.act(operation, held);
    details.push(done.detail);
    verdict = done.verdict;
    if (verdict.kind !== 'conforms') throw new Ended(verdict.kind);
  };
  try {
    await fc.asyncModelRun(() => ({ model: { size: null }, real: { act } }), commands);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  } finally {
    await key.release();
  }
  return { verdict: bounded(verdict), detail: details };
}

/** Does operations that were done before, up to the first that goes wrong. @throws whatever `openKey` or its key throws */
export async function repeatOperations<Detail>(
  operations: readonly KeyOperation[],
  openKey: () => FreshKey<Detail>,
): Promise<JudgedDraw<readonly Detail[]>> {
  const key = openKey();
  const held: ModelledObject = { size: null };
  const details: Detail[] = [];
  let verdict: Verdict = { kind: 'conforms', aspects: [], notes: [] };
  try {
    for (const operation of operations) {
      const done = await key.act(operation, held);
      details.push(done.detail);
      verdict = done.verdict;
      if (verdict.kind !== 'conforms') break;
      if (operation.kind === 'put') held.size = operation.size;
      if (operation.kind === 'delete') held.size = null;
    }
  } finally {
    await key.release();
  }
  return { verdict: bounded(verdict), detail: details };
}

/** What lies there is known from the law alone, so no comparison with it is harder than the law. */
function bounded(verdict: Verdict): Verdict {
  if (verdict.kind !== 'violates') return verdict;
  return { ...verdict, aspects: verdict.aspects.map((aspect): AspectResult => ({ ...aspect, level: claim.level })) };
}
