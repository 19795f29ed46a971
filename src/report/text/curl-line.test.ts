import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type CurlRequest, curlLine } from './curl-line.js';

const request: CurlRequest = {
  method: 'GET',
  url: 'http://127.0.0.1:9000/conformance/bytes-1000',
  headers: [
    ['Host', '127.0.0.1:9000'],
    ['Range', 'bytes=500-2000'],
  ],
  auth: 'anonymous',
};

/** In front of a line, so that the shell calls this and not curl: it shows the arguments it was given. */
const standIn = `curl() { printf '%s\\0' "$@"; }; `;

/** The arguments that curl gets when the line is pasted into a shell, one character a byte. */
function pasted(line: string): readonly string[] {
  return execFileSync('sh', ['-c', standIn + line], { encoding: 'latin1' })
    .split('\0')
    .slice(0, -1);
}

const always = [
  '-sS',
  '-D',
  '-',
  '-o',
  '/dev/null',
  '-w',
  '%{size_download} bytes of body\\n',
  '--globoff',
  '--path-as-is',
];

test('an anonymous request is one line to paste', () => {
  expect(curlLine({ ...request, headers: [...request.headers, ['x-oss-range-behavior', 'standard']] })).toBe(
    "curl -sS -D - -o /dev/null -w '%{size_download} bytes of body\\n' --globoff --path-as-is -H 'Range: bytes=500-2000' -H 'x-oss-range-behavior: standard' http://127.0.0.1:9000/conformance/bytes-1000",
  );
});

test('blanks, tabs, quotes, several lines and strange bytes of a Range reach curl as they were sent', () => {
  const values = ['  bytes=0-1', 'bytes=\t0 - 1  ', `bytes='0'"-"1`, '$(id)`id`;#!%', 'bytes=é-\x80'];
  const line = curlLine({ ...request, headers: values.map((value) => ['Range', value]) });
  expect(pasted(line)).toEqual([...always, ...values.flatMap((value) => ['-H', `Range: ${value}`]), request.url]);
  expect(line).toMatch(/^[\x20-\x7e]*$/);
});

test('a field without a value is sent, not left out', () => {
  expect(
    pasted(
      curlLine({
        ...request,
        headers: [
          ['Range', ''],
          ['range', ' \t'],
        ],
      }),
    ),
  ).toEqual([...always, '-H', 'Range;', '-H', 'range;', request.url]);
});

test('HEAD does not wait for a body', () => {
  expect(pasted(curlLine({ ...request, method: 'HEAD', headers: [] }))).toEqual([...always, '--head', request.url]);
});

test('another method is named', () => {
  expect(pasted(curlLine({ ...request, method: 'PUT', headers: [] }))).toEqual([...always, '-X', 'PUT', request.url]);
});

test('a Host that the URL does not tell is repeated', () => {
  const headers = [['Host', 'conformance.oss-cn-hangzhou.aliyuncs.com']] as const;
  expect(pasted(curlLine({ ...request, headers }))).toEqual([
    ...always,
    '-H',
    'Host: conformance.oss-cn-hangzhou.aliyuncs.com',
    request.url,
  ]);
  expect(curlLine({ ...request, headers, put: 0 }).match(/Host: conformance/g)).toHaveLength(2);
});

test('an object that the run removed is put back first, with a length of its own', () => {
  const line = curlLine({ ...request, headers: [], put: 1000 });
  expect(line).toContain(`${request.url} && curl -sS -D - `);
  const [putting = ''] = line.split(' && ');
  const standInThatReads = `curl() { wc -c | tr -d ' '; printf '%s\\n' "$@"; }; `;
  expect(execFileSync('sh', ['-c', standInThatReads + putting], { encoding: 'utf8' }).split('\n')).toEqual([
    '1000',
    ...['-fsS', '-o', '/dev/null', '--globoff', '--path-as-is', '-X', 'PUT'],
    ...['-H', 'Content-Type: application/octet-stream', '--data-binary', '@-', request.url, ''],
  ]);
});

test('an empty object is put without anything to read', () => {
  expect(pasted(curlLine({ ...request, headers: [], put: 0 })).slice(0, 12)).toEqual([
    ...['-fsS', '-o', '/dev/null', '--globoff', '--path-as-is', '-X', 'PUT'],
    ...['-H', 'Content-Type: application/octet-stream', '--data-binary', '', request.url],
  ]);
});

test('a signed request puts nothing', () => {
  expect(curlLine({ ...signed, put: 1000 })).toBe(curlLine(signed));
});

const signed: CurlRequest = {
  method: 'GET',
  url: 'http://127.0.0.1:9000/b/k?x-oss-signature=SECRET-A&versionId=a%2Fb&x-oss-credential=SECRET-B&Signature=SECRET-C',
  headers: [
    ['Host', '127.0.0.1:9000'],
    ['Date', 'Mon, 04 May 2026 03:02:01 GMT'],
    ['x-oss-date', '20260504T030201Z'],
    ['x-oss-content-sha256', 'UNSIGNED-PAYLOAD'],
    ['x-oss-security-token', 'SECRET-D'],
    ['Authorization', 'OSS4-HMAC-SHA256 Credential=SECRET-E'],
    ['Range', 'bytes=0-1'],
  ],
  auth: 'oss-v4',
};

test('nothing that proves who asked is printed', () => {
  expect(curlLine(signed)).not.toContain('SECRET');
  expect(pasted(curlLine({ ...signed, auth: 'anonymous' }))).toEqual([
    ...always,
    '-H',
    'Range: bytes=0-1',
    'http://127.0.0.1:9000/b/k?versionId=a%2Fb',
  ]);
});

test('a signed request stops in the shell and says why', () => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', standIn + curlLine(signed)], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  expect(status).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain(
    'curl cannot sign oss-v4. Repeat with the oss-range command, or omit this header if reading is public',
  );
});

test('a URL that is none is shown all the same', () => {
  expect(pasted(curlLine({ ...request, url: 'REDACTED' })).at(-1)).toBe('REDACTED');
});
