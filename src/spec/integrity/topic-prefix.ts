import { atCase, type Rule } from './finding.js';

/** An id begins with its topic, so that a glob selects a topic. */
export const topicPrefix: Rule = ({ cases }) =>
  cases
    .filter((row) => !row.id.startsWith(`${row.topic}/`))
    .map((row) => atCase('topic-prefix', row, `the id begins with its topic, ${row.topic}/`));
