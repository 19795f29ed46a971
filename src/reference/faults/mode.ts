import { modeHeaderName } from '../../spec/model/vocabulary.js';
import { type RangeMode, selectRange } from '../read/select-range.js';
import type { StorageRequest } from '../server/storage-request.js';
import { withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';

/** Decides under another behaviour than the one that was asked for. */
const underMode = (choose: (mode: RangeMode, range: string) => RangeMode): FaultHooks => ({
  select: (usual, question, choices) =>
    question.range === null
      ? usual
      : selectRange({ ...question, mode: choose(question.mode, question.range) }, choices),
});

const isMode = ([name]: readonly [string, string]): boolean => name.toLowerCase() === modeHeaderName;

const asksForStandard = ({ headers }: StorageRequest): boolean =>
  headers.some(([name, value]) => isMode([name, value]) && value === 'standard');

const withMode = (request: StorageRequest): StorageRequest => ({
  ...request,
  headers: [...request.headers.filter((field) => !isMode(field)), [modeHeaderName, 'standard']],
});

const withoutMode = (request: StorageRequest): StorageRequest => ({
  ...request,
  headers: request.headers.filter((field) => !isMode(field)),
});

/** The header x-oss-range-behavior. */
export const modeFaults: readonly Fault[] = [
  {
    name: 'mode-ignored',
    sentence: 'The mode header has no effect.',
    contradicts: ['B2', 'C2', 'D6'],
    madeBy: ['every measured server; none knows the header'],
    hooks: underMode(() => 'default'),
  },
  {
    name: 'mode-always-standard',
    sentence: 'Every request gets the standard behaviour.',
    contradicts: ['B1', 'C1', 'D5'],
    madeBy: ['Amazon S3', 'and every store that follows RFC 9110'],
    hooks: underMode(() => 'standard'),
  },
  {
    name: 'mode-inverted',
    sentence: 'The mode header turns the standard behaviour off instead of on.',
    contradicts: ['B1', 'B2'],
    madeBy: [],
    hooks: underMode((mode) => (mode === 'default' ? 'standard' : 'default')),
  },
  {
    name: 'mode-name-in-lower-case-only',
    sentence: 'The mode header is recognized in lower case only.',
    contradicts: ['I1'],
    madeBy: [],
    hooks: {
      request: (request) =>
        request.headers.some(([name]) => name === modeHeaderName) ? request : withoutMode(request),
    },
  },
  {
    name: 'mode-in-british-spelling',
    sentence: 'The mode header is recognized as x-oss-range-behaviour only.',
    contradicts: ['B2', 'I1'],
    madeBy: [],
    hooks: { request: withoutMode },
  },
  {
    name: 'mode-not-for-suffixes',
    sentence: 'The mode header has no effect on a suffix.',
    contradicts: ['D6'],
    madeBy: [],
    hooks: underMode((mode, range) => (range.startsWith('bytes=-') ? 'default' : mode)),
  },
  {
    name: 'mode-not-for-open-ranges',
    sentence: 'The mode header has no effect on an open range.',
    contradicts: ['C5'],
    madeBy: [],
    hooks: underMode((mode, range) => (range.endsWith('-') ? 'default' : mode)),
  },
  {
    name: 'mode-for-open-ranges-only',
    sentence: 'The mode header has no effect on a closed range.',
    contradicts: ['B2', 'C2'],
    madeBy: [],
    hooks: underMode((mode, range) => (/^bytes=\d+-\d+$/.test(range) ? 'default' : mode)),
  },
  {
    name: 'mode-behind-the-range-ignored',
    sentence: 'The mode header has no effect after Range.',
    contradicts: ['rfc9110-5.3'],
    madeBy: [],
    hooks: {
      request: (request) => {
        const names = request.headers.map(([name]) => name.toLowerCase());
        return names.indexOf(modeHeaderName) > names.indexOf('range') ? withoutMode(request) : request;
      },
    },
  },
  {
    name: 'mode-leaves-a-field',
    sentence: 'Answers under the standard behaviour have an extra field.',
    contradicts: ['A1'],
    madeBy: [],
    hooks: {
      answer: (usual, { mode }) => (mode === 'standard' ? withField(usual, 'x-oss-range-mode', 'standard') : usual),
    },
  },
  {
    name: 'mode-stays-on-the-connection',
    sentence: 'The next request on the connection also gets the standard behaviour.',
    contradicts: ['B1', 'rfc9110-3.3'],
    madeBy: [],
    hooks: () => {
      const previous = new WeakMap<object, boolean>();
      return {
        request: (request) => {
          const connection = request.connection ?? request;
          const leaks = previous.get(connection) ?? false;
          previous.set(connection, asksForStandard(request));
          return leaks ? withMode(request) : request;
        },
      };
    },
  },
  {
    name: 'mode-stays-for-ever',
    sentence: 'After one request with the standard behaviour, every later one gets it.',
    contradicts: ['B1', 'rfc9110-3.3'],
    madeBy: [],
    hooks: () => {
      let isRequested = false;
      return {
        request: (request) => {
          isRequested ||= asksForStandard(request);
          return isRequested ? withMode(request) : request;
        },
      };
    },
  },
];
