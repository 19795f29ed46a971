import type { OpenTarget } from '../../run/embedded/embedded-target.js';
import type { JournalFile } from './journal-file.js';

/** A journal for a command that writes objects; none for the embedded endpoint, which ends with the command. */
export async function openJournal(
  { target, embedded }: Pick<OpenTarget, 'target' | 'embedded'>,
  folder: string,
  prefix: string,
): Promise<JournalFile | undefined> {
  if (embedded) return undefined;
  const { createJournalFile } = await import('./journal-file.js');
  return createJournalFile(folder, target, prefix);
}
