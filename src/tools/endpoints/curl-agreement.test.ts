import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { CheckReport } from '../../report/document/document.js';
import {
  checkReportFixture,
  requestReportFixture,
  responseReportFixture,
} from '../../testing/builders/report-fixtures.js';
import { disagreement, singleRanges } from './curl-agreement.js';
import { type CurlAnswer, fetchByCurl } from './fetch-by-curl.js';

const part = responseReportFixture();
const check = (response: CheckReport['response'], isFramingWrong = false): CheckReport =>
  checkReportFixture({
    response,
    received: 'what the report has',
    aspects: isFramingWrong
      ? [{ aspect: 'framing', verdict: 'violates', level: 'required', expected: 'an answer', actual: 'none' }]
      : [],
  });
const curl = (answer: Partial<CurlAnswer> = {}): CurlAnswer => ({
  isComplete: true,
  exitCode: 0,
  status: 206,
  bodyLength: 500,
  contentRange: 'bytes 500-999/1000',
  errorCode: null,
  ...answer,
});
const nothing = curl({ isComplete: false, exitCode: 52, status: null, bodyLength: 0, contentRange: null });

test('curl agrees with a report of the same answer', () => {
  expect(disagreement(check(part), curl())).toBeNull();
});

test.each<[string, CheckReport, CurlAnswer, string]>([
  ['another status', check(part), curl({ status: 200 }), 'status 206 in the report, 200 by curl'],
  ['another length', check(part), curl({ bodyLength: 501 }), 'body length 500 in the report, 501 by curl'],
  [
    'another Content-Range',
    check(part),
    curl({ contentRange: 'bytes 500-2000/1000' }),
    'Content-Range bytes 500-999/1000 in the report, bytes 500-2000/1000 by curl',
  ],
  [
    'no Content-Range',
    check(part),
    curl({ contentRange: null }),
    'Content-Range bytes 500-999/1000 in the report, null',
  ],
  ['another error code', check(part), curl({ errorCode: 'Other' }), 'error code null in the report, Other by curl'],
  [
    'no answer',
    check(part),
    nothing,
    'the report has what the report has, and curl got no complete answer (exit code 52)',
  ],
  [
    'half an answer',
    check(part),
    curl({ isComplete: false, exitCode: 18, bodyLength: 499 }),
    'the report has what the report has, and curl got no complete answer (exit code 18)',
  ],
  [
    'an answer that the report has not',
    check(null),
    curl(),
    'the report has no answer (what the report has), and curl got 206',
  ],
  [
    'more of a broken answer',
    check(part, true),
    curl({ isComplete: false, exitCode: 28, status: 200 }),
    'status 206 in the report, 200 by curl',
  ],
])('curl disagrees where it got %s', (_, report, answer, words) => {
  expect(disagreement(report, answer)).toContain(words);
});

test('an answer that does not come, or does not end, is the same to both', () => {
  expect(disagreement(check(null), nothing)).toBeNull();
  expect(disagreement(check(part, true), nothing)).toBeNull();
  expect(disagreement(check(part, true), curl({ isComplete: false, exitCode: 28 }))).toBeNull();
  // What follows an answer is seen by the suite alone.
  expect(disagreement(check(part, true), curl())).toBeNull();
});

test('requests with one range and nothing else are made again, each once', () => {
  const ask = (request: Parameters<typeof requestReportFixture>[0]) =>
    checkReportFixture({ request: requestReportFixture(request) });
  const single = ask({});
  const others = [
    ask({ method: 'HEAD' }),
    ask({ range: ['bytes=0-1', 'bytes=2-3'] }),
    ask({ range: ['bytes=0-1,3-4'] }),
    ask({ range: [] }),
    ask({ object: 'bytes-20' }),
    ask({ url: '' }),
    ask({ url: 'http://127.0.0.1/bytes-1000?versionId=1' }),
    ask({ headers: [...single.request.headers, ['If-Match', '"x"']] }),
  ];
  const standard = ask({ headers: [...single.request.headers, ['x-oss-range-behavior', 'standard']] });
  expect(singleRanges([single, ...others, ask({}), standard])).toEqual([single, standard]);
});

test('curl tells an answer, a part of one, an odd length and none apart', { timeout: 30_000 }, async () => {
  const head = 'HTTP/1.1 206 Partial Content\r\nContent-Range:  bytes 0-1/1000 \r\nConnection: close\r\n';
  const answers: readonly string[] = [
    `${head}Content-Length: 2\r\n\r\nab`,
    `${head}Content-Length: 5\r\n\r\nab`,
    `${head}Content-Length: 1e+30\r\n\r\na`,
    '',
    'HTTP/1.1 416 x\r\nContent-Length: 46\r\n\r\n<Error><Code>InvalidRange</Code></Error>      ',
  ];
  let compared = 0;
  const server = createServer((socket) => socket.once('data', () => socket.end(answers[compared++] ?? ''))).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const got: CurlAnswer[] = [];
  for (const _ of answers) {
    got.push(await fetchByCurl({ url: `http://127.0.0.1:${port}/x`, headers: [['Range', '']], timeoutMs: 10_000 }));
  }
  server.close();
  const two = { status: 206, contentRange: 'bytes 0-1/1000', errorCode: null };
  expect(got).toEqual([
    { isComplete: true, exitCode: 0, bodyLength: 2, ...two },
    { isComplete: false, exitCode: 18, bodyLength: 2, ...two },
    { isComplete: false, exitCode: expect.any(Number), bodyLength: 1, ...two },
    { isComplete: false, exitCode: 52, status: null, bodyLength: 0, contentRange: null, errorCode: null },
    { isComplete: true, exitCode: 0, status: 416, bodyLength: 46, contentRange: null, errorCode: 'InvalidRange' },
  ]);
});
