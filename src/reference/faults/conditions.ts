import { selectRange } from '../read/select-range.js';
import { fieldValue, type StorageRequest } from '../server/storage-request.js';
import { defaultChoices } from '../server/unsettled.js';
import { bodyOf, refusalWith, wholeOf, withBody } from './change.js';
import type { Fault, FaultHooks, FaultQuestion } from './fault.js';

const conditional = /^if-(match|none-match|modified-since|unmodified-since)$/i;

/** Does not read the conditions that are meant. */
const deafTo = (names: RegExp, isMeant: (request: StorageRequest) => boolean = () => true): FaultHooks => ({
  request: (request) =>
    isMeant(request) ? { ...request, headers: request.headers.filter(([name]) => !names.test(name)) } : request,
});

const hasRange = ({ headers }: StorageRequest): boolean => fieldValue(headers, 'range') !== undefined;

/** Reads a condition as if its date were so many ms later. */
const shifted = (condition: string, ms: number): FaultHooks => ({
  request: (request) => ({
    ...request,
    headers: request.headers.map(([name, value]) =>
      name.toLowerCase() === condition && !Number.isNaN(Date.parse(value))
        ? [name, new Date(Date.parse(value) + ms).toUTCString()]
        : [name, value],
    ),
  }),
});

const cannotBeSatisfied = ({ range, mode, object }: FaultQuestion): boolean =>
  object !== undefined &&
  selectRange({ range, mode, size: object.body.length }, defaultChoices).kind === 'unsatisfiable';

/** Conditions, alone and beside a Range. */
export const conditionFaults: readonly Fault[] = [
  {
    name: 'conditions-ignored',
    sentence: 'Conditions are ignored.',
    contradicts: ['K1', 'K2', 'K3'],
    madeBy: ['oss-emulator'],
    hooks: deafTo(conditional),
  },
  {
    name: 'head-ignores-conditions',
    sentence: 'HEAD ignores conditions.',
    contradicts: ['J4'],
    madeBy: [],
    hooks: deafTo(conditional, ({ method }) => method === 'HEAD'),
  },
  {
    name: 'conditions-ignored-beside-a-range',
    sentence: 'Conditions are ignored if there is a Range.',
    contradicts: ['K1', 'K2'],
    madeBy: [],
    hooks: deafTo(conditional, hasRange),
  },
  {
    name: 'if-match-ignored',
    sentence: 'If-Match is ignored.',
    contradicts: ['K2', 'K3'],
    madeBy: [],
    hooks: deafTo(/^if-match$/i),
  },
  {
    name: 'if-none-match-ignored',
    sentence: 'If-None-Match is ignored.',
    contradicts: ['K3'],
    madeBy: [],
    hooks: deafTo(/^if-none-match$/i),
  },
  {
    name: 'if-modified-since-ignored',
    sentence: 'If-Modified-Since is ignored.',
    contradicts: ['K1', 'K3'],
    madeBy: [],
    hooks: deafTo(/^if-modified-since$/i),
  },
  {
    name: 'if-unmodified-since-ignored',
    sentence: 'If-Unmodified-Since is ignored.',
    contradicts: ['K3'],
    madeBy: [],
    hooks: deafTo(/^if-unmodified-since$/i),
  },
  {
    name: 'equal-date-is-modified',
    sentence: 'If-Modified-Since with exactly the date of the object returns the object.',
    contradicts: ['K3'],
    madeBy: [],
    hooks: shifted('if-modified-since', -1000),
  },
  {
    name: 'equal-date-is-too-late',
    sentence: 'If-Unmodified-Since with exactly the date of the object is answered 412.',
    contradicts: ['K3'],
    madeBy: [],
    hooks: shifted('if-unmodified-since', -1000),
  },
  {
    name: 'refusal-before-condition',
    sentence: 'A range that cannot be satisfied is answered 416 although a condition fails.',
    contradicts: ['rfc9110-13.2.2'],
    madeBy: ['minio of 2019', 'gofakes3'],
    hooks: {
      answer: (usual, question) =>
        (usual.status === 412 || usual.status === 304) &&
        question.request.method === 'GET' &&
        cannotBeSatisfied(question)
          ? refusalWith(usual, 416, 'InvalidRange')
          : usual,
    },
  },
  {
    name: 'failed-condition-is-304',
    sentence: 'A failed If-Match is answered 304.',
    contradicts: ['K2', 'K3'],
    madeBy: [],
    hooks: {
      answer: (usual) => (usual.status === 412 ? { ...usual, headers: [], status: 304, body: [] } : usual),
    },
  },
  {
    name: 'not-modified-is-412',
    sentence: 'A failed If-None-Match or If-Modified-Since is answered 412.',
    contradicts: ['K1', 'K3'],
    madeBy: ['the rules for copies in an old page of the vendor'],
    hooks: {
      answer: (usual, { request }) =>
        usual.status === 304 && request.method === 'GET' ? refusalWith(usual, 412, 'PreconditionFailed') : usual,
    },
  },
  {
    name: 'not-modified-with-the-object',
    sentence: 'An unmodified object is answered 200 with the object.',
    contradicts: ['K1', 'K3'],
    madeBy: [],
    hooks: {
      answer: (usual, { request, object }) =>
        usual.status === 304 && request.method === 'GET' && object
          ? { ...withBody(usual, wholeOf(object)), status: 200 }
          : usual,
    },
  },
  {
    name: 'failed-condition-has-another-code',
    sentence: 'A 412 has the code ConditionNotMet.',
    contradicts: ['K4'],
    madeBy: [],
    hooks: {
      answer: (usual, { request }) =>
        usual.status === 412 && request.method === 'GET' ? refusalWith(usual, 412, 'ConditionNotMet') : usual,
    },
  },
  {
    name: 'no-date-is-an-error',
    sentence: 'A condition with an invalid date is answered 400.',
    contradicts: ['K5'],
    madeBy: [],
    hooks: {
      answer: (usual, { request }) => {
        const date = fieldValue(request.headers, 'if-modified-since');
        const isNone = date !== undefined && Number.isNaN(Date.parse(date));
        return isNone && request.method === 'GET' ? refusalWith(usual, 400, 'InvalidArgument') : usual;
      },
    },
  },
  {
    name: 'no-date-is-not-modified',
    sentence: 'An If-Modified-Since with an invalid date is answered 304.',
    contradicts: ['K5'],
    madeBy: [],
    hooks: {
      answer: (usual, { request }) => {
        const date = fieldValue(request.headers, 'if-modified-since');
        const isNone = date !== undefined && Number.isNaN(Date.parse(date));
        return isNone && bodyOf(usual).length > 0 ? { ...usual, headers: [], status: 304, body: [] } : usual;
      },
    },
  },
];
