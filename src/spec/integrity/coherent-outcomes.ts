import { derivedContentRange } from '../model/describe-outcome.js';
import type { Outcome } from '../model/outcome.js';
import { namesSeveralRanges } from '../model/several-ranges.js';
import type { Case } from '../model/table.js';
import { largestParted, multiRangeHeaderName } from '../model/vocabulary.js';
import { readPattern } from '../pattern/linear-pattern.js';
import { atCase, claimsOf, type Rule } from './finding.js';

/**
 * Status, body, length, Content-Range and error code of every outcome agree with one another and with the object, so
 * that a table cannot contradict itself: a claim that no answer could meet would blame every server.
 */
export const coherentOutcomes: Rule = (table) =>
  claimsOf(table).flatMap(({ row, behaviour, claim }) =>
    claim.outcomes
      .flatMap((outcome) => [
        ...(row.copyRange === undefined ? flawsOf(outcome, row.object.size) : copyFlaws(outcome, row.object.size)),
        ...partsFlaws(outcome, row),
        ...fieldFlaws(outcome),
      ])
      .map((flaw) => atCase('coherent-outcomes', row, `${behaviour}: ${flaw}`)),
  );

function flawsOf(outcome: Outcome, size: number): string[] {
  const checks = [bodyFlaw, statusFlaw, codeFlaw, contentRangeFlaw, contentLengthFlaw];
  return checks.map((check) => check(outcome, size)).filter((flaw) => flaw !== undefined);
}

/** A part that is copied: 200 for any content, and a Content-Range only for an applied range (document of UploadPartCopy). */
function copyFlaws(outcome: Outcome, size: number): string[] {
  const { status, body, contentRange } = outcome;
  const flaws = [bodyFlaw(outcome, size), codeFlaw(outcome)].filter((flaw) => flaw !== undefined);
  if (status >= 300) return body.kind === 'error' ? flaws : [...flaws, `${status} has an error as its body`];
  if (status !== 200) flaws.push(`a copied part is answered with 200, not ${status}`);
  if (body.kind !== 'slice' && body.kind !== 'whole') flaws.push(`a part holds bytes of its source, not ${body.kind}`);
  const applied = body.kind === 'slice' ? `bytes ${body.first}-${body.last}/${size}` : null;
  if ((contentRange ?? null) !== applied) flaws.push(`Content-Range is ${applied ?? 'absent'}, as the part has it`);
  return flaws;
}

function bodyFlaw({ status, body }: Outcome, size: number): string | undefined {
  if (body.kind === 'slice') {
    if (body.first > body.last) return `the slice ${body.first}-${body.last} runs backwards`;
    if (body.last >= size)
      return `the slice ${body.first}-${body.last} extends past the last byte of the object, ${size - 1}`;
  }
  if (body.kind === 'parts') {
    const wrong = body.parts.find(({ first, last }) => first > last || last >= size);
    if (wrong) return `the part ${wrong.first}-${wrong.last} is outside an object of ${size} bytes`;
  }
  if (body.kind === 'empty' && size > 0 && status !== 304) return `the body is empty, but the object has ${size} bytes`;
  return undefined;
}

function statusFlaw({ status, body }: Outcome, size: number): string | undefined {
  if (status >= 400) return body.kind === 'error' ? undefined : `${status} has an error as its body, not ${body.kind}`;
  if (body.kind === 'error') return `${status} has no error as its body`;
  if (status === 304 && body.kind !== 'empty') return `304 has an empty body, not ${body.kind}`;
  if (status !== 206 && body.kind === 'parts') return `${status} has no parts as its body`;
  if (status === 200 && body.kind === 'slice') return '200 has the whole object as its body, not a slice';
  if (status === 206 && (body.kind === 'empty' || size === 0)) return '206 has at least one byte';
  return undefined;
}

/**
 * Parts are answered only where they are asked for, or where several ranges are (RFC 9110 section 15.3.7.2), and can be
 * compared only where the answer is short.
 */
function partsFlaws({ body }: Outcome, { object, headers, range }: Case): string[] {
  if (body.kind !== 'parts') return [];
  const isRequested = headers.some(([name]) => name.toLowerCase() === multiRangeHeaderName);
  return [
    ...(isRequested || namesSeveralRanges(range)
      ? []
      : [`parts come only to a request with ${multiRangeHeaderName} or with several ranges`]),
    ...(object.size > largestParted ? [`parts need an object of at most ${largestParted} bytes`] : []),
  ];
}

/** Fields that have keys of their own, so that there is one place to look for them. */
const ownKeys = ['content-range', 'content-length'];

function fieldFlaws({ fields = {} }: Outcome): string[] {
  return Object.entries(fields).flatMap(([name, claim]) => {
    if (ownKeys.includes(name.toLowerCase())) return [`${name} has its own key, ${name.toLowerCase()}`];
    if (typeof claim !== 'object' || claim === null) return [];
    const pattern = readPattern(claim.matches);
    return pattern.kind === 'rejected'
      ? [`${name} matches ${claim.matches}, which is not a regular expression of RE2: ${pattern.message}`]
      : [];
  });
}

function codeFlaw({ status, body, errorCode }: Outcome): string | undefined {
  if (errorCode !== undefined && body.kind !== 'error') return 'a code needs an error as the body';
  if (status === 416 && errorCode === undefined) return '416 names its code, such as InvalidRange';
  return undefined;
}

function contentRangeFlaw(outcome: Outcome, size: number): string | undefined {
  const { status, contentRange } = outcome;
  if (contentRange === undefined) return undefined;
  const allowed = status === 416 ? [`bytes */${size}`, null] : [derivedContentRange(outcome, size) ?? null];
  if (allowed.includes(contentRange)) return undefined;
  return `Content-Range is ${allowed.map((value) => value ?? 'absent').join(' or ')}, not ${contentRange ?? 'absent'}`;
}

function contentLengthFlaw({ body, contentLength }: Outcome, size: number): string | undefined {
  const length = body.kind === 'slice' ? body.last - body.first + 1 : body.kind === 'whole' ? size : 0;
  if (contentLength === undefined || body.kind === 'error' || body.kind === 'parts' || contentLength === length)
    return undefined;
  return `Content-Length is ${length}, as the body has it, not ${contentLength}`;
}
