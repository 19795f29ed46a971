import { decides } from '../../gate/evaluate.js';
import type { AspectResult } from '../../judge/verdict.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { CheckReport, PropertyReport } from './document.js';

/** What a report counts one by one: a check of the table or a property. */
export type ReportEntry = CheckReport | PropertyReport;

/** `end-past-eof/from-the-middle (default)`, `property/list (standard)`: what `--case` takes, and the behaviour. Unique within one report. */
export function entryLabel(entry: ReportEntry): string {
  return `${'id' in entry ? entry.id : `property/${entry.name}`} (${entry.behaviour})`;
}

/** The comparisons that failed, in the order in which they were made; empty for every verdict that is no violation. */
export function violatedAspects(entry: ReportEntry): readonly AspectResult[] {
  return aspectsOf(entry).filter((aspect) => aspect.verdict === 'violates');
}

/** Whether an entry is a violation that decides the gate, by the gate's own rule. */
export function decidesGate(entry: ReportEntry, strict: boolean): boolean {
  return decides({ verdict: entry.verdict, aspects: aspectsOf(entry) }, strict);
}

function aspectsOf(entry: ReportEntry): readonly AspectResult[] {
  return 'id' in entry ? entry.aspects : (entry.counterexample?.aspects ?? []);
}

/** Request fields that any client adds by itself or that belong to a signature: they say nothing about a range. */
const clientFields = new Set([
  'accept',
  'authorization',
  'connection',
  'content-length',
  'date',
  'host',
  'user-agent',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-oss-content-sha256',
  'x-oss-date',
  'x-oss-security-token',
]);

/** The request fields that are needed to repeat or judge a request, as sent and in order. */
export function relevantFields(headers: readonly HeaderField[]): readonly HeaderField[] {
  return headers.filter(([name]) => !clientFields.has(name.toLowerCase()));
}
