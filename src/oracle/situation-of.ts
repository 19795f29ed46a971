import type { Situation } from './decision-table.js';
import { largestPosition, type RangeReading, type SimpleRange } from './range-grammar.js';

/** The vendor's SDKs carry positions as signed 64-bit integers; no source shows a larger number. */
const largestDocumentedPosition = 2n ** 63n - 1n;

/**
 * Which row of the decision table applies.
 *
 * @param size complete length of the object in bytes
 */
export function situationOf(size: number, reading: RangeReading): Situation {
  switch (reading.kind) {
    case 'absent':
      return 'no-range';
    case 'repeated':
      return 'repeated-lines';
    case 'list':
      return listSituation(size, reading.head);
    case 'malformed':
    case 'garbled':
    case 'respelled':
      return reading.kind;
  }
  if ((largestPosition(reading) ?? 0n) > largestDocumentedPosition) return 'oversize';
  if (reading.kind === 'inverted' || reading.kind === 'negative') return reading.kind;
  return boundsSituation(BigInt(size), reading);
}

function boundsSituation(size: bigint, range: SimpleRange): Situation {
  if (range.kind === 'suffix') {
    if (size === 0n) return range.length === 0n ? 'empty-suffix-zero' : 'empty-suffix';
    if (range.length === 0n) return 'suffix-zero';
    return range.length > size ? 'suffix-longer' : 'satisfiable';
  }
  if (size === 0n) return 'empty-any';
  if (range.first >= size) return 'start-past-eof';
  return range.kind === 'closed' && range.last >= size ? 'end-past-eof' : 'satisfiable';
}

/** The vendor documents lists only with a satisfiable first range, and tests them only with a malformed first element. */
function listSituation(size: number, head: RangeReading): Situation {
  if (head.kind === 'malformed') return 'list-malformed';
  if (head.kind === 'respelled' || head.kind === 'garbled') return head.kind;
  const situation = situationOf(size, head);
  if (situation === 'satisfiable') return 'list-satisfiable';
  return situation === 'oversize' || situation === 'suffix-zero' ? 'list-unsettled' : 'list-other';
}
