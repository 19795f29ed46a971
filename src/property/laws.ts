import type { Law } from './law.js';
import { agreement } from './laws/agreement.js';
import { chunkedReader } from './laws/chunked-reader.js';
import { equivalence } from './laws/equivalence.js';
import { freshness } from './laws/freshness.js';
import { idempotence } from './laws/idempotence.js';
import { interleaving } from './laws/interleaving.js';
import { listPrefix } from './laws/list-prefix.js';
import { partition } from './laws/partition.js';
import { robustness } from './laws/robustness.js';
import { spelling } from './laws/spelling.js';
import { validatorsLaw } from './laws/validators.js';

/** Every law, in the order in which reports show them. */
export const laws: readonly Law[] = [
  agreement,
  partition,
  chunkedReader,
  equivalence,
  listPrefix,
  validatorsLaw,
  idempotence,
  interleaving,
  spelling,
  robustness,
  freshness,
];
