import { withNearest } from '../../spec/read/nearest.js';
import { SuiteError } from '../../suite-error.js';
import { appendedFaults } from './appended.js';
import { boundsFaults } from './bounds.js';
import { conditionFaults } from './conditions.js';
import { contentRangeFaults } from './content-range.js';
import { controls } from './controls.js';
import { copiedPartsFaults } from './copied-parts.js';
import { errorFaults } from './errors.js';
import type { Control, Fault } from './fault.js';
import { framingFaults } from './framing.js';
import { headFaults } from './head.js';
import { linkFaults } from './links.js';
import { faultsOfLists } from './lists.js';
import { memoryFaults } from './memory.js';
import { modeFaults } from './mode.js';
import { numberFaults } from './numbers.js';
import { readingFaults } from './reading.js';
import { signatureFaults } from './signatures.js';
import { slicingFaults } from './slicing.js';
import { statusFaults } from './statuses.js';
import { suffixFaults } from './suffixes.js';
import { unaskedPartsFaults } from './unasked-parts.js';
import { uploadPartsFaults } from './upload-parts.js';
import { validatorFaults } from './validators.js';
import { versionFaults } from './versions.js';

/** Faults that lie at the same station on the way from a request to its answer. */
export interface Station {
  readonly name: string;
  readonly faults: readonly Fault[];
}

/** Every fault, in the order in which a request meets them. */
export const stations: readonly Station[] = [
  { name: 'reading a range', faults: readingFaults },
  { name: 'numbers', faults: numberFaults },
  { name: 'suffixes', faults: suffixFaults },
  { name: 'bounds', faults: boundsFaults },
  { name: 'several ranges', faults: [...faultsOfLists, ...unaskedPartsFaults] },
  { name: 'the mode header', faults: modeFaults },
  { name: 'slices', faults: slicingFaults },
  { name: 'status', faults: statusFaults },
  { name: 'Content-Range', faults: contentRangeFaults },
  { name: 'framing', faults: framingFaults },
  { name: 'errors', faults: errorFaults },
  { name: 'validators and other fields', faults: validatorFaults },
  { name: 'conditions', faults: conditionFaults },
  { name: 'HEAD', faults: headFaults },
  { name: 'objects uploaded in parts', faults: uploadPartsFaults },
  { name: 'appended objects', faults: appendedFaults },
  { name: 'links', faults: linkFaults },
  { name: 'versions, copies and overwritten objects', faults: versionFaults },
  { name: 'copied parts', faults: copiedPartsFaults },
  { name: 'signatures', faults: signatureFaults },
  { name: 'memory', faults: memoryFaults },
];

export const faults: readonly Fault[] = stations.flatMap((station) => station.faults);

/**
 * The fault, or the control, of a name.
 *
 * @throws SuiteError `unknown-id`, with the nearest name
 */
export function faultNamed(name: string): Fault | Control {
  const all = [...faults, ...controls];
  const found = all.find((candidate) => candidate.name === name);
  if (found) return found;
  throw new SuiteError(
    'unknown-id',
    `unknown fault ${withNearest(
      name,
      all.map((candidate) => candidate.name),
    )}`,
    {
      hint: 'list all faults: oss-range serve --fault list',
    },
  );
}
