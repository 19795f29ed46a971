import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandsIn } from '../testing/readers/log-commands.js';
import { terminalControls } from '../testing/readers/terminal-controls.js';
import { runCli } from '../testing/suite/run-cli.js';
import { type Served, serve } from '../testing/suite/serve.js';
import { withFolder } from '../testing/suite/with-folder.js';
import { hostileArgument } from '../testing/wire/hostile-commands.js';

const keys = { OSS_ACCESS_KEY_ID: 'LTAI5tExampleKeyId01', OSS_ACCESS_KEY_SECRET: 'Example/Secret+0123456789abcd' };

/** A client that prints whatever it can, to both streams, in pieces, and without an end. */
const talkative = `
const hostile = ${JSON.stringify(hostileArgument)};
console.log('at loading: ' + hostile);
export default {
  name: 'talk',
  open: ({ credentials }) => ({
    async get() {
      process.stdout.write('the key is ' + credentials.accessKeySecret.slice(0, 9));
      process.stderr.write(hostile + '\\n');
      await new Promise((resolve) => setTimeout(resolve, 20));
      process.stdout.write(credentials.accessKeySecret.slice(9) + '\\n');
      console.error('Authorization: OSS ' + credentials.accessKeyId + ':c2lnbmF0dXJl');
      console.error(encodeURIComponent(credentials.accessKeySecret));
      console.log('a'.repeat(100_000));
      for (let line = 0; line < 10_000; line += 1) console.log('line ' + line);
      return { bytes: Buffer.alloc(0), status: 200 };
    },
  }),
};
`;

test('what a client prints comes under its name, without secrets, visible and bounded', { timeout: 60_000 }, () =>
  withFolder(async (folder) => {
    const endpoint: Served = await serve([], keys);
    try {
      await writeFile(join(folder, 'talk.mjs'), talkative);
      const target = ['--endpoint', endpoint.origin, '--bucket', 'conformance', '--region', 'cn-hangzhou'];
      const asked = [
        '--case',
        'end-past-eof/from-the-middle',
        '--behaviour',
        'default',
        '--runs',
        '0',
        '--client',
        './talk.mjs',
      ];
      const { stdout, stderr } = await runCli(['run', ...target, ...asked, '--out', folder], {
        env: keys,
        cwd: folder,
      });
      expect(stdout).toContain('client talk');
      expect([commandsIn(stdout + stderr), terminalControls(stdout + stderr)]).toEqual([[], []]);
      const lines = stderr.trimEnd().split('\n');
      expect(lines.filter((line) => !/^(?:talk|\.\/talk\.mjs): /.test(line))).toEqual([]);
      expect(lines).toContain('talk: the key is <redacted>');
      expect(lines).toContain('talk: Authorization: <redacted>');
      expect(lines.at(-1)).toBe('talk: more output is not shown');
      expect(stderr.length).toBeLessThan(100_000);
      expect(stderr).toContain('stop-commands');
      for (const secret of [
        keys.OSS_ACCESS_KEY_SECRET,
        encodeURIComponent(keys.OSS_ACCESS_KEY_SECRET),
        'c2lnbmF0dXJl',
      ]) {
        expect(stderr).not.toContain(secret);
      }
    } finally {
      await endpoint.stop();
    }
  }),
);
