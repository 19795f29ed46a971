import { describe, expect, it } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { assembleTable, parseTable } from './assemble-table.js';

const evidence = {
  file: 'specs/evidence.yaml',
  text: `
sources:
  - { id: guide, title: a guide, kind: vendor-document, address: "https://example.com/" }
facts:
  - { id: A1, says: something, sources: [guide] }
`,
};

const row = `
topic: near
about: Near the end.
cases:
  - id: near/end
    title: an end
    object: bytes-10
    range: " bytes=0-9"
    expect:
      default: { status: 206, body: 0-9, content-length: 10 }
      standard:
        oneOf:
          - { status: 200, body: whole, content-range: null }
          - { status: 416, body: error, code: InvalidRange }
    level: { default: required, standard: observed }
    evidence: { default: [guide], standard: [] }
    facts: [A1]
    why: { standard: no source states it }
`;

const tableOf = (...texts: string[]) =>
  assembleTable(
    evidence,
    texts.map((text, index) => ({ file: `rows-${index}.yaml`, text })),
  );

/** The message of the error that reading these rows raises. */
function complaint(...texts: string[]): string {
  try {
    tableOf(...texts);
  } catch (error) {
    if (error instanceof SuiteError && error.code === 'spec-invalid') return error.message;
    throw error;
  }
  throw new Error('the table was accepted');
}

describe('a row becomes a case', () => {
  it('with every key that it writes', () => {
    expect(tableOf(row).cases).toEqual([
      {
        id: 'near/end',
        topic: 'near',
        title: 'an end',
        object: { name: 'bytes-10', size: 10 },
        method: 'GET',
        range: [' bytes=0-9'],
        headers: [],
        claims: {
          default: {
            level: 'required',
            evidence: ['guide'],
            outcomes: [{ status: 206, body: { kind: 'slice', first: 0, last: 9 }, contentLength: 10 }],
          },
          standard: {
            level: 'observed',
            evidence: [],
            outcomes: [
              { status: 200, body: { kind: 'whole' }, contentRange: null },
              { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' },
            ],
            why: 'no source states it',
          },
        },
        facts: ['A1'],
        location: { file: 'rows-0.yaml', line: 5 },
      },
    ]);
  });

  it('with what both behaviours share', () => {
    const text = `
topic: head
about: HEAD.
cases:
  - id: head/two-lines
    title: two lines
    object: bytes-0
    method: HEAD
    range: ["bytes=0-1", ""]
    headers: { If-Match: '"{etag}"' }
    expect:
      default: { status: 200, body: empty }
      standard: { status: 200, body: empty }
    level: observed
    evidence: [guide]
    why: no source states it
`;
    const claim = {
      level: 'observed',
      evidence: ['guide'],
      outcomes: [{ status: 200, body: { kind: 'empty' } }],
      why: 'no source states it',
    };
    expect(tableOf(text).cases[0]).toMatchObject({
      method: 'HEAD',
      range: ['bytes=0-1', ''],
      headers: [['If-Match', '"{etag}"']],
      facts: [],
      claims: { default: claim, standard: claim },
    });
  });

  it('without Range where it names none', () => {
    expect(tableOf(row.replace('    range: " bytes=0-9"\n', '')).cases[0]?.range).toEqual([]);
  });

  it('and a second file adds to a topic without renaming it', () => {
    const more = row.replace('near/end', 'near/more').replace('Near the end.', 'Other words.');
    const table = tableOf(row, more);
    expect(table.cases.map(({ id }) => id)).toEqual(['near/end', 'near/more']);
    expect([...table.topics]).toEqual([['near', 'Near the end.']]);
  });
});

describe('a wrong row is refused with place, fault and remedy', () => {
  it.each<[string, string, string]>([
    [
      'a misspelt key',
      row.replace('    title:', '    titel:'),
      `rows-0.yaml:5:5: a row needs the key "title"
rows-0.yaml:6:5: a row has the keys id, title, object, missing, method, range, headers, query, auth, copy-range, expect, level, evidence, facts, why, not "titel" (did you mean "title"?)`,
    ],
    [
      'a misspelt level',
      row.replace('default: required', 'default: requird'),
      'rows-0.yaml:15:23: level must be one of required, expected, observed, not "requird" (did you mean "required"?)',
    ],
    [
      'a missing behaviour',
      row.replace('default: [guide], ', ''),
      'rows-0.yaml:16:15: evidence needs the key "default"',
    ],
    [
      'a body that is none',
      row.replace('body: 0-9', 'body: hole'),
      'rows-0.yaml:10:37: body must be whole, empty, error or a slice such as 500-999, not "hole"',
    ],
    [
      'a status in words',
      row.replace('status: 206', 'status: partial'),
      'rows-0.yaml:10:26: status must be a whole number from 100 to 599, not "partial"',
    ],
    [
      'a single alternative',
      row.replace('          - { status: 200, body: whole, content-range: null }\n', ''),
      'rows-0.yaml:13:11: oneOf has at least 2 entries',
    ],
    [
      'an outcome beside alternatives',
      row.replace('        oneOf:', '        status: 200\n        oneOf:'),
      'rows-0.yaml:12:9: alternatives has the keys oneOf, not "status"',
    ],
    [
      'a line break in a field value',
      row.replace('" bytes=0-9"', '"bytes=0-9\\r\\nHost: elsewhere"'),
      'rows-0.yaml:8:12: range must be a text of visible ASCII, spaces and tabs, not "bytes=0-9\\r\\nHost: elsewhere"',
    ],
    [
      'a range that YAML reads as a number',
      row.replace('" bytes=0-9"', '5'),
      'rows-0.yaml:8:12: range must be a text of visible ASCII, spaces and tabs, not the number 5',
    ],
    [
      'a Range among the other headers',
      row.replace('    range:', '    headers: { range: "bytes=0-1" }\n    range:'),
      'rows-0.yaml:8:16: a header name must be a field name other than Range, which has its own key, not "range"',
    ],
    [
      'headers in a list',
      row.replace('    range:', '    headers: [Accept]\n    range:'),
      'rows-0.yaml:8:14: headers must be a mapping, not a list',
    ],
    [
      'an object without a size',
      row.replace('bytes-10', 'bytes-ten'),
      'rows-0.yaml:7:13: object must be "bytes-" and a size in bytes, such as bytes-1000, "folder", or a mapping, not "bytes-ten"',
    ],
    ['an empty title', row.replace('title: an end', 'title: ""'), 'rows-0.yaml:6:12: title must not be empty'],
    [
      'a title without text',
      row.replace('title: an end', 'title:'),
      'rows-0.yaml:6:11: title must be a text, not nothing',
    ],
    ['facts that are no list', row.replace('[A1]', 'A1'), 'rows-0.yaml:17:12: facts must be a list, not "A1"'],
    [
      'a list where a row belongs',
      'topic: near\nabout: x\ncases:\n  - [1]\n',
      'rows-0.yaml:4:5: a row must be a mapping with the keys id, title, object, missing, method, range, headers, query, auth, copy-range, expect, level, evidence, facts, why, not a list',
    ],
    [
      'a text without end',
      row.replace('bytes-10', 'x'.repeat(500)),
      `rows-0.yaml:7:13: object must be "bytes-" and a size in bytes, such as bytes-1000, "folder", or a mapping, not "${'x'.repeat(80)}…"`,
    ],
    [
      'an empty file',
      '',
      'rows-0.yaml:1:1: a topic file must be a mapping with the keys topic, about, cases, not nothing',
    ],
    ['a tab', 'topic: near\ncases:\n\t- id: x\n', 'rows-0.yaml:3:1: a tab is used where YAML allows only spaces'],
    [
      'a key that stands twice',
      row.replace('    facts:', '    title: x\n    facts:'),
      'rows-0.yaml:17:5: duplicate key in a mapping',
    ],
  ])('%s', (_, text, expected) => {
    const [summary, ...lines] = complaint(text).split('\n');
    expect(lines.join('\n')).toBe(expected);
    expect(summary).toBe(`${lines.length === 1 ? '1 error' : `${lines.length} errors`} in the table of cases`);
  });

  it('all errors of all files come at once', () => {
    const wrong = row.replace('bytes-10', 'bytes-ten');
    expect(complaint(wrong, wrong.replace('title: an end', 'title: 7'))).toMatchInlineSnapshot(`
      "3 errors in the table of cases
      rows-0.yaml:7:13: object must be "bytes-" and a size in bytes, such as bytes-1000, "folder", or a mapping, not "bytes-ten"
      rows-1.yaml:6:12: title must be a text, not the number 7
      rows-1.yaml:7:13: object must be "bytes-" and a size in bytes, such as bytes-1000, "folder", or a mapping, not "bytes-ten""
    `);
  });

  it('a source that the evidence names twice', () => {
    const twice = evidence.text.replace('facts:', '  - { id: guide, title: b, kind: rfc, address: x }\nfacts:');
    expect(() => parseTable({ ...evidence, text: twice }, [])).toThrow(
      'specs/evidence.yaml:4:5: guide is already defined in line 3',
    );
  });

  it('and what rows mean together', () => {
    const contradiction = row.replace('body: 0-9, content-length: 10', 'body: 0-10').replace('[A1]', '[A2]');
    expect(complaint(contradiction, row)).toMatchInlineSnapshot(`
      "3 errors in the table of cases
      rows-0.yaml:5:1: near/end: no fact "A2" (did you mean "A1"?)
      rows-0.yaml:5:1: near/end: default: the slice 0-10 extends past the last byte of the object, 9
      rows-1.yaml:5:1: near/end: the id is already used at rows-0.yaml:5"
    `);
  });
});
