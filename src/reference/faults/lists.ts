import { multipartBody } from '../read/multipart-body.js';
import { parseRange } from '../read/range-grammar.js';
import { selectRange } from '../read/select-range.js';
import { fieldValue } from '../server/storage-request.js';
import { defaultChoices } from '../server/unsettled.js';
import {
  answersWith,
  bodyOf,
  readsRangeAs,
  refusalWith,
  refused,
  refusesWhere,
  selectsOtherwise,
  sliceAnswer,
  wholeAnswer,
  wholeOf,
  withBody,
  withField,
} from './change.js';
import type { Fault, FaultHooks, FaultQuestion } from './fault.js';

const elementsOf = (range: string): string[] =>
  range
    .replace(/^bytes=/, '')
    .split(',')
    .map((element) => element.trim());
const asksForParts = ({ request }: FaultQuestion): boolean =>
  fieldValue(request.headers, 'x-oss-multi-range-behavior') === 'multi-range';
const isList = (range: string | null): boolean => range?.includes(',') ?? false;

/** Reads another element of a list than the first, under the default behaviour. */
const readsElement = (choose: (elements: readonly string[]) => string | undefined): FaultHooks =>
  readsRangeAs((range) => (isList(range) ? `bytes=${choose(elementsOf(range)) ?? ''}` : range));

const isRange = (element: string): boolean => parseRange(`bytes=${element}`, defaultChoices).head.kind !== 'malformed';

/** Changes the answers that consist of several parts. */
const multipart = (change: (text: string) => string): FaultHooks =>
  answersWith(206, (answer, { object }) =>
    fieldValue(answer.headers, 'content-type')?.startsWith('multipart/') && object
      ? withBody(answer, Buffer.from(change(bodyOf(answer).toString('latin1')), 'latin1'))
      : answer,
  );

/** Several ranges in one Range, with and without the header that asks for several parts. */
export const faultsOfLists: readonly Fault[] = [
  {
    name: 'list-takes-the-last',
    sentence: 'The last range of a list is answered.',
    contradicts: ['G1'],
    madeBy: [],
    hooks: readsElement((elements) => elements.at(-1)),
  },
  {
    name: 'list-skips-what-is-no-range',
    sentence: 'The first valid element of a list counts, by the list rule of RFC 9110.',
    contradicts: ['F6'],
    madeBy: ['parsers that follow the list rule of RFC 9110'],
    hooks: readsElement((elements) => elements.find(isRange)),
  },
  {
    name: 'list-refused',
    sentence: 'A list is answered 416 under the default behaviour.',
    contradicts: ['G1', 'G2'],
    madeBy: ['KS3', 'one vendor page names it as a cause of 416'],
    hooks: selectsOtherwise(({ isList, mode }) => (isList && mode === 'default' ? refused : undefined)),
  },
  {
    name: 'list-ignored',
    sentence: 'A list returns the whole object under the default behaviour.',
    contradicts: ['G1', 'G2'],
    madeBy: ['Amazon S3'],
    hooks: selectsOtherwise(({ isList, mode }) => (isList && mode === 'default' ? wholeAnswer : undefined)),
  },
  {
    name: 'list-not-implemented',
    sentence: 'A list is answered 501.',
    contradicts: ['G1'],
    madeBy: ['gofakes3'],
    hooks: refusesWhere((question) => isList(question.range) && !asksForParts(question), 501, 'NotImplemented'),
  },
  {
    name: 'list-joined',
    sentence: 'A list is answered as one range from its first to its last position.',
    contradicts: ['G1'],
    madeBy: ['send and lighttpd, where the ranges overlap'],
    hooks: {
      select: (usual, { range, size }, choices) => {
        if (!isList(range) || range === null) return usual;
        const found = elementsOf(range)
          .map((element) => selectRange({ range: `bytes=${element}`, mode: 'standard', size }, choices))
          .filter((selection) => selection.kind === 'slice');
        if (found.length === 0) return usual;
        return sliceAnswer(Math.min(...found.map(({ first }) => first)), Math.max(...found.map(({ last }) => last)));
      },
    },
  },
  {
    name: 'list-as-parts-unasked',
    sentence: 'A list is answered with multipart/byteranges without the header that requests it.',
    contradicts: ['G1', 'G3'],
    madeBy: ['servers that follow RFC 9110'],
    hooks: answersWith(206, (answer, { object, range }) => {
      if (!object || range === null || !isList(range)) return answer;
      const slices = elementsOf(range)
        .map((element) =>
          selectRange({ range: `bytes=${element}`, mode: 'default', size: object.body.length }, defaultChoices),
        )
        .filter((selection) => selection.kind === 'slice');
      if (slices.length < 2) return answer;
      const body = Buffer.concat(multipartBody(object.body, slices, { boundary: 'parts', type: 'text/plain' }));
      return withField(
        withField(withBody(answer, body), 'Content-Range', null),
        'Content-Type',
        'multipart/byteranges;boundary=parts',
      );
    }),
  },
  {
    name: 'list-read-to-its-end',
    sentence: 'A list with an invalid element is ignored.',
    contradicts: ['G2'],
    madeBy: [],
    hooks: selectsOtherwise(({ isList, range }) =>
      isList && !elementsOf(range).every(isRange) ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'parts-header-not-known',
    sentence: 'The header that requests several parts has no effect.',
    contradicts: ['G7'],
    madeBy: [],
    hooks: {
      request: (request) => ({
        ...request,
        headers: request.headers.filter(([name]) => name.toLowerCase() !== 'x-oss-multi-range-behavior'),
      }),
    },
  },
  {
    name: 'parts-without-limit',
    sentence: 'More than 50 ranges are answered.',
    contradicts: ['G8'],
    madeBy: [],
    hooks: {
      answer: (usual, question) => {
        const isTooMany = bodyOf(usual).includes('MultiRangeFailed') && question.object !== undefined;
        return isTooMany && question.object
          ? {
              ...withBody(withField(usual, 'Content-Type', 'application/octet-stream'), wholeOf(question.object)),
              status: 200,
            }
          : usual;
      },
    },
  },
  {
    name: 'parts-limit-has-another-code',
    sentence: 'More than 50 ranges are rejected as InvalidArgument.',
    contradicts: ['G8'],
    madeBy: [],
    hooks: answersWith(400, (answer) =>
      bodyOf(answer).includes('MultiRangeFailed') ? refusalWith(answer, 400, 'InvalidArgument') : answer,
    ),
  },
  {
    name: 'parts-do-not-end',
    sentence: 'The closing delimiter of several parts is missing.',
    contradicts: ['G7'],
    madeBy: [],
    hooks: multipart((text) => text.replace(/\r\n--[^\r\n]+--\r\n$/, '')),
  },
  {
    name: 'parts-name-one-byte-more',
    sentence: 'The Content-Range of each of several parts ends one byte too late.',
    contradicts: ['G7'],
    madeBy: [],
    hooks: multipart((text) =>
      text.replace(/(Content-range: bytes \d+-)(\d+)/g, (_, start, last) => `${start}${Number(last) + 1}`),
    ),
  },
  {
    name: 'parts-name-another-length',
    sentence: 'The Content-Range of each of several parts has a wrong complete length.',
    contradicts: ['G7'],
    madeBy: [],
    hooks: multipart((text) => text.replace(/(Content-range: bytes \d+-\d+\/)\d+/g, '$11')),
  },
  {
    name: 'parts-without-ranges',
    sentence: 'The parts of a multipart answer have no Content-Range.',
    contradicts: ['G7'],
    madeBy: [],
    hooks: multipart((text) => text.replace(/Content-range: [^\r\n]*\r\n/g, '')),
  },
  {
    name: 'parts-have-a-range-in-all',
    sentence: 'A multipart answer has its own Content-Range.',
    contradicts: ['G7'],
    madeBy: [],
    hooks: answersWith(206, (answer, { object }) =>
      fieldValue(answer.headers, 'content-range') === undefined && object
        ? withField(answer, 'Content-Range', `bytes 0-${object.body.length - 1}/${object.body.length}`)
        : answer,
    ),
  },
  {
    name: 'parts-leave-out-what-does-not-fit',
    sentence: 'Ranges inside the object are answered although another one is outside.',
    contradicts: ['G9', 'G11'],
    madeBy: ['servers that follow RFC 9110'],
    hooks: answersWith(200, (answer, question) => {
      const { object, range } = question;
      if (!object || range === null || !isList(range) || !asksForParts(question)) return answer;
      const slices = elementsOf(range)
        .map((element) =>
          selectRange({ range: `bytes=${element}`, mode: 'default', size: object.body.length }, defaultChoices),
        )
        .filter((selection) => selection.kind === 'slice');
      if (slices.length === 0) return answer;
      const body = Buffer.concat(multipartBody(object.body, slices, { boundary: 'parts', type: 'text/plain' }));
      return {
        ...withField(withBody(answer, body), 'Content-Type', 'multipart/byteranges;boundary=parts'),
        status: 206,
      };
    }),
  },
];
