import type { Outcome } from '../spec/outcome.js';
import type { Answer } from './decision-table.js';
import type { RangeReading, SimpleRange } from './range-grammar.js';
import { selectSlice } from './select-slice.js';

const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };

/**
 * What an answer of the decision table means for this request: no outcome where there is nothing to send, several where
 * the reading could stand for several ranges.
 *
 * @param size complete length of the object in bytes
 */
export function resolveAnswer(answer: Answer, size: number, reading: RangeReading): Outcome[] {
  switch (answer) {
    case 'refused':
      return [refused];
    case 'whole':
      return [{ status: 200, body: size === 0 ? { kind: 'empty' } : { kind: 'whole' } }];
    case 'slice':
      return rangesIn(reading)
        .map((range) => selectSlice(size, range))
        .filter((slice) => slice !== null)
        .map((slice) => ({ status: 206, body: { kind: 'slice', ...slice } }));
  }
}

/** The well-formed ranges that a reading could stand for. */
function rangesIn(reading: RangeReading): SimpleRange[] {
  switch (reading.kind) {
    case 'closed':
    case 'open':
    case 'suffix':
      return [reading];
    case 'respelled':
      return reading.as ? [reading.as] : [];
    case 'list':
      return rangesIn(reading.head);
    case 'repeated':
      return reading.lines.flatMap(rangesIn);
    default:
      return [];
  }
}
