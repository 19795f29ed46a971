import type { ClientFinding } from '../../judge/client/finding.js';
import type { ClientReport, ClientRowReport } from '../../report/document/document.js';
import type { ClientIdentity } from './thread/messages.js';

/** The report of a client, by its rows. */
export function clientReport({ name, version }: ClientIdentity, rows: readonly ClientRowReport[]): ClientReport {
  const counted = (finding: ClientFinding): number => rows.filter((row) => row.finding === finding).length;
  return {
    name,
    version,
    reason: null,
    findings: {
      planned: rows.length,
      crashed: counted('crashed'),
      hung: counted('hung'),
      askedOtherwise: counted('asked-otherwise'),
      masked: counted('masked'),
      swallowed: counted('swallowed'),
      tolerated: counted('tolerated'),
      decoded: counted('decoded'),
      raised: counted('raised'),
      faithful: counted('faithful'),
      inconclusive: counted('inconclusive'),
      notApplicable: counted('not-applicable'),
      notRun: counted('not-run'),
      retried: rows.filter(({ requests }) => requests > 1).length,
    },
    rows,
  };
}

/** The report of a client that was asked nothing. */
export function unaskedClient(identity: ClientIdentity, reason: string): ClientReport {
  return { ...clientReport(identity, []), reason };
}

/** Rows that were answered differently for a client and for the suite; one answer each cannot show which one is usual. */
export function steadinessNotices(clients: readonly ClientReport[]): string[] {
  return clients.flatMap(({ name, rows }) => {
    const [first, ...others] = rows.filter(
      ({ verdict, wire }) => verdict === 'conforms' && wire?.verdict === 'violates',
    );
    if (first === undefined) return [];
    const many = others.length === 0 ? '1 row was' : `${others.length + 1} rows were`;
    return [
      `${many} answered correctly for the suite but not for ${name}, the first is ${first.id} (${first.behaviour}): the target is unstable, or depends on what the client adds to its requests.`,
    ];
  });
}
