import type { AspectResult } from '../../judge/verdict.js';
import type { CheckReport, PropertyReport, RequestReport, ResponseReport, StepReport } from '../document/document.js';
import type { ReportEntry } from '../document/entry.js';
import { count } from './quantity.js';

/** What a report tells of one exchange, whether it belongs to a check or to the counterexample of a property. */
export interface Story {
  /** What the row or the law says, in one sentence. */
  readonly about: string;
  /** How the request was found, where a generator made it. */
  readonly draw: string | null;
  /** Null for a property without a counterexample. */
  readonly exchange: StoryExchange | null;
  /** Every request with its answer, where several are compared; else none. */
  readonly steps: readonly StepReport[];
  /** Why the row leaves room, where it does. */
  readonly why: string | null;
  readonly notes: readonly string[];
  /** Where the row stands, or a row ready to paste. */
  readonly row: readonly string[];
  readonly command: string;
}

export interface StoryExchange {
  readonly request: RequestReport;
  readonly response: ResponseReport | null;
  readonly expected: string;
  readonly received: string;
  readonly aspects: readonly AspectResult[];
  readonly curl: string;
}

/** The story of a check or of a property, in one form. */
export function storyOf(entry: ReportEntry): Story {
  return 'id' in entry ? checkStory(entry) : propertyStory(entry);
}

function checkStory(check: CheckReport): Story {
  const retries = check.retries === 0 ? [] : [`sent ${count(check.retries + 1, 'time')}; the last answer was judged`];
  return {
    about: check.title,
    draw: null,
    exchange: { ...check, curl: check.repro.curl },
    steps: [],
    why: check.why,
    notes: [...check.notes, ...retries],
    row: [`${check.spec.file}:${check.spec.line}`],
    command: check.repro.command,
  };
}

function propertyStory(property: PropertyReport): Story {
  const { counterexample } = property;
  return {
    about: property.law,
    draw:
      counterexample === null
        ? null
        : `the smallest counterexample, after ${count(property.runs, 'draw')} and ${count(counterexample.shrinks, 'shrink')}, seed ${property.seed}, path ${counterexample.path}`,
    exchange: counterexample,
    steps: counterexample?.steps ?? [],
    why: null,
    notes: property.notes ?? [],
    row:
      counterexample === null || counterexample.row === ''
        ? []
        : ['as a row:', ...counterexample.row.trimEnd().split('\n')],
    command: property.repro.command,
  };
}
