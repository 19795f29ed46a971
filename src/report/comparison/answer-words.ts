import type { CheckReport, ResponseReport } from '../document/document.js';
import { type ReportEntry, violatedAspects } from '../document/entry.js';

/** How a target answered one check, for a reader who compares. */
export interface ComparedResponse {
  /** Null where nothing was judged. */
  readonly mark: 'conforms' | 'violates' | null;
  /** `206 0-999`, `200 whole`, `416 InvalidRange`; or why there is no answer. */
  readonly words: string;
}

/**
 * @param isComparable whether the positions in the answer mean the same for all: the objects have one size
 */
export function answerOf(entry: ReportEntry, isComparable = true): ComparedResponse {
  switch (entry.verdict) {
    case 'inconclusive':
      return { mark: null, words: `inconclusive: ${entry.cause?.kind ?? 'unknown'}` };
    case 'not-applicable':
      return { mark: null, words: 'not applicable' };
    case 'not-run':
      return { mark: null, words: 'not run' };
    case 'conforms':
      return { mark: 'conforms', words: wordsOf(entry, isComparable) };
    // A known deviation is one: its acceptance says nothing about the target.
    case 'violates':
    case 'known':
      return { mark: 'violates', words: [wordsOf(entry, isComparable), ...unseenAspects(entry)].join(' ') };
  }
}

function wordsOf(entry: ReportEntry, isComparable: boolean): string {
  if ('id' in entry) return entry.response === null ? 'no answer' : checkWords(entry, entry.response, isComparable);
  return entry.verdict === 'conforms' ? 'holds' : 'does not hold';
}

/** Aspects that the words of an answer show. */
const seen: ReadonlySet<string> = new Set(['status', 'body-bytes', 'body-length', 'content-range', 'content-length']);

/** What is wrong with an answer that looks right: `(validators)`. */
function unseenAspects(entry: ReportEntry): string[] {
  const names = 'id' in entry ? [...new Set(violatedAspects(entry).map(({ aspect }) => aspect))] : [];
  return names.length === 0 || names.some((name) => seen.has(name)) ? [] : [`(${names.join(', ')})`];
}

function checkWords({ request }: CheckReport, response: ResponseReport, isComparable: boolean): string {
  const { status, body, errorCode } = response;
  const what = errorCode ?? (body === 'empty' ? 'no body' : body);
  if (!isComparable && isSlice(body)) return `${status} a part`;
  const oddities = isComparable && request.method === 'GET' ? fieldOddities(response, request.objectSize) : [];
  return [`${status} ${what}`, ...oddities].join(', ');
}

const isSlice = (body: string): boolean => /^\d+-\d+$/.test(body);

/** Fields that say something else than the body is: servers get either right without the other. */
function fieldOddities(response: ResponseReport, size: number): string[] {
  const { bodyLength, contentRange, contentLength } = response;
  const due = dueContentRange(response, size);
  const shown = contentRange === null ? 'no Content-Range' : `Content-Range ${contentRange}`;
  const isLengthOdd = contentLength !== null && contentLength !== String(bodyLength);
  return [
    ...(due === undefined || due === contentRange ? [] : [shown]),
    ...(isLengthOdd ? [`Content-Length ${contentLength}`] : []),
  ];
}

/** Undefined where nothing is to be said of it. */
function dueContentRange({ status, body }: ResponseReport, size: number): string | null | undefined {
  if (status === 200) return null;
  if (status !== 206 || body.startsWith('parts ')) return undefined;
  return `bytes ${body === 'whole' ? `0-${size - 1}` : body}/${size}`;
}
