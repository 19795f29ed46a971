import { decidingFindings } from '../../judge/client/finding.js';
import type { ClientReport, ClientRowReport } from '../document/document.js';
import { count } from './quantity.js';

/** `ali-oss 6.23.0`. */
export const clientName = ({ name, version }: ClientReport): string => (version === null ? name : `${name} ${version}`);

/** `Through ali-oss 6.23.0: 2 of 12 checks misread`. */
export function clientHeading(client: ClientReport): string {
  if (client.reason !== null) return `Through ${clientName(client)}: not run`;
  const { planned } = client.findings;
  return `Through ${clientName(client)}: ${decidingRows(client).length} of ${count(planned, 'check')} misread`;
}

/** Each row that a user of the client misreads, in one line, and those that could not be compared. */
export function clientLines(client: ClientReport): readonly string[] {
  if (client.reason !== null) return [client.reason];
  const unjudged = client.rows.filter(({ finding }) => finding === 'inconclusive' || finding === 'not-run');
  return [...decidingRows(client), ...unjudged].map(line);
}

const decidingRows = ({ rows }: ClientReport): ClientRowReport[] =>
  rows.filter(({ finding }) => decidingFindings.has(finding));

function line({ id, behaviour, verdict, finding, says, request }: ClientRowReport): string {
  const ranges = (request?.range ?? []).map((range) => `${range}: `).join('');
  return `${finding}: ${id} (${behaviour}), wire ${verdict}: ${ranges}${says}`;
}
