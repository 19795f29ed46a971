import { describe, expect, test } from 'vitest';
import { decisionTable, type RangeAnswer, type Situation } from '../../oracle/decision-table.js';
import { expectRange } from '../../oracle/expect-range.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Case } from '../../spec/model/table.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { readTable } from '../../spec/read/read-table.js';
import { type HeldTranscript, holdTranscripts } from './hold-transcripts.js';
import { readTranscripts } from './read-transcripts.js';
import { isProof } from './transcript.js';

const table = await readTable();
const transcripts = await readTranscripts();
const held = holdTranscripts(transcripts, { table });
const ids = (list: readonly HeldTranscript[]): string[] => list.map(({ transcript }) => transcript.id);
const isContradiction = ({ verdict }: HeldTranscript): boolean => verdict === 'contradicts';

/** What differs, for a reader of a failed test. */
const contradictions = ({ rule, rows }: HeldTranscript): string[] =>
  [...(rule === null ? [] : [{ ...rule, name: rule.rule }]), ...rows.map((one) => ({ ...one, name: one.row.id }))]
    .filter(({ verdict }) => verdict === 'contradicts')
    .map(({ name, differences }) =>
      [name, ...differences.map((one) => `${one.aspect}: ${one.expected}, not ${one.actual}`)].join('; '),
    );

test.each(held.filter(({ transcript }) => isProof(transcript)).map((one) => [one.transcript.id, one] as const))(
  'what is claimed is what was published: %s',
  (_, one) => expect(contradictions(one)).toEqual([]),
);

test('a contradiction counts only where the service itself is known to have answered', () => {
  expect(ids(held.filter(isContradiction))).toEqual(['cdn-gzip-2020', 'blog-clamped']);
});

describe('a rule of the oracle that is turned round contradicts what was published', () => {
  const answers: readonly RangeAnswer[] = ['whole', 'slice', 'refused', 'parts'];
  const turned = (rule: Situation, behaviour: Behaviour, answer: RangeAnswer): HeldTranscript[] => {
    const decision = { ...decisionTable[rule][behaviour], answers: [answer] };
    const decisions = { ...decisionTable, [rule]: { ...decisionTable[rule], [behaviour]: decision } };
    const claims = {
      table: { cases: [] },
      expect: (...request: Parameters<typeof expectRange>) =>
        expectRange(request[0], request[1], request[2], decisions),
    };
    return holdTranscripts(transcripts, claims).filter((one) => isProof(one.transcript) && isContradiction(one));
  };

  test.each<[Situation, Behaviour, RangeAnswer, ...string[]]>([
    ['no-range', 'default', 'refused', 'getobject-sample-plain', 'py-fixture-get'],
    ['satisfiable', 'default', 'whole', 'guide-first-half', 'guide-open', 'guide-suffix', 'ota-first-13-bytes'],
    ['satisfiable', 'default', 'refused', 'getobject-sample-range', 'kotlin-range', 'alioss-1197'],
    [
      'end-past-eof',
      'default',
      'slice',
      'guide-end-past-eof',
      'geotiff-end-past-eof',
      'opendal-end-u32',
      'pyissue-249',
    ],
    ['end-past-eof', 'default', 'refused', 'guide-end-past-eof', 'pyissue-249', 'photon-pread-comment'],
    ['end-past-eof', 'standard', 'whole', 'guide-standard-clamped', 'opendal-end-u32-standard'],
    ['end-past-eof', 'standard', 'refused', 'guide-standard-clamped', 'opendal-end-u32-standard'],
    [
      'start-past-eof',
      'default',
      'refused',
      'guide-start-past-eof',
      'probe-start-at-eof',
      'distribution-start-past-eof',
    ],
    ['start-past-eof', 'standard', 'whole', 'guide-standard-refused'],
    ['suffix-longer', 'default', 'slice', 'remotezip-suffix'],
    ['suffix-longer', 'default', 'refused', 'remotezip-suffix'],
    ['suffix-longer', 'standard', 'whole', 'guide-standard-suffix', 'remotezip-suffix-standard'],
    ['suffix-longer', 'standard', 'refused', 'guide-standard-suffix', 'remotezip-suffix-standard'],
    ['list-satisfiable', 'default', 'whole', 'abu-cowork-519', 'electron-builder-7161'],
    ['list-satisfiable', 'default', 'parts', 'abu-cowork-519', 'electron-builder-7161'],
    ['list-satisfiable', 'default', 'refused', 'abu-cowork-519', 'electron-builder-7161'],
  ])('%s under %s: %s', (rule, behaviour, answer, ...some) => {
    expect(ids(turned(rule, behaviour, answer))).toEqual(expect.arrayContaining(some));
  });

  const supported = held.flatMap(({ transcript, rule }) =>
    isProof(transcript) && rule?.verdict === 'agrees'
      ? [[rule.rule, transcript.request.behaviour, transcript.id] as const]
      : [],
  );
  test('the rules that published answers show are these', () => {
    expect([...new Set(supported.map(([rule, behaviour]) => `${rule} ${behaviour}`))].sort()).toEqual([
      'end-past-eof default',
      'end-past-eof standard',
      'list-satisfiable default',
      'no-range default',
      'satisfiable default',
      'start-past-eof default',
      'start-past-eof standard',
      'suffix-longer default',
      'suffix-longer standard',
    ]);
  });

  test('each answer that agrees with a rule contradicts every other answer to it', () => {
    const missed = supported.flatMap(([rule, behaviour, id]) =>
      answers
        .filter((answer) => !decisionTable[rule][behaviour].answers.includes(answer))
        // Without a range, or behind the end, there is no slice that could come, and parts only of a list.
        .filter((answer) => answer !== 'slice' || !['no-range', 'start-past-eof'].includes(rule))
        .filter((answer) => answer !== 'parts' || rule === 'list-satisfiable')
        .filter((answer) => !ids(turned(rule, behaviour, answer)).includes(id))
        .map((answer) => `${id}: ${rule} ${answer}`),
    );
    expect(missed).toEqual([]);
  });
});

describe('a row whose claim is turned round contradicts what was published', () => {
  const withOutcomes = (row: Case, behaviour: Behaviour, outcomes: readonly Outcome[]): Case => ({
    ...row,
    claims: { ...row.claims, [behaviour]: { ...row.claims[behaviour], outcomes } },
  });
  const contradicting = (row: Case): string[] =>
    ids(
      holdTranscripts(transcripts, { table: { cases: [row] } }).filter((one) =>
        one.rows.some(({ verdict }) => verdict === 'contradicts'),
      ),
    );
  const rowOf = (id: string): Case => table.cases.find((row) => row.id === id)!;

  test.each<[what: string, id: string, behaviour: Behaviour, outcome: Outcome, ...transcripts: string[]]>([
    [
      'the end is cut',
      'end-past-eof/from-the-middle',
      'default',
      { status: 206, body: { kind: 'slice', first: 500, last: 999 } },
      'geotiff-end-past-eof',
      'pyissue-249',
    ],
    [
      'the mode header is ignored',
      'end-past-eof/from-the-middle',
      'standard',
      { status: 200, body: { kind: 'whole' } },
      'guide-standard-clamped',
      'opendal-end-u32-standard',
    ],
    [
      'a start past the end is refused',
      'start-past-eof/open-from-the-end',
      'default',
      { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' },
      'probe-start-at-eof',
      'guide-start-past-eof',
    ],
    [
      'another code',
      'start-past-eof/closed-from-the-end',
      'standard',
      { status: 416, body: { kind: 'error' }, errorCode: 'InvalidArgument' },
      'guide-standard-refused',
    ],
    [
      'one byte less',
      'satisfiable-closed/first-half',
      'default',
      { status: 206, body: { kind: 'slice', first: 0, last: 498 } },
      'guide-first-half',
      'ota-first-13-bytes',
    ],
    [
      'one byte further',
      'open/second-half',
      'default',
      { status: 206, body: { kind: 'slice', first: 501, last: 999 } },
      'guide-open',
    ],
    [
      'a Content-Range on a 200',
      'end-past-eof/one-past-the-end',
      'default',
      { status: 200, body: { kind: 'whole' }, contentRange: 'bytes 0-999/1000' },
      'guide-end-past-eof',
    ],
    [
      'another type of object',
      'answer-fields/object-type',
      'default',
      { status: 206, body: { kind: 'slice', first: 103, last: 899 }, fields: { 'x-oss-object-type': 'Multipart' } },
      'getobject-sample-range',
      'ota-first-13-bytes',
    ],
    [
      'no parts',
      'multi-range/four-pairs',
      'default',
      { status: 206, body: { kind: 'slice', first: 0, last: 1 } },
      'getobject-sample-multi',
    ],
    [
      'a copy is cut',
      'part-copy/first-half',
      'default',
      { status: 200, body: { kind: 'whole' }, contentRange: null },
      'py-fixture-part-copy',
    ],
    [
      'a condition is ignored',
      'conditions/none-match-same',
      'default',
      { status: 200, body: { kind: 'whole' } },
      'kotlin-none-match-same',
    ],
    [
      'HEAD of a key that does not exist',
      'head-fields/missing-key',
      'default',
      { status: 200, body: { kind: 'whole' } },
      'py-fixture-head-missing',
      'ts-sdk-head-missing',
    ],
  ])('%s', (_, id, behaviour, outcome, ...some) => {
    const row = rowOf(id);
    expect(contradicting(row)).not.toEqual(expect.arrayContaining(some));
    expect(contradicting(withOutcomes(row, behaviour, [outcome]))).toEqual(expect.arrayContaining(some));
  });

  test('every row that an answer agrees with is contradicted by it when its status, its code or a field is another', () => {
    const missed = held.flatMap(({ transcript, rows }) =>
      rows
        .filter(({ verdict }) => verdict === 'agrees')
        .filter(({ row }) => {
          const { behaviour } = transcript.request;
          const [claimed] = row.claims[behaviour].outcomes;
          const other: Outcome = { ...claimed!, status: 409, errorCode: 'Other', fields: { ...claimed!.fields } };
          const [one] = holdTranscripts([transcript], { table: { cases: [withOutcomes(row, behaviour, [other])] } });
          return one?.rows[0]?.verdict !== 'contradicts';
        })
        .map(({ row }) => `${transcript.id}: ${row.id}`),
    );
    expect(missed).toEqual([]);
  });

  test('what a row only observes is not contradicted', () => {
    const row = rowOf('end-past-eof/from-the-middle');
    const claim = {
      ...row.claims.default,
      level: 'observed',
      outcomes: [{ status: 500, body: { kind: 'error' } }],
    } as const;
    expect(contradicting({ ...row, claims: { ...row.claims, default: claim } })).not.toContain('geotiff-end-past-eof');
  });
});
