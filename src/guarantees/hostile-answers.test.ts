import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from '../report/document/read-report.js';
import { reportFormatNames } from '../report/write/report-format.js';
import { reportDefects, reportTexts } from '../testing/builders/report-defects.js';
import { tinyErrorAnswer } from '../testing/store/tiny-answer.js';
import { type TinyDeviation, withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';
import { hostileStrings } from '../testing/wire/hostile-strings.js';

const texts = Object.values(hostileStrings);
/** Node sends no other characters in a field or a reason phrase. */
const sendable = texts.filter((text) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text));

/** Every answer to a range but the control is spoilt: the error code, its message, a whole body, or a field and the reason phrase. */
const hostile: TinyDeviation = {
  answer: (usual, { method, ranges, standard }) => {
    if (method !== 'GET' || ranges[0] === undefined || ranges[0] === 'bytes=0-999') return usual();
    // The same at each run, whatever the order of requests.
    const number = Buffer.from(ranges.join()).reduce((sum, byte) => sum + byte, standard ? 1 : 0);
    const text = texts[number % texts.length]!;
    const field = sendable[number % sendable.length]!;
    const fields = { ETag: `"${field}"`, 'x-oss-request-id': field };
    switch (number % 3) {
      case 0:
        return tinyErrorAnswer(416, text, text);
      case 1:
        return { status: 400, reason: field, headers: { 'Content-Type': 'text/html' }, body: Buffer.from(text) };
      default: {
        const answer = usual();
        return { ...answer, reason: field, headers: { ...answer.headers, ...fields } };
      }
    }
  },
};

test(
  'a store whose every string is hostile, and a key that is, leave every report of a run well-formed and harmless',
  {
    timeout: 60_000,
  },
  () =>
    withTinyStore(hostile, ({ origin }) =>
      withFolder(async (out) => {
        const asked = [
          '--case',
          'suffix*/*',
          '--case',
          'open',
          '--runs',
          '0',
          '--prefix',
          hostileStrings['an attribute left behind'],
        ];
        const reports = reportFormatNames.flatMap((format) => ['--report', `${format}=${join(out, format)}`]);
        const summary = join(out, 'summary');
        await writeFile(summary, 'of another step\n');
        const env = { GITHUB_STEP_SUMMARY: summary };
        const { exitCode, stdout, stderr } = await runCli(['run', ...flagsFor(origin), ...asked, ...reports], { env });
        expect([exitCode, stderr]).toEqual([1, '']);
        const written = await Promise.all(
          reportFormatNames.map(async (format) => [format, await readFile(join(out, format), 'utf8')] as const),
        );
        const [, json] = written.find(([format]) => format === 'json')!;
        expect(readDocument('report.json', json)).toEqual(JSON.parse(json));
        const steps = await readFile(summary, 'utf8');
        expect(steps).toMatch(/^of another step\n## OSS range conformance of /);
        for (const [format, text] of [...written, ['markdown', steps], ['terminal', stdout]] as const) {
          const isThere = ['<script>alert(1)</script>', '><img src=x onerror='].map((part) =>
            reportTexts[format](text).includes(part),
          );
          // Of each topic GitHub is shown a few violations only.
          const due = format === 'github' ? isThere : [true, true];
          expect([format, reportDefects[format](text), isThere]).toEqual([format, [], due]);
        }
      }),
    ),
);
