import { type TinyAnswer, tinyErrorAnswer } from './tiny-answer.js';
import type { TinyDecision } from './tiny-range.js';
import type { TinyDeviation, TinyRequest } from './tiny-store.js';

/** A deviation of the parts that are served; everything else stays. */
const ofParts = (change: (first: number, last: number, request: TinyRequest) => [number, number]): TinyDeviation => ({
  decide: (usual, request) => {
    if (usual.kind !== 'part') return usual;
    const [first, last] = change(usual.first, usual.last, request);
    return { kind: 'part', first, last };
  },
});

/** A deviation of the answers with one status to a GET. */
const ofAnswers = (
  status: number,
  change: (usual: TinyAnswer, request: TinyRequest, objects: ReadonlyMap<string, Buffer>) => TinyAnswer,
): TinyDeviation => ({
  answer: (usual, request, objects) => {
    const answer = usual();
    const isMeant = answer.status === status && request.method === 'GET' && request.ranges.length > 0;
    return isMeant ? change(answer, request, objects) : answer;
  },
});

const withHeader = (answer: TinyAnswer, name: string, value: string): TinyAnswer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
});

const contentRange = ({ headers }: TinyAnswer): RegExpExecArray | null =>
  /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['Content-Range'] ?? '');

/** An end past the object is cut to it under default, too: the habit of every other store. */
function clamp(usual: TinyDecision, { range }: TinyRequest, size: number): TinyDecision {
  const fits = range?.kind === 'closed' && range.first <= range.last && range.first < size;
  return usual.kind === 'whole' && fits ? { kind: 'part', first: Number(range.first), last: size - 1 } : usual;
}

const isRanged = ({ method, ranges }: TinyRequest): boolean => method === 'GET' && ranges.length > 0;

/** The mode of a request is that of the request before it on the same connection. */
function leakingMode(): TinyDeviation {
  const previous = new Map<number, boolean>();
  return {
    standard: (requested, connection) => {
      const leaked = previous.get(connection) ?? false;
      previous.set(connection, requested);
      return requested || leaked;
    },
  };
}

/** How long a request waits for another one to be mixed up with, in ms; a pair in flight meets well within. */
const meetingMs = 30;

/** Two reads in flight on the same object get each other's answer. */
function swappedAnswers(): TinyDeviation {
  const waiting = new Map<string, { answer: TinyAnswer; resolve: (answer: TinyAnswer) => void }>();
  return {
    answer: (usual, request) => {
      const answer = usual();
      if (!isRanged(request)) return answer;
      const other = waiting.get(request.key);
      if (other) {
        waiting.delete(request.key);
        other.resolve(answer);
        return other.answer;
      }
      return new Promise((resolve) => {
        waiting.set(request.key, { answer, resolve });
        setTimeout(() => {
          if (waiting.get(request.key)?.resolve === resolve) waiting.delete(request.key);
          resolve(answer);
        }, meetingMs);
      });
    },
  };
}

/** A range is cut from the first bytes that were ever written under its key. */
function staleSlices(): TinyDeviation {
  const first = new Map<string, Buffer>();
  return {
    answer: (usual, { key, method }, objects) => {
      const answer = usual();
      const object = objects.get(key);
      if (object && !first.has(key)) first.set(key, object);
      const old = first.get(key);
      if (method !== 'GET' || answer.status !== 206 || !old || old === object) return answer;
      return { ...answer, body: old.subarray(0, answer.body.length) };
    },
  };
}

/** Every third range is answered with the whole object. */
function flaky(): TinyDeviation {
  let count = 0;
  return {
    decide: (usual, request) => (isRanged(request) && ++count % 3 === 0 ? { kind: 'whole' } : usual),
  };
}

/** Longer than any range that has to be understood, in characters. */
const longValue = 512;

/** Stores that go wrong in what relates several answers; each call makes one with a memory of its own. */
export const unlawful = {
  leakingMode,
  swappedAnswers,
  staleSlices,
  flaky,
  otherEtagOn206: () => ofAnswers(206, (usual) => withHeader(usual, 'ETag', '"of-the-part"')),
  modeAddsHeader: () => ({
    answer: (usual, { standard }) => (standard ? withHeader(usual(), 'x-oss-mode', 'standard') : usual()),
  }),
  clampedUnderStandardOnly: () => ({
    decide: (usual, { standard }) =>
      standard && usual.kind === 'part' ? { ...usual, last: Math.max(usual.first, usual.last - 1) } : usual,
  }),
  lastByteMissing: () => ({
    decide: (usual, _, size) =>
      usual.kind === 'part' && usual.last === size - 1 && usual.first < usual.last
        ? { ...usual, last: usual.last - 1 }
        : usual,
  }),
  lastChunkShort: () => ({
    decide: (usual, { range }, size) =>
      usual.kind === 'part' && range?.kind === 'closed' && range.last >= size && usual.first < usual.last
        ? { ...usual, last: usual.last - 1 }
        : usual,
  }),
  wholeAtTheEnd: () => ({ decide: (usual) => (usual.kind === 'refused' ? { kind: 'whole' } : usual) }),
  suffixFromTheFront: () => deviations.suffixAsPrefix,
  readsLastOfList: () => ({
    decide: (usual, { ranges, standard }) => (!standard && ranges[0]?.includes(',') ? { kind: 'whole' } : usual),
  }),
  caseSensitive: () => ({
    decide: (usual, { rawHeaders }) => (rawHeaders.includes('Range') ? usual : { kind: 'whole' }),
  }),
  failsOnLongValues: () => ({
    answer: (usual, { ranges }) =>
      (ranges[0]?.length ?? 0) > longValue ? tinyErrorAnswer(500, 'InternalError', 'Too long.') : usual(),
  }),
} as const satisfies Record<string, () => TinyDeviation>;

/** Stores that are wrong in one decision each. */
export const deviations = {
  clampsUnderDefault: { decide: clamp },
  ignoresModeHeader: { standard: () => false },
  firstByteOffByOne: ofParts((first, last) => [Math.min(first + 1, last), last]),
  lastByteOffByOne: ofParts((first, last) => [first, Math.max(last - 1, first)]),
  otherErrorCode: ofAnswers(416, () => tinyErrorAnswer(416, 'InvalidArgument', 'The range is not valid.')),
  errorAsJson: ofAnswers(416, () => ({
    status: 416,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from('{"Code":"InvalidRange"}'),
  })),
  prefixForEveryPart: ofAnswers(206, (usual, { key }, objects) => ({
    ...usual,
    body: objects.get(key)!.subarray(0, usual.body.length),
  })),
  zeroFilledParts: ofAnswers(206, (usual) => ({ ...usual, body: Buffer.alloc(usual.body.length) })),
  bytesOfAnotherObject: ofAnswers(206, (usual, { key }, objects) => {
    const other = [...objects].find(([name, body]) => name !== key && body.length >= usual.body.length);
    return { ...usual, body: (other?.[1] ?? usual.body).subarray(0, usual.body.length) };
  }),
  unclampedContentRange: ofAnswers(206, (usual, { range }) => {
    const [, first, , size] = contentRange(usual) ?? [];
    const last = range?.kind === 'closed' ? range.last : null;
    return last === null ? usual : withHeader(usual, 'Content-Range', `bytes ${first}-${last}/${size}`);
  }),
  contentRangeOn200: ofAnswers(200, (usual) =>
    withHeader(usual, 'Content-Range', `bytes 0-${usual.body.length - 1}/${usual.body.length}`),
  ),
  suffixAsPrefix: {
    decide: (usual, { range }) =>
      usual.kind === 'part' && range?.kind === 'suffix'
        ? { kind: 'part', first: 0, last: usual.last - usual.first }
        : usual,
  },
} as const satisfies Record<string, TinyDeviation>;
