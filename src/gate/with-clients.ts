import { decidingFindings } from '../judge/client/finding.js';
import type { ClientReport, ClientRowReport } from '../report/document/document.js';
import type { GateResult } from './evaluate.js';
import { exitCodeOf } from './exit-code.js';

/**
 * The gate of a run with clients. What the wire run has come to stands; clients can only make it worse:
 *
 * | what happened | verdict |
 * |---|---|
 * | under `--strict-client`: a user of a client gets something else than the wire brings or the range names | violates |
 * | else: a client could not be asked something, or nothing at all was compared | inconclusive |
 * | else | that of the wire run |
 */
export function withClients(gate: GateResult, clients: readonly ClientReport[], strict: boolean): GateResult {
  const deciding = clients.map((client) => ({ client, rows: strict ? client.rows.filter(decides) : [] }));
  const violated = deciding.filter(({ rows }) => rows.length > 0);
  // What keeps a client from being asked anything at all is what the gate speaks of already.
  const unjudged = clients.filter(({ reason }) => reason === null).flatMap(unjudgedLine);
  const lines = [...gate.lines, ...violated.map(({ client, rows }) => violationLine(client, rows)), ...unjudged];
  if (violated.length > 0) {
    return { ...gate, verdict: 'violates', exitCode: exitCodeOf('violates'), lines };
  }
  if (gate.verdict === 'conforms' && unjudged.length > 0) {
    return { ...gate, verdict: 'inconclusive', exitCode: exitCodeOf('inconclusive'), lines };
  }
  return { ...gate, lines };
}

const decides = ({ finding }: ClientRowReport): boolean => decidingFindings.has(finding);

function violationLine({ name }: ClientReport, rows: readonly ClientRowReport[]): string {
  const first = rows[0]!;
  const [many, they, them] =
    rows.length === 1 ? ['1 row is', 'it is', 'it'] : [`${rows.length} rows are`, 'they are', 'them'];
  return `through ${name} ${many} not what ${they} on the wire, or not what was requested, and --strict-client counts ${them}; the first is ${labelOf(first)}; repeat it: ${first.command}`;
}

function unjudgedLine({ name, findings, rows }: ClientReport): string[] {
  const first = rows.find(({ finding }) => finding === 'inconclusive' || finding === 'not-run');
  const number = findings.inconclusive + findings.notRun;
  if (first !== undefined) {
    const many = number === 1 ? '1 row' : `${number} rows`;
    return [`${many} could not be compared through ${name}, the first is ${labelOf(first)}: ${first.says}; ${again}`];
  }
  const compared = findings.planned - findings.notApplicable;
  return compared > 0 ? [] : [`nothing was compared through ${name}, which never passes; ${again}`];
}

const again = 'choose other rows with --case, or find out why: oss-range doctor';
const labelOf = ({ id, behaviour }: ClientRowReport): string => `${id} (${behaviour})`;
