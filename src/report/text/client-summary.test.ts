import { expect, test } from 'vitest';
import type { ClientFinding } from '../../judge/client/finding.js';
import { clientReport, unaskedClient } from '../../run/client/client-report.js';
import { reportDocumentFixture, requestReportFixture } from '../../testing/builders/report-fixtures.js';
import type { ClientRowReport } from '../document/document.js';
import { toHtml } from '../formats/html/html.js';
import { toMarkdown } from '../formats/markdown/markdown.js';
import { terminalClientLines as terminalLines } from '../formats/terminal/clients.js';
import { render } from '../formats/terminal/line.js';
import { clientHeading, clientLines } from './client-summary.js';

const identity = { name: 'sdk', version: '1.2.3', needsCredentials: false, protocol: null };
const row = (finding: ClientFinding, id: string, overrides: Partial<ClientRowReport> = {}): ClientRowReport => ({
  id,
  behaviour: 'default',
  verdict: 'conforms',
  finding,
  says: 'given <b>250 bytes',
  wanted: '500 bytes, 0-499',
  request: requestReportFixture({ range: ['bytes=0-499'] }),
  requests: 1,
  wire: { verdict: 'conforms', received: '206', response: null },
  handed: null,
  command: 'oss-range run',
  durationMs: 1,
  ...overrides,
});
const client = clientReport(identity, [
  row('faithful', 'a/right'),
  row('swallowed', 'a/ignored'),
  row('swallowed', 'a/short', { verdict: 'violates', requests: 3 }),
  row('masked', 'a/odd', { wire: { verdict: 'violates', received: '206', response: null } }),
  row('not-run', 'a/late', { says: 'the run was interrupted', request: null }),
]);

test('what a user of the client misreads is listed, and what could not be compared', () => {
  expect(clientHeading(client)).toBe('Through sdk 1.2.3: 3 of 5 checks misread');
  expect(clientLines(client)).toEqual([
    'swallowed: a/ignored (default), wire conforms: bytes=0-499: given <b>250 bytes',
    'swallowed: a/short (default), wire violates: bytes=0-499: given <b>250 bytes',
    'masked: a/odd (default), wire conforms: bytes=0-499: given <b>250 bytes',
    'not-run: a/late (default), wire conforms: the run was interrupted',
  ]);
});

test('Markdown and HTML say the same, and let nothing run', () => {
  const document = reportDocumentFixture({ clients: [client] });
  expect(toMarkdown(document)).toContain('### Through sdk 1.2.3: 3 of 5 checks misread\n');
  const html = toHtml(document);
  expect(html).toContain('Through sdk 1.2.3: 3 of 5 checks misread');
  expect(html).toContain('given &lt;b&gt;250 bytes');
});

test('the terminal counts every finding, and shows what the target did wrong first', () => {
  expect(render(terminalLines(client), false)).toMatchInlineSnapshot(`
    "client sdk 1.2.3, 5 checks
      1  masked     the client returned other bytes than the wire
      2  swallowed  success, but not the requested bytes
      1  faithful   same as the wire
      1  not-run    skipped
      1 check with more than one request

    masked by sdk
      a/odd (default), wire conforms, here violates
        bytes=0-499: given <b>250 bytes

    swallowed by sdk
      a/short (default), wire violates, here conforms, 3 requests
        bytes=0-499: given <b>250 bytes
      a/ignored (default), wire conforms
        bytes=0-499: given <b>250 bytes

    "
  `);
});

test('a client that was not asked says why', () => {
  const unasked = unaskedClient(identity, 'the target is gone');
  expect([clientHeading(unasked), clientLines(unasked)]).toEqual([
    'Through sdk 1.2.3: not run',
    ['the target is gone'],
  ]);
  expect(render(terminalLines(unasked), false)).toBe('client sdk 1.2.3 was not run: the target is gone\n\n');
});
