import type { EndpointResponse } from '../server/answer.js';
import { answersWith, bodyOf, parts, refusalWith, wholeOf, withBody, withField } from './change.js';
import type { Delivery, Fault, FaultHooks } from './fault.js';

/** Sends something behind the answers that are meant, or instead of them. */
const sends = (
  isMeant: (delivery: Delivery) => boolean,
  send: (delivery: Delivery, usual: () => void) => void,
): FaultHooks => ({
  write: (usual, delivery) => (isMeant(delivery) ? send(delivery, usual) : usual()),
});

const isPart = ({ method, answer }: Delivery): boolean => method === 'GET' && answer.status === 206;
const isSuffix = ({ range }: { readonly range: string | null }): boolean => /^bytes=-\d/.test(range ?? '');
const isRefusal = ({ method, answer }: Delivery): boolean => method === 'GET' && answer.status === 416;

const withLength = (answer: EndpointResponse, length: string | null): EndpointResponse =>
  withField(answer, 'Content-Length', length);

/** A body that does not have the announced length, and closes the connection, so clients do not wait for the rest. */
const endsAfter = (hooks: FaultHooks, isMeant: (delivery: Delivery) => boolean): FaultHooks => ({
  ...hooks,
  ...sends(isMeant, ({ socket }, usual) => {
    usual();
    socket.end();
  }),
});

/** Content-Length, and where a message ends. */
export const framingFaults: readonly Fault[] = [
  {
    name: 'content-length-of-the-whole',
    sentence: 'Content-Length of a part is that of the whole object; the connection closes early.',
    contradicts: ['A1', 'A9'],
    madeBy: [],
    hooks: endsAfter(
      parts((answer, { object }) => withLength(answer, String(object.body.length))),
      isPart,
    ),
  },
  {
    name: 'content-length-as-asked',
    sentence: 'Content-Length is that of the requested range, past the object; the connection closes early.',
    contradicts: ['B2', 'B5'],
    madeBy: ['a fork of oss-emulator and koa-range, which leave the client waiting'],
    hooks: endsAfter(
      parts((answer, { first }, { range }) => {
        const [, last] = /^bytes=\d+-(\d{1,12})$/.exec(range ?? '') ?? [];
        return last ? withLength(answer, String(Number(last) - first + 1)) : answer;
      }),
      ({ answer }) => Number(new Map(answer.headers).get('Content-Length')) > bodyOf(answer).length,
    ),
  },
  {
    name: 'content-length-one-too-small',
    sentence: 'Content-Length of a part is one too small: its last byte precedes the next answer.',
    contradicts: ['A1', 'A9'],
    madeBy: [],
    hooks: parts((answer, { first, last }) => (last > first ? withLength(answer, String(last - first)) : answer)),
  },
  {
    name: 'content-length-negative',
    sentence: 'A range that cannot be satisfied is answered with a negative Content-Length.',
    contradicts: ['C2', 'P1'],
    madeBy: ['servers in use, -Infinity included'],
    hooks: endsAfter(
      answersWith(416, (answer) => withLength(answer, '-1')),
      isRefusal,
    ),
  },
  {
    name: 'content-length-twice',
    sentence: 'The answer to a suffix has two different Content-Length lines.',
    contradicts: ['D1', 'D3'],
    madeBy: [],
    hooks: parts((answer, { object }, question) =>
      isSuffix(question)
        ? { ...answer, headers: [...answer.headers, ['Content-Length', String(object.body.length + 1)]] }
        : answer,
    ),
  },
  {
    name: 'part-in-chunks',
    sentence: 'A part is sent in chunks without a Content-Length.',
    contradicts: ['A1', 'A3'],
    madeBy: [],
    hooks: parts((answer) => withLength(answer, null)),
  },
  {
    name: 'part-cut-short',
    sentence: 'The connection closes after half of the answer to a suffix.',
    contradicts: ['D1', 'D3'],
    madeBy: [],
    hooks: endsAfter(
      parts((answer, _, question) => {
        const body = bodyOf(answer);
        return isSuffix(question) ? { ...answer, body: [body.subarray(0, Math.floor(body.length / 2))] } : answer;
      }),
      (delivery) => isPart(delivery) && isSuffix(delivery),
    ),
  },
  {
    name: 'part-one-byte-short',
    sentence:
      'A part of 64 KiB or more that does not begin with the first byte ends one byte short of its Content-Length.',
    contradicts: ['B15', 'E2'],
    madeBy: [],
    hooks: endsAfter(
      parts((answer, { first, last }) =>
        first > 0 && last - first >= 65_535 ? { ...answer, body: [bodyOf(answer).subarray(0, -1)] } : answer,
      ),
      ({ answer }) =>
        Number(new Map(answer.headers).get('Content-Length')) > bodyOf(answer).length && answer.status === 206,
    ),
  },
  {
    name: 'part-followed-by-a-line',
    sentence: 'Every part is followed by a line break that Content-Length does not count.',
    contradicts: ['A1'],
    madeBy: ['swift, where a HEAD is refused: a chunk terminator in front of the next answer'],
    hooks: sends(isPart, ({ socket }, usual) => {
      usual();
      socket.write('\r\n');
    }),
  },
  {
    name: 'refusal-has-no-end',
    sentence: 'A 416 has the Content-Length of the object; the connection closes early.',
    contradicts: ['C2', 'P1'],
    madeBy: ['rclone serve http'],
    hooks: endsAfter(
      answersWith(416, (answer) => withLength(answer, '1000000')),
      isRefusal,
    ),
  },
  {
    name: 'refusal-with-the-object',
    sentence: 'A 416 has the whole object as its body.',
    contradicts: ['C2', 'P1'],
    madeBy: ['serve-handler'],
    hooks: answersWith(416, (answer, { object }) => (object ? withBody(answer, wholeOf(object)) : answer)),
  },
  {
    name: 'refusal-is-silence',
    sentence: 'The connection closes without an answer to an unsatisfiable range.',
    contradicts: ['C2', 'D8'],
    madeBy: ['the Apache Iceberg mock, for ranges that it cannot parse'],
    hooks: sends(isRefusal, ({ socket }) => void socket.destroy()),
  },
  {
    name: 'refusal-is-a-server-error',
    sentence: 'A suffix of zero is answered 500.',
    contradicts: ['D7', 'D8', 'D9'],
    madeBy: [],
    hooks: answersWith(416, (answer, { range }) =>
      range === 'bytes=-0' ? refusalWith(answer, 500, 'InternalError') : answer,
    ),
  },
  {
    name: 'head-with-a-body',
    sentence: 'The answer to HEAD has a body.',
    contradicts: ['J2'],
    madeBy: ['busybox httpd'],
    hooks: sends(
      ({ method, answer }) => method === 'HEAD' && answer.status === 200,
      ({ socket, answer }, usual) => {
        usual();
        socket.write(bodyOf(answer));
      },
    ),
  },
];
