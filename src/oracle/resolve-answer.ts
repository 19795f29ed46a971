import type { Outcome } from '../spec/model/outcome.js';
import { trimBlanks } from '../spec/model/trim-blanks.js';
import type { RangeAnswer } from './decision-table.js';
import { type RangeReading, readRange, type SimpleRange } from './range-grammar.js';
import { type Slice, selectSlice } from './select-slice.js';

const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };

/**
 * What an answer of the decision table means for this request: no outcome where there is nothing to send, several where
 * the reading could stand for several ranges.
 *
 * @param size complete length of the object in bytes
 */
export function resolveAnswer(answer: RangeAnswer, size: number, reading: RangeReading): Outcome[] {
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
    case 'parts': {
      const parts = partsOf(size, reading);
      return parts.length === 0 ? [] : [{ status: 206, body: { kind: 'parts', parts } }];
    }
  }
}

/**
 * What RFC 9110 section 15.3.7.2 sends for a list: its satisfiable ranges, in their order. None where an element is no range,
 * which makes the whole list invalid, and where fewer than two ranges are named.
 */
function partsOf(size: number, reading: RangeReading): Slice[] {
  if (reading.kind !== 'list') return [];
  const elements = reading.elements.map((element) => trimBlanks(element)).filter((element) => element !== '');
  const ranges = elements.flatMap((element) => rangesIn(readRange([`bytes=${element}`])));
  if (ranges.length < Math.max(2, elements.length)) return [];
  return ranges.map((range) => selectSlice(size, range)).filter((slice) => slice !== null);
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
