import * as v from 'valibot';
import { authSchemes } from '../../../spec/model/auth-scheme.js';
import { type Capability, capabilities } from '../../../spec/model/capability.js';
import { quoteValue } from '../../../spec/model/received.js';
import { choice } from '../../../spec/schema/choice.js';
import { byInput, isMapping, mapping } from '../../../spec/schema/mapping.js';
import { oneOfWords } from '../../../spec/schema/one-of-words.js';
import { patterned, text, wholeNumber } from '../../../spec/schema/text.js';
import { SuiteError } from '../../../suite-error.js';
import { addressings } from '../address/addressing.js';
import { checkBucketName } from '../address/bucket-name.js';
import { parseEndpoint } from '../address/endpoint.js';
import { parseRegion } from '../address/region.js';
import { parseOpenProxy } from '../connection/proxy.js';
import { credentialSources, unknownSource } from '../credentials/credentials-by.js';
import { concurrencyBounds, timeoutBounds } from '../time-out.js';
import { looksLikeACredential } from './looks-like-a-credential.js';

/** A text that a reader of the command line takes; what that says against it is the message. */
function readBy(what: string, read: (text: string) => unknown, about: string) {
  const flaw = (input: string): string | null => {
    try {
      read(input);
      return null;
    } catch (error) {
      if (!(error instanceof SuiteError)) throw error;
      return [error.message, error.hint].filter(Boolean).join('; ');
    }
  };
  return v.pipe(
    text(what, about),
    v.check(
      (input) => flaw(input) === null,
      ({ input }) => flaw(input) ?? '',
    ),
  );
}

/** A store that speaks S3 gives its region any name; whether OSS can have one of that name is known with the target. */
const readRegion = (text: string): unknown => /^[\w.-]+$/.test(text) || parseRegion(text);

/** Has a letter or digit of some script: "…" gives no reason. */
const saysWhy = /[0-9A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/;

function capability(name: Capability) {
  const yesOrNo = v.boolean(
    ({ input }) => `${name} must be true, false, or the reason why the target lacks it, not ${quoteValue(input)}`,
  );
  const reason = patterned(
    name,
    'true, false, or the reason why the target lacks it',
    saysWhy,
    'The reason why it is missing.',
  );
  return v.optional(choice([yesOrNo, reason], (input) => (typeof input === 'string' ? reason : yesOrNo)));
}

const declared = mapping(
  'capabilities',
  Object.fromEntries(capabilities.map((name) => [name, capability(name)])) as Record<
    Capability,
    ReturnType<typeof capability>
  >,
);

const entries = {
  name: v.optional(text('name', 'Name of the target in reports. Default: the host of the endpoint.')),
  endpoint: v.optional(
    readBy('endpoint', parseEndpoint, 'Scheme, host and port. --endpoint and OSS_ENDPOINT override it.'),
  ),
  bucket: v.optional(readBy('bucket', checkBucketName, 'An existing bucket. --bucket and OSS_BUCKET override it.')),
  region: v.optional(
    readBy(
      'region',
      readRegion,
      'A region id such as cn-hangzhou. --region and OSS_REGION override it. Default: from the endpoint.',
    ),
  ),
  addressing: v.optional(oneOfWords('addressing', addressings, 'Where a request names the bucket.')),
  auth: v.optional(oneOfWords('auth', authSchemes, 'How requests are signed.')),
  credentials: v.optional(
    v.pipe(
      v.picklist(credentialSources, unknownSource),
      v.description('The source of access keys, by default the environment. Never a key.'),
    ),
  ),
  prefix: v.optional(
    patterned('prefix', 'the name of a folder', /[^/]/, 'Everything is written below this folder of the bucket.'),
  ),
  timeout: v.optional(
    wholeNumber(
      'timeout',
      timeoutBounds.least,
      timeoutBounds.most,
      'Time-out for the connection and for the first byte of an answer, in ms.',
    ),
  ),
  concurrency: v.optional(
    wholeNumber(
      'concurrency',
      concurrencyBounds.least,
      concurrencyBounds.most,
      'Maximum number of requests in flight.',
    ),
  ),
  object: v.optional(text('object', 'Key of an existing object, which is only read. Nothing is written.')),
  ca: v.optional(text('ca', 'File of additional trusted certificates (PEM), relative to the profile.')),
  proxy: v.optional(
    readBy(
      'proxy',
      (address) => parseOpenProxy(address, 'proxy'),
      'A URL such as http://proxy.example:3128. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
    ),
  ),
  capabilities: v.optional(declared),
};

const known = mapping('a target profile', entries);

/** Nothing but the name of the key is repeated, and that nothing else is looked at. */
const refusal = v.pipe(
  v.custom<Record<string, unknown>>(isMapping),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value } = dataset;
    for (const key of Object.keys(value).filter(isCredential)) {
      addIssue({
        message: `${key} must not be in a target profile: profiles are shared and committed, so set keys in the environment only (OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN); remove it, and renew committed keys`,
        path: [{ type: 'object', origin: 'key', input: value, key, value: undefined }],
      });
    }
  }),
);

const isCredential = (key: string): boolean => !(key in entries) && looksLikeACredential(key);

/** A target profile. The JSON Schema for editors is generated from this. */
export const profileSchema = byInput(
  v.pipe(known, v.description('A target of the suite. Options and environment override it. It contains no keys.')),
  (input) => (isMapping(input) && Object.keys(input).some(isCredential) ? refusal : known),
);
