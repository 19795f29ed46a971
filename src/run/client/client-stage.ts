import type { GateResult } from '../../gate/evaluate.js';
import { withClients } from '../../gate/with-clients.js';
import type { ClientReport } from '../../report/document/document.js';
import type { PlannedCheck } from '../plan/plan.js';
import { unaskable } from './client-eligibility.js';
import { steadinessNotices, unaskedClient } from './client-report.js';
import type { OpenClient } from './open-client.js';

/** The part of a run that sends the checks again through clients, once the wire run has told what is right. */
export interface ClientStage {
  /** Requests that clients send, at least. */
  requests(checks: readonly PlannedCheck[]): number;
  /**
   * Runs one client after the other.
   *
   * @param obstacle why nothing more can be sent, in one line; null as long as it can
   * @param through sends the checks through a client
   */
  run(obstacle: () => string | null, through: (client: OpenClient) => Promise<ClientReport>): Promise<ClientReport[]>;
  /** Reports of clients that could not be used, with the reason in one line. */
  unused(reason: string): ClientReport[];
  notices(reports: readonly ClientReport[]): string[];
  gate(wire: GateResult, reports: readonly ClientReport[], strict: boolean): GateResult;
}

export function createClientStage(clients: readonly OpenClient[]): ClientStage {
  return {
    requests: (checks) => checks.filter(({ row }) => unaskable(row) === null).length * clients.length,
    async run(obstacle, through) {
      const reports: ClientReport[] = [];
      for (const client of clients) {
        const reason = obstacle();
        reports.push(reason === null ? await through(client) : unaskedClient(client.identity, reason));
      }
      return reports;
    },
    unused: (reason) => clients.map(({ identity }) => unaskedClient(identity, reason)),
    notices: steadinessNotices,
    gate: withClients,
  };
}
