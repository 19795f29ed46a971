import { expect, test } from 'vitest';
import {
  everyVerdictDocument,
  reportDocumentFixture,
  smallDocument,
  violatingCheck,
  violatingProperty,
} from '../../../testing/builders/report-fixtures.js';
import { pageDefects, parseHtml } from '../../../testing/readers/html-page.js';
import { violationFields } from '../../text/describe.js';
import { toHtml } from './html.js';

const small = smallDocument();

test('the page of a run', () => {
  const page = toHtml(small).replace(/<style>[\s\S]*<\/style>/, '<style>…</style>');
  expect(page.replace(/sha256-[\w+/=]+/, 'sha256-…')).toMatchInlineSnapshot(`
    "<!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-…&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>violates: OSS range conformance of my-store</title>
    <style>…</style>
    </head>
    <body>
    <h1>OSS range conformance of my-store</h1>
    <p class="verdict violates">violates, exit code 1</p>
    <p>planned 4 = 2 conforms + 1 violates + 0 known + 1 inconclusive + 0 not-applicable + 0 not-run</p>
    <dl>
    <dt>endpoint</dt><dd>http://127.0.0.1:9000</dd>
    <dt>bucket</dt><dd>conformance, region cn-hangzhou</dd>
    <dt>asked</dt><dd>addressing path, auth anonymous, default and standard</dd>
    <dt>written</dt><dd>below oss-range/k3v9/</dd>
    <dt>started</dt><dd>2026-05-04T03:02:01.000Z, took 3.2 s</dd>
    <dt>traffic</dt><dd>1,040 requests, 12 MiB sent, 40 MiB received</dd>
    <dt>draws</dt><dd>200 a property, seed 42</dd>
    <dt>strict</dt><dd>no</dd>
    </dl>
    <section>
    <h2>Gate</h2>
    <ul><li>1 violation decides</li></ul></section>
    <section>
    <h2>Best explained by</h2>
    <ul><li>under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps the end</li></ul></section>
    <section>
    <h2>Notices</h2>
    <ul><li>the clock of the target is 12 s late</li></ul></section>
    <section>
    <h2>Overview</h2>
    <div class="wide"><table>
    <tr><th>topic</th><th>default</th><th>standard</th></tr>
    <tr><td>end-past-eof</td><td class="violates own">1 violates</td><td class=" own">-</td></tr>
    <tr><td>suffix</td><td class="inconclusive own">1 inconclusive</td><td class="conforms own">1 conforms</td></tr>
    </table></div>
    <div class="wide"><table>
    <tr><th>property</th><th>default</th><th>standard</th></tr>
    <tr><td>suffix-is-the-tail</td><td class=" own">-</td><td class="conforms own">conforms (200 draws)</td></tr>
    </table></div>
    </section>
    <section>
    <h2>1 violation</h2>
    <details id="end-past-eof/from-the-middle/default" open>
    <summary>end-past-eof/from-the-middle (default) violates, required: <span class="faint">expected 200, the whole object; received 206, bytes 500-999 of 1000</span></summary>
    <dl>
    <dt>about</dt><dd>a range that starts inside the object and ends past it</dd>
    <dt>requested</dt><dd><pre>GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
    Range: bytes=500-2000
    no x-oss-range-behavior header
    of the object bytes-1000, 1,000 bytes</pre></dd>
    <dt>expected</dt><dd>200, the whole object</dd>
    <dt>because</dt><dd>required: a source states it<ul><li><a href="https://www.alibabacloud.com/help/en/oss/range" rel="noreferrer">How to obtain OSS resources by segmenting HTTP range requests</a></li><li>Range tests of the Go SDK (aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go)</li></ul></dd>
    <dt>received</dt><dd>206, bytes 500-999 of 1000</dd>
    <dt>violated</dt><dd><div class="wide"><table>
    <tr><th>aspect</th><th>expected</th><th>got</th><th>level</th></tr>
    <tr><td class="line">status</td><td>200</td><td>206</td><td>required</td></tr>
    <tr><td class="line">body-bytes</td><td>the whole object</td><td>bytes 500-999</td><td>required</td></tr>
    <tr><td class="line">content-range</td><td>absent</td><td>bytes 500-999/1000</td><td>required</td></tr>
    </table></div></dd>
    <dt>row</dt><dd><pre>specs/end-past-eof.yaml:4</pre></dd>
    <dt>repeat</dt><dd><pre>oss-range run <span class="line">--case</span> &#39;end-past-eof/from-the-middle&#39; <span class="line">--behaviour</span> default</pre></dd>
    <dt>curl</dt><dd><pre>curl <span class="line">-sS</span> <span class="line">-D</span> - <span class="line">-o</span> /dev/null <span class="line">-H</span> &#39;Range: bytes=500-2000&#39; http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000</pre></dd>
    </dl>
    </details>
    </section>
    <section>
    <h2>1 inconclusive</h2>
    <details>
    <summary>timeout: no answer within 30000 ms: <span class="faint">1 time</span></summary>
    <details>
    <summary>suffix/last (default) inconclusive, required</summary>
    <dl>
    <dt>about</dt><dd>a range that starts inside the object and ends past it</dd>
    <dt>cause</dt><dd>timeout: no answer within 30000 ms</dd>
    <dt>requested</dt><dd><pre>GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
    Range: bytes=500-2000
    no x-oss-range-behavior header
    of the object bytes-1000, 1,000 bytes</pre></dd>
    <dt>row</dt><dd><pre>specs/end-past-eof.yaml:4</pre></dd>
    <dt>repeat</dt><dd><pre>oss-range run <span class="line">--case</span> &#39;suffix/last&#39; <span class="line">--behaviour</span> default</pre></dd>
    <dt>curl</dt><dd><pre>curl <span class="line">-sS</span> <span class="line">-D</span> - <span class="line">-o</span> /dev/null <span class="line">-H</span> &#39;Range: bytes=500-2000&#39; http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000</pre></dd>
    </dl>
    </details>
    </details>
    </section>
    <section>
    <h2>Left behind (oss-range clean removes these)</h2>
    <ul><li>oss-range/k3v9/bytes-1000</li></ul></section>
    <section>
    <h2>Answers</h2>
    <details>
    <summary>1 answer to observed rows, which no source decides</summary>
    <div class="wide"><table>
    <tr><th>check</th><th>level</th><th>Range</th><th>of bytes</th><th>received</th><th>verdict</th></tr>
    <tr><td>suffix/zero (standard)</td><td class="line">observed</td><td class="mono">bytes=500-2000</td><td class="line">1000</td><td>200, the whole object</td><td class="conforms line">conforms</td></tr>
    </table></div>
    </details>
    <details>
    <summary>All 3 checks</summary>
    <div class="wide"><table>
    <tr><th>check</th><th>level</th><th>Range</th><th>of bytes</th><th>received</th><th>verdict</th></tr>
    <tr><td>end-past-eof/from-the-middle (default)</td><td class="line">required</td><td class="mono">bytes=500-2000</td><td class="line">1000</td><td>206, bytes 500-999 of 1000</td><td class="violates line">violates</td></tr>
    <tr><td>suffix/zero (standard)</td><td class="line">observed</td><td class="mono">bytes=500-2000</td><td class="line">1000</td><td>200, the whole object</td><td class="conforms line">conforms</td></tr>
    <tr><td>suffix/last (default)</td><td class="line">required</td><td class="mono">bytes=500-2000</td><td class="line">1000</td><td>nothing</td><td class="inconclusive line">inconclusive</td></tr>
    </table></div>
    </details>
    </section>
    <section>
    <h2>Sources</h2>
    <details>
    <summary>2 sources of what is claimed</summary>
    <ul>
    <li><a href="https://www.alibabacloud.com/help/en/oss/range" rel="noreferrer">How to obtain OSS resources by segmenting HTTP range requests</a>, vendor-document</li>
    <li>Range tests of the Go SDK (aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go), vendor-sdk-test</li>
    </ul></details>
    </section>
    <footer>oss-range-conformance 0.1.0, oss-range-report/1</footer>
    </body>
    </html>
    "
  `);
});

test('a page is well-formed, needs nothing else, and lets nothing run', () => {
  for (const document of [
    small,
    reportDocumentFixture(),
    everyVerdictDocument(),
    reportDocumentFixture({ checks: [], properties: [], evidence: {} }),
  ]) {
    expect(pageDefects(toHtml(document))).toEqual([]);
  }
});

test('every line of every story is in the page', () => {
  const document = everyVerdictDocument();
  const { text } = parseHtml(toHtml(document));
  const violations = [...document.checks, ...document.properties].filter(({ verdict }) =>
    ['violates', 'known'].includes(verdict),
  );
  const lines = violations.flatMap((entry) =>
    violationFields(entry, document.evidence).flatMap(({ label, lines }) =>
      // These two are a list of links and a table.
      label === 'because' || label === 'violated' ? [] : lines,
    ),
  );
  const missing = lines.filter((line) => !text.includes(line.replace(/\s+/g, ' ').trim()));
  expect([lines.length > 100, missing]).toEqual([true, []]);
});

test('what decides is in sight, the rest can be unfolded; of very many violations the later ones are folded', () => {
  const many = reportDocumentFixture({
    checks: Array.from({ length: 60 }, (_, index) => violatingCheck({ id: `many/${index}` })),
    properties: [violatingProperty({ level: 'expected', counterexample: null })],
  });
  const opened = (text: string) =>
    parseHtml(text)
      .elements.filter(({ name, attributes }) => name === 'details' && 'open' in attributes)
      .map(({ attributes }) => attributes.id);
  expect([opened(toHtml(small)), opened(toHtml(many)).length, opened(toHtml(many)).at(-1)]).toEqual([
    ['end-past-eof/from-the-middle/default'],
    50,
    'many/49/default',
  ]);
});

test('colours of text on their backgrounds have a contrast of 4.5 at least, light and dark', () => {
  const [, sheet = ''] = /<style>([\s\S]*)<\/style>/.exec(toHtml(small)) ?? [];
  const [light = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');
  for (const part of [light, dark.split('@media')[0] ?? '']) {
    const colours = Object.fromEntries([...part.matchAll(/--(\w+): (#\w+);/g)].map(([, name, value]) => [name, value]));
    const { page, box, line: _, ...texts } = colours as Record<'page' | 'box' | 'line', string>;
    const worst = Object.values<string>(texts).map((text) => Math.min(contrast(text, page), contrast(text, box)));
    expect([worst.length, worst.filter((ratio) => ratio < 4.5)]).toEqual([6, []]);
  }
});

/** Contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
