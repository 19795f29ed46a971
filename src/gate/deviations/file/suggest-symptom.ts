import type { AspectResult } from '../../../judge/verdict.js';
import { idOfRequest, volatileFields } from '../../../property/volatile-fields.js';
import type { Symptom } from '../rules/deviation.js';
import { isProperty } from '../rules/occurrence.js';

/** What varies from run to run in an actual value, and the pattern that stands for it. */
interface Varying {
  readonly found: RegExp;
  readonly pattern: string;
}

const dates: Varying = {
  // IMF-fixdate, RFC 9110 section 5.6.7.
  found: /\b[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT\b/,
  pattern: '\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT',
};

const valuesOfTheMoment: Varying = {
  found: new RegExp(
    `(?<=\\b(?:${Object.keys(volatileFields).join('|')}|(?:[a-z]+-)*${idOfRequest.source}): )(?!absent\\b)[^\\s,;]+`,
  ),
  pattern: '[^\\s,;]+',
};

/** How long was waited in vain depends on `--timeout`, and on what is known of the target by then. */
const duration: Varying = { found: /(?<=\bwithin )\d+(?= ms\b)/, pattern: '\\d+' };

/** Another seed draws other positions on other objects, so their validators are others, too. */
const drawn: readonly Varying[] = [
  { found: /\b(?=\d*[A-Fa-f])[0-9A-Fa-f]{8,}\b/, pattern: '[0-9A-Fa-f]+' },
  // The bytes around a difference, in hexadecimal.
  { found: /(?<=\b(?:expected|received) )[0-9a-f]+\b/, pattern: '[0-9a-f]+' },
  { found: /\d+/, pattern: '\\d+' },
];

/** The boundary of multipart/byteranges is a random one; in hexadecimal, behind a line break or none. */
const delimiter: Varying = { found: /(?<=\breceived )(?:0d0a)?2d2d[0-9a-f]+\b/, pattern: '(0d0a)?2d2d[0-9a-f]+' };

const answerNumber: Varying = { found: /(?<=\(in answer )\d+/, pattern: '\\d+' };

/**
 * The symptom to list for an actual value: the value itself, unless something in it is another one in every run: a date, the
 * id of a request, the boundary of parts, or what a property has drawn.
 */
export function suggestSymptom(id: string, { aspect, actual }: Pick<AspectResult, 'aspect' | 'actual'>): Symptom {
  const isWord = aspect === 'status' || aspect === 'error-code';
  const ofDraws = isProperty(id) ? (isWord ? [answerNumber] : drawn) : [];
  const varying = [dates, valuesOfTheMoment, duration, delimiter, ...ofDraws];
  const found = new RegExp(varying.map((one) => `(${one.found.source})`).join('|'), 'gi');
  let end = 0;
  let matches = '';
  for (const match of actual.matchAll(found)) {
    const which = match.slice(1).findIndex((group) => group !== undefined);
    matches += literal(actual.slice(end, match.index)) + varying[which]?.pattern;
    end = match.index + match[0].length;
  }
  return end === 0 ? actual : { matches: matches + literal(actual.slice(end)) };
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
