import type { ReportDocument } from '../report/document.js';
import type { Target } from '../target/target.js';

/** A target as reports and recordings name it: everything but its credentials. */
export function targetReport({ endpoint, credentials: _, ...target }: Target): ReportDocument['target'] {
  return { ...target, endpoint: endpoint.origin };
}
