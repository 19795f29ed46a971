import { endPastEof } from './families/end-past-eof.js';
import { garbled } from './families/garbled.js';
import { inverted } from './families/inverted.js';
import { list } from './families/list.js';
import { malformedFamily } from './families/malformed.js';
import { negative } from './families/negative.js';
import { open } from './families/open.js';
import { oversize } from './families/oversize.js';
import { respelled } from './families/respelled.js';
import { satisfiableClosed } from './families/satisfiable-closed.js';
import { startPastEof } from './families/start-past-eof.js';
import { suffixInside } from './families/suffix-inside.js';
import { suffixLonger } from './families/suffix-longer.js';
import type { Family } from './family.js';

/** Every family, in the order in which reports show them. */
export const families: readonly Family[] = [
  satisfiableClosed,
  open,
  suffixInside,
  endPastEof,
  startPastEof,
  suffixLonger,
  inverted,
  negative,
  malformedFamily,
  list,
  garbled,
  respelled,
  oversize,
];

/**
 * Complete lengths of the objects that properties read, in bytes, smallest first because a counterexample shrinks
 * towards the front: the smallest objects, the seed's 1,000 bytes, and one past a page, past 16 KiB and past 64 KiB.
 */
export const propertySizes: readonly number[] = [1, 2, 3, 10, 100, 1000, 4097, 16_385, 65_537];
