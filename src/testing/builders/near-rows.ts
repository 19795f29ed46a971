import { expect } from 'vitest';
import { lintTable } from '../../lint/lint-table.js';
import type { Table } from '../../spec/model/table.js';
import { parseTable } from '../../spec/read/assemble-table.js';

/** The sources and the fact of the rows below. */
export const evidence = `
sources:
  - { id: guide, title: a guide, kind: vendor-document, address: "https://example.com/guide" }
  - { id: standard, title: a standard, kind: rfc, address: "https://example.com/rfc" }
facts:
  - { id: A1, says: something, sources: [guide] }
`;

/** A right row. */
export const row = `
  - id: near/end
    title: an end one past the last byte
    object: bytes-10
    range: "bytes=0-10"
    expect:
      default: { status: 200, body: whole }
      standard: { status: 206, body: 0-9 }
    level: required
    evidence: [guide, standard]
    facts: [A1]
`;

/** Another one. */
export const other = `
  - id: near/other
    title: an open range
    object: bytes-10
    range: "bytes=5-"
    expect:
      default: { status: 206, body: 5-9 }
      standard: { status: 206, body: 5-9 }
    level: required
    evidence: [guide]
`;

/** One that leaves room. */
export const vague = `
  - id: near/vague
    title: letters where positions belong
    object: bytes-10
    range: "bytes=x"
    expect:
      default: { status: 200, body: whole }
      standard:
        oneOf:
          - { status: 200, body: whole }
          - { status: 416, body: error, code: InvalidRange }
    level: { default: required, standard: observed }
    evidence: { default: [guide], standard: [] }
    why: { standard: no source states it }
`;

function tableOf(rows: string, evidenceText = evidence): Table {
  const text = `topic: near\nabout: Near the end.\ncases:${rows}`;
  return parseTable({ file: 'specs/evidence.yaml', text: evidenceText }, [{ file: 'specs/near.yaml', text }]);
}

/** The findings about these rows, a line each. */
export function rowDefects(rows: string, evidenceText?: string, pinned?: string): string[] {
  return lintTable(tableOf(rows, evidenceText), pinned).map(
    ({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`,
  );
}

/** A text with parts of it replaced, each of which is there. */
export const swapped = (text: string, ...pairs: [from: string, to: string][]): string =>
  pairs.reduce((changed, [from, to]) => {
    expect(changed).toContain(from);
    return changed.replace(from, to);
  }, text);
