import type { ContentObject } from '../../content/content-object.js';
import { period } from '../../content/sequence.js';
import { controlLength } from '../../judge/judge-control.js';
import type { Outcome } from '../../spec/model/outcome.js';
import { objectCost } from '../../spec/object-kinds/object-kinds.js';
import type { PlanEstimate, PlannedCheck } from './plan.js';

/** Size of an OSS error document in a vendor transcript, in bytes. */
const errorDocumentBytes = 345;

/** Delimiter, Content-Type and Content-Range around a part, in the sample of the vendor's GetObject page, rounded up. */
const partOverheadBytes = 150;

/**
 * Counts what a plan will send: each object is made, read once without a Range and removed, and one that is there
 * already is read and looked at once more in the end; each check and each draw is one request, or several where a law
 * compares answers or a part is copied; a control is one more for each object and behaviour at most.
 */
export function estimate(
  checks: readonly PlannedCheck[],
  objects: readonly ContentObject[],
  propertyObjects: readonly ContentObject[],
  draws: number,
): PlanEstimate {
  const written = objects.filter(({ bytes }) => bytes === undefined);
  const making = written.map((object) => objectCost(object, period));
  const stored = sum(objects.map(controlLength));
  const meanDraw =
    propertyObjects.length === 0 ? 0 : sum(propertyObjects.map(({ size }) => size)) / propertyObjects.length;
  return {
    requests:
      sum(making.map(({ requests }) => requests)) +
      (objects.length - written.length) * 2 +
      sum(checks.map(checkRequests)) +
      draws,
    bytesUp: sum(making.map(({ bytesSent }) => bytesSent)),
    bytesDown: Math.round(stored + sum(checks.map(largestAnswer)) + draws * meanDraw),
  };
}

const checkRequests = ({ row }: PlannedCheck): number => (row.copyRange === undefined ? 1 : 5);

const largestAnswer = ({ row, claim, object }: PlannedCheck): number =>
  row.method === 'HEAD' ? 0 : Math.max(...claim.outcomes.map((outcome) => answerBytes(outcome, object.size)));

function answerBytes({ body }: Outcome, size: number): number {
  switch (body.kind) {
    case 'whole':
      return size;
    case 'slice':
      return body.last - body.first + 1;
    case 'parts':
      return sum(body.parts.map(({ first, last }) => last - first + 1 + partOverheadBytes));
    case 'empty':
      return 0;
    case 'error':
      return errorDocumentBytes;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
