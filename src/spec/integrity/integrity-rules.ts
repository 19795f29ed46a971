import { coherentOutcomes } from './coherent-outcomes.js';
import { distinctObjects } from './distinct-objects.js';
import { evidenceExists } from './evidence-exists.js';
import { evidenceStrength } from './evidence-strength.js';
import type { Rule } from './finding.js';
import { knownTemplates } from './known-templates.js';
import { meaningfulAuth } from './meaningful-auth.js';
import { meaningfulObjectKind } from './meaningful-object-kind.js';
import { reasonedAlternatives } from './reasoned-alternatives.js';
import { safeKeys } from './safe-keys.js';
import { topicPrefix } from './topic-prefix.js';
import { uniqueIds } from './unique-ids.js';

/**
 * The rules without which a run cannot be trusted. The reader enforces them on every table, rows of users included; the
 * others are about the quality of this package's own table.
 */
export const integrityRules: readonly Rule[] = [
  uniqueIds,
  topicPrefix,
  evidenceExists,
  evidenceStrength,
  coherentOutcomes,
  reasonedAlternatives,
  distinctObjects,
  knownTemplates,
  meaningfulAuth,
  meaningfulObjectKind,
  safeKeys,
];
