import type { EvidenceById } from '../report/text/describe.js';
import { targetOf } from './embedded/target-or-embedded.js';
import { type OpenRun, openRun } from './open-run.js';
import type { PlannedSuite } from './suite-settings.js';

/** A planned suite with its target at hand, for callers who schedule the checks themselves. */
export interface OpenSuite {
  readonly session: OpenRun['session'];
  readonly evidence: EvidenceById;
  /** Removes what was written and tells what could not be. */
  close(): Promise<string[]>;
}

/**
 * Opens the target of a planned suite: the one that settings and environment name, or the embedded endpoint.
 *
 * @throws SuiteError as `openRun` and `resolveTarget`
 */
export async function openSuite(suite: PlannedSuite, env: NodeJS.ProcessEnv): Promise<OpenSuite> {
  const opened = await targetOf(suite.target, env);
  try {
    const run = await openRun({ ...suite, ...opened, signal: new AbortController().signal });
    return {
      session: run.session,
      evidence: Object.fromEntries(suite.table.evidence.sources),
      close: async () => {
        const leftovers = await run.close();
        await opened.close();
        return leftovers;
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
