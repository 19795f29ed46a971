import type { ReportDocument } from '../../report/document/document.js';
import {
  clientReportFixture,
  counterexampleReport,
  everyVerdictDocument,
  propertyReportFixture,
} from '../builders/report-fixtures.js';

/** Strings of a server, or of a user who chooses keys, that could inject something into a report. */
export const hostileStrings = {
  'an HTML file':
    '<!DOCTYPE html><html><head><title>502</title><script src="http://evil.test/x.js"></script></head><body onload="alert(1)"><iframe src="http://evil.test/"></iframe></body></html>',
  'an entity bomb':
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Error><Code>&b;</Code></Error>',
  'half characters': 'a\ud800b\udc00c\udfff',
  'the end of CDATA, twice': ']]>x]]>y<![CDATA[',
  'a script': '<script>alert(1)</script>',
  'an attribute left behind': '"><img src=x onerror=alert(1)><svg/onload=alert(1)>',
  'an attribute in single quotes left behind': "'onmouseover='alert(1)",
  'a way out of every element': '</pre></details></style></title></section></body></html>--><b>bold</b>',
  'a link that runs': 'javascript:alert(1)',
  'control bytes': '\0\x01\x07\b\x1b[2J\x1b]0;title\x07\x9b31m\x7f',
  'marks of direction': '\u202eabc\u2066def\u200b',
  'lines of their own': 'a\r\n::error file=x::b\n::stop-commands::c\u2028::warning::d\u0085e%0Af',
  'markup of Markdown':
    '[x](javascript:alert(1)) ![y](http://evil.test/x.png) | a | b |\n\n# heading\n``` `` ` *b* _c_ ~~d~~ <http://evil.test> @org/team #1 http://evil.test \\',
} as const;

/** What decides how a report is written, and is never foreign text. */
const ownWords = new Set([
  'schema',
  'verdict',
  'finding',
  'behaviour',
  'behaviours',
  'level',
  'aspect',
  'kind',
  'startedAt',
  'method',
]);

/**
 * Every verdict at every level, in a document all of whose strings are hostile; a number distinguishes them.
 *
 * @param text the string, or the one for each of these numbers
 */
export function hostileDocument(text: string | ((number: number) => string)): ReportDocument {
  const textOf = typeof text === 'string' ? () => text : text;
  let number = 0;
  const spoilt = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      number += 1;
      return ownWords.has(key) ? value : `${textOf(number)} ${number}`;
    }
    if (Array.isArray(value)) return value.map((element) => spoilt(element, key));
    if (typeof value !== 'object' || value === null) return value;
    // A source is found by the name under which it is quoted.
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, spoilt(field, name)]));
  };
  const several = counterexampleReport({ row: '', steps: [counterexampleReport(), counterexampleReport()] });
  const plain = everyVerdictDocument({
    clients: [clientReportFixture(), clientReportFixture({ reason: 'none' })],
    explanations: [explanation],
    leftovers: ['key'],
    notices: ['notice'],
  });
  const properties = [
    ...plain.properties,
    propertyReportFixture({ name: 'several', verdict: 'violates', counterexample: several }),
  ];
  const totals = { ...plain.totals, planned: plain.totals.planned + 1, violates: plain.totals.violates + 1 };
  const hostile = spoilt({ ...plain, properties, totals }) as ReportDocument;
  const id = `${textOf(0)} id`;
  const evidence = { [id]: { title: textOf(1), address: textOf(2), kind: textOf(3) } };
  const cite = <T extends { readonly evidence: readonly string[] }>(entry: T): T => ({
    ...entry,
    evidence: [id],
  });
  return { ...hostile, evidence, checks: hostile.checks.map(cite), properties: hostile.properties.map(cite) };
}

const explanation = {
  behaviour: 'default',
  profile: 'amazon-s3',
  explained: 41,
  deciding: 43,
  asRequired: 10,
  unexplained: ['id'],
  sentence: 'like Amazon S3',
} as const;
