import type { TargetFlags } from '../target-flags.js';

/**
 * Flags with what their target profile says, which is read unless it was. Reading YAML takes a while to load, so it is
 * loaded only where there is a profile.
 *
 * @throws SuiteError `config-invalid`
 */
export async function withProfile<Flags extends TargetFlags>(flags: Flags): Promise<Flags> {
  const { target, profile } = flags;
  if (target === undefined || profile !== undefined) return flags;
  const { readProfile } = await import('./read-profile.js');
  return { ...flags, profile: await readProfile(target) };
}
