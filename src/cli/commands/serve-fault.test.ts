import { expect, test } from 'vitest';
import { faults } from '../../reference/faults/faults.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { serve } from '../../testing/suite/serve.js';

/** Writes ten bytes and asks for a range of them. */
async function askFor(range: string, args: readonly string[]) {
  const served = await serve(args);
  try {
    const url = `${served.origin}/conformance/ten`;
    await fetch(url, { method: 'PUT', body: '0123456789' });
    const answer = await fetch(url, { headers: { range } });
    return [answer.status, answer.headers.get('content-range'), await answer.text()];
  } finally {
    await served.stop();
  }
}

test('serve --fault starts an endpoint that is wrong in this one thing', async () => {
  expect(await askFor('bytes=-3', [])).toEqual([206, 'bytes 7-9/10', '789']);
  expect(await askFor('bytes=-3', ['--fault', 'suffix-is-a-prefix'])).toEqual([206, 'bytes 0-3/10', '0123']);
  expect(await askFor('bytes=2-3', ['--fault', 'suffix-is-a-prefix'])).toEqual([206, 'bytes 2-3/10', '23']);
});

test('serve --log shows each request with its query, and no credentials', async () => {
  const served = await serve(['--log']);
  await fetch(`${served.origin}/conformance/ten?versionId=null`, { headers: { range: 'bytes=0-1' } });
  await fetch(`${served.origin}/conformance/ten?OSSAccessKeyId=key&Expires=1&Signature=secret`);
  const log = (await served.stop()).replace(/[\d.]+ ms/g, '0 ms');
  expect(log.split('\n')).toEqual([
    '404 GET /conformance/ten?versionId=null "bytes=0-1" 0 ms',
    '403 GET /conformance/ten?OSSAccessKeyId=<redacted>&Expires=1&Signature=<redacted> 0 ms',
    '',
  ]);
});

test('serve --fault with an unknown name exits 3 and names the nearest', async () => {
  const { exitCode, stdout, stderr } = await runCli(['serve', '--fault', 'mode-ignord']);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 3,
    stdout: '',
    stderr:
      'error: unknown fault "mode-ignord" (did you mean "mode-ignored"?)\nhint: list all faults: oss-range serve --fault list\n',
  });
});

test('serve --fault list names every fault with its sentence and serves nothing', async () => {
  const { exitCode, stdout } = await runCli(['serve', '--fault', 'list']);
  const lines = stdout.split('\n');
  const missing = faults.filter(
    ({ name, sentence }) => !lines.some((line) => line.startsWith(`  ${name} `) && line.endsWith(sentence)),
  );
  expect({ exitCode, missing }).toEqual({ exitCode: 0, missing: [] });
});
