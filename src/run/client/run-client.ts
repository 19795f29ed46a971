import type { WireTotals } from '../../driver/driver/totals.js';
import { createRedactor, type Redactor } from '../../driver/redact/redact.js';
import { secretsOfTarget, type Target } from '../../driver/target/target.js';
import type { Unanswered } from '../../exchange/recording/recording.js';
import type { CheckReport, ClientReport, ClientRowReport } from '../../report/document/document.js';
import { sinkOf } from '../check/ask-question.js';
import { prepareCheck } from '../check/prepare-check.js';
import { type Controls, createControls } from '../objects/controls.js';
import type { StoredObjects } from '../objects/stored-objects.js';
import type { Plan, PlannedCheck } from '../plan/plan.js';
import type { Sender } from '../sender/sender.js';
import { type ClientChannel, openClientChannel } from './client-channel.js';
import { clientQuestion, unaskable } from './client-eligibility.js';
import { clientReport } from './client-report.js';
import { comparedRow, crashedRow, unaskedRow } from './client-row.js';
import type { OpenClient } from './open-client.js';
import type { ClientThread } from './thread/client-thread.js';

export interface ClientRun {
  readonly plan: Plan;
  /** What the wire run made of the checks of the plan, in their order. */
  readonly checks: readonly CheckReport[];
  readonly target: Target;
  readonly objects: StoredObjects;
  readonly send: Sender;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly clockOffsetMs: number;
  /** Counted up as bytes pass. */
  readonly totals: WireTotals;
  readonly signal: AbortSignal;
}

/** Threads on a small machine: the client, the suite and perhaps the endpoint share two cores. */
const mostLanes = 4;

/** A client that does not come back costs its bound each time; after so many it is known for that. */
const mostHangs = 10;

/** So many questions show what a client makes of a target that does not answer; each takes its whole bound. */
const mostSilences = 3;

/** A client that takes its thread down is started again so often. */
const mostLosses = 10;

/** Why questions are not put to a client any more. */
interface StopReason {
  reason: string | null;
}

/** Puts the checks of a plan through a client, and compares what it hands over with what comes on the wire meanwhile. */
export async function runClient(client: OpenClient, run: ClientRun): Promise<ClientReport> {
  const rows: ClientRowReport[] = [];
  const queue: number[] = [];
  run.plan.checks.forEach((planned, index) => {
    const reason = unaskable(planned.row);
    if (reason === null) queue.push(index);
    else rows[index] = unaskedRow(planned, run.checks[index]!, client, { kind: 'not-applicable', reason });
  });
  const shared = shareOf(client, run);
  const abandon = () => void client.close();
  run.signal.addEventListener('abort', abandon);
  const stopReason: StopReason = { reason: null };
  let channels = Math.min(run.concurrency, mostLanes);
  for (let losses = 0; queue.length > 0 && stopReason.reason === null && !run.signal.aborted; ) {
    const thread = await client.thread();
    const alone = channels === 1;
    const lost: number[] = [];
    await Promise.all(
      Array.from({ length: channels }, () => workOff(thread, queue, { ...shared, rows, lost, stopReason, alone })),
    );
    if (thread.lost() === null || run.signal.aborted) continue;
    losses += 1;
    if (losses === mostLosses)
      stopReason.reason = `the client crashed its thread ${losses} times; the remaining rows were skipped`;
    // If several were in flight, the culprit is unknown: each one is repeated by itself.
    channels = 1;
    queue.unshift(...lost);
  }
  run.signal.removeEventListener('abort', abandon);
  const reason = run.signal.aborted ? 'the run was interrupted' : (stopReason.reason ?? 'it was not run');
  for (const [index, planned] of run.plan.checks.entries()) {
    rows[index] ??= unaskedRow(planned, run.checks[index]!, client, { kind: 'not-run', reason });
  }
  return clientReport(client.identity, rows);
}

/** What all channels of a client have in common. */
interface ClientContext {
  readonly client: OpenClient;
  readonly run: ClientRun;
  readonly controls: Controls;
  readonly redactor: Redactor;
  /** Questions that the target does not answer, and questions that the client does not come back from, so far. */
  readonly counts: { silences: number; hangs: number };
}

function shareOf(client: OpenClient, run: ClientRun): ClientContext {
  return {
    client,
    run,
    controls: createControls(run.send),
    redactor: createRedactor(secretsOfTarget(run.target)),
    counts: { silences: 0, hangs: 0 },
  };
}

interface WorkerContext extends ClientContext {
  readonly rows: ClientRowReport[];
  /** Takes what was under way when the thread was lost. */
  readonly lost: number[];
  readonly stopReason: StopReason;
  /** Whether nothing else is under way on the thread, so that it is known what takes it down. */
  readonly alone: boolean;
}

/** Asks one question after the other until there is none left, or the thread is lost. */
async function workOff(thread: ClientThread, queue: number[], context: WorkerContext): Promise<void> {
  const { run, rows, counts, stopReason } = context;
  const open = () => openClientChannel(thread, { ...run, redactor: context.redactor });
  let channel = await open();
  try {
    while (thread.lost() === null && stopReason.reason === null && !run.signal.aborted) {
      const index = queue.shift();
      if (index === undefined) return;
      const row = await askRow(channel, index, context).catch((error: unknown) => unfinishedRow(error, index, context));
      if (row === null) return;
      rows[index] = row;
      if (row.finding !== 'hung') continue;
      counts.hangs += 1;
      if (counts.hangs === mostHangs)
        stopReason.reason = `the client hung ${mostHangs} times; the remaining rows were skipped`;
      // What it is still doing must not get into the next question.
      await channel.close();
      channel = await open();
    }
  } finally {
    await channel.close();
  }
}

/** What an abort cuts off is not run; any other error is a defect of this program, and says nothing about the client. */
function unfinishedRow(error: unknown, index: number, { run, client }: WorkerContext): ClientRowReport {
  const message = error instanceof Error ? error.message : String(error);
  const why: Unanswered = run.signal.aborted
    ? { kind: 'not-run', reason: 'the run was interrupted' }
    : { kind: 'inconclusive', cause: { kind: 'harness', message } };
  return unaskedRow(run.plan.checks[index]!, run.checks[index]!, client, why);
}

/** Null where the thread was lost meanwhile, and it is not known by what. */
async function askRow(channel: ClientChannel, index: number, context: WorkerContext): Promise<ClientRowReport | null> {
  const { run, client, controls, redactor, counts } = context;
  const planned: PlannedCheck = run.plan.checks[index]!;
  const check = run.checks[index]!;
  const unasked = (reason: string) => unaskedRow(planned, check, client, { kind: 'not-applicable', reason });
  if (isSilence(check) && counts.silences++ >= mostSilences) {
    return unasked(`the target does not answer it, as ${mostSilences} other rows showed`);
  }
  // A feature that the target lacks is missing for every client.
  if (check.verdict === 'not-applicable') return unasked(check.reason ?? '');
  const prepared = await prepareCheck(planned, run.objects, run.target);
  if ('kind' in prepared) return unaskedRow(planned, check, client, prepared);
  const question = clientQuestion(prepared);
  if (typeof question === 'string') return unasked(question);
  const all = run.plan.objects;
  const answer = await channel.get(question, (sent) => sinkOf(prepared, sent, all));
  if (answer.kind === 'cannot') return unasked(`the client cannot send it: ${redactor.text(answer.reason)}`);
  if (answer.kind === 'lost') {
    if (context.alone && !run.signal.aborted) return crashedRow(planned, check, client, redactor.text(answer.message));
    context.lost.push(index);
    return null;
  }
  return comparedRow({ planned, check, client, prepared, question, controls, all, redactor }, answer);
}

/** Whether the wire run waited in vain for an answer. */
const isSilence = ({ response, received }: CheckReport): boolean =>
  response === null && received.startsWith('time-out ');
