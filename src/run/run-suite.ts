import { performance } from 'node:perf_hooks';
import { connectionNotices } from '../driver/target/connection/connection.js';
import { errorLine } from '../error-line.js';
import { countedKeep } from '../exchange/recording/count-lines.js';
import { recordingEnd, recordingHead } from '../exchange/recording/write-lines.js';
import type { KnownDeviations } from '../gate/deviations/known-deviations.js';
import { gateOf } from '../gate/evaluate.js';
import { type Finished, gateEntries, quotedEvidence, reportDocument } from '../report/build/report-document.js';
import { targetReport } from '../report/build/target-report.js';
import type { CheckReport, PropertyReport, ReportDocument } from '../report/document/document.js';
import type { RunEvent } from '../report/document/events.js';
import { capabilities } from '../spec/model/capability.js';
import type { Table } from '../spec/model/table.js';
import { type ErrorCode, SuiteError } from '../suite-error.js';
import type { ClientStage } from './client/client-stage.js';
import type { OpenClient } from './client/open-client.js';
import { createRun, type OpenOptions, type OpenRun } from './open-run.js';
import type { Plan } from './plan/plan.js';

export interface SuiteOptions extends OpenOptions {
  /** Its sources are quoted in the report. */
  readonly table: Pick<Table, 'evidence'>;
  readonly strict: boolean;
  /** Is told what happens. */
  readonly emit?: ((event: RunEvent) => void) | undefined;
  /** The list of known deviations, where there is one. */
  readonly known?: KnownDeviations | undefined;
  /** Clients that repeat the checks, one after the other. */
  readonly clients?: readonly OpenClient[] | undefined;
  /** Whether it decides what a user of a client gets. */
  readonly strictClient?: boolean | undefined;
  /** Where the JSON report will lie, for commands that name it. */
  readonly reportFile?: string | undefined;
}

/** Errors that say that the target cannot be used; any other is a mistake of the user, or of this program. */
const obstacles: ReadonlySet<ErrorCode> = new Set([
  'endpoint-unreachable',
  'endpoint-refused',
  'bucket-missing',
  'object-upload-failed',
]);

/**
 * Runs a plan against a target and tells what happens by events, the last of which carries the whole report. A target
 * that cannot be used makes a report, too: nothing in it is judged, and its gate says why. What was written is removed
 * in any case.
 *
 * @throws SuiteError `credentials-missing`
 */
export async function runSuite(options: SuiteOptions): Promise<ReportDocument> {
  const { plan, emit = () => {}, signal = new AbortController().signal, strict } = options;
  const { keep, counts } = countedKeep(options.keep);
  const target = targetReport(options.target);
  const evidence = quotedEvidence(options.table.evidence);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const planned = plan.checks.length + plan.properties.length;
  const stage = await clientStage(options.clients ?? []);
  emit(plannedEvent(options, stage?.requests(plan.checks) ?? 0));
  const run = await createRun({ ...options, keep, signal });
  const object = options.existingObject ? { object: options.existingObject.key } : {};
  await keep?.(recordingHead({ ...options, target, evidence }, { startedAt, prefix: run.prefix, planned, ...object }));
  const unusable = await obstacleTo(run, signal);
  const asked = unusable ? nothingAsked : await askAll(run, { ...options, emit }, planned);
  const whyUnusable = (): string | null => {
    const why = unusable ?? run.outage();
    return why && errorLine(why);
  };
  const compared = (await stage?.run(whyUnusable, (client) => run.throughClient(client, asked.checks))) ?? [];
  const outage = run.outage();
  // What was compared with bytes that are not there any more is no verdict.
  const obstacle = unusable ?? (outage || signal.aborted ? null : await run.change());
  const reports = obstacle
    ? nothingAsked
    : outage
      ? (await import('./blame-outage.js')).blameOutage(asked, errorLine(outage))
      : asked;
  const clients = (obstacle ? stage?.unused(errorLine(obstacle)) : compared) ?? [];
  const leftovers = await run.close();
  const finished: Finished = {
    ...reports,
    ...(clients.length > 0 ? { clients } : {}),
    startedAt,
    durationMs: performance.now() - started,
    prefix: run.prefix,
    traffic: run.traffic(),
    leftovers,
    notices: [
      ...(plan.leftOut > 0
        ? [`${plan.leftOut} rows that need their own objects were skipped; nothing was written.`]
        : []),
      ...(signal.aborted ? ['The run was interrupted; missing checks are not judged.'] : []),
      ...(await givenNotices(options.existingObject)),
      ...connectionNotices(options.target.connection ?? {}),
      ...clockNotices(run.clockOffsetMs()),
      ...lackNotices(run.lacks),
      ...(stage?.notices(clients) ?? []),
    ],
  };
  const entries = gateEntries(finished);
  const { known, reportFile } = options;
  const wireGate = gateOf({
    ...{ planned, entries, strict },
    listLines: known?.gateLines(entries, strict, reportFile),
    obstacle: obstacle && errorLine(obstacle),
    outage: outage && errorLine(outage),
  });
  const gate = stage?.gate(wireGate, clients, options.strictClient ?? false) ?? wireGate;
  await keep?.(recordingEnd(finished, signal.aborted, { obstacle, outage }, counts));
  const document = reportDocument(
    { plan, strict, target, evidence, explanations: await explanations(plan, reports.checks) },
    finished,
    gate,
  );
  emit({ kind: 'run-finished', document });
  return document;
}

/** Null where no client was named. */
async function clientStage(clients: readonly OpenClient[]): Promise<ClientStage | null> {
  if (clients.length === 0) return null;
  const { createClientStage } = await import('./client/client-stage.js');
  return createClientStage(clients);
}

async function givenNotices(existingObject: SuiteOptions['existingObject']): Promise<string[]> {
  if (existingObject === undefined) return [];
  const { contentNotices } = await import('./objects/existing-object.js');
  return contentNotices(existingObject);
}

/** Loaded only where there is something to explain. */
async function explanations(
  { checks }: Plan,
  reports: readonly CheckReport[],
): Promise<ReportDocument['explanations']> {
  if (reports.every(({ verdict }) => verdict !== 'violates')) return [];
  const [{ explanationsOf }, { isPlainGet }] = await Promise.all([
    import('../report/build/explanations.js'),
    import('../spec/model/is-plain-get.js'),
  ]);
  return explanationsOf(reports, new Set(checks.filter(({ row }) => isPlainGet(row)).map(({ id }) => id)));
}

const nothingAsked: Pick<Finished, 'checks' | 'properties'> = { checks: [], properties: [] };

/** In s, with a direction. */
function clockNotices(offsetMs: number): string[] {
  if (offsetMs === 0) return [];
  const words = `${Math.abs(Math.round(offsetMs / 1000))} s ${offsetMs > 0 ? 'behind' : 'ahead of'}`;
  return [
    `The clock of this machine is ${words} that of the target; requests were signed with the time of the target.`,
  ];
}

/** Each capability that the target lacks, once, whichever showed first. */
const lackNotices = (lacks: OpenRun['lacks']): string[] =>
  capabilities
    .filter((capability) => lacks.has(capability))
    .map(
      (capability) =>
        `The target lacks ${capability} (${lacks.get(capability)}); checks that need it are not applicable.`,
    );

/** What keeps the target from being used; null where nothing does. */
async function obstacleTo(run: OpenRun, signal: AbortSignal): Promise<SuiteError | null> {
  try {
    await run.prepare();
    return null;
  } catch (error) {
    // Stopped by the user: what is planned is not run, and for no other reason.
    if (signal.aborted) return null;
    if (error instanceof SuiteError && obstacles.has(error.code)) return error;
    await run.close();
    throw error;
  }
}

async function askAll(
  { session }: OpenRun,
  { plan, emit, known, strict }: Omit<SuiteOptions, 'emit'> & Required<Pick<SuiteOptions, 'emit'>>,
  planned: number,
): Promise<Pick<Finished, 'checks' | 'properties'>> {
  let done = 0;
  const checks: CheckReport[] = [];
  const properties: PropertyReport[] = [];
  await Promise.all([
    ...plan.checks.map(async (item, index) => {
      const judged = await session.check(item);
      const check = known?.check(judged, strict) ?? judged;
      checks[index] = check;
      done += 1;
      emit({ kind: 'check-finished', check, done, planned });
    }),
    ...plan.properties.map(async (item, index) => {
      const judged = await session.property(item);
      const property = known?.property(judged, strict) ?? judged;
      properties[index] = property;
      done += 1;
      emit({ kind: 'property-finished', property, done, planned });
    }),
  ]);
  return { checks, properties };
}

function plannedEvent(
  { target, plan, prefix, embedded, existingObject, clients = [] }: SuiteOptions,
  clientRequests: number,
): RunEvent {
  return {
    kind: 'run-planned',
    targetName: target.name,
    endpoint: target.endpoint.origin,
    embedded,
    checks: plan.checks.length,
    properties: plan.properties.length,
    objects: existingObject ? 0 : plan.objects.length,
    ...(existingObject ? { existing: { key: existingObject.key, size: existingObject.facts.size } } : {}),
    ...plan.estimate,
    requests: plan.estimate.requests + clientRequests,
    ...(clients.length > 0 ? { clients: clients.map(({ identity }) => identity.name) } : {}),
    seed: plan.seed,
    prefix,
  };
}
