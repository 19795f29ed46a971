import { fieldValue } from '../server/storage-request.js';
import { answersWith, bodyOf, refusalWith, withBody, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';

/** Another error document of a 416. */
const document = (change: (text: string) => string): FaultHooks =>
  answersWith(416, (answer) => withBody(answer, change(bodyOf(answer).toString())));

const code = (text: string): FaultHooks => answersWith(416, (answer) => refusalWith(answer, 416, text));

/** What an error says, where its status is as it should be. */
export const errorFaults: readonly Fault[] = [
  {
    name: 'refusal-code-of-arguments',
    sentence: 'A 416 has the code InvalidArgument.',
    contradicts: ['C2', 'D7'],
    madeBy: [],
    hooks: code('InvalidArgument'),
  },
  {
    name: 'refusal-code-of-http',
    sentence: 'A 416 has the code RequestedRangeNotSatisfiable.',
    contradicts: ['C2', 'D7'],
    madeBy: [],
    hooks: code('RequestedRangeNotSatisfiable'),
  },
  {
    name: 'refusal-code-in-lower-case',
    sentence: 'A 416 has the code invalidrange.',
    contradicts: ['C2', 'D7'],
    madeBy: [],
    hooks: code('invalidrange'),
  },
  {
    name: 'refusal-code-of-the-client',
    sentence: 'A 416 has the code InvalidRangeError, as the Node.js SDK names it.',
    contradicts: ['C2', 'D7'],
    madeBy: [],
    hooks: code('InvalidRangeError'),
  },
  {
    name: 'refusal-is-empty',
    sentence: 'A 416 has no body.',
    contradicts: ['P1'],
    madeBy: [],
    hooks: document(() => ''),
  },
  {
    name: 'refusal-is-html',
    sentence: 'A 416 has an HTML page as its body.',
    contradicts: ['P1'],
    madeBy: ['web servers, which know no XML errors'],
    hooks: answersWith(416, (answer) =>
      withField(
        withBody(answer, '<html><body><h1>416 Requested Range Not Satisfiable</h1></body></html>\n'),
        'Content-Type',
        'text/html',
      ),
    ),
  },
  {
    name: 'refusal-is-json',
    sentence: 'A 416 has a JSON document as its body.',
    contradicts: ['P1'],
    madeBy: [],
    hooks: answersWith(416, (answer) =>
      withField(withBody(answer, '{"Code":"InvalidRange"}'), 'Content-Type', 'application/json'),
    ),
  },
  {
    name: 'refusal-is-called-text',
    sentence: 'The error document of a 416 has the type text/plain.',
    contradicts: ['P1'],
    madeBy: [],
    hooks: answersWith(416, (answer) => withField(answer, 'Content-Type', 'text/plain')),
  },
  {
    name: 'refusal-without-code',
    sentence: 'The error document of a 416 has no Code element.',
    contradicts: ['P1'],
    madeBy: [],
    hooks: document((text) => text.replace(/\s*<Code>.*<\/Code>/, '')),
  },
  {
    name: 'refusal-with-a-small-code',
    sentence: 'The element of the code is called code.',
    contradicts: ['P1'],
    madeBy: [],
    hooks: document((text) => text.replace('<Code>', '<code>').replace('</Code>', '</code>')),
  },
  {
    name: 'refusal-broken-off',
    sentence: 'The error document of a 416 is not closed.',
    contradicts: ['P1'],
    madeBy: [],
    hooks: document((text) => text.replace(/<\/Error>\s*$/, '')),
  },
  {
    name: 'missing-key-is-empty',
    sentence: 'A key that does not exist is answered 200 with no bytes.',
    contradicts: ['P7'],
    madeBy: [],
    hooks: {
      answer: (usual, { object, request }) =>
        object === undefined && request.method === 'GET' && usual.status === 404
          ? { ...withBody(usual, ''), status: 200 }
          : usual,
    },
  },
  {
    name: 'missing-key-is-a-bad-range',
    sentence: 'A range of a key that does not exist is answered 416.',
    contradicts: ['P7'],
    madeBy: ['minio of 2019', 'gofakes3'],
    hooks: answersWith(404, (answer) => refusalWith(answer, 416, 'InvalidRange')),
  },
  {
    name: 'missing-key-has-another-code',
    sentence: 'A key that does not exist has the code NotFound.',
    contradicts: ['P7'],
    madeBy: [],
    hooks: {
      answer: (usual, { request }) =>
        usual.status === 404 && request.method === 'GET' ? refusalWith(usual, 404, 'NotFound') : usual,
    },
  },
  {
    name: 'missing-bucket-is-a-missing-key',
    sentence: 'A bucket that does not exist has the code NoSuchKey.',
    contradicts: ['docs-2021-errors'],
    madeBy: [],
    hooks: {
      answer: (usual, { request }) =>
        bodyOf(usual).includes('NoSuchBucket') && request.method === 'GET'
          ? refusalWith(usual, 404, 'NoSuchKey')
          : usual,
    },
  },
  {
    name: 'request-id-missing',
    sentence: 'Answers have no x-oss-request-id.',
    contradicts: ['P5'],
    madeBy: [],
    hooks: { head: (usual) => usual.filter(([name]) => name !== 'x-oss-request-id') },
  },
  {
    name: 'request-id-missing-on-refusals',
    sentence: 'A 416 has no x-oss-request-id.',
    contradicts: ['P5'],
    madeBy: [],
    hooks: {
      head: (usual, status) => (status === 416 ? usual.filter(([name]) => name !== 'x-oss-request-id') : usual),
    },
  },
  {
    name: 'request-id-is-a-uuid',
    sentence: 'The x-oss-request-id has 36 characters.',
    contradicts: ['L7'],
    madeBy: [],
    hooks: {
      head: (usual) =>
        usual.map(([name, value]) =>
          name === 'x-oss-request-id' ? [name, '7c9f3f0e-6d0e-4d55-9f43-5a4f1b1f0c11'] : [name, value],
        ),
    },
  },
  {
    name: 'head-error-says-nothing',
    sentence: 'An error answer to HEAD has no x-oss-err, so its code is lost.',
    contradicts: ['J3'],
    madeBy: [],
    hooks: {
      answer: (usual) =>
        fieldValue(usual.headers, 'x-oss-err') === undefined ? usual : withField(usual, 'x-oss-err', null),
    },
  },
];
