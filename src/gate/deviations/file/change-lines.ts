import { count } from '../../../report/text/quantity.js';
import { type Deviation, symptomInWords } from '../rules/deviation.js';
import { fileAndLine } from '../rules/list-lines.js';
import type { EntryChange, ListUpdate, NewDeviation } from './plan-update.js';

/** What an update has done, for its reader: each change in one line, and then how many there were. */
export function changeLines(file: string, { entries, added }: ListUpdate): string[] {
  const kept = entries.filter(({ before, now }) => now[0] === before);
  const dropped = entries.filter(({ now }) => now.length === 0);
  const changed = entries.filter(({ before, now }) => now.length > 0 && now[0] !== before);
  return [
    ...dropped.map(({ before }) => `dropped  ${fileAndLine(before)}: ${inWords(before)}`),
    ...changed.flatMap(changedLines),
    ...added.map((one) => `added    ${inWords(one)}`),
    `${count(kept.length + changed.length + added.length, 'entry', 'entries')} in ${file}: ${kept.length} kept, ${changed.length} changed, ${added.length} added; ${dropped.length} dropped`,
  ];
}

function changedLines({ before, now }: EntryChange): string[] {
  return now.map((one) => `changed  ${fileAndLine(before)}: ${inWords(before)} -> ${inWords(one)}`);
}

/** `end-past-eof/from-the-middle (default) status: 206` */
export const inWords = ({ check, behaviour, aspect, symptom }: NewDeviation | Deviation): string =>
  `${check} (${behaviour}) ${aspect}: ${symptomInWords(symptom)}`;
