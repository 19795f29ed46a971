import { answersWith, refusalWith, withBody, withField } from './change.js';
import type { Fault } from './fault.js';

/** The status, where the rest is as it should be. */
export const statusFaults: readonly Fault[] = [
  {
    name: 'part-is-200',
    sentence: 'A part is answered 200, with its Content-Range.',
    contradicts: ['A1', 'E3'],
    madeBy: [],
    hooks: answersWith(206, (answer) => ({ ...answer, status: 200 })),
  },
  {
    name: 'part-is-200-without-range',
    sentence: 'A part is answered 200 without a Content-Range.',
    contradicts: ['A1', 'E3'],
    madeBy: [],
    hooks: answersWith(206, (answer) => ({ ...withField(answer, 'Content-Range', null), status: 200 })),
  },
  {
    name: 'ignored-range-is-206',
    sentence: 'The whole object for an ignored range is a 206 without Content-Range.',
    contradicts: ['B3', 'C1', 'L8'],
    madeBy: ['a vendor developer guide, 2018 to 2021'],
    hooks: answersWith(200, (answer) => ({ ...answer, status: 206 })),
  },
  {
    name: 'ignored-range-is-206-with-range',
    sentence: 'The whole object for an ignored range is a 206 whose Content-Range names all of it.',
    contradicts: ['B3', 'C1', 'L8'],
    madeBy: ['servers in use, for two Range lines'],
    hooks: answersWith(200, (answer, { object }) =>
      object && object.body.length > 0
        ? {
            ...withField(answer, 'Content-Range', `bytes 0-${object.body.length - 1}/${object.body.length}`),
            status: 206,
          }
        : answer,
    ),
  },
  {
    name: 'plain-read-is-206',
    sentence: 'A GET without a Range is answered 206.',
    contradicts: ['B3', 'K3'],
    madeBy: [],
    hooks: {
      answer: (usual, { request, range, object }) =>
        request.method === 'GET' && range === null && usual.status === 200 && object
          ? {
              ...withField(usual, 'Content-Range', `bytes 0-${object.body.length - 1}/${object.body.length}`),
              status: 206,
            }
          : usual,
    },
  },
  {
    name: 'refusal-is-400',
    sentence: 'A range that cannot be satisfied is answered 400.',
    contradicts: ['C2', 'D8'],
    madeBy: ['SelectObject of OSS, for its own ranges'],
    hooks: answersWith(416, (answer) => ({ ...answer, status: 400 })),
  },
  {
    name: 'refusal-is-404',
    sentence: 'A range that cannot be satisfied is answered 404.',
    contradicts: ['C2', 'D8'],
    madeBy: [],
    hooks: answersWith(416, (answer) => refusalWith(answer, 404, 'NoSuchKey')),
  },
  {
    name: 'refusal-is-200',
    sentence: 'A range that cannot be satisfied is answered 200 with the error document as its body.',
    contradicts: ['C2', 'D8'],
    madeBy: [],
    hooks: answersWith(416, (answer) => ({ ...answer, status: 200 })),
  },
  {
    name: 'refusal-is-204',
    sentence: 'A range that cannot be satisfied is answered 204.',
    contradicts: ['C2', 'D8'],
    madeBy: [],
    hooks: answersWith(416, (answer) => withField({ ...withBody(answer, ''), status: 204 }, 'Content-Length', null)),
  },
  {
    name: 'refusal-is-412',
    sentence: 'A range that cannot be satisfied is answered 412.',
    contradicts: ['C2', 'D8'],
    madeBy: [],
    hooks: answersWith(416, (answer) => refusalWith(answer, 412, 'PreconditionFailed')),
  },
];
