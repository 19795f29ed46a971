import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { KeptObject } from '../objects/store.js';
import { parseRange, type RangeValue } from '../read/range-grammar.js';
import { type RangeMode, type RangeQuestion, type Selection, selectRange } from '../read/select-range.js';
import type { EndpointResponse } from '../server/answer.js';
import { fieldValue } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';
import type { FaultHooks, FaultQuestion } from './fault.js';

type Change = (answer: EndpointResponse, question: FaultQuestion) => EndpointResponse;

const isRanged = ({ request, range }: FaultQuestion): boolean => request.method === 'GET' && range !== null;

/** Changes the answers with one status to a GET with a Range. */
export const answersWith = (status: number, change: Change): FaultHooks => ({
  answer: (usual, question) => (isRanged(question) && usual.status === status ? change(usual, question) : usual),
});

/** Changes the parts that are sent, answers with several ranges excepted. */
export const parts = (
  change: (answer: EndpointResponse, part: AnswerPart, question: FaultQuestion) => EndpointResponse,
): FaultHooks =>
  answersWith(206, (answer, question) => {
    const part = partOf(answer, question.object);
    return part ? change(answer, part, question) : answer;
  });

/** The interval that an answer names, both positions included, and the object it is cut from. */
export interface AnswerPart {
  readonly first: number;
  readonly last: number;
  readonly object: KeptObject;
}

/** `undefined` where the answer names no interval. */
export function partOf({ headers }: EndpointResponse, object: KeptObject | undefined): AnswerPart | undefined {
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(fieldValue(headers, 'content-range') ?? '') ?? [];
  return first && last && object ? { first: Number(first), last: Number(last), object } : undefined;
}

/** Another body of the same length; what the object has too little of is zero. */
export const partBodies = (bytes: (part: AnswerPart, question: FaultQuestion) => Uint8Array): FaultHooks =>
  parts((answer, part, question) => {
    const body = Buffer.alloc(part.last - part.first + 1);
    body.set(bytes(part, question).subarray(0, body.length));
    return { ...answer, body: [body] };
  });

/** Other positions, with fields and body that agree with each other. */
export const slices = (change: (part: { first: number; last: number }, size: number) => Slice): FaultHooks => ({
  select: (usual, { size }) => (usual.kind === 'slice' ? { kind: 'slice', ...change(usual, size) } : usual),
});

type Slice = { readonly first: number; readonly last: number };

/** Reads another text than the one that was sent; `null`: none at all. */
export const readsRangeAs = (change: (range: string) => string | null): FaultHooks => ({
  select: (usual, question, choices) =>
    question.range === null ? usual : selectRange({ ...question, range: change(question.range) }, choices),
});

/** What is known of a single range, or of the first one of a list. */
export interface RangeRead {
  readonly spec: RangeValue;
  readonly isList: boolean;
  readonly mode: RangeMode;
  readonly size: number;
  readonly range: string;
}

/** Decides by what a Range says; `undefined` leaves it at what is right. */
export const selectsOtherwise = (decide: (read: RangeRead, usual: Selection) => Selection | undefined): FaultHooks => ({
  select: (usual, question, choices) => {
    const read = readOf(question, choices);
    return (read && decide(read, usual)) ?? usual;
  },
});

function readOf({ range, mode, size }: RangeQuestion, choices: UnsettledChoices): RangeRead | undefined {
  if (range === null) return undefined;
  const { isList, head } = parseRange(range, choices);
  return { spec: head, isList, mode, size, range };
}

export const wholeAnswer: Selection = { kind: 'whole' };
export const refused: Selection = { kind: 'unsatisfiable' };
export const sliceAnswer = (first: number, last: number): Selection => ({ kind: 'slice', first, last });

/** With one field replaced, added, or (`null`) taken away. */
export function withField(
  { headers, ...answer }: EndpointResponse,
  name: string,
  value: string | null,
): EndpointResponse {
  const others = headers.filter(([candidate]) => candidate.toLowerCase() !== name.toLowerCase());
  const added: HeaderField[] = value === null ? [] : [[name, value]];
  return { ...answer, headers: [...others, ...added] };
}

/** With another body and the Content-Length that it has. */
export function withBody(answer: EndpointResponse, body: Uint8Array | string): EndpointResponse {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return withField({ ...answer, body: [bytes] }, 'Content-Length', String(bytes.length));
}

/** All bytes of an object. */
export const wholeOf = ({ body }: KeptObject): Uint8Array => body.subarray(0, body.length);

export const bodyOf = ({ body }: EndpointResponse): Buffer => Buffer.concat(body);

/** A refusal that says otherwise than it should: another status, code, or both. */
export function refusalWith(answer: EndpointResponse, status: number, code: string): EndpointResponse {
  const document = bodyOf(answer).toString();
  const body = document.includes('<Code>')
    ? document.replace(/<Code>.*<\/Code>/, `<Code>${code}</Code>`)
    : `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  <Code>${code}</Code>\n</Error>\n`;
  const withoutRange = withField(answer, 'Content-Range', null);
  return { ...withField(withBody(withoutRange, body), 'Content-Type', 'application/xml'), status };
}

/** Refuses every ranged GET, regardless of the right answer. */
export const refusesWhere = (
  isMeant: (question: FaultQuestion, usual: EndpointResponse) => boolean,
  status: number,
  code: string,
): FaultHooks => ({
  answer: (usual, question) =>
    isRanged(question) && isMeant(question, usual) ? refusalWith(usual, status, code) : usual,
});
