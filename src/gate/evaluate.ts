import type { AspectResult } from '../judge/verdict.js';
import type { Level } from '../spec/model/vocabulary.js';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.js';
import type { RunVerdict, Totals, VerdictName } from './totals.js';

/** One verdict as the gate needs it: of a check or of a property. */
export interface GateEntry {
  /** How to name it in a command: a check id or `property/NAME`. */
  readonly id: string;
  readonly behaviour: string;
  readonly verdict: VerdictName;
  readonly aspects: readonly AspectResult[];
  readonly cause: string | null;
  /** Whether that cause is a defect of this program, and says nothing about the target. */
  readonly defect?: boolean;
  /** Repeats it on the same target; unless said, on the embedded endpoint. */
  readonly command?: string;
}

export interface GateResult {
  readonly verdict: RunVerdict;
  readonly exitCode: ExitCode;
  readonly totals: Totals;
  /** Why, one line each; each ends with the command that helps. */
  readonly lines: readonly string[];
}

/** The hardest level among the violated aspects; null where none is violated. */
export function violatedLevel(aspects: readonly AspectResult[]): Level | null {
  const violated = aspects.filter((aspect) => aspect.verdict === 'violates').map((aspect) => aspect.level);
  return (['required', 'expected', 'observed'] as const).find((level) => violated.includes(level)) ?? null;
}

/**
 * Whether a violation decides the gate: `required` always, `expected` when strict, `observed` never. One that names no
 * violated aspect decides, since nothing excuses it.
 */
export function decides(entry: Pick<GateEntry, 'verdict' | 'aspects'>, strict: boolean): boolean {
  if (entry.verdict !== 'violates') return false;
  return levelDecides(violatedLevel(entry.aspects) ?? 'required', strict);
}

/** Whether a violation of this level decides the gate. */
export const levelDecides = (level: Level, strict: boolean): boolean =>
  level === 'required' || (strict && level === 'expected');

/** What a run has come to, as the gate needs it. */
export interface RunFacts {
  readonly planned: number;
  readonly entries: readonly GateEntry[];
  readonly strict: boolean;
  /** What is wrong with the list of known deviations, one line each. */
  readonly listLines?: readonly string[] | undefined;
  /** Why nothing could be sent, in one line that ends with the command that helps. */
  readonly obstacle?: string | null | undefined;
  /** Why the run was stopped, in such a line. */
  readonly outage?: string | null | undefined;
}

/**
 * The gate: turns verdicts into one verdict and an exit code. Every run and every recording goes through it.
 *
 * | what happened | verdict |
 * |---|---|
 * | a violation that decides: `required`, or `expected` when strict; or a list of known deviations that is out of date | violates |
 * | else: something inconclusive or not run, nothing judged, or an accounting that does not add up | inconclusive |
 * | else | conforms |
 *
 * @returns `exitCode` 0 conforms, 1 violates, 2 inconclusive, 4 a defect of this program
 *
 * @example
 * ```ts
 * import { gateOf } from 'oss-range-conformance';
 *
 * const check = { id: 'my/check', behaviour: 'default', verdict: 'conforms', aspects: [], cause: null } as const;
 *
 * console.log(gateOf({ planned: 1, entries: [check], strict: false }).exitCode); // 0
 * console.log(gateOf({ planned: 2, entries: [check], strict: false }).verdict); // inconclusive
 * ```
 */
export function gateOf({
  planned,
  entries,
  strict,
  listLines = [],
  obstacle = null,
  outage = null,
}: RunFacts): GateResult {
  if (obstacle !== null) return obstructed(planned, obstacle);
  if (outage !== null) return evaluateStopped(planned, entries, strict, { why: outage, listLines });
  return evaluate(planned, entries, strict, listLines);
}

/**
 * The gate of a run that ended.
 *
 * | what happened | verdict |
 * |---|---|
 * | a violation that decides, or a list of known deviations that is not right any more | violates |
 * | else: the accounting does not add up, a check was reported twice, or nothing was judged | inconclusive |
 * | else: something inconclusive, or planned and not run | inconclusive |
 * | else | conforms |
 *
 * A violation outweighs an inconclusive check: it stays true for any verdict of the unjudged one. Where a defect of
 * this program kept something from being judged, an inconclusive run ends with the exit code of a defect.
 *
 * @param listLines what is wrong with the list of known deviations, one line each
 */
function evaluate(
  planned: number,
  entries: readonly GateEntry[],
  strict: boolean,
  listLines: readonly string[] = [],
): GateResult {
  const totals = account(
    planned,
    entries.map((entry) => entry.verdict),
  );
  const deciding = entries.filter((entry) => decides(entry, strict));
  const warnings = entries.filter((entry) => !decides(entry, strict) && decides(entry, true));
  const defects = entries.filter((entry) => entry.verdict === 'inconclusive' && entry.defect);
  const unjudged = entries.filter((entry) => entry.verdict === 'inconclusive' && !entry.defect);
  const problems = [...accountingProblems(totals), ...repetitions(entries)];
  const verdict: RunVerdict =
    deciding.length + listLines.length > 0
      ? 'violates'
      : problems.length > 0 || totals.inconclusive > 0 || totals.notRun > 0
        ? 'inconclusive'
        : 'conforms';
  return {
    verdict,
    exitCode: verdict === 'inconclusive' && defects.length > 0 ? exitCodes.defect : exitCodeOf(verdict),
    totals,
    lines: [
      ...deciding.slice(0, 1).map((entry) => violationLine(deciding.length, entry)),
      ...listLines,
      ...warnings.slice(0, 1).map((entry) => warningLine(warnings.length, entry)),
      ...defects.slice(0, 1).map((entry) => defectLine(defects.length, entry)),
      ...unjudged.slice(0, 1).map((entry) => unjudgedLine(unjudged.length, entry)),
      ...(totals.notRun > 0 ? [`${totals.notRun} planned but not run; run again: oss-range run`] : []),
      ...problems,
    ],
  };
}

/**
 * The gate of a run that was stopped because the target was of no use any more. Verdicts and accounting are those of any
 * run; what is left unjudged has one reason, which is told once.
 *
 * @param why in one line, ending with the command that helps
 * @param listLines what is not right any more about a list of known deviations
 */
function evaluateStopped(
  planned: number,
  entries: readonly GateEntry[],
  strict: boolean,
  { why, listLines = [] }: { readonly why: string; readonly listLines?: readonly string[] },
): GateResult {
  const { verdict, exitCode, totals } = evaluate(planned, entries, strict, listLines);
  const judged = entries.filter((entry) => isJudged(entry) || entry.defect === true);
  const lines = judged.length === 0 ? listLines : evaluate(judged.length, judged, strict, listLines).lines;
  return { verdict, exitCode, totals, lines: [`the run was stopped: ${why}`, ...lines] };
}

const isJudged = ({ verdict }: GateEntry): boolean =>
  verdict === 'conforms' || verdict === 'violates' || verdict === 'known';

/**
 * The gate of a run that could not send anything, because the target cannot be used: everything planned is not
 * run, and the one line says why.
 */
function obstructed(planned: number, obstacle: string): GateResult {
  return {
    verdict: 'inconclusive',
    exitCode: exitCodeOf('inconclusive'),
    totals: account(planned, []),
    lines: [obstacle],
  };
}

function accountingProblems(totals: Totals): string[] {
  const judged = totals.conforms + totals.violates + totals.known;
  return [
    ...(addsUp(totals) ? [] : [`the accounting does not add up: ${JSON.stringify(totals)}; ${complaint}`]),
    ...(judged === 0 ? ['nothing was judged, which never passes; find out why: oss-range doctor'] : []),
  ];
}

/** A check reported twice would hide one that was never reported. */
function repetitions(entries: readonly GateEntry[]): string[] {
  const seen = new Set<string>();
  const repeated = entries
    .map(({ id, behaviour }) => `${id} (${behaviour})`)
    .find((name) => seen.has(name) || !seen.add(name));
  return repeated === undefined
    ? []
    : [`the accounting does not add up: ${repeated} was reported more than once; ${complaint}`];
}

const complaint = 'please report it: oss-range run --report json';
const again = ({ id, behaviour, command }: GateEntry): string =>
  command ?? `oss-range run --case '${id}' --behaviour ${behaviour}`;
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const violationLine = (count: number, entry: GateEntry): string =>
  `${plural(count, 'violation decides', 'violations decide')}, the first is ${entry.id} (${entry.behaviour}); repeat it: ${again(entry)}`;

const warningLine = (count: number, entry: GateEntry): string =>
  `${plural(count, 'violation', 'violations')} of level expected, the first is ${entry.id} (${entry.behaviour}); to fail on them: ${again(entry)} --strict`;

const defectLine = (count: number, entry: GateEntry): string =>
  `${plural(count, 'check', 'checks')} hit a defect of this program, the first is ${entry.id} (${entry.behaviour}): ${entry.cause ?? 'unknown cause'}; ${complaint}`;

const unjudgedLine = (count: number, entry: GateEntry): string =>
  `${plural(count, 'check', 'checks')} could not be judged, the first is ${entry.id} (${entry.behaviour}): ${entry.cause ?? 'unknown cause'}; find out why: oss-range doctor`;

/**
 * Counts verdicts against what was planned. The counting shares nothing with the runner: `planned` comes from the plan,
 * the verdicts from what was reported, and what is missing between the two is `notRun`. Verdicts beyond the plan, and
 * unknown verdicts, leave totals that do not add up.
 */
export function account(planned: number, verdicts: readonly VerdictName[]): Totals {
  const count = (name: VerdictName): number => verdicts.filter((verdict) => verdict === name).length;
  return {
    planned,
    conforms: count('conforms'),
    violates: count('violates'),
    known: count('known'),
    inconclusive: count('inconclusive'),
    notApplicable: count('not-applicable'),
    notRun: count('not-run') + Math.max(0, planned - verdicts.length),
  };
}

/** `planned = conforms + violates + known + inconclusive + notApplicable + notRun`, and nothing negative. */
export function addsUp(totals: Totals): boolean {
  const { planned, ...parts } = totals;
  const values = Object.values(parts);
  return values.every((value) => value >= 0) && values.reduce((sum, value) => sum + value, 0) === planned;
}
