import type { KeptObject } from '../objects/store.js';
import type { EndpointResponse } from '../server/answer.js';
import { fieldLines, fieldValue } from '../server/storage-request.js';
import { partOf, wholeAnswer, withBody, withField } from './change.js';
import type { Fault, FaultQuestion } from './fault.js';

const isRangedGet = ({ request, range }: FaultQuestion): boolean => request.method === 'GET' && range !== null;

/** How long a read waits for another one to be mixed up with, in ms; a pair in flight meets well within. */
const meetingMs = 30;

/** What one request leaves behind for another, and what depends on how often one asks. */
export const memoryFaults: readonly Fault[] = [
  {
    name: 'stale-parts',
    sentence: 'Parts are cut from the first content written to a key.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: () => {
      const first = new Map<string, KeptObject>();
      return {
        object: (usual, { headers }) => {
          const object = usual();
          const kept = first.get(object.key) ?? object;
          first.set(object.key, kept);
          return fieldValue(headers, 'range') === undefined ? object : kept;
        },
      };
    },
  },
  {
    name: 'stale-whole',
    sentence: 'A plain read returns what was read first from a key.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: () => {
      const first = new Map<string, KeptObject>();
      return {
        object: (usual, { headers, method }) => {
          const object = usual();
          const kept = first.get(object.key) ?? object;
          first.set(object.key, kept);
          return method === 'GET' && fieldValue(headers, 'range') === undefined ? kept : object;
        },
      };
    },
  },
  {
    name: 'stale-length',
    sentence: 'Content-Range has the complete length of the first object under a key.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: () => {
      const sizes = new Map<string, number>();
      return {
        answer: (usual, { object, request }) => {
          if (!object || request.method !== 'GET') return usual;
          const size = sizes.get(object.key) ?? object.body.length;
          sizes.set(object.key, size);
          const part = partOf(usual, object);
          return part ? withField(usual, 'Content-Range', `bytes ${part.first}-${part.last}/${size}`) : usual;
        },
      };
    },
  },
  {
    name: 'stale-head',
    sentence: 'HEAD returns the Content-Length of the first object under a key.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: () => {
      const lengths = new Map<string, number>();
      return {
        object: (usual) => {
          const object = usual();
          lengths.set(object.key, lengths.get(object.key) ?? object.body.length);
          return object;
        },
        answer: (usual, { object, request }) => {
          const length = object && lengths.get(object.key);
          return request.method === 'HEAD' && usual.status === 200 && length !== undefined
            ? withField(usual, 'Content-Length', String(length))
            : usual;
        },
      };
    },
  },
  {
    name: 'deleted-object-comes-back',
    sentence: 'An object that was read once can still be read after its deletion.',
    contradicts: ['rfc9110-9.3.5'],
    madeBy: [],
    hooks: () => {
      const known = new Map<string, KeptObject>();
      return {
        object: (usual, { path }) => {
          try {
            const object = usual();
            known.set(path, object);
            return object;
          } catch (error) {
            const object = known.get(path);
            if (object === undefined) throw error;
            return object;
          }
        },
      };
    },
  },
  {
    name: 'cache-without-mode',
    sentence: 'The same range of an object is answered alike under both behaviours, by the first request.',
    contradicts: ['B1', 'B2'],
    madeBy: [],
    hooks: () => {
      const kept = new Map<string, EndpointResponse>();
      return {
        answer: (usual, question) => {
          const { request, range, object } = question;
          const isPlain =
            request.query.length === 0 && !request.headers.some(([name]) => /^(if-|x-oss-multi-)/i.test(name));
          if (!isRangedGet(question) || !isPlain || usual.status === 403) return usual;
          const id = `${request.path} ${object?.md5.toString('hex')} ${range}`;
          const answer = kept.get(id) ?? usual;
          kept.set(id, answer);
          return answer;
        },
      };
    },
  },
  {
    name: 'answers-swapped',
    sentence: 'Two concurrent reads of the same object get each other’s answers.',
    contradicts: ['rfc9110-3.3'],
    madeBy: [],
    hooks: () => {
      const waiting = new Map<string, { answer: EndpointResponse; resolve: (answer: EndpointResponse) => void }>();
      return {
        answer: (usual, question) => {
          const { path } = question.request;
          if (!isRangedGet(question)) return usual;
          const other = waiting.get(path);
          if (other) {
            waiting.delete(path);
            other.resolve(usual);
            return other.answer;
          }
          return new Promise((resolve) => {
            waiting.set(path, { answer: usual, resolve });
            setTimeout(() => {
              if (waiting.get(path)?.resolve === resolve) waiting.delete(path);
              resolve(usual);
            }, meetingMs);
          });
        },
      };
    },
  },
  {
    name: 'range-of-the-request-before',
    sentence: 'A part begins where the previous range on the connection began.',
    contradicts: ['A1', 'rfc9110-3.3'],
    madeBy: [],
    hooks: () => {
      const previous = new WeakMap<object, number>();
      return {
        request: (request) => {
          const [range] = fieldLines(request.headers, 'range');
          const [, first, last] = /^bytes=(\d{1,9})-(\d{1,9})$/.exec(range ?? '') ?? [];
          const connection = request.connection ?? request;
          const before = previous.get(connection);
          if (first === undefined || last === undefined) return request;
          previous.set(connection, Number(first));
          if (before === undefined || before > Number(last)) return request;
          const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'range');
          return { ...request, headers: [...headers, ['Range', `bytes=${before}-${last}`]] };
        },
      };
    },
  },
  {
    name: 'one-in-a-hundred-is-whole',
    sentence: 'Every hundredth range is ignored.',
    contradicts: ['A1', 'rfc9110-9.2.1'],
    madeBy: [],
    hooks: () => {
      let count = 0;
      return { select: (usual, { range }) => (range !== null && ++count % 100 === 0 ? wholeAnswer : usual) };
    },
  },
  {
    name: 'one-in-a-hundred-is-damaged',
    sentence: 'The last byte of every hundredth part is zero.',
    contradicts: ['A6', 'rfc9110-9.2.1'],
    madeBy: [],
    hooks: () => {
      let count = 0;
      return {
        answer: (usual) => {
          const last = usual.body.at(-1);
          if (usual.status !== 206 || last === undefined || last.length === 0 || ++count % 100 !== 0) return usual;
          const body = Buffer.concat(usual.body);
          body[body.length - 1] = body.at(-1) === 0 ? 1 : 0;
          return withBody(usual, body);
        },
      };
    },
  },
  {
    name: 'second-time-is-whole',
    sentence: 'A range that was requested before is ignored the second time.',
    contradicts: ['A1', 'rfc9110-9.2.1'],
    madeBy: [],
    hooks: () => {
      const seen = new Set<string>();
      return {
        request: (request) => {
          const id = `${request.path} ${fieldLines(request.headers, 'range').join()}`;
          const isSecond = request.method === 'GET' && seen.has(id);
          seen.add(id);
          return isSecond
            ? { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'range') }
            : request;
        },
      };
    },
  },
  {
    name: 'range-name-in-one-spelling',
    sentence: 'The field name Range is case-sensitive.',
    contradicts: ['rfc9110-5.1'],
    madeBy: [],
    hooks: {
      request: (request) => ({
        ...request,
        headers: request.headers.filter(([name]) => name === 'Range' || name.toLowerCase() !== 'range'),
      }),
    },
  },
];
