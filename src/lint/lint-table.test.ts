import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTable } from '../spec/read/read-table.js';
import { evidence, other, row, rowDefects, swapped, vague } from '../testing/builders/near-rows.js';
import { lintTable } from './lint-table.js';

/** The row with another outcome under `default`, on which only the given rule has a say. */
const outcomeFindings = (outcome: string, ...pairs: [from: string, to: string][]): string[] =>
  rowDefects(swapped(row, ['default: { status: 200, body: whole }', `default: ${outcome}`], ...pairs))
    .filter((finding) => finding.includes('coherent-outcomes'))
    .map((finding) => finding.replace('specs/near.yaml:4 coherent-outcomes: near/end: default: ', ''));

it('right rows have no findings', () => {
  expect(rowDefects(row + other + vague)).toEqual([]);
});

describe('the table of this package', async () => {
  const table = await readTable();
  const pinned = readFileSync(new URL('../../specs/ids.txt', import.meta.url), 'utf8');

  it('has no findings', () => {
    expect(lintTable(table, pinned)).toEqual([]);
  });

  it('would have one for every id that is not pinned', () => {
    const found = lintTable(table, pinned.replace('\nsuffix/all\n', '\n'));
    expect(found.map(({ message }) => message)).toEqual(['suffix/all: append the line "suffix/all" to specs/ids.txt']);
  });
});

describe('unique-ids', () => {
  it('rejects an id that stands twice', () => {
    expect(rowDefects(row + swapped(other, ['near/other', 'near/end']))).toEqual([
      'specs/near.yaml:15 unique-ids: near/end: the id is already used at specs/near.yaml:4',
    ]);
  });
});

describe('topic-prefix', () => {
  it('rejects an id of another topic', () => {
    expect(rowDefects(swapped(row, ['near/end', 'nearer/end']))).toEqual([
      'specs/near.yaml:4 topic-prefix: nearer/end: the id begins with its topic, near/',
    ]);
  });
});

describe('pinned-ids', () => {
  const pinned = '# comment\nnear/end\nnear/gone retired\n';

  it('accepts ids that are pinned, and retired ones that are gone', () => {
    expect(rowDefects(row, evidence, pinned)).toEqual([]);
  });

  it('rejects an id that is not pinned, and says what to append', () => {
    expect(rowDefects(row + other, evidence, pinned)).toEqual([
      'specs/near.yaml:15 pinned-ids: near/other: append the line "near/other" to specs/ids.txt',
    ]);
  });

  it('rejects an id that vanished, and says what to write', () => {
    expect(rowDefects(row, evidence, `${pinned}near/lost\n`)).toEqual([
      'specs/ids.txt:4 pinned-ids: near/lost: no row has this id any more; make the line "near/lost retired"',
    ]);
  });

  it('rejects a retired id that comes back', () => {
    expect(rowDefects(row, evidence, 'near/end retired\n')).toEqual([
      'specs/near.yaml:4 pinned-ids: near/end: the id is retired and cannot be used again',
    ]);
  });

  it('rejects an id that is pinned twice, even if one of the two is retired', () => {
    expect(rowDefects(row, evidence, 'near/end retired\nnear/end\n')).toEqual([
      'specs/ids.txt:1 pinned-ids: near/end: the id is listed twice',
    ]);
  });
});

describe('evidence-exists', () => {
  it('rejects a source, a fact and a source of a fact that nobody wrote down', () => {
    const rows = swapped(row, ['[guide, standard]', '[guide, standart]'], ['[A1]', '[A1, Z9]']);
    const facts = swapped(evidence, ['sources: [guide] }', 'sources: [guide, hearsay] }']);
    expect(rowDefects(rows, facts)).toEqual([
      'specs/evidence.yaml:4 unused-sources: standard: no row and no fact cites this source',
      'specs/evidence.yaml:6 evidence-exists: A1: no source "hearsay"',
      'specs/near.yaml:4 evidence-exists: near/end: default: no source "standart" (did you mean "standard"?)',
      'specs/near.yaml:4 evidence-exists: near/end: standard: no source "standart" (did you mean "standard"?)',
      'specs/near.yaml:4 evidence-exists: near/end: no fact "Z9"',
    ]);
  });
});

describe('evidence-strength', () => {
  const strength = (level: string, cited: string): string[] =>
    rowDefects(
      swapped(
        other,
        ['level: required', `level: { default: ${level}, standard: required }`],
        ['evidence: [guide]', `evidence: { default: ${cited}, standard: [guide] }`],
      ) + row,
    ).filter((finding) => finding.includes('evidence-strength'));

  it('rejects a required claim on weak sources only', () => {
    expect(strength('required', '[standard]')).toEqual([
      'specs/near.yaml:4 evidence-strength: near/other: default: required needs one of these among its evidence: vendor-document, transcript, vendor-sdk-test',
    ]);
    expect(strength('required', '[standard, guide]')).toEqual([]);
  });

  it('rejects an expected claim without any source, but not an observed one', () => {
    expect(strength('expected', '[]')).toEqual([
      'specs/near.yaml:4 evidence-strength: near/other: default: expected needs evidence',
    ]);
    expect(strength('expected', '[standard]')).toEqual([]);
    expect(strength('observed', '[]')).toEqual([]);
  });
});

describe('status-level', () => {
  const status = (level: string): string[] =>
    rowDefects(swapped(other, ['status: 206', `status: 206, status-level: ${level}`]) + row).filter((finding) =>
      finding.includes('status-level'),
    );

  it('is softer than the row', () => {
    expect([status('expected'), status('observed')]).toEqual([[], []]);
    expect(status('required')).toEqual([
      'specs/near.yaml:4 evidence-strength: near/other: default: status-level required is no softer than the row, which is required',
    ]);
  });
});

describe('unused-sources', () => {
  it('rejects a source that nothing cites', () => {
    expect(rowDefects(swapped(row, ['[guide, standard]', '[guide]']))).toEqual([
      'specs/evidence.yaml:4 unused-sources: standard: no row and no fact cites this source',
    ]);
  });
});

describe('covered-facts', () => {
  it('rejects a fact that no row carries', () => {
    expect(rowDefects(swapped(row, ['    facts: [A1]\n', '']))).toEqual([
      'specs/evidence.yaml:6 covered-facts: A1: no row cites this fact; add one, or give the reason in `untestable`',
    ]);
  });

  it('accepts an untestable fact, but not one that a row carries', () => {
    const untestable = swapped(evidence, ['sources: [guide] }', 'sources: [guide], untestable: billing only }']);
    expect(rowDefects(swapped(row, ['    facts: [A1]\n', '']), untestable)).toEqual([]);
    expect(rowDefects(row, untestable)).toEqual([
      'specs/evidence.yaml:6 covered-facts: A1: the fact is marked untestable, but a row cites it',
    ]);
  });
});

describe('distinct-requests', () => {
  it('rejects a request that another row makes, whatever it expects', () => {
    const twin = swapped(other, ['"bytes=5-"', '"bytes=0-10"']);
    expect(rowDefects(row + twin).filter((finding) => finding.includes('distinct'))).toEqual([
      'specs/near.yaml:15 distinct-requests: near/other: near/end already makes this request',
    ]);
  });

  it('compares header names without case, and tells values, methods and lines apart', () => {
    const plain = swapped(row, ['    range:', '    headers: { Accept: "*/*", If-Match: "x" }\n    range:']);
    const variant = (headers: string, range = '"bytes=0-10"', method = 'GET'): string[] =>
      rowDefects(
        plain +
          swapped(
            other,
            ['"bytes=5-"', range],
            ['    range:', `    method: ${method}\n    headers: ${headers}\n    range:`],
          ),
      ).filter((finding) => finding.includes('distinct'));
    expect(variant('{ if-match: "x", accept: "*/*" }')).toHaveLength(1);
    expect(variant('{ If-Match: "y", Accept: "*/*" }')).toEqual([]);
    expect(variant('{ If-Match: "x", Accept: "*/*" }', '"bytes=0-10 "')).toEqual([]);
    expect(variant('{ If-Match: "x", Accept: "*/*" }', '["bytes=0-10", "bytes=0-10"]')).toEqual([]);
    expect(variant('{ If-Match: "x", Accept: "*/*" }', '"bytes=0-10"', 'HEAD')).toEqual([]);
  });
});

describe('coherent-outcomes', () => {
  it.each([
    ['{ status: 206, body: 0-10 }', 'the slice 0-10 extends past the last byte of the object, 9'],
    ['{ status: 206, body: 5-2 }', 'the slice 5-2 runs backwards'],
    ['{ status: 200, body: 0-9 }', '200 has the whole object as its body, not a slice'],
    ['{ status: 200, body: empty }', 'the body is empty, but the object has 10 bytes'],
    ['{ status: 200, body: error }', '200 has no error as its body'],
    [
      '{ status: 416, body: whole, code: X }',
      '416 has an error as its body, not whole',
      'a code needs an error as the body',
    ],
    ['{ status: 416, body: error }', '416 names its code, such as InvalidRange'],
    ['{ status: 304, body: whole }', '304 has an empty body, not whole'],
    ['{ status: 200, body: whole, code: InvalidRange }', 'a code needs an error as the body'],
    ['{ status: 200, body: whole, content-range: "bytes 0-9/10" }', 'Content-Range is absent, not bytes 0-9/10'],
    ['{ status: 206, body: 4-9, content-range: "bytes 4-9/11" }', 'Content-Range is bytes 4-9/10, not bytes 4-9/11'],
    ['{ status: 206, body: whole, content-range: null }', 'Content-Range is bytes 0-9/10, not absent'],
    [
      '{ status: 416, body: error, code: InvalidRange, content-range: "bytes 0-9/10" }',
      'Content-Range is bytes */10 or absent, not bytes 0-9/10',
    ],
    ['{ status: 206, body: 4-9, content-length: 5 }', 'Content-Length is 6, as the body has it, not 5'],
    ['{ status: 200, body: whole, content-length: 11 }', 'Content-Length is 10, as the body has it, not 11'],
  ])('rejects %s', (outcome, ...flaws) => {
    expect(outcomeFindings(outcome)).toEqual(flaws);
  });

  it('rejects a 206 of an object without bytes', () => {
    const empty: [string, string][] = [
      ['bytes-10', 'bytes-0'],
      ['{ status: 206, body: 0-9 }', '{ status: 200, body: empty }'],
    ];
    expect(outcomeFindings('{ status: 206, body: whole }', ...empty)).toEqual(['206 has at least one byte']);
    expect(outcomeFindings('{ status: 206, body: empty }', ...empty)).toEqual(['206 has at least one byte']);
    expect(outcomeFindings('{ status: 200, body: empty, content-length: 0 }', ...empty)).toEqual([]);
  });

  it.each([
    '{ status: 206, body: whole }',
    '{ status: 206, body: 0-9, content-range: "bytes 0-9/10", content-length: 10 }',
    '{ status: 304, body: empty }',
    '{ status: 412, body: error, code: PreconditionFailed, content-length: 300 }',
    '{ status: 416, body: error, code: InvalidRange, content-range: "bytes */10" }',
    '{ status: 416, body: error, code: InvalidRange, content-range: null }',
  ])('accepts %s', (outcome) => {
    expect(outcomeFindings(outcome)).toEqual([]);
  });
});

describe('reasoned-alternatives', () => {
  it('rejects alternatives without a reason', () => {
    expect(rowDefects(row + swapped(vague, ['    why: { standard: no source states it }\n', '']))).toEqual([
      'specs/near.yaml:15 reasoned-alternatives: near/vague: standard: alternatives need a why',
    ]);
  });

  it('rejects two alternatives that mean the same, however they are written', () => {
    const same = swapped(vague, [
      '- { status: 416, body: error, code: InvalidRange }',
      '- { status: 206, body: 0-9 }\n          - { status: 206, body: whole }\n          - { status: 416, body: error, code: InvalidRange }',
    ]);
    expect(rowDefects(row + same)).toEqual([
      'specs/near.yaml:15 reasoned-alternatives: near/vague: standard: the alternative "206, bytes 0-9" is listed twice',
    ]);
  });
});

describe('title-wording', () => {
  const wording = (title: string): string[] =>
    rowDefects(swapped(row, ['title: an end one past the last byte', `title: ${title}`])).map((finding) =>
      finding.replace('specs/near.yaml:4 title-wording: near/end: ', ''),
    );

  it.each([
    ['the server should answer 200', 'the title says "should"; name the case in the present tense'],
    ['Test that the end is cut', 'the title says "Test that"; name the case in the present tense'],
    ['an end that will be cut', 'the title says "will"; name the case in the present tense'],
    ['the end is cut.', 'the title ends in a full stop; it must be a phrase, not a sentence'],
    ['"the end "', 'the title begins or ends with a space'],
    ['x'.repeat(101), 'the title has 101 characters; at most 100 are allowed'],
  ])('rejects "%s"', (title, flaw) => {
    expect(wording(title)).toEqual([flaw]);
  });

  it('accepts 100 characters', () => {
    expect(wording('x'.repeat(100))).toEqual([]);
  });

  it('rejects a title that another row has', () => {
    expect(rowDefects(row + swapped(other, ['an open range', 'an end one past the last byte']))).toEqual([
      'specs/near.yaml:15 title-wording: near/other: the title is also that of near/end',
    ]);
  });
});

describe('oracle-agreement', () => {
  it('rejects a claim that the rules contradict', () => {
    expect(
      rowDefects(swapped(row, ['default: { status: 200, body: whole }', 'default: { status: 206, body: 0-9 }'])),
    ).toEqual([
      'specs/near.yaml:4 oracle-agreement: near/end: default: the rule end-past-eof gives 200, the whole object, the row says 206, bytes 0-9',
    ]);
  });

  it('rejects a claim that is weaker than its rule', () => {
    expect(
      rowDefects(row + swapped(other, ['level: required', 'level: { default: required, standard: expected }'])),
    ).toEqual([
      'specs/near.yaml:15 oracle-agreement: near/other: standard: the rule satisfiable is required, the row only expected',
    ]);
  });

  it('rejects alternatives among which one of the rule is missing, and accepts further ones', () => {
    const open = (replacement: string): string[] =>
      rowDefects(row + swapped(vague, ['- { status: 416, body: error, code: InvalidRange }', replacement]));
    expect(open('- { status: 206, body: 0-9 }')).toEqual([
      'specs/near.yaml:15 oracle-agreement: near/vague: standard: the rule malformed gives 200, the whole object; or 416, InvalidRange, the row says 200, the whole object; or 206, bytes 0-9',
    ]);
    expect(open('- { status: 206, body: 0-9 }\n          - { status: 416, body: error, code: InvalidRange }')).toEqual(
      [],
    );
  });

  it('has no say where the request is more than a range', () => {
    const wrong = swapped(row, ['default: { status: 200, body: whole }', 'default: { status: 206, body: 0-9 }']);
    expect(rowDefects(swapped(wrong, ['    range:', '    headers: { If-Match: "*" }\n    range:']))).toEqual([]);
    expect(rowDefects(swapped(wrong, ['    range:', '    method: HEAD\n    range:']))).toEqual([]);
  });
});
