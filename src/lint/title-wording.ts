import { atCase, type Rule, type TableDefect } from '../spec/integrity/finding.js';
import type { Case } from '../spec/model/table.js';

/** Longer titles are cut off by the lists of test results in which they are read. */
const longestTitle = 100;

/** Words of wishes, plans and test scaffolding: a title names the case in the present tense, the level says the rest. */
const scaffolding = /\b(?:should|shall|must|will|would|ought|tests? that|verif(?:y|ies)|checks? that|ensures?)\b/i;

/** Titles are short, unique phrases in the present tense. */
export const titleWording: Rule = ({ cases }) => {
  const first = new Map<string, Case>();
  return cases.flatMap((row): TableDefect[] => {
    const { title } = row;
    const earlier = first.get(title);
    if (earlier === undefined) first.set(title, row);
    const word = scaffolding.exec(title)?.[0];
    const flaws = [
      title.length > longestTitle && `the title has ${title.length} characters; at most ${longestTitle} are allowed`,
      word !== undefined && `the title says "${word}"; name the case in the present tense`,
      title.endsWith('.') && 'the title ends in a full stop; it must be a phrase, not a sentence',
      title.trim() !== title && 'the title begins or ends with a space',
      earlier !== undefined && `the title is also that of ${earlier.id}`,
    ];
    return flaws.filter((flaw) => flaw !== false).map((flaw) => atCase('title-wording', row, flaw));
  });
};
