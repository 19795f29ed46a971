import fc from 'fast-check';
import type { AspectResult, Verdict } from '../judge/verdict.js';
import type { Level } from '../spec/model/vocabulary.js';
import type { FreshKey, KeyOperation, ModelledObject } from './key-operation.js';
import { claimUnder, type Law, type SentDraw } from './law.js';
import { lawRuns } from './run-counts.js';
import { type JudgedDraw, runDraws } from './run-draws.js';

/** An operation that is chosen by what the model holds when its turn comes. */
export interface ModelCommand {
  /** Whether it can be done now. */
  readonly check: (held: Readonly<ModelledObject>) => boolean;
  readonly operation: (held: Readonly<ModelledObject>) => KeyOperation;
  /** As counterexamples of fast-check show it. */
  readonly title: string;
}

interface Real {
  readonly act: (operation: KeyOperation, held: Readonly<ModelledObject>) => Promise<void>;
}

type Command = fc.AsyncCommand<ModelledObject, Real>;

/** Ends a run of commands at the first answer that is wrong or cannot be judged. */
class Ended extends Error {}

/** The removal of what a draw leaves. */
const requestsOfRelease = 1;

/**
 * A law that writes, overwrites, removes and reads keys against a model of one variable.
 *
 * @param definition `mostCommands`: of a random draw
 */
export function defineStatefulLaw(definition: {
  readonly name: string;
  readonly claims: Law['claims'];
  readonly commands: readonly fc.Arbitrary<ModelCommand>[];
  readonly mostCommands: number;
  readonly certain: readonly (readonly ModelCommand[])[];
}): Law {
  const { name, claims, commands, mostCommands, certain } = definition;
  const examples = certain.map((sequence) => sequence.map(toCommand));
  const law: Law = {
    name,
    claims,
    onlyReads: false,
    certain: () => ({ draws: certain.length, requests: certain.length * (mostCommands + requestsOfRelease) }),
    run: async <Detail>(...[behaviour, { openKey }, settings]: Parameters<typeof law.run<Detail>>) => {
      const { level } = claimUnder(law, behaviour);
      const arbitrary = fc.commands<ModelledObject, Real, false>(
        commands.map((command) => command.map(toCommand)),
        { maxCommands: mostCommands },
      );
      const judge = (sequence: Iterable<Command>) => judgeCommands(sequence, openKey, level);
      return runDraws<Iterable<Command>, Iterable<Command>, SentDraw<Detail>>(
        { name: `${name}/${behaviour}`, arbitrary, examples, toDraw: (sequence) => sequence, keyOf: null, judge },
        { ...settings, runs: lawRuns(settings.runs, examples.length) },
      );
    },
    repeat: async (again, behaviour, { openKey }) => {
      if (again.kind !== 'operations') throw new RangeError(`${name} does not repeat ${again.kind}`);
      return judgeCommands(again.operations.map(repeated), openKey, claimUnder(law, behaviour).level);
    },
  };
  return law;
}

const toCommand = ({ check, operation, title }: ModelCommand): Command => ({
  check,
  run: async (held, { act }) => {
    const chosen = operation(held);
    await act(chosen, held);
    if (chosen.kind === 'put') held.size = chosen.size;
    if (chosen.kind === 'delete') held.size = null;
  },
  toString: () => title,
});

/** An operation that was done before, for any state of the model. */
const repeated = (operation: KeyOperation): Command =>
  toCommand({ check: () => true, operation: () => operation, title: operation.kind });

async function judgeCommands<Detail>(
  commands: Iterable<Command>,
  openKey: () => FreshKey<Detail>,
  level: Level,
): Promise<JudgedDraw<SentDraw<Detail>>> {
  const key = openKey();
  const steps: Detail[] = [];
  const operations: KeyOperation[] = [];
  let verdict: Verdict = { kind: 'conforms', aspects: [], notes: [] };
  const act: Real['act'] = async (operation, held) => {
    const done = await key.act(operation, held);
    operations.push(operation);
    steps.push(done.detail);
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
  return { verdict: bounded(verdict, level), detail: { steps, again: { kind: 'operations', operations } } };
}

/** What lies there is known from the law alone, so no comparison with it is harder than the law. */
function bounded(verdict: Verdict, level: Level): Verdict {
  if (verdict.kind !== 'violates') return verdict;
  return { ...verdict, aspects: verdict.aspects.map((aspect): AspectResult => ({ ...aspect, level })) };
}
