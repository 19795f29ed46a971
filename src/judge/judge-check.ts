import type { Exchange } from '../exchange/exchange.js';
import { type Classified, classifyExchange } from './classify-exchange.js';
import { answeredRule } from './control-differences.js';
import { misreading } from './invariants.js';
import { judgeAnswer } from './judge-answer.js';
import type { PreparedCheck } from './prepared-check.js';
import type { AspectResult, Cause, Verdict } from './verdict.js';

/** Whether a satisfiable range on the same object, under the same behaviour, is answered. */
export type ControlResult = { readonly passed: true } | { readonly passed: false; readonly cause: Cause };

/** What is known when a check is judged. The controls are asked only where the exchange makes them matter. */
export interface CheckEvidence {
  readonly exchange: Exchange;
  readonly controlBefore?: ControlResult;
  readonly controlAfter?: ControlResult;
}

/** `before`: one that was asked at any time of the run; `before-and-after`: another one after the check, too. */
export type ControlsNeeded = 'none' | 'before' | 'before-and-after';

/**
 * Judges one exchange in two steps, and classifies it once: the controls that its verdict depends on, then the verdict with
 * the results of these controls.
 */
export function judgeExchange(
  check: PreparedCheck,
  exchange: Exchange,
): {
  readonly controlsNeeded: ControlsNeeded;
  readonly verdict: (controls: Omit<CheckEvidence, 'exchange'>) => Verdict;
} {
  const classified = classifyExchange(check.request.method, exchange, check.object.facts.size);
  const needed = controlsFor(classified);
  return {
    controlsNeeded: needed,
    verdict: (controls) => {
      const verdict = verdictOn(check, classified, isConfirmed(needed, controls), controls.controlBefore);
      const misread = verdict.kind === 'inconclusive' ? misreading(check.object.facts) : null;
      return misread === null ? verdict : { kind: 'violates', aspects: [misread], notes: [] };
    },
  };
}

/**
 * The verdict of a check whose controls are known.
 *
 * @throws nothing: evidence that does not exist makes the check inconclusive
 */
export function judgeCheck(check: PreparedCheck, { exchange, ...controls }: CheckEvidence): Verdict {
  return judgeExchange(check, exchange).verdict(controls);
}

/** A refusal of the caller needs a second control: a token expires, or a clock is set, between the first one and the check. */
function controlsFor(classified: Classified): ControlsNeeded {
  switch (classified.kind) {
    case 'refused':
      return classified.cause.kind === 'control' ? 'before' : 'before-and-after';
    case 'missing':
      return classified.repeated ? 'before-and-after' : 'none';
    default:
      return 'none';
  }
}

/** Whether there were controls to confirm the verdict, and all of them passed. */
function isConfirmed(
  needed: ControlsNeeded,
  { controlBefore, controlAfter }: Omit<CheckEvidence, 'exchange'>,
): boolean {
  if (needed === 'none') return false;
  return controlBefore?.passed === true && (needed === 'before' || controlAfter?.passed === true);
}

function verdictOn(
  check: PreparedCheck,
  classified: Classified,
  confirmed: boolean,
  control: ControlResult | undefined,
): Verdict {
  switch (classified.kind) {
    case 'answered':
      return judgeAnswer(check, classified.answer);
    case 'refused':
      return confirmed
        ? judgeAnswer(check, classified.answer)
        : { kind: 'inconclusive', cause: blame(classified.cause, control) };
    case 'missing':
      return confirmed ? violation(check, classified.what) : { kind: 'inconclusive', cause: classified.cause };
    case 'limited':
      return { kind: 'inconclusive', cause: classified.cause };
  }
}

/** A refusal of the caller explains itself; of any other the failed control is the better explanation. */
function blame(refusal: Cause, control: ControlResult | undefined): Cause {
  if (refusal.kind !== 'control' || control === undefined || control.passed) return refusal;
  return { kind: control.cause.kind, message: `the control on the same object failed: ${control.cause.message}` };
}

/** The missing answer is the server's answer: it repeats on a fresh connection while the control succeeds around it. */
function violation(check: PreparedCheck, what: string): Verdict {
  const { request, object } = check;
  const aspect: AspectResult = {
    aspect: 'framing',
    verdict: 'violates',
    level: 'required',
    expected: check.level === 'observed' ? 'an answer' : `an answer with status ${statuses(check)}`,
    actual: what,
    invariant: answeredRule(object.content && { ...request, object: object.content }),
  };
  return {
    kind: 'violates',
    aspects: [aspect],
    notes: ['Repeated on a fresh connection; the control succeeded before and after.'],
  };
}

const statuses = (check: PreparedCheck): string =>
  [...new Set(check.outcomes.map((outcome) => outcome.status))].join(' or ');
