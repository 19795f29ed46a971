import type { EndpointResponse } from '../server/answer.js';
import { withField } from './change.js';
import type { Fault, FaultHooks, FaultQuestion } from './fault.js';

/** Changes what HEAD without a Range says of an object. */
const heads = (change: (answer: EndpointResponse, question: FaultQuestion) => EndpointResponse): FaultHooks => ({
  answer: (usual, question) =>
    question.request.method === 'HEAD' && question.range === null && usual.status === 200
      ? change(usual, question)
      : usual,
});

/** HEAD. */
export const headFaults: readonly Fault[] = [
  {
    name: 'head-without-length',
    sentence: 'HEAD has a Content-Length of 0.',
    contradicts: ['J2'],
    madeBy: [],
    hooks: heads((answer) => withField(answer, 'Content-Length', '0')),
  },
  {
    name: 'head-length-one-too-big',
    sentence: 'The Content-Length of HEAD is one too big.',
    contradicts: ['J2'],
    madeBy: [],
    hooks: heads((answer, { object }) => withField(answer, 'Content-Length', String((object?.body.length ?? 0) + 1))),
  },
  {
    name: 'head-without-accept-ranges',
    sentence: 'HEAD has no Accept-Ranges.',
    contradicts: ['J2', 'L4'],
    madeBy: [],
    hooks: heads((answer) => withField(answer, 'Accept-Ranges', null)),
  },
  {
    name: 'head-is-206',
    sentence: 'HEAD without a Range is answered 206.',
    contradicts: ['J2'],
    madeBy: [],
    hooks: heads((answer) => ({ ...answer, status: 206 })),
  },
  {
    name: 'head-has-a-range',
    sentence: 'HEAD without a Range has a Content-Range.',
    contradicts: ['J2', 'L8'],
    madeBy: [],
    hooks: heads((answer, { object }) =>
      withField(answer, 'Content-Range', `bytes 0-${(object?.body.length ?? 1) - 1}/${object?.body.length ?? 0}`),
    ),
  },
  {
    name: 'head-has-another-tag',
    sentence: 'The ETag of HEAD differs from that of GET.',
    contradicts: ['B13', 'L2'],
    madeBy: [],
    hooks: heads((answer) => withField(answer, 'ETag', '"0123456789ABCDEF0123456789ABCDEF"')),
  },
  {
    name: 'head-has-another-date',
    sentence: 'The Last-Modified of HEAD differs from that of GET.',
    contradicts: ['B13', 'L3'],
    madeBy: [],
    hooks: heads((answer) => withField(answer, 'Last-Modified', 'Thu, 01 Jan 1970 00:00:00 GMT')),
  },
];
