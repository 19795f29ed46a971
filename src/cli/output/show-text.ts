import { encodePath, encodeQuery } from '../../driver/auth/percent-encode.js';
import type { Property } from '../../property/property.js';
import { visible } from '../../report/text/outside-text.js';
import { describeClaim } from '../../spec/model/describe-outcome.js';
import type { Case, Evidence, RowAuth, Source } from '../../spec/model/table.js';
import { type Behaviour, behaviours, modeFields } from '../../spec/model/vocabulary.js';
import { copyFields, wireMethod } from '../../spec/model/wire-method.js';
import { objectKindInWords } from '../../spec/object-kinds/object-kinds.js';

/** One case in full: the request, the expected answer under each behaviour, and the sources. */
export function caseText(row: Case, evidence: Evidence): string {
  return lines(
    `${row.id}`,
    `  ${row.title}`,
    `  ${row.location.file}:${row.location.line}`,
    '',
    ...behaviours.flatMap((behaviour) => [...claimLines(row, behaviour, evidence), '']),
    ...(row.facts.length > 0 ? ['facts:', ...factLines(row.facts, evidence), ''] : []),
  );
}

/** One property in full: its law under each behaviour, its level, and the sources. */
export function propertyText({ name, claims }: Property, evidence: Evidence): string {
  return lines(
    `property/${name}`,
    '',
    ...behaviours.flatMap((behaviour) => {
      const claim = claims[behaviour];
      if (!claim) return [];
      return [`${behaviour}: ${claim.level}`, `  ${claim.law}`, ...sourceLines(claim.evidence, evidence), ''];
    }),
  );
}

/** The sources that a case cites under either behaviour. */
export function sourcesOfCase(row: Case, evidence: Evidence): Source[] {
  const ids = new Set(behaviours.flatMap((behaviour) => row.claims[behaviour].evidence));
  return [...ids].flatMap((id) => evidence.sources.get(id) ?? []);
}

function claimLines(row: Case, behaviour: Behaviour, evidence: Evidence): string[] {
  const claim = row.claims[behaviour];
  return [
    `${behaviour}: ${claim.level}`,
    ...requestLines(row, behaviour).map((line) => `  > ${line}`),
    `  expected: ${describeClaim(claim, row.object.size, row.method)}`,
    ...(claim.why === undefined ? [] : [`  why: ${claim.why}`]),
    ...sourceLines(claim.evidence, evidence),
  ];
}

/** The request as it goes on the wire, but for address and signature. */
function requestLines(row: Case, behaviour: Behaviour): string[] {
  const fields = [
    ...row.range.map((value) => ['Range', value] as const),
    ...modeFields(behaviour),
    ...copyFields(row),
    ...row.headers,
  ];
  return [
    `${wireMethod(row)} /${targetOf(row)} HTTP/1.1        (${objectWords(row)})`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    ...(row.auth === undefined ? [] : authLines(row.auth)),
  ];
}

function targetOf({ object, query = [], copyRange }: Case): string {
  if (copyRange !== undefined) return 'part?partNumber=1&uploadId=…';
  const path = encodePath(object.key ?? object.name);
  return query.length === 0 ? path : `${path}?${encodeQuery(query)}`;
}

function objectWords({ object, missing, copyRange }: Case): string {
  const source = copyRange === undefined ? '' : 'x-oss-copy-source: ';
  if (missing !== undefined) return `${source}a ${missing} that does not exist`;
  const made = objectKindInWords(object.made);
  return `${source}an object of ${object.size} bytes${made === '' ? '' : `, ${made}`}`;
}

function authLines({ by, unsigned, unsent, additional, method, secret }: RowAuth): string[] {
  const named: [what: string, names: readonly string[] | undefined][] = [
    ['sent unsigned', unsigned],
    ['signed but not sent', unsent],
    ['signed as V4 additional headers', additional],
    ['signed for', method && [method]],
    ['signed with', secret && [`${secret} secret`]],
  ];
  const who = by === 'without-permission' ? '(no signature, from a caller without permission)' : `(signature: ${by})`;
  return [who, ...named.flatMap(([what, names]) => (names ? [`(${what}: ${names.join(', ')})`] : []))];
}

const sourceLines = (ids: readonly string[], { sources }: Evidence): string[] =>
  ids.flatMap((id) => {
    const source = sources.get(id);
    return source ? [`  ${source.kind}: ${source.title}`, `    ${source.address}`] : [];
  });

const factLines = (ids: readonly string[], { facts }: Evidence): string[] =>
  ids.map((id) => `  ${id}: ${facts.get(id)?.says ?? ''}`);

const lines = (...all: string[]): string => `${all.map(visible).join('\n').trimEnd()}\n\n`;
