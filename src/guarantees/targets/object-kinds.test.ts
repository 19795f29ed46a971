import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../../report/document/document.js';
import { type Mangling, refusal, withMangledEndpoint } from '../../testing/store/mangled-endpoint.js';
import { runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';
import { withFolder } from '../../testing/suite/with-folder.js';

const everyTopic = ['object-kinds', 'compression', 'part-copy', 'errors'];
const select = (topics: readonly string[]): string[] => topics.flatMap((topic) => ['--case', topic]);

function run(mangling: Mangling, topics: readonly string[] = everyTopic, versioning = true) {
  return withMangledEndpoint(mangling, (origin) => runHere(origin, [...select(topics), '--runs', '0']), versioning);
}

const named = ({ checks }: ReportDocument, verdict: string): string[] =>
  checks.filter((check) => check.verdict === verdict).map(({ id, behaviour }) => `${id} ${behaviour}`);

test('a store that does all of it conforms, and nothing stays there: no version, no upload', {
  timeout: 60_000,
}, async () => {
  const open = { begun: 0, ended: 0 };
  const after: Mangling['after'] = ({ method, target, status }) => {
    if (status >= 300) return;
    if (/\?uploads/.test(target)) open.begun += 1;
    if (/uploadId=/.test(target) && method !== 'PUT') open.ended += 1;
  };
  await withMangledEndpoint({ after }, async (origin) => {
    const { report, exitCode } = await runHere(origin, [...select(everyTopic), '--case', 'property/freshness']);
    expect([exitCode, report.verdict, named(report, 'inconclusive'), report.notices, report.leftovers]).toEqual([
      0,
      'conforms',
      [],
      [
        'The target lacks private-objects (GET without credentials was answered 200); checks that need it are not applicable.',
      ],
      [],
    ]);
    const listing = await (await fetch(`${origin}/conformance?versions`)).text();
    expect(listing).toContain('<ListVersionsResult>');
    expect(listing).not.toContain('<VersionId>');
  });
  expect(open).toEqual({ begun: open.ended, ended: expect.any(Number) });
  expect(open.begun).toBeGreaterThan(10);
});

describe.concurrent('a store that is wrong about one kind of object violates', { timeout: 60_000 }, () => {
  test.each<[what: string, after: NonNullable<Mangling['after']>, violated: string[]]>([
    [
      'the last piece of appended objects',
      (passing) => {
        if (/named\/appended/.test(passing.target) && passing.headers.range === 'bytes=10-13')
          passing.body = Buffer.alloc(4);
      },
      ['object-kinds/appended-across-pieces default', 'object-kinds/appended-across-pieces standard'],
    ],
    [
      'appended objects, of which it keeps the first piece',
      (passing) => {
        if (/named\/appended/.test(passing.target) && passing.method === 'GET' && !passing.headers.range)
          passing.body = passing.body.subarray(0, 12);
      },
      ['object-kinds/appended-across-pieces default', 'object-kinds/appended-across-pieces standard'],
    ],
    [
      'the kind of objects in parts',
      (passing) => {
        if (/named\/two-parts/.test(passing.target) && passing.status === 206)
          passing.fields['x-oss-object-type'] = 'Normal';
      },
      ['object-kinds/multipart-across-parts default', 'object-kinds/multipart-across-parts standard'],
    ],
    [
      'the tag of links',
      (passing) => {
        if (/named\/linked$/.test(passing.target) && passing.status === 200) passing.fields.etag = '"of-the-link"';
      },
      ['object-kinds/link default', 'object-kinds/link standard'],
    ],
    [
      'links to nothing',
      (passing) => {
        if (passing.status === 404 && /dangling/.test(passing.target))
          Object.assign(passing, { status: 200, body: Buffer.alloc(0) });
      },
      ['object-kinds/link-to-nothing default', 'object-kinds/link-to-nothing standard'],
    ],
    [
      'delete markers',
      (passing) => {
        delete passing.fields['x-oss-delete-marker'];
        if (passing.status === 405) delete passing.fields.allow;
      },
      ['object-kinds/delete-marker default', 'object-kinds/deleted default'],
    ],
    [
      'ranges of older versions',
      (passing) => {
        if (/named\/older-version/.test(passing.target) && passing.status === 206)
          passing.body = Buffer.alloc(passing.body.length);
      },
      [
        'object-kinds/older-version default',
        'object-kinds/older-version standard',
        'object-kinds/older-version-past-eof standard',
      ],
    ],
    [
      'what it compresses',
      (passing) => {
        if (passing.fields['content-encoding'] === 'gzip') passing.body = passing.body.subarray(0, -9);
      },
      ['compression/text default', 'compression/text standard'],
    ],
    [
      'calling something compressed that is not',
      (passing) => {
        if (passing.fields['content-encoding'] === 'gzip') passing.body = gunzipSync(passing.body);
      },
      ['compression/text default', 'compression/text standard'],
    ],
    [
      'the size of what stands in place of something longer',
      (passing) => {
        if (passing.headers.range !== 'bytes=50-199' || !/longer/.test(passing.target)) return;
        Object.assign(passing, {
          status: 206,
          body: Buffer.concat([passing.body.subarray(-50), Buffer.alloc(100, '.')]),
        });
        passing.fields['content-range'] = 'bytes 50-199/1000';
      },
      ['object-kinds/after-a-longer-one default', 'object-kinds/after-a-longer-one standard'],
    ],
    [
      'copies, of which it has nothing',
      (passing) => {
        if (/named\/copied$/.test(passing.target) && passing.headers.range) passing.body = Buffer.alloc(0);
      },
      ['object-kinds/copied default', 'object-kinds/copied standard', 'object-kinds/copied-past-eof default'],
    ],
    [
      'the Content-Range of copied parts',
      (passing) => {
        if (/partNumber/.test(passing.target)) delete passing.fields['content-range'];
      },
      ['part-copy/first-half default', 'part-copy/four-bytes default', 'part-copy/inside default'],
    ],
    [
      'a Content-Range that a copied part does not have',
      (passing) => {
        if (passing.fields['content-range'] === 'bytes 0-3/20') passing.fields['content-range'] = 'bytes 0-4/20';
      },
      ['part-copy/four-bytes default', 'part-copy/four-bytes standard'],
    ],
    [
      'request ids',
      (passing) => {
        passing.fields['x-oss-request-id'] = 'another-id-of-24-letters';
      },
      ['errors/same-request-id default', 'errors/same-request-id standard'],
    ],
  ])('%s', async (_, after, violated) => {
    const { report } = await run({ after }, [...new Set(violated.map((name) => name.replace(/\/.+/, '')))]);
    expect(named(report, 'violates').sort()).toEqual(expect.arrayContaining(violated.sort()));
    expect(report.leftovers).toEqual([]);
  });

  test('what is read back, and not what was stored, at the third look too: each check says so, and a recording says the same', () =>
    withFolder(async (folder) => {
      const cut: Mangling['after'] = (passing) => {
        if (/named\/appended/.test(passing.target) && passing.method === 'GET')
          passing.body = passing.body.subarray(0, 12);
      };
      const file = join(folder, 'run.jsonl');
      const cases = ['--case', 'object-kinds/appended*', '--record', file];
      const { report } = await withMangledEndpoint({ after: cut }, (origin) => runAgainst(origin, cases));
      const said = {
        aspect: 'body-bytes',
        verdict: 'violates',
        level: 'required',
        expected: 'bytes 0-23 of the object, by a GET without Range',
        actual: 'bytes 0-11 of the object, by a GET without Range',
        invariant: 'A GET without Range returns the object as it was stored.',
      };
      const first = report.checks.find(({ id }) => id === 'object-kinds/appended-first-piece');
      expect(first?.aspects).toContainEqual(said);
      expect(named(report, 'violates').length).toBe(report.checks.length);
      const judged = await runCli(['judge', file, '--report', 'json=-']);
      const again = JSON.parse(judged.stdout) as ReportDocument;
      expect(again.checks.map(({ id, verdict, aspects }) => [id, verdict, aspects])).toEqual(
        report.checks.map(({ id, verdict, aspects }) => [id, verdict, aspects]),
      );
    }));

  test('what is right at the second look was only late', async () => {
    let reads = 0;
    const after: Mangling['after'] = (passing) => {
      if (!/named\/appended/.test(passing.target) || passing.method !== 'GET') return;
      reads += 1;
      if (reads === 1) passing.body = passing.body.subarray(0, 12);
    };
    const cases = ['--case', 'object-kinds/appended*'];
    const { report } = await withMangledEndpoint({ after }, (origin) => runHere(origin, cases));
    expect([report.verdict, reads > 1]).toEqual(['conforms', true]);
  });

  test('a copy range that ends past its source, by cutting it', async () => {
    const before: Mangling['before'] = ({ target, headers }) => {
      const range = headers['x-oss-copy-source-range'];
      if (range === 'bytes=102400-307199') Object.assign(headers, { 'x-oss-copy-source-range': 'bytes=102400-204799' });
      return target;
    };
    const { report } = await run({ before }, ['part-copy']);
    expect(named(report, 'violates')).toEqual(['part-copy/past-eof default']);
  });
});

describe.concurrent('what a store lacks is not applicable, once and with its reason', { timeout: 60_000 }, () => {
  test.each<[what: string, mangling: Mangling, versioning: boolean, notice: string, lost: RegExp]>([
    [
      'append, by 501',
      { before: ({ target }) => (/\?append/.test(target) ? refusal(501, 'NotImplemented') : null) },
      true,
      'The target lacks append (POST ?append was answered 501 NotImplemented); checks that need it are not applicable.',
      /\/appended/,
    ],
    [
      'append, by missing what it would make',
      { before: ({ target }) => (/\?append/.test(target) ? refusal(404, 'NoSuchKey') : null) },
      true,
      'The target lacks append (POST ?append was answered 404 NoSuchKey); checks that need it are not applicable.',
      /\/appended/,
    ],
    [
      'append, by taking it for an upload',
      { after: ({ fields }) => void delete fields['x-oss-next-append-position'] },
      true,
      'The target lacks append (the target accepts POST ?append but returns no next position); checks that need it are not applicable.',
      /\/appended/,
    ],
    [
      'parts, by 405',
      { before: ({ target }) => (/\?uploads/.test(target) ? refusal(405, 'MethodNotAllowed') : null) },
      true,
      'The target lacks multipart (POST ?uploads was answered 405 MethodNotAllowed); checks that need it are not applicable.',
      /\/multipart-|^part-copy\//,
    ],
    [
      'small parts, by joining none, as stores do that speak S3',
      {
        before: ({ method, target }) =>
          method === 'POST' && /two-parts.*uploadId=/.test(target) ? refusal(400, 'EntityTooSmall') : null,
      },
      true,
      'The target lacks small-parts (POST ?uploadId was answered 400 EntityTooSmall); checks that need it are not applicable.',
      /\/multipart-/,
    ],
    [
      'links, by storing an empty object',
      { before: ({ target }) => target.replace('?symlink', '') },
      true,
      'The target lacks symlink (the target accepts PUT ?symlink but does not confirm a link); checks that need it are not applicable.',
      /\/link/,
    ],
    [
      'copies, by 400',
      {
        before: ({ target, headers }) =>
          headers['x-oss-copy-source'] !== undefined && !/partNumber/.test(target)
            ? refusal(400, 'InvalidArgument')
            : null,
      },
      true,
      'The target lacks copy (PUT with x-oss-copy-source was answered 400 InvalidArgument); checks that need it are not applicable.',
      /\/copied/,
    ],
    [
      'versions',
      {},
      false,
      'The target lacks versions (the bucket has no versioning); checks that need it are not applicable.',
      /\/older-version|\/delete/,
    ],
  ])('%s', async (_, mangling, versioning, notice, lost) => {
    const { report, exitCode } = await run(mangling, ['object-kinds', 'part-copy'], versioning);
    expect([exitCode, report.notices, report.leftovers]).toEqual([0, [notice], []]);
    const missing = report.checks.filter(({ verdict }) => verdict === 'not-applicable');
    expect(missing.map(({ id }) => id)).toEqual(report.checks.map(({ id }) => id).filter((id) => lost.test(id)));
    expect(new Set(missing.map(({ reason }) => reason)).size).toBe(1);
  });

  test.each([
    [403, 'AccessDenied'],
    [503, 'ServiceUnavailable'],
    [404, 'NoSuchBucket'],
  ])('but a %i %s is inconclusive', async (status, code) => {
    const before: Mangling['before'] = ({ target }) => (/\?append/.test(target) ? refusal(status, code) : null);
    const { report, exitCode } = await run({ before }, ['object-kinds']);
    expect([exitCode, report.notices]).toEqual([2, []]);
    expect(new Set(named(report, 'inconclusive').map((name) => name.split(' ')[0]))).toEqual(
      new Set([
        'object-kinds/appended-across-pieces',
        'object-kinds/appended-first-piece',
        'object-kinds/appended-past-eof',
      ]),
    );
  });
});
