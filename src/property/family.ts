import fc from 'fast-check';
import { decisionTable, type Situation } from '../oracle/decision-table.js';
import { readRange } from '../oracle/range-grammar.js';
import { situationOf } from '../oracle/situation-of.js';
import type { Behaviour, Level } from '../spec/model/vocabulary.js';

/** One question that a family asks: a Range value on an object of so many bytes. */
export interface Draw {
  /** Complete length in bytes. */
  readonly size: number;
  /** The value of the one Range field line. */
  readonly range: string;
}

/** A generator whose raw values are private. */
export interface DrawSource {
  readonly arbitrary: fc.Arbitrary<unknown>;
  /** Raw values that are drawn before any random one, smallest object first. */
  readonly examples: readonly unknown[];
  readonly toDraw: (raw: unknown) => Draw;
}

/** A law over all ranges of one class, by the rule of the decision table that governs the class. */
export interface Family {
  /** `end-past-eof` */
  readonly name: string;
  readonly situation: Situation;
  /** The law under each behaviour, in one sentence. */
  readonly law: Readonly<Record<Behaviour, string>>;
  readonly source: (sizes: readonly number[]) => DrawSource;
}

/** The level of the family's law under a behaviour, and its sources. */
export function strengthOf(family: Family, behaviour: Behaviour): { level: Level; evidence: readonly string[] } {
  const { level, evidence } = decisionTable[family.situation][behaviour];
  return { level, evidence };
}

/** Whether a draw belongs to its family: a generator that strays would test another law than it says. */
export function belongs(family: Family, draw: Draw): boolean {
  return situationOf(draw.size, readRange([draw.range])) === family.situation;
}

/** A family from its parts: how they are drawn, which are certain, and the Range that they make on an object. */
export function defineFamily<Parts>(definition: {
  readonly name: string;
  readonly situation: Situation;
  readonly law: Family['law'];
  readonly parts: fc.Arbitrary<Parts>;
  readonly certain: readonly Parts[];
  readonly range: (size: bigint, parts: Parts) => string;
}): Family {
  const { name, situation, law, parts, certain, range } = definition;
  return {
    name,
    situation,
    law,
    source: (sizes) => {
      const toDraw = (raw: unknown): Draw => {
        const [index, part] = raw as [number, Parts];
        const size = sizes[index] ?? 0;
        return { size, range: range(BigInt(size), part) };
      };
      const raws = certainSizes(sizes).flatMap((index) => certain.map((part): [number, Parts] => [index, part]));
      // On a small object several edges are one position; each range is drawn once.
      const examples = new Map(raws.map((raw) => [drawKey(toDraw(raw)), raw]));
      return { arbitrary: fc.tuple(sizeIndex(sizes.length), parts), examples: [...examples.values()], toDraw };
    },
  };
}

/** The two largest objects are drawn less often: their whole body comes back wherever a range is ignored. */
export function sizeIndex(count: number): fc.Arbitrary<number> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: fc.nat(Math.max(0, count - 3)) },
    { weight: 1, arbitrary: fc.nat(count - 1) },
  );
}

/** Tells two draws apart. */
export const drawKey = ({ size, range }: Draw): string => `${size} ${range}`;

/** The smallest object, the next one, and one in the middle: where edges fall together, touch, and stand apart. */
function certainSizes(sizes: readonly number[]): number[] {
  return [...new Set([0, 1, Math.floor(sizes.length / 2)])].filter((index) => index < sizes.length);
}
