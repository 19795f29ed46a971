import { errorAnswer, type TinyAnswer } from './tiny-answer.js';
import type { Decision } from './tiny-range.js';
import type { Deviation, TinyRequest } from './tiny-store.js';

/** A deviation of the parts that are served; everything else stays. */
const ofParts = (change: (first: number, last: number, request: TinyRequest) => [number, number]): Deviation => ({
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
): Deviation => ({
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
function clamp(usual: Decision, { range }: TinyRequest, size: number): Decision {
  const fits = range?.kind === 'closed' && range.first <= range.last && range.first < size;
  return usual.kind === 'whole' && fits ? { kind: 'part', first: Number(range.first), last: size - 1 } : usual;
}

/** Stores that are wrong in one decision each. */
export const deviations = {
  clampsUnderDefault: { decide: clamp },
  ignoresModeHeader: { standard: () => false },
  firstByteOffByOne: ofParts((first, last) => [Math.min(first + 1, last), last]),
  lastByteOffByOne: ofParts((first, last) => [first, Math.max(last - 1, first)]),
  otherErrorCode: ofAnswers(416, () => errorAnswer(416, 'InvalidArgument', 'The range is not valid.')),
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
} as const satisfies Record<string, Deviation>;
