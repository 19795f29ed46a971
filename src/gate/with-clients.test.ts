import { expect, test } from 'vitest';
import type { ClientFinding } from '../judge/client/finding.js';
import type { ClientReport, ClientRowReport } from '../report/document/document.js';
import { clientReport, unaskedClient } from '../run/client/client-report.js';
import { gateOf } from './evaluate.js';
import { withClients } from './with-clients.js';

const identity = { name: 'sdk', version: '1', needsCredentials: false, protocol: null };
const row = (finding: ClientFinding, index: number): ClientRowReport => ({
  id: `topic/${index}`,
  behaviour: 'default',
  verdict: 'conforms',
  finding,
  says: 'words',
  wanted: null,
  request: null,
  requests: 1,
  wire: null,
  handed: null,
  command: 'oss-range run --client sdk',
  durationMs: 0,
});
const client = (...findings: ClientFinding[]): ClientReport => clientReport(identity, findings.map(row));

const entry = (verdict: 'conforms' | 'violates') => ({
  id: 'a/b',
  behaviour: 'default',
  verdict,
  aspects: [],
  cause: null,
});
const right = gateOf({ planned: 1, entries: [entry('conforms')], strict: false });
const wrong = gateOf({ planned: 1, entries: [entry('violates')], strict: false });

test.each<[findings: ClientFinding[], exitCode: number, strictly: number]>([
  [['faithful', 'raised', 'tolerated', 'decoded', 'not-applicable'], 0, 0],
  [['faithful', 'swallowed'], 0, 1],
  [['faithful', 'masked'], 0, 1],
  [['faithful', 'asked-otherwise'], 0, 1],
  [['faithful', 'hung'], 0, 1],
  [['faithful', 'crashed'], 0, 1],
  [['faithful', 'inconclusive'], 2, 2],
  [['faithful', 'not-run'], 2, 2],
  [['not-applicable'], 2, 2],
  [[], 2, 2],
  [['inconclusive', 'swallowed'], 2, 1],
])('%j ends with %i, and with %i under --strict-client', (findings, exitCode, strictly) => {
  const codes = [false, true].map((strict) => withClients(right, [client(...findings)], strict).exitCode);
  expect(codes).toEqual([exitCode, strictly]);
});

test('a violation on the wire stays one, whatever a client makes of it', () => {
  const { exitCode, lines } = withClients(wrong, [client('faithful'), client('inconclusive')], true);
  expect([exitCode, lines.slice(0, wrong.lines.length)]).toEqual([1, wrong.lines]);
});

test('a run without clients is what it was', () => {
  expect(withClients(right, [], true)).toEqual(right);
});

test('every line names the row and the command', () => {
  expect(withClients(right, [client('faithful', 'masked', 'not-run')], true).lines).toEqual([
    'through sdk 1 row is not what it is on the wire, or not what was requested, and --strict-client counts it; the first is topic/1 (default); repeat it: oss-range run --client sdk',
    '1 row could not be compared through sdk, the first is topic/2 (default): words; choose other rows with --case, or find out why: oss-range doctor',
  ]);
  expect(withClients(right, [client('not-applicable')], false).lines).toEqual([
    'nothing was compared through sdk, which never passes; choose other rows with --case, or find out why: oss-range doctor',
  ]);
});

test('of several rows the first is named, and they are counted', () => {
  const asked = client('faithful', 'masked', 'not-run', 'hung', 'inconclusive', 'not-run');
  expect(withClients(right, [asked], true).lines).toEqual([
    'through sdk 2 rows are not what they are on the wire, or not what was requested, and --strict-client counts them; the first is topic/1 (default); repeat it: oss-range run --client sdk',
    '3 rows could not be compared through sdk, the first is topic/2 (default): words; choose other rows with --case, or find out why: oss-range doctor',
  ]);
});

test.each<[string, ClientFinding[]]>([
  ['what it makes of the wire without --strict-client', ['masked', 'hung']],
  ['rows that are faithful beside one that does not apply', ['faithful', 'not-applicable']],
])('no line tells %s', (_, findings) => {
  expect(withClients(right, [client(...findings)], false)).toEqual(right);
});

test('a row that could not be compared makes a run that conforms inconclusive', () => {
  const { verdict, exitCode } = withClients(right, [client('inconclusive')], false);
  expect([verdict, exitCode]).toEqual(['inconclusive', 2]);
});

test('a run that judged nothing on the wire stays inconclusive, and a client that violates makes it violate', () => {
  const open = gateOf({
    planned: 1,
    entries: [{ ...entry('conforms'), verdict: 'inconclusive', cause: 'reset' }],
    strict: false,
  });
  const ends = [client('faithful'), client('inconclusive'), client('masked')].map((asked) => {
    const { verdict, exitCode } = withClients(open, [asked], true);
    return [verdict, exitCode];
  });
  expect(ends).toEqual([
    ['inconclusive', 2],
    ['inconclusive', 2],
    ['violates', 1],
  ]);
});

test('a defect of this program keeps its exit code, whatever a client could not be asked', () => {
  const broken = gateOf({
    planned: 1,
    entries: [{ ...entry('conforms'), verdict: 'inconclusive', cause: 'x', defect: true }],
    strict: false,
  });
  expect(withClients(broken, [client('inconclusive')], true).exitCode).toBe(4);
});

test('one client that violates is enough, and only its rows are told', () => {
  const { exitCode, lines } = withClients(right, [client('faithful'), client('crashed')], true);
  expect([exitCode, lines.length]).toEqual([1, 1]);
});

test('a client that could not be asked because the target is of no use adds nothing to what the gate says', () => {
  const stopped = { ...right, verdict: 'inconclusive' as const, exitCode: 2 as const, lines: ['the target is gone'] };
  expect(withClients(stopped, [unaskedClient(identity, 'the target is gone')], true)).toEqual(stopped);
});
