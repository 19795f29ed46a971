import { isDeepStrictEqual } from 'node:util';
import type { Again } from '../../property/law.js';
import { properties } from '../../property/property.js';
import { relevantFields } from '../../report/document/entry.js';
import type { ReadAnswer, ReadReport } from '../../report/document/read-report.js';
import type { Case, Claim, Table } from '../../spec/model/table.js';
import { type Behaviour, type HeaderField, modeHeaderName } from '../../spec/model/vocabulary.js';
import { copyFields, wireMethod } from '../../spec/model/wire-method.js';
import { withNearest } from '../../spec/read/nearest.js';
import { SuiteError } from '../../suite-error.js';
import { plannedProperty } from '../plan/make-plan.js';
import type { PlannedProperty } from '../plan/plan.js';
import { ruleRow } from '../plan/rule-row.js';

/** What a replay repeats: one check, or several requests whose answers are compared. */
export type ReplayItem = ReplayedQuestion | ReplayedSequence;

export interface ReplayedQuestion {
  readonly kind: 'question';
  /** Its index among the questions, and so among the checks of the plan. */
  readonly place: number;
  readonly row: Case;
  readonly behaviour: Behaviour;
  readonly claim: Claim;
  /** What came the last time. */
  readonly before: JudgedAnswer;
  /** How a property found it, so that its draws can be repeated, too. */
  readonly drawn: { readonly seed: number; readonly path: string } | null;
}

export interface ReplayedSequence {
  readonly kind: 'sequence';
  readonly property: PlannedProperty;
  readonly again: Again;
  readonly before: JudgedAnswer;
}

/** An answer of the report with the verdict on it; on a counterexample, that on its property. */
type JudgedAnswer = ReadAnswer & Pick<ReadReport['checks'][number], 'verdict'>;

/**
 * The questions to ask again: what violated or could not be judged, or everything with an id.
 *
 * Checks are judged by the row of the table, counterexamples by the rule of the oracle, as in the run.
 *
 * @throws SuiteError `usage` for a report of a run that only read, `unknown-id` for an id that the report or the table does not have, `empty-selection` where there is
 *   nothing to ask
 */
export function replayItems(report: ReadReport, table: Table, id?: string): ReplayItem[] {
  if (report.run.prefix === '') {
    throw new SuiteError('usage', 'the report tested an existing object, but a replay writes its own', {
      hint: 'test that object again with the command in the report: oss-range run --object KEY --case ID',
    });
  }
  const all = [...report.checks.map(checkEntry), ...report.properties.map(propertyEntry)];
  const ids = [...new Set(all.map((entry) => entry.id))];
  if (id !== undefined && !ids.includes(id)) {
    throw new SuiteError('unknown-id', `the report has no ${withNearest(id, ids)}`, {
      hint: 'leave out the id to replay every violation, or use an id from the report',
    });
  }
  const chosen = all.filter((entry) => (id === undefined ? entry.isOpen : entry.id === id));
  let place = 0;
  const items = chosen
    .flatMap((entry) => entry.item(table) ?? [])
    .map((item): ReplayItem => (item.kind === 'question' ? { ...item, place: place++ } : item));
  if (items.length > 0) return items;
  throw new SuiteError('empty-selection', emptyReason(id), {
    hint: 'give the id of a check to replay it anyway, or run the suite: oss-range run',
  });
}

function emptyReason(id: string | undefined): string {
  return id === undefined
    ? 'the report contains no violation and no inconclusive check'
    : `${id} found no counterexample that can be repeated`;
}

interface Entry {
  readonly id: string;
  readonly isOpen: boolean;
  readonly item: (table: Table) => Omit<ReplayedQuestion, 'place'> | ReplayedSequence | null;
}

function checkEntry(check: ReadReport['checks'][number]): Entry {
  const { id, behaviour, verdict, spec } = check;
  return {
    id,
    isOpen: verdict === 'violates' || verdict === 'inconclusive',
    item: (table) => {
      const row = table.cases.find((candidate) => candidate.id === id);
      if (row === undefined) throw notAtHand(`no row ${id}`, spec.file);
      const { range, headers, object } = row;
      const { name, size } = object;
      const fields = [...copyFields(row), ...rowFields(headers)];
      const request = { method: wireMethod(row), range, headers: fields, object: { name, size } };
      const before = requestOf(check);
      // A signature of a row's own and the validators of an object are other fields in every run.
      const varies = row.auth !== undefined || headers.some(([, value]) => value.includes('{'));
      const isSame = isDeepStrictEqual(request, varies ? { ...before, headers: request.headers } : before);
      if (!isSame) throw notAtHand(`no row ${id} with its request`, spec.file);
      return { kind: 'question', row, behaviour, claim: row.claims[behaviour], before: check, drawn: null };
    },
  };
}

function propertyEntry({
  name,
  law,
  behaviour,
  verdict,
  seed,
  counterexample,
}: ReadReport['properties'][number]): Entry {
  const id = `property/${name}`;
  return {
    id,
    isOpen: verdict === 'violates' && counterexample !== null,
    item: () => {
      if (counterexample === null) return null;
      const before = { ...counterexample, verdict };
      if (before.steps !== undefined) return sequenceItem(name, behaviour, before);
      const { path } = counterexample;
      const request = requestOf(counterexample);
      const row = ruleRow({
        id,
        topic: 'property',
        title: law,
        ...request,
        method: request.method === 'HEAD' ? 'HEAD' : 'GET',
        location: { file: 'the counterexample of the report', line: 1 },
      });
      return {
        kind: 'question',
        row,
        behaviour,
        claim: row.claims[behaviour],
        before,
        drawn: { seed, path },
      };
    },
  };
}

function sequenceItem(
  name: string,
  behaviour: Behaviour,
  before: NonNullable<ReadReport['properties'][number]['counterexample']> & JudgedAnswer,
): ReplayedSequence {
  const [property] = plannedProperty(
    properties.find((candidate) => candidate.name === name),
    behaviour,
  );
  const { again } = before;
  // A replay repeats it alone, outside any plan.
  if (property && again) return { kind: 'sequence', property: { ...property, place: 0 }, again, before };
  throw new SuiteError('unknown-id', `this program has no property/${name} that sends the reported requests`, {
    hint: 'replay with the version of this program that wrote the report',
  });
}

/** The request without what addressing, signing and the driver put into it. */
function requestOf({ request }: ReadAnswer): Pick<Case, 'range' | 'headers' | 'object'> & { readonly method: string } {
  const { method, range, headers, object, objectSize } = request;
  return { method, range, headers: rowFields(headers), object: { name: object, size: objectSize } };
}

/** A driver that is not told otherwise asks for `Accept-Encoding: identity`; the source of a copy lies in the folder of the run. */
const added = new Set(['range', modeHeaderName, 'accept-encoding', 'x-oss-copy-source']);

/** The fields by which rows differ from one another, besides Range. */
function rowFields(headers: readonly HeaderField[]): HeaderField[] {
  return relevantFields(headers).filter(([name]) => !added.has(name.toLowerCase()));
}

function notAtHand(what: string, file: string): SuiteError {
  return new SuiteError('unknown-id', `the current table has ${what}, which the report uses`, {
    hint: file.startsWith('specs/')
      ? 'replay with the version of this program that wrote the report'
      : `give the file that defined it: --specs ${file}`,
  });
}
