import type { ReportDocument } from '../document/document.js';
import { shellQuote } from '../text/shell-quote.js';
import type { ReproContext } from './check-report.js';

/**
 * The flags by which a reader repeats something on this target; none for the embedded endpoint, which is the default.
 *
 * @param object key of the one object that the run reads, where it is not the suite's own
 */
export function reproContext(target: ReportDocument['target'], embedded: boolean, object?: string): ReproContext {
  const { auth, addressing, bucket, region, endpoint, requestPayer, profile, capabilities, connection } = target;
  if (embedded) return { auth, targetFlags: '' };
  const flags: [flag: string, value: string][] = [
    ['--target', profile ?? ''],
    ['--endpoint', endpoint],
    ['--bucket', bucket],
    ['--region', region],
    ['--addressing', addressing],
    ['--auth', auth],
    // What a profile says stands there.
    ...Object.entries(profile === undefined ? capabilities : {}).map(([name, value]): [string, string] => [
      '--capability',
      `${name}=${value}`,
    ]),
    ['--credentials', connection?.credentials ?? ''],
    ['--ca', connection?.ca ?? ''],
    ['--proxy', connection?.proxy ?? ''],
    ['--object', object ?? ''],
  ];
  const named = flags.filter(([, value]) => value !== '');
  const bare = connection?.insecure ? ['--insecure'] : [];
  return {
    auth,
    ...(object === undefined ? {} : { readOnly: true }),
    targetFlags: [
      ...named.map(([flag, value]) => `${flag} ${/^[\w:/.-]+$/.test(value) ? value : shellQuote(value)}`),
      ...bare,
      ...(requestPayer ? ['--request-payer'] : []),
    ].join(' '),
  };
}
