import type { ClientFinding } from '../../../judge/client/finding.js';
import type { ClientReport, ClientRowReport } from '../../document/document.js';
import { clientName } from '../../text/client-summary.js';
import { count } from '../../text/quantity.js';
import { groupBy } from '../../text/tally.js';
import type { Line } from './line.js';

/** What a finding means, for a reader who sees it for the first time; those without differences are only counted. */
const meanings: readonly (readonly [finding: ClientFinding, meaning: string])[] = [
  ['crashed', 'the client crashed its thread'],
  ['hung', 'the client timed out'],
  ['asked-otherwise', 'the client sent another request'],
  ['masked', 'the client returned other bytes than the wire'],
  ['swallowed', 'success, but not the requested bytes'],
  ['tolerated', 'the right bytes, but no report of another error'],
  ['decoded', 'returned decoded'],
  ['raised', 'an error that the wire explains'],
  ['faithful', 'same as the wire'],
  ['inconclusive', 'could not be compared'],
  ['not-run', 'skipped'],
  ['not-applicable', 'cannot be sent by the client'],
];

/** Rows that are only counted: there is no difference to show, or one reason stands for many. */
const counted: ReadonlySet<ClientFinding> = new Set(['raised', 'faithful', 'not-applicable', 'not-run']);

/** Lines a finding; the report has them all. */
const rowsShown = 12;

/** What a client made of the answers: how often what, and each row in which wire and client differ in one line. */
export function terminalClientLines(client: ClientReport): readonly Line[] {
  const { name, reason, findings, rows } = client;
  const title = `client ${clientName(client)}`;
  if (reason !== null) return [{ text: `${title} was not run: ${reason}`, style: 'warning' }, { text: '' }];
  const groups = groupBy(rows, ({ finding }) => finding);
  const present = meanings.filter(([finding]) => groups.has(finding));
  const width = Math.max(...present.map(([finding]) => finding.length));
  const digits = Math.max(...[...groups.values()].map((group) => String(group.length).length));
  return [
    { text: `${title}, ${count(findings.planned, 'check')}`, style: 'heading' },
    ...present.map(([finding, meaning]) => ({
      text: `  ${String(groups.get(finding)?.length).padStart(digits)}  ${finding.padEnd(width)}  ${meaning}`,
    })),
    ...(findings.retried > 0 ? [{ text: `  ${count(findings.retried, 'check')} with more than one request` }] : []),
    { text: '' },
    ...present.flatMap(([finding]) => (counted.has(finding) ? [] : section(name, finding, groups.get(finding) ?? []))),
  ];
}

function section(client: string, finding: ClientFinding, rows: readonly ClientRowReport[]): readonly Line[] {
  const more = rows.length - rowsShown;
  return [
    { text: `${finding} by ${client}`, style: 'warning' },
    ...rows.toSorted(byWire).slice(0, rowsShown).flatMap(rowLines),
    ...(more > 0 ? [{ text: `  and ${more} more; the JSON report has them (clients)` }] : []),
    { text: '' },
  ];
}

/** What the target did wrong comes first. */
const byWire = (a: ClientRowReport, b: ClientRowReport): number => Number(isRight(a)) - Number(isRight(b));
const isRight = ({ verdict, wire }: ClientRowReport): boolean => verdict !== 'violates' && wire?.verdict !== 'violates';

function rowLines({ id, behaviour, verdict, wire, request, requests, says }: ClientRowReport): readonly Line[] {
  const [range] = request?.range ?? [];
  const requested = range === undefined ? '' : `${range}: `;
  const sent = requests > 1 ? `, ${count(requests, 'request')}` : '';
  const here = wire !== null && wire.verdict !== verdict ? `, here ${wire.verdict}` : '';
  return [{ text: `  ${id} (${behaviour}), wire ${verdict}${here}${sent}` }, { text: `    ${requested}${says}` }];
}
