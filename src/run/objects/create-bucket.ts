import type { Target } from '../../driver/target/target.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import { readErrorDocument } from '../../judge/error-document.js';
import { SuiteError } from '../../suite-error.js';
import type { Sender } from '../sender/sender.js';

/** OSS answers a second PutBucket of the same owner with one of these. */
const alreadyThere = new Set(['BucketAlreadyExists', 'BucketAlreadyOwnedByYou']);

/**
 * Makes the bucket; one that exists is as good.
 *
 * @throws SuiteError `bucket-missing`
 */
export async function createBucket(target: Target, send: Sender): Promise<void> {
  const exchange = await send({ method: 'PUT', key: null, body: { length: 0, chunks: () => [] } });
  const made = classifyExchange('GET', exchange, 0);
  if (made.kind === 'answered') return;
  const { result } = exchange;
  const code = result.kind === 'response' ? readErrorDocument(result.response.body.prefix)?.code : undefined;
  if (code !== undefined && alreadyThere.has(code)) return;
  throw new SuiteError(
    'bucket-missing',
    `bucket ${target.bucket} cannot be created at ${target.endpoint.origin}: ${made.cause.message}`,
    {
      hint: 'create it by other means and leave out --create-bucket',
    },
  );
}
