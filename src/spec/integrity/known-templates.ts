import type { Case } from '../model/table.js';
import { atCase, claimsOf, type Rule } from './finding.js';

const inRequest = /^\{(?:etag|last-modified(?:[+-]\d+)?)\}$/;
/** Sizes are resolved by now. */
const never = /^$/;
const inAnswer = /^\{(?:etag|last-modified|crc64|request-id)\}$/;

/** Braces in a field value stand for a validator; any other word in them would be sent, or expected, as it is written. */
export const knownTemplates: Rule = (table) => [
  ...table.cases.flatMap((row) =>
    [
      ...unknownIn(row.range, never),
      ...unknownIn(
        row.headers.map(([, value]) => value),
        inRequest,
      ),
    ].map(finding(row)),
  ),
  ...claimsOf(table).flatMap(({ row, claim }) =>
    claim.outcomes.flatMap(({ fields = {} }) => unknownIn(Object.values(fields), inAnswer).map(finding(row))),
  ),
];

const finding = (row: Case) => (template: string) =>
  atCase('known-templates', row, `${template} is not a known template`);

function unknownIn(values: readonly unknown[], known: RegExp): string[] {
  return values.flatMap((value) =>
    typeof value === 'string' ? (value.match(/\{[^}]*\}/g) ?? []).filter((template) => !known.test(template)) : [],
  );
}
