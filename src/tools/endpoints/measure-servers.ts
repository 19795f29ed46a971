import { serversNamed } from './all-servers.js';
import { differences } from './compare-runs.js';
import { curlAgreement } from './curl-agreement.js';
import { install, lackOf } from './install.js';
import { measure } from './measure.js';
import { type MeasuredServer, measurementTable } from './pages/measurement-table.js';
import { startServer } from './programs/start-server.js';
import type { RealServer } from './real-server.js';

export interface MeasureOptions {
  readonly twice: boolean;
  readonly publish: boolean;
  readonly install: boolean;
  readonly ci: boolean;
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Measures servers one after another, and prints a table of all.
 *
 * @returns 0 where each was measured as it has to be, else 1
 */
export async function measureServers(names: readonly string[], options: MeasureOptions): Promise<number> {
  const servers = serversNamed(names).filter(({ isInCi }) => !options.ci || isInCi);
  await install(servers, tell);
  if (options.install) return 0;
  const measured: MeasuredServer[] = [];
  for (const server of servers) {
    const result = await measureServer(server, options);
    measured.push(result);
    tell(`${server.name}: ${result.kind === 'measured' ? result.measurement.report.verdict : result.why}`);
  }
  if (options.publish) {
    const { publish } = await import('./pages/publish.js');
    await publish(measured, names);
  }
  tell(`\n${measurementTable(measured)}`);
  const isGood = measured.every(
    (one) => one.kind === 'measured' && one.differences.length + one.agreement.disagreements.length === 0,
  );
  return isGood ? 0 : 1;
}

async function measureServer(server: RealServer, { twice }: MeasureOptions): Promise<MeasuredServer> {
  const lack = await lackOf(server);
  if (lack !== null) return { kind: 'missing', server, why: `not measured, it is not installed: ${lack}` };
  try {
    const version = await server.version();
    const first = await once(server);
    return {
      kind: 'measured',
      server,
      version,
      ...first,
      differences: twice ? differences(first.measurement.report, (await once(server)).measurement.report) : [],
    };
  } catch (error) {
    return { kind: 'missing', server, why: `not measured: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** From a start of the server, so that a second run finds what the first one found. */
async function once(server: RealServer) {
  const running = await startServer(server);
  try {
    const measurement = await measure(running);
    return { measurement, agreement: await curlAgreement(running, measurement), startMs: running.startMs };
  } finally {
    await running.stop();
  }
}
