import type { ReadResponse } from '../../judge/answer.js';
import { judgeAnswer } from '../../judge/judge-answer.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { Aspect, AspectResult } from '../../judge/verdict.js';
import { readRange } from '../../oracle/range-grammar.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Level, Method } from '../../spec/model/vocabulary.js';
import { completeAnswer } from './completed-answer.js';
import { fillPlaceholders, placeholders } from './placeholders.js';
import { slicesOf } from './range-form.js';
import type { Transcript } from './transcript.js';

/** What a published answer says of one claim. */
export interface ClaimComparison {
  readonly verdict: 'agrees' | 'silent' | 'contradicts';
  /** Aspects of the claim that the publication shows. */
  readonly shown: readonly Aspect[];
  /** What differs; empty unless it contradicts. */
  readonly differences: readonly Pick<AspectResult, 'aspect' | 'expected' | 'actual'>[];
}

/** What is claimed of an answer: one outcome, or the alternatives that the evidence leaves open. */
export interface ComparedClaim {
  readonly level: Level;
  readonly outcomes: readonly Outcome[];
  /** The answer is one to UploadPartCopy. */
  readonly copied: boolean;
  readonly method: Method;
}

const silent: ClaimComparison = { verdict: 'silent', shown: [], differences: [] };

/**
 * Holds a published answer against a claim, by the judge that judges a run. What was not published is taken for what the
 * claim says, so that a contradiction comes from what was. A claim that only observes has no wrong answer.
 */
export function compareClaim(transcript: Transcript, claim: ComparedClaim): ClaimComparison {
  if (claim.level === 'observed') return silent;
  const tried = claim.outcomes.map((outcome) => compareOutcome(transcript, outcome, claim));
  const fits = tried.filter(({ differences }) => differences.length === 0);
  if (fits.length === 0) return { ...tried.reduce(nearer), verdict: 'contradicts' };
  const best = fits.find(({ verdict }) => verdict === 'agrees') ?? fits[0]!;
  return isTold(transcript, claim) ? best : { ...best, verdict: 'silent' };
}

/** Without a status an answer shows a claim only where no other answer to the request could have been published so. */
function isTold(transcript: Transcript, claim: ComparedClaim): boolean {
  const { request, object, response } = transcript;
  if (typeof response.status === 'number') return true;
  const slices = slicesOf(readRange(request.range), object.size ?? 0).slice(0, 1);
  const possible: readonly Outcome[] = [
    { status: 200, body: { kind: 'whole' } },
    ...slices.map((slice): Outcome => ({ status: 206, body: { kind: 'slice', ...slice } })),
    { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' },
  ];
  const fitting = possible.filter((outcome) => compareOutcome(transcript, outcome, claim).differences.length === 0);
  const claimed = new Set(claim.outcomes.map(({ status }) => status));
  return fitting.every(({ status }) => claimed.has(status));
}

const nearer = (best: ClaimComparison, other: ClaimComparison): ClaimComparison =>
  other.differences.length < best.differences.length ? other : best;

function compareOutcome(transcript: Transcript, outcome: Outcome, { method, copied }: ComparedClaim): ClaimComparison {
  const { fields = {}, ...rest } = outcome;
  const published = new Set(Object.keys(transcript.response.fields).map((name) => name.toLowerCase()));
  const isPublished = (name: string): boolean => published.has(name.toLowerCase());
  const named = Object.entries(fields);
  const compared = named.filter(([name]) => isPublished(name));
  const judged: Outcome = compared.length === 0 ? rest : { ...rest, fields: Object.fromEntries(compared) };
  const object = factsOf(transcript, outcome);
  const answer = completeAnswer(transcript, judged, method, object);
  const aspects = judgedAspects(
    {
      request: { method, ...(copied ? { copyRange: '' } : {}) },
      object: { facts: object },
      level: 'required',
      outcomes: [judged],
    },
    answer,
  );
  const differences = aspects
    // Which bytes came is never published; where their number differs, that is what differs.
    .filter(
      ({ verdict, aspect }) => verdict === 'violates' && (aspect !== 'body-bytes' || outcome.body.kind === 'parts'),
    )
    .map(({ aspect, expected, actual }) => ({ aspect: aspect as Aspect, expected, actual }));
  const isShown = shownAspects(transcript, { method, copied });
  const shown = aspects.filter((one) => one.invariant === undefined && isShown(one.aspect as Aspect)).map(aspectOf);
  const isWhole = compared.length === named.length && shown.length > 0;
  return { verdict: isWhole ? 'agrees' : 'silent', shown, differences };
}

const aspectOf = ({ aspect }: AspectResult): Aspect => aspect as Aspect;

function judgedAspects(question: PreparedCheck, answer: ReadResponse): readonly AspectResult[] {
  const verdict = judgeAnswer(question, answer);
  return 'aspects' in verdict ? verdict.aspects : [];
}

/** Which aspects a publication shows; the bytes themselves it never does, but for the fact that there are parts. */
function shownAspects(
  { response }: Transcript,
  { method, copied }: Pick<ComparedClaim, 'method' | 'copied'>,
): (aspect: Aspect) => boolean {
  const has = (name: string): boolean => Object.keys(response.fields).some((other) => other.toLowerCase() === name);
  return (aspect) => {
    switch (aspect) {
      case 'status':
        return typeof response.status === 'number';
      case 'body-length':
        return response.bodyLength !== undefined && method === 'GET' && !copied;
      case 'content-length':
        return has('content-length') && !copied;
      case 'content-range':
        return has('content-range');
      case 'error-code':
        return response.code !== undefined;
      case 'header-fields':
        return true;
      case 'body-bytes':
      case 'validators':
      case 'framing':
        return false;
    }
  };
}

/** What is known of the object: its size, and the validators that the publication shows, or those that stand for hidden ones. */
function factsOf({ object, response }: Transcript, { body }: Outcome): ObjectFacts {
  const size = object.size ?? 0;
  const shown = (name: string, otherwise: string): string => {
    const value = Object.entries(response.fields).find(([other]) => other.toLowerCase() === name)?.[1];
    return value === undefined || value === null ? otherwise : fillPlaceholders(value);
  };
  return {
    size,
    crc64: shown('x-oss-hash-crc64ecma', placeholders['{crc64}']),
    etag: shown('etag', placeholders['{etag}']),
    lastModified: shown('last-modified', placeholders['{last-modified}']),
    ...(body.kind === 'parts' ? { content: { name: 'published', size, phase: 0, bytes: new Uint8Array(size) } } : {}),
  };
}
