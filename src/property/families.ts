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
