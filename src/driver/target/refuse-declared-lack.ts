import type { Capability } from '../../spec/model/object-kind.js';
import { SuiteError } from '../../suite-error.js';
import { type AuthScheme, traitsOf } from '../auth/auth-scheme.js';
import type { Target } from './target.js';

/**
 * Refuses to ask for everything in a way that the target is said to lack.
 *
 * @throws SuiteError `config-invalid`
 */
export function refuseDeclaredLack({ auth, addressing, capabilities }: Target): void {
  const needs: [flag: string, capability: Capability][] = [
    ...neededBy(auth).map((capability): [string, Capability] => [`--auth ${auth}`, capability]),
    ...(addressing === 'virtual' ? [['--addressing virtual', 'virtual-host'] as [string, Capability]] : []),
  ];
  for (const [flag, capability] of needs) {
    const said = capabilities[capability];
    if (said === undefined || said === true) continue;
    throw new SuiteError('config-invalid', `${flag} needs ${capability}, which is declared as missing`, {
      hint: `choose another ${flag.split(' ')[0]}, or remove the declaration that the target lacks ${capability}`,
    });
  }
}

function neededBy(auth: AuthScheme): Capability[] {
  const { signature, presigns } = traitsOf(auth);
  const version = signature === 'oss-v4' ? (['v4'] as const) : signature === 'oss-v1' ? (['v1'] as const) : [];
  return [...version, ...(presigns ? (['presign'] as const) : [])];
}
