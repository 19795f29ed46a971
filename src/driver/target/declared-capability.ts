import { capabilitiesOfScheme, schemeOfRun } from '../../spec/model/auth-scheme.js';
import { type Capability, capabilities } from '../../spec/model/capability.js';
import { withNearest } from '../../spec/read/nearest.js';
import { SuiteError } from '../../suite-error.js';
import type { Target } from './target.js';

/** What a target is said to have or lack: a text is the reason why it lacks it. */
export type DeclaredCapabilities = Readonly<Partial<Record<Capability, boolean | string>>>;

/**
 * Reads `append=false`, `append=true` or `append=the store is a cache`.
 *
 * @param before what was declared so far, which is added to
 * @throws SuiteError `config-invalid`
 */
export function declareCapability(text: string, before: DeclaredCapabilities = {}): DeclaredCapabilities {
  const [name = '', ...rest] = text.split('=');
  const known = capabilities.find((capability) => capability === name);
  const value = rest.join('=').trim();
  if (known === undefined) {
    throw new SuiteError('config-invalid', `--capability names ${withNearest(name, capabilities)}`, {
      hint: `known capabilities: ${capabilities.join(', ')}`,
    });
  }
  if (value === '') {
    throw new SuiteError('config-invalid', `--capability ${name} has no value`, {
      hint: `write ${name}=true, ${name}=false, or ${name}= followed by the reason`,
    });
  }
  return { ...before, [known]: value === 'true' ? true : value === 'false' ? false : value };
}

/**
 * Refuses to ask for everything in a way that the target is said to lack.
 *
 * @throws SuiteError `config-invalid`
 */
export function refuseDeclaredLack({ auth, addressing, capabilities }: Target): void {
  const needs: [flag: string, capability: Capability][] = [
    ...capabilitiesOfScheme(schemeOfRun(auth)).map((capability): [string, Capability] => [
      `--auth ${auth}`,
      capability,
    ]),
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
