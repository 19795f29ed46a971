import type { Exchange } from '../exchange/exchange.js';
import { readErrorDocument } from '../judge/error-document.js';
import { loadPackage } from '../load-package.js';
import { SuiteError } from '../suite-error.js';
import type { Target } from '../target/target.js';
import type { Ask, Asker } from './asker.js';
import { diagnose } from './diagnose.js';
import { isOwnKey } from './own-folder.js';

/** The largest page that the vendor's list operation gives. */
const pageSize = '1000';

const { XMLParser } = loadPackage<typeof import('fast-xml-parser')>('fast-xml-parser');
const parser = new XMLParser({ parseTagValue: false, processEntities: false, isArray: (name) => name === 'Contents' });

/**
 * The keys that runs left behind below a prefix. A key below it that no run of this suite would write is not among
 * them.
 *
 * @throws SuiteError where the bucket cannot be listed
 */
export async function findLeftovers(target: Target, ask: Asker, prefix: string): Promise<string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = await listPage(target, ask, prefix, token);
    found.push(...page.keys.filter((key) => isOwnKey(key, prefix)));
    token = page.next;
  } while (token !== undefined);
  return found;
}

async function listPage(
  target: Target,
  ask: Asker,
  prefix: string,
  token: string | undefined,
): Promise<{ keys: string[]; next: string | undefined }> {
  const query: Ask['query'] = [
    ['list-type', '2'],
    ['encoding-type', 'url'],
    ['max-keys', pageSize],
    ['prefix', prefix],
    ...(token === undefined ? [] : [['continuation-token', token] as const]),
  ];
  const body: Uint8Array[] = [];
  const exchange = await ask({ method: 'GET', key: null, query, sink: () => collector(body) });
  const { result } = exchange;
  if (result.kind === 'failure') throw diagnose(target, { exchange });
  if (result.response.status !== 200)
    throw notListed(target, exchange, readErrorDocument(result.response.body.prefix)?.code);
  const listing = parser.parse(Buffer.concat(body).toString('utf8')).ListBucketResult ?? {};
  const keys = ((listing.Contents ?? []) as { Key: string }[]).map(({ Key }) => decodeURIComponent(Key));
  const truncated = listing.IsTruncated === 'true';
  return { keys, next: truncated ? decodeURIComponent(String(listing.NextContinuationToken)) : undefined };
}

function notListed(target: Target, exchange: Exchange, code: string | undefined): SuiteError {
  if (code !== 'AccessDenied') return diagnose(target, { exchange });
  return new SuiteError('endpoint-refused', `bucket ${target.bucket} may not be listed by this user (AccessDenied)`, {
    hint: 'the user needs oss:ListObjects for this command; run itself does not',
  });
}

/** A sink that keeps a body; listings are at most some hundred KiB a page. */
function collector(into: Uint8Array[]) {
  into.length = 0;
  return {
    write: (chunk: Uint8Array): void => {
      into.push(Uint8Array.from(chunk));
    },
    end: () => ({ kind: 'empty' as const }),
  };
}
