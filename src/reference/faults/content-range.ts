import type { EndpointResponse } from '../server/answer.js';
import { type AnswerPart, answersWith, parts, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';

/** Writes the Content-Range of a part in another way. */
const written = (text: (part: AnswerPart & { readonly size: number }) => string | null): FaultHooks =>
  parts((answer, part) => withField(answer, 'Content-Range', text({ ...part, size: part.object.body.length })));

const wholeRange = (answer: EndpointResponse, size: number): EndpointResponse =>
  withField(answer, 'Content-Range', `bytes 0-${size - 1}/${size}`);

/** Content-Range, where status and body are as they should be. */
export const contentRangeFaults: readonly Fault[] = [
  {
    name: 'content-range-missing',
    sentence: 'A 206 has no Content-Range.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: ['fake-s3'],
    hooks: written(() => null),
  },
  {
    name: 'content-range-total-too-big',
    sentence: 'The complete length in Content-Range is one too big.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `bytes ${first}-${last}/${size + 1}`),
  },
  {
    name: 'content-range-total-is-the-last-position',
    sentence: 'Content-Range has the last position of the object instead of its length.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `bytes ${first}-${last}/${size - 1}`),
  },
  {
    name: 'content-range-total-of-the-part',
    sentence: 'Content-Range has the length of the part instead of the complete length.',
    contradicts: ['A1', 'A3'],
    madeBy: [],
    hooks: written(({ first, last }) => `bytes ${first}-${last}/${last - first + 1}`),
  },
  {
    name: 'content-range-total-unknown',
    sentence: 'The complete length in Content-Range is an asterisk.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last }) => `bytes ${first}-${last}/*`),
  },
  {
    name: 'content-range-without-total',
    sentence: 'Content-Range has no complete length.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last }) => `bytes ${first}-${last}`),
  },
  {
    name: 'content-range-end-excluded',
    sentence: 'The end in Content-Range is one too big, as in a half-open interval.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `bytes ${first}-${last + 1}/${size}`),
  },
  {
    name: 'content-range-end-two-too-big',
    sentence: 'The end in Content-Range is two too big.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: ['the Apache Iceberg mock'],
    hooks: written(({ first, last, size }) => `bytes ${first}-${last + 2}/${size}`),
  },
  {
    name: 'content-range-counts-from-one',
    sentence: 'The positions in Content-Range are counted from one.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `bytes ${first + 1}-${last + 1}/${size}`),
  },
  {
    name: 'content-range-within-the-part',
    sentence: 'The positions in Content-Range always begin at 0.',
    contradicts: ['A3', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `bytes 0-${last - first}/${size}`),
  },
  {
    name: 'content-range-of-the-whole',
    sentence: 'Content-Range always names the whole object.',
    contradicts: ['A1', 'D1', 'E1'],
    madeBy: [],
    hooks: written(({ size }) => `bytes 0-${size - 1}/${size}`),
  },
  {
    name: 'content-range-without-unit',
    sentence: 'Content-Range has no unit.',
    contradicts: ['A1', 'L6'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `${first}-${last}/${size}`),
  },
  {
    name: 'content-range-of-another-unit',
    sentence: 'The unit in Content-Range is octets.',
    contradicts: ['A1', 'L6'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `octets ${first}-${last}/${size}`),
  },
  {
    name: 'content-range-with-an-equals-sign',
    sentence: 'Content-Range has an equals sign after the unit, as Range does.',
    contradicts: ['A1', 'L6'],
    madeBy: [],
    hooks: written(({ first, last, size }) => `bytes=${first}-${last}/${size}`),
  },
  {
    name: 'content-range-with-a-tilde',
    sentence: 'Content-Range has a tilde between the positions.',
    contradicts: ['A1', 'L6'],
    madeBy: ['pages of the vendor print it so'],
    hooks: written(({ first, last, size }) => `bytes ${first}~${last}/${size}`),
  },
  {
    name: 'content-range-twice',
    sentence: 'A 206 has two different Content-Range lines.',
    contradicts: ['A1', 'L6'],
    madeBy: [],
    hooks: parts((answer, { object }) => ({
      ...answer,
      headers: [...answer.headers, ['Content-Range', `bytes 0-0/${object.body.length}`]],
    })),
  },
  {
    name: 'content-range-on-200',
    sentence: 'The whole object for an ignored range has a Content-Range.',
    contradicts: ['B3', 'C1', 'L8'],
    madeBy: ['radosgw, for another unit than bytes'],
    hooks: answersWith(200, (answer, { object }) => (object ? wholeRange(answer, object.body.length) : answer)),
  },
  {
    name: 'content-range-on-200-as-asked',
    sentence: 'The whole object for an ignored range has the requested positions in Content-Range.',
    contradicts: ['B3', 'C1', 'L8'],
    madeBy: [],
    hooks: answersWith(200, (answer, { object, range }) => {
      const [, positions] = /^bytes=(\d+-\d+)$/.exec(range ?? '') ?? [];
      return positions && object
        ? withField(answer, 'Content-Range', `bytes ${positions}/${object.body.length}`)
        : answer;
    }),
  },
  {
    name: 'content-range-on-a-plain-read',
    sentence: 'A GET without a Range has a Content-Range.',
    contradicts: ['L8'],
    madeBy: [],
    hooks: {
      answer: (usual, { range, object }) =>
        range === null && usual.status === 200 && object ? wholeRange(usual, object.body.length) : usual,
    },
  },
  {
    name: 'content-range-on-416-of-nothing',
    sentence: 'A 416 has a Content-Range with a complete length of 0.',
    contradicts: ['rfc9110-15.5.17'],
    madeBy: [],
    hooks: answersWith(416, (answer) => withField(answer, 'Content-Range', 'bytes */0')),
  },
  {
    name: 'content-range-on-416-of-a-part',
    sentence: 'A 416 has a Content-Range with positions.',
    contradicts: ['rfc9110-15.5.17'],
    madeBy: [],
    hooks: answersWith(416, (answer, { object }) => wholeRange(answer, object?.body.length ?? 0)),
  },
];
