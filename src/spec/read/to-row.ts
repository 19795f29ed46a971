import { isDeepStrictEqual } from 'node:util';
import type { Node, Scalar } from 'yaml';
import { loadPackage } from '../../load-package.js';
import { writeBodyClaim } from '../model/body-claim.js';
import type { Outcome } from '../model/outcome.js';
import type { Case, Claim, ObjectSpec } from '../model/table.js';
import type { Behaviour } from '../model/vocabulary.js';

/** What makes a row; what is left out is the default. */
export type RowDraft = Pick<Case, 'id' | 'title' | 'object' | 'range' | 'claims'> &
  Partial<Pick<Case, 'method' | 'headers' | 'facts' | 'query' | 'missing' | 'auth' | 'copyRange'>>;

/** Where the rows of this package are folded. */
const lineWidth = 118;

/**
 * Writes a row in the format of the table: YAML, indented as an item of `cases`, with a line feed at the end. The reader
 * makes the same case of it again.
 *
 * @param indent how far in it is
 */
export function toRow(draft: RowDraft, indent = '  '): string {
  const { method = 'GET', headers = [], facts = [], claims } = draft;
  const row = {
    id: draft.id,
    title: draft.title,
    object: objectNode(draft.object),
    ...(draft.missing === undefined ? {} : { missing: draft.missing }),
    ...(method === 'GET' ? {} : { method }),
    ...(draft.range.length === 0 ? {} : { range: rangeNode(draft.range) }),
    ...(headers.length === 0
      ? {}
      : { headers: Object.fromEntries(headers.map(([name, value]) => [name, quoted(value)])) }),
    ...(draft.query === undefined ? {} : { query: onOneLine(Object.fromEntries(draft.query)) }),
    ...(draft.auth === undefined ? {} : { auth: onOneLine(draft.auth) }),
    ...(draft.copyRange === undefined ? {} : { 'copy-range': quoted(draft.copyRange) }),
    expect: { default: expectation(claims.default), standard: expectation(claims.standard) },
    level: onOneLine(shared(claims.default.level, claims.standard.level)),
    evidence: evidenceNode(claims),
    ...(facts.length === 0 ? {} : { facts: onOneLine(facts) }),
    ...why(claims),
  };
  const { Document } = yaml();
  return new Document([row]).toString({ lineWidth }).replace(/^(?=.)/gm, indent);
}

type Claims = Readonly<Record<Behaviour, Claim>>;

function expectation({ outcomes }: Claim): unknown {
  const written = outcomes.map((outcome) => onOneLine(outcomeKeys(outcome)));
  return written.length === 1 ? written[0] : { oneOf: written };
}

function outcomeKeys({
  status,
  statusLevel,
  body,
  errorCode,
  contentRange,
  contentLength,
  fields,
}: Outcome): Record<string, unknown> {
  return {
    status,
    ...(statusLevel === undefined ? {} : { 'status-level': statusLevel }),
    body: writeBodyClaim(body),
    ...(errorCode === undefined ? {} : { code: errorCode }),
    ...(contentRange === undefined ? {} : { 'content-range': contentRange }),
    ...(contentLength === undefined ? {} : { 'content-length': contentLength }),
    ...(fields === undefined ? {} : { fields }),
  };
}

function objectNode(object: ObjectSpec): unknown {
  if (/^(?:bytes-\d+|folder)$/.test(object.name)) return object.name;
  const { keyBytes, ...rest } = object;
  return onOneLine({ ...rest, ...(keyBytes === undefined ? {} : { 'key-bytes': keyBytes }) });
}

function rangeNode([first, ...others]: readonly string[]): unknown {
  return others.length === 0 ? quoted(first ?? '') : onOneLine([first, ...others].map((line) => quoted(line ?? '')));
}

function evidenceNode(claims: Claims): unknown {
  const lists = shared(claims.default.evidence, claims.standard.evidence);
  return 'default' in lists
    ? { default: onOneLine(lists.default), standard: onOneLine(lists.standard) }
    : onOneLine(lists);
}

function why(claims: Claims): { readonly why?: unknown } {
  const [byDefault, standard] = [claims.default.why, claims.standard.why];
  if (byDefault === standard) return byDefault === undefined ? {} : { why: byDefault };
  return { why: { ...(byDefault && { default: byDefault }), ...(standard && { standard }) } };
}

/** One value where both behaviours share it, else one for each. */
function shared<T>(byDefault: T, standard: T): T | { readonly default: T; readonly standard: T } {
  return isDeepStrictEqual(byDefault, standard) ? byDefault : { default: byDefault, standard };
}

/** Field values are sent exactly as written, so they are quoted whether or not YAML needs it. */
function quoted(value: string): Scalar {
  const { Scalar } = yaml();
  return Object.assign(new Scalar(value), { type: Scalar.QUOTE_DOUBLE });
}

function onOneLine(value: unknown): Node {
  const { Document } = yaml();
  return new Document().createNode(value, { flow: true });
}

/** Loaded when the first row is written: most runs write none, and it takes 50 ms. */
const yaml = () => loadPackage('yaml');
