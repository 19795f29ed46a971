import type { KeptObject } from '../objects/store.js';
import { multipartBody, type StoredSlice } from '../read/multipart-body.js';
import { satisfiableIn } from '../read/select-range.js';
import type { EndpointResponse } from '../server/answer.js';
import { defaultChoices } from '../server/unsettled.js';
import { answersWith, bodyOf, parts, withBody, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';

/** Answers lists under the standard behaviour by parts, which is right, and changes those answers. */
const unasked = (change: (answer: EndpointResponse, size: number) => EndpointResponse): FaultHooks =>
  answersWith(206, (answer, { object, mode, range }) => {
    if (mode === 'default' || !object || range === null) return answer;
    const size = object.body.length;
    const { named, slices } = satisfiableIn(range, size, defaultChoices) ?? { named: 0, slices: [] };
    if (named < 2 || slices.length === 0) return answer;
    return change(inParts(answer, object, slices), size);
  });

function inParts(
  answer: EndpointResponse,
  { body }: Pick<KeptObject, 'body'>,
  slices: readonly StoredSlice[],
): EndpointResponse {
  const parts = Buffer.concat(multipartBody(body, slices, { boundary: 'part', type: 'text/plain' }));
  const type = 'multipart/byteranges;boundary=part';
  return withField(withField(withBody(answer, parts), 'Content-Range', null), 'Content-Type', type);
}

const rewritten = (change: (text: string) => string): FaultHooks =>
  unasked((answer) => withBody(answer, Buffer.from(change(bodyOf(answer).toString('latin1')), 'latin1')));

/** The parts by which a server that follows RFC 9110 answers a list, though no header of the vendor asks for them. */
export const unaskedPartsFaults: readonly Fault[] = [
  {
    name: 'unasked-parts-hold-other-bytes',
    sentence: 'The first byte of each part of a list is wrong under the standard behaviour.',
    contradicts: ['rfc9110-15.3.7.2'],
    madeBy: [],
    hooks: rewritten((text) =>
      text.replace(
        /(\r\n\r\n)([\s\S])/g,
        (_, before: string, byte: string) => before + String.fromCharCode(byte.charCodeAt(0) ^ 1),
      ),
    ),
  },
  {
    name: 'unasked-parts-do-not-end',
    sentence: 'The closing delimiter of the parts of a list is missing under the standard behaviour.',
    contradicts: ['rfc9110-15.3.7.2'],
    madeBy: [],
    hooks: rewritten((text) => text.replace(/\r\n--[^\r\n]+--\r\n$/, '')),
  },
  {
    name: 'unasked-parts-name-another-length',
    sentence: 'The parts of a list have a wrong complete length under the standard behaviour.',
    contradicts: ['rfc9110-15.3.7.2'],
    madeBy: [],
    hooks: rewritten((text) => text.replace(/(Content-range: bytes \d+-\d+\/)\d+/g, '$11')),
  },
  {
    name: 'unasked-parts-have-a-range-in-all',
    sentence: 'The multipart answer to a list has its own Content-Range under the standard behaviour.',
    contradicts: ['rfc9110-15.3.7.2'],
    madeBy: [],
    hooks: unasked((answer, size) => withField(answer, 'Content-Range', `bytes 0-${size - 1}/${size}`)),
  },
  {
    name: 'single-range-as-a-part',
    sentence: 'A single range is answered with multipart/byteranges of one part under the standard behaviour.',
    contradicts: ['rfc9110-15.3.7.2'],
    madeBy: [],
    hooks: parts((answer, { first, last, object }, { mode, range }) =>
      mode === 'default' || (range?.includes(',') ?? false) ? answer : inParts(answer, object, [{ first, last }]),
    ),
  },
];
