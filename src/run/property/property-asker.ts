import type { ContentObject } from '../../content/content-object.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { KeepLine } from '../../exchange/recording/recording.js';
import { answeredOutcome, drawLine } from '../../exchange/recording/write-lines.js';
import { classifyExchange } from '../../judge/classify-exchange.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { Verdict } from '../../judge/verdict.js';
import { expectRange } from '../../oracle/expect-range.js';
import type { Draw } from '../../property/family.js';
import type { JudgedStep as StepAnswer } from '../../property/law.js';
import type { LawStep } from '../../property/law-plan.js';
import type { JudgedDraw } from '../../property/run-draws.js';
import type { DrawDetail } from '../../report/build/property-report.js';
import type { ReportedStep } from '../../report/build/steps-report.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { verdictOn } from '../capability/obstacle.js';
import { askQuestion } from '../check/ask-question.js';
import type { Controls } from '../objects/controls.js';
import type { StoredObject, StoredObjects } from '../objects/stored-objects.js';
import type { Plan } from '../plan/plan.js';
import type { Sender } from '../sender/sender.js';

/** The property that a draw belongs to. */
export interface DrawnFor {
  /** `property/NAME` */
  readonly id: string;
  readonly behaviour: Behaviour;
}

/** Puts the questions of properties to one target. */
export interface PropertyAsker {
  draw(draw: Draw, property: DrawnFor): Promise<JudgedDraw<DrawDetail | null>>;
  step(size: number, step: LawStep, oneConnection: boolean): Promise<StepAnswer<ReportedStep | null>>;
}

export interface PropertyAskerOptions {
  readonly plan: Plan;
  readonly send: Sender;
  /** Asks everything on one connection. */
  readonly sendInLine: Sender;
  readonly objects: StoredObjects;
  readonly controls: Controls;
  readonly signal: AbortSignal;
  /** Is given every judged draw. */
  readonly keep?: KeepLine | undefined;
}

export function createPropertyAsker(options: PropertyAskerOptions): PropertyAsker {
  const { plan, send, sendInLine, objects, controls, signal, keep } = options;
  // A row may ask for an object of the same size with a key or a type of its own; properties read the plain ones.
  const plain = plan.objects.filter(({ name, size, bytes }) => name === `bytes-${size}` || bytes !== undefined);
  const contents = new Map(plain.map((content): [number, ContentObject] => [content.size, content]));

  return {
    async draw(draw, { id, behaviour }) {
      const object = contents.get(draw.size)!;
      const storing = await objects.store(object);
      const expectation = expectRange(draw.size, [draw.range], behaviour);
      const drawn = { id, behaviour, draw, object, claim: expectation };
      if (storing.kind !== 'stored') {
        const why = verdictOn(storing);
        await keep?.(drawLine(drawn, { kind: 'unanswered', why }));
        return { verdict: why, detail: null };
      }
      const prepared: PreparedCheck<StoredObject> = {
        request: { method: 'GET', range: [draw.range], behaviour },
        object: storing.object,
        level: expectation.level,
        outcomes: expectation.outcomes,
      };
      const answered = await askQuestion(prepared, send, controls, plan.objects, signal);
      await keep?.(drawLine(drawn, answeredOutcome(prepared.object.facts, answered)));
      const { exchange, verdict } = answered;
      return { verdict, detail: { object, exchange, outcomes: expectation.outcomes } };
    },
    async step(size, step, oneConnection) {
      signal.throwIfAborted();
      const storing = await objects.store(contents.get(size)!);
      if (storing.kind !== 'stored') {
        return { verdict: verdictOn(storing), answered: null, detail: null };
      }
      const range = step.range === null ? [] : [step.range];
      const { behaviour, fields: headers = [] } = step;
      const expectation = expectRange(size, range, behaviour);
      const prepared: PreparedCheck<StoredObject> = {
        request: { method: step.method, range, headers, behaviour },
        object: storing.object,
        level: step.anyOutcome ? 'observed' : expectation.level,
        outcomes: expectation.outcomes,
      };
      const answered = await askQuestion(prepared, oneConnection ? sendInLine : send, controls, plan.objects, signal);
      return stepAnswer(prepared, answered);
    },
  };
}

function stepAnswer(
  { request, object }: PreparedCheck<StoredObject>,
  { exchange, verdict }: { readonly exchange: Exchange; readonly verdict: Verdict },
): StepAnswer<ReportedStep> {
  const classified = classifyExchange(request.method, exchange, object.facts.size);
  const { range = [] } = request;
  const comparable = classified.kind === 'answered' || classified.kind === 'refused';
  const answered = comparable ? { answer: classified.answer, exchange } : null;
  return { verdict, answered, detail: { sent: { object, range }, exchange } };
}
