import { createHash } from 'node:crypto';
import { createCrc64 } from '../../content/crc64.js';
import { formatHttpDate } from '../read/http-date.js';
import { fieldValue } from '../server/storage-request.js';
import { answersWith, bodyOf, parts, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';

/** Takes a field away from parts. */
const lost = (name: string): FaultHooks => answersWith(206, (answer) => withField(answer, name, null));

/** Writes a field of parts in another way. */
const rewritten = (name: string, change: (value: string) => string): FaultHooks =>
  answersWith(206, (answer) => withField(answer, name, change(fieldValue(answer.headers, name) ?? '')));

const hourMs = 3_600_000;

/** ETag, checksum, date, and what else is said of the object beside a part of it. */
export const validatorFaults: readonly Fault[] = [
  {
    name: 'etag-of-the-part',
    sentence: 'The ETag of a 206 is the MD5 of the part.',
    contradicts: ['L2'],
    madeBy: [],
    hooks: parts((answer) =>
      withField(answer, 'ETag', `"${createHash('md5').update(bodyOf(answer)).digest('hex').toUpperCase()}"`),
    ),
  },
  {
    name: 'etag-in-lower-case',
    sentence: 'The ETag of a 206 is in lower case, that of a 200 in upper case.',
    contradicts: ['L2'],
    madeBy: [],
    hooks: rewritten('ETag', (tag) => tag.toLowerCase()),
  },
  {
    name: 'etag-weak',
    sentence: 'The ETag of a 206 is weak.',
    contradicts: ['L2'],
    madeBy: [],
    hooks: rewritten('ETag', (tag) => `W/${tag}`),
  },
  {
    name: 'etag-names-the-range',
    sentence: 'The ETag of a 206 contains the positions.',
    contradicts: ['L2'],
    madeBy: [],
    hooks: parts((answer, { first, last }) =>
      withField(answer, 'ETag', `"${(fieldValue(answer.headers, 'etag') ?? '').slice(1, -1)}-${first}-${last}"`),
    ),
  },
  {
    name: 'etag-changes',
    sentence: 'The ETag differs in every answer.',
    contradicts: ['L2', 'rfc9110-9.2.1'],
    madeBy: [],
    hooks: () => {
      let count = 0;
      return { answer: (usual) => (usual.status < 300 ? withField(usual, 'ETag', `"${++count}"`) : usual) };
    },
  },
  {
    name: 'etag-of-the-mode',
    sentence: 'The ETag differs under the standard behaviour.',
    contradicts: ['L2'],
    madeBy: [],
    hooks: {
      answer: (usual, { mode }) =>
        mode === 'standard' && usual.status < 300 ? withField(usual, 'ETag', '"standard"') : usual,
    },
  },
  {
    name: 'checksum-of-the-part',
    sentence: 'The x-oss-hash-crc64ecma of a 206 is that of the part.',
    contradicts: ['L1', 'A4'],
    madeBy: [],
    hooks: parts((answer) => {
      const crc = createCrc64();
      crc.update(bodyOf(answer));
      return withField(answer, 'x-oss-hash-crc64ecma', crc.digest());
    }),
  },
  {
    name: 'checksum-in-hex',
    sentence: 'The x-oss-hash-crc64ecma of a 206 is written in hexadecimal.',
    contradicts: ['L1', 'A4'],
    madeBy: [],
    hooks: rewritten('x-oss-hash-crc64ecma', (value) => BigInt(value).toString(16)),
  },
  {
    name: 'checksum-signed',
    sentence: 'The x-oss-hash-crc64ecma is written as a signed number.',
    contradicts: ['L1', 'A4'],
    madeBy: [],
    hooks: {
      answer: (usual) => {
        const value = fieldValue(usual.headers, 'x-oss-hash-crc64ecma');
        return value === undefined
          ? usual
          : withField(usual, 'x-oss-hash-crc64ecma', String(BigInt.asIntN(64, BigInt(value))));
      },
    },
  },
  {
    name: 'date-of-now',
    sentence: 'The Last-Modified of a 206 is the time of the answer plus a minute.',
    contradicts: ['L3'],
    madeBy: [],
    hooks: rewritten('Last-Modified', () => formatHttpDate(Date.now() + 60_000)),
  },
  {
    name: 'date-in-local-time',
    sentence: 'The Last-Modified of a 206 is eight hours ahead.',
    contradicts: ['L3'],
    madeBy: [],
    hooks: rewritten('Last-Modified', (date) => formatHttpDate(Date.parse(date) + 8 * hourMs)),
  },
  {
    name: 'accept-ranges-missing',
    sentence: 'A 206 has no Accept-Ranges.',
    contradicts: ['L4'],
    madeBy: [],
    hooks: lost('Accept-Ranges'),
  },
  {
    name: 'accept-ranges-none',
    sentence: 'A 206 has Accept-Ranges: none.',
    contradicts: ['L4'],
    madeBy: [],
    hooks: rewritten('Accept-Ranges', () => 'none'),
  },
  {
    name: 'object-type-missing',
    sentence: 'A 206 has no x-oss-object-type.',
    contradicts: ['L3'],
    madeBy: [],
    hooks: lost('x-oss-object-type'),
  },
  {
    name: 'storage-class-missing',
    sentence: 'A 206 has no x-oss-storage-class.',
    contradicts: ['L3'],
    madeBy: [],
    hooks: lost('x-oss-storage-class'),
  },
  {
    name: 'type-of-a-part',
    sentence: 'The Content-Type of a 206 is always multipart/byteranges.',
    contradicts: ['A3'],
    madeBy: [],
    hooks: parts((answer) => withField(answer, 'Content-Type', 'multipart/byteranges')),
  },
];
