import { type ClientFinding, decidingFindings } from '../judge/client/finding.js';
import type { Behaviour } from '../spec/model/vocabulary.js';
import type { GateResult } from './evaluate.js';
import { exitCodeOf } from './exit-code.js';

/** What the gate needs to know of a row that went through a client. */
export interface ComparedRow {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly finding: ClientFinding;
  /** What the client made of the answer, or why there is nothing to compare, in one line. */
  readonly says: string;
  /** Repeats it. */
  readonly command: string;
}

/** What the gate needs to know of a client. */
export interface ComparedClient {
  readonly name: string;
  /** Why nothing was compared, because the target cannot be used; else null. */
  readonly reason: string | null;
  readonly findings: {
    readonly planned: number;
    readonly inconclusive: number;
    readonly notRun: number;
    readonly notApplicable: number;
  };
  readonly rows: readonly ComparedRow[];
}

/**
 * The gate of a run with clients. What the wire run has come to stands; clients can only make it worse:
 *
 * | what happened | verdict |
 * |---|---|
 * | under `--strict-client`: a user of a client gets something else than the wire brings or the range names | violates |
 * | else: a client could not be asked something, or nothing at all was compared | inconclusive |
 * | else | that of the wire run |
 */
export function withClients(gate: GateResult, clients: readonly ComparedClient[], strict: boolean): GateResult {
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

const decides = ({ finding }: ComparedRow): boolean => decidingFindings.has(finding);

function violationLine({ name }: ComparedClient, rows: readonly ComparedRow[]): string {
  const first = rows[0]!;
  const [many, they, them] =
    rows.length === 1 ? ['1 row is', 'it is', 'it'] : [`${rows.length} rows are`, 'they are', 'them'];
  return `through ${name} ${many} not what ${they} on the wire, or not what was requested, and --strict-client counts ${them}; the first is ${labelOf(first)}; repeat it: ${first.command}`;
}

function unjudgedLine({ name, findings, rows }: ComparedClient): string[] {
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
const labelOf = ({ id, behaviour }: ComparedRow): string => `${id} (${behaviour})`;
