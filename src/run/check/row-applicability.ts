import type { Target } from '../../driver/target/target.js';
import { isUnsigned, protocolOf, schemeOfRow, traitsOfSignature } from '../../spec/model/auth-scheme.js';
import type { Case, RowAuth } from '../../spec/model/table.js';
import { behaviours } from '../../spec/model/vocabulary.js';
import { absentInS3 } from '../../spec/object-kinds/object-kinds.js';

/** Why a target cannot be asked what a row asks, as far as that is known without asking it; null where it can. */
export function obstacleTo(row: Case, target: Target): string | null {
  if (row.missing === 'bucket' && target.addressing === 'cname') return 'a CNAME maps to a single bucket';
  // Source: document of GetObject; a row about that has a signature, or none, of its own.
  if (target.auth === 'anonymous' && !row.auth && row.query?.some(([name]) => name.startsWith('response-'))) {
    return 'unsigned requests cannot override response fields';
  }
  if (protocolOf(target.auth) === 's3') return foreignToS3(row);
  return row.auth ? unsignable(row.auth, target) : null;
}

/**
 * What of a row exists in OSS only. Of header fields it is those of answers: the mode headers of requests are sent and
 * signed, for the endpoints of OSS that speak S3 know them.
 */
function foreignToS3(row: Case): string | null {
  const objects = absentInS3(row.object.made);
  if (objects !== undefined) return s3Lacks(objects);
  if (row.auth && !isUnsigned(row.auth.by)) return s3Lacks('OSS signatures');
  // A store of S3 gives a text as it is kept; compression on the way out is a feature of OSS.
  if (claimedFields(row).includes('content-encoding')) return s3Lacks('compression of stored objects');
  const field = claimedFields(row).find((name) => name.startsWith('x-oss-'));
  return field === undefined ? null : s3Lacks(`field ${field}`);
}

const s3Lacks = (what: string): string => `the S3 protocol has no ${what}`;

function claimedFields({ claims }: Case): string[] {
  const outcomes = behaviours.flatMap((behaviour) => claims[behaviour].outcomes);
  return outcomes.flatMap(({ fields = {} }) => Object.keys(fields)).map((name) => name.toLowerCase());
}

/**
 * Why a target cannot be asked with such a signature; null where it can.
 *
 * @param subject what asks, as the sentence begins
 */
export function unsignable(
  { by }: RowAuth,
  { credentials, region }: Target,
  subject: 'the row' | 'it' = 'the row',
): string | null {
  const { signature } = schemeOfRow(by);
  if (signature === null) return null;
  if (credentials === null) return `${subject} signs its request, but there is no access key`;
  const { needsRegion, version } = traitsOfSignature(signature);
  return needsRegion && region === ''
    ? `${subject} needs a region for its ${version} signature, but none is set`
    : null;
}
