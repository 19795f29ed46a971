import { readBody } from '../../spec/model/body-claim.js';
import { derivedContentRange, describeOutcome } from '../../spec/model/describe-outcome.js';
import { isPlainGet } from '../../spec/model/is-plain-get.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Case, Claim } from '../../spec/model/table.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { RowDraft } from '../../spec/read/to-row.js';
import type { CounterexampleReport, PropertyReport, ReportDocument, ResponseReport } from '../document/document.js';
import { drawnClaim, drawSlug } from './counterexample-row.js';

/** A counterexample as a row of level observed, which shows when the answer changes. */
export interface DrawnRow {
  readonly draft: RowDraft;
  /** The same without the answers that came, for answers that no row can claim, such as unknown bytes. */
  readonly withoutAnswers: RowDraft;
}

interface Found {
  readonly property: PropertyReport;
  readonly counterexample: CounterexampleReport;
}

/**
 * The counterexamples of a run as rows of a topic, one for each request that no row of `present` makes; ids are not those
 * of `present`.
 */
export function counterexampleRows(document: ReportDocument, topic: string, present: readonly Case[]): DrawnRow[] {
  const taken = new Set(present.map(({ id }) => id));
  const requested = new Set(present.filter(isPlainGet).map(({ object, range }) => requestKey(object.size, range)));
  return groupByRequest(document).flatMap((found): DrawnRow[] => {
    const [{ property, counterexample }] = found;
    const { objectSize, range } = counterexample.request;
    if (requested.has(requestKey(objectSize, range))) return [];
    const id = freeId(`${topic}/${property.name}-${drawSlug({ size: objectSize, range: range[0] ?? '' })}`, taken);
    taken.add(id);
    return [{ draft: draftOf(id, found, document, true), withoutAnswers: draftOf(id, found, document, false) }];
  });
}

function groupByRequest({ properties }: ReportDocument): [Found, ...Found[]][] {
  const groups = new Map<string, [Found, ...Found[]]>();
  for (const property of properties) {
    const { counterexample } = property;
    // What several answers contradict no row can say.
    if (counterexample === null || counterexample.steps !== undefined) continue;
    const key = requestKey(counterexample.request.objectSize, counterexample.request.range);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ property, counterexample }]);
    else group.push({ property, counterexample });
  }
  return [...groups.values()];
}

const requestKey = (size: number, range: readonly string[]): string => JSON.stringify([size, range]);

/** Two ranges may differ only in what an id cannot hold. */
function freeId(expected: string, taken: ReadonlySet<string>): string {
  let id = expected;
  for (let number = 2; taken.has(id); number += 1) id = `${expected}-${number}`;
  return id;
}

function draftOf(
  id: string,
  found: readonly [Found, ...Found[]],
  document: ReportDocument,
  answers: boolean,
): RowDraft {
  const [{ counterexample }] = found;
  const { object, objectSize, range } = counterexample.request;
  const claimOf = (behaviour: Behaviour): Claim => {
    const claim = drawnClaim(objectSize, range, behaviour);
    const drawn = found.find(({ property }) => property.behaviour === behaviour)?.counterexample;
    if (drawn === undefined) return claim;
    const { evidence, outcomes } = claim;
    return {
      level: 'observed',
      evidence,
      outcomes: answers ? withAnswer(outcomes, drawn.response, objectSize) : outcomes,
      why: whyOf(drawn, document),
    };
  };
  return {
    id,
    title: `${JSON.stringify(range[0] ?? '')} on ${objectSize} bytes, found by a property`,
    object: { name: object, size: objectSize },
    range,
    claims: { default: claimOf('default'), standard: claimOf('standard') },
  };
}

function whyOf({ expected, received }: CounterexampleReport, { target, run }: ReportDocument): string {
  const day = run.startedAt.slice(0, 'YYYY-MM-DD'.length);
  const came = received === '' ? 'nothing' : received;
  return `Found by a property-based test at ${target.endpoint} on ${day}: ${came}. The rule expects ${expected}.`;
}

function withAnswer(outcomes: readonly Outcome[], response: ResponseReport | null, size: number): readonly Outcome[] {
  const answer = response && answeredOutcome(response, size);
  if (answer === null) return outcomes;
  const words = describeOutcome(answer, size);
  return outcomes.some((outcome) => describeOutcome(outcome, size) === words) ? outcomes : [...outcomes, answer];
}

/** Null where the bytes are not those of the object, or come in parts that were not asked for, which no row can claim. */
function answeredOutcome({ status, body, errorCode, contentRange }: ResponseReport, size: number): Outcome | null {
  if (body === 'unknown' || body.startsWith('other-object') || body.startsWith('parts ')) return null;
  const outcome: Outcome = { status, body: readBody(body), ...(errorCode === null ? {} : { errorCode }) };
  const derived = derivedContentRange(outcome, size);
  return derived === undefined || derived === contentRange ? outcome : { ...outcome, contentRange };
}
