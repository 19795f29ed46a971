import * as v from 'valibot';
import { addressings } from '../driver/target/address/addressing.js';
import { credentialSources } from '../driver/target/credentials/credentials-by.js';
import { concurrencyBounds, timeoutBounds } from '../driver/target/time-out.js';
import { authSchemes } from '../spec/model/auth-scheme.js';
import { capabilities } from '../spec/model/capability.js';
import { quoteValue } from '../spec/model/received.js';
import { behaviours, levels } from '../spec/model/vocabulary.js';
import { listOf } from '../spec/schema/list-of.js';
import { mapping } from '../spec/schema/mapping.js';
import { oneOfWords } from '../spec/schema/one-of-words.js';
import { text, wholeNumber } from '../spec/schema/text.js';
import { SuiteError } from '../suite-error.js';
import { largestExhaustive, largestRuns, largestSeed } from './plan/defaults.js';
import type { SuiteSettings } from './suite-settings.js';

const texts = (what: string, about: string) => v.optional(listOf(what, text(what, about)));
const yesOrNo = (what: string) =>
  v.optional(v.boolean(({ input }) => `${what} must be true or false, not ${quoteValue(input)}`));
/** An empty text is refused where it is used, with a hint that fits. */
const anyText = (what: string) =>
  v.optional(v.string(({ input }) => `${what} must be a text, not ${quoteValue(input)}`));
const number = (what: string, least: number, most: number) => v.optional(wholeNumber(what, least, most, ''));

const declaredCapability = (name: string) =>
  v.optional(
    v.union(
      [v.boolean(), v.pipe(v.string(), v.minLength(1))],
      ({ input }) => `${name} must be true, false, or the reason why the target lacks it, not ${quoteValue(input)}`,
    ),
  );

const settingsSchema = mapping('settings', {
  endpoint: anyText('endpoint'),
  bucket: anyText('bucket'),
  region: anyText('region'),
  addressing: v.optional(oneOfWords('addressing', addressings, '')),
  auth: v.optional(oneOfWords('auth', authSchemes, '')),
  name: anyText('name'),
  capabilities: v.optional(
    mapping('capabilities', Object.fromEntries(capabilities.map((name) => [name, declaredCapability(name)]))),
  ),
  credentials: v.optional(oneOfWords('credentials', credentialSources, '')),
  ca: anyText('ca'),
  insecure: yesOrNo('insecure'),
  proxy: anyText('proxy'),
  requestPayer: yesOrNo('requestPayer'),
  embedded: yesOrNo('embedded'),
  prefix: anyText('prefix'),
  object: anyText('object'),
  createBucket: yesOrNo('createBucket'),
  target: anyText('target'),
  cases: texts('cases', ''),
  behaviours: v.optional(listOf('behaviours', oneOfWords('behaviours', behaviours, ''), 1)),
  level: v.optional(oneOfWords('level', levels, '')),
  strict: yesOrNo('strict'),
  runs: number('runs', 0, largestRuns),
  seed: number('seed', 0, largestSeed),
  specs: texts('specs', ''),
  concurrency: number('concurrency', concurrencyBounds.least, concurrencyBounds.most),
  timeoutMs: number('timeoutMs', timeoutBounds.least, timeoutBounds.most),
  exhaustive: number('exhaustive', 1, largestExhaustive),
  large: yesOrNo('large'),
  budgetMs: number('budgetMs', 1, Number.MAX_SAFE_INTEGER),
  deviations: anyText('deviations'),
  clients: texts('clients', ''),
  strictClient: yesOrNo('strictClient'),
} satisfies Record<Exclude<keyof SuiteSettings, 'profile'>, v.GenericSchema>);

/** What `target` says where it names no file. */
const embedded = 'embedded';

/**
 * Checks the settings of a caller in JavaScript, or of one whose types were not checked.
 *
 * @returns them, with `embedded` where that is their `target`
 * @throws SuiteError `usage` with everything that is wrong, one line each
 */
export function checkSettings(settings: SuiteSettings): SuiteSettings {
  const result = v.safeParse(settingsSchema, settings);
  if (!result.success) {
    const lines = [...new Set(result.issues.map(({ message }) => message))];
    throw new SuiteError('usage', lines.join('\n'), {
      hint: 'most settings have the name of an option: oss-range run --help',
    });
  }
  const { target, ...others } = settings;
  return target === embedded ? { ...others, embedded: true } : settings;
}
