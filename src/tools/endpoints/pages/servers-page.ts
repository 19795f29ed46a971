import { matrixMarkdown } from '../../../report/comparison/matrix-markdown.js';
import type { CheckReport, ReportDocument } from '../../../report/document/document.js';
import { cost } from '../../../report/text/quantity.js';
import type { PlanEstimate } from '../../../run/plan/plan.js';
import type { RealServer } from '../real-server.js';
import { servedObject } from '../site.js';

/** A server with the report that is published of it. */
export interface PublishedServer {
  readonly server: RealServer;
  readonly report: ReportDocument;
}

export const pageTitle = 'Range downloads from servers in use';

/**
 * `reports/published/servers.md`: what was found, and how to measure again.
 *
 * @param plan what a run with everything in it costs
 */
export function serversPage(measured: readonly PublishedServer[], plan: PlanEstimate): string {
  const named = measured.map(({ server, report }) => ({ name: server.name, document: report }));
  return `${[
    `# ${pageTitle}`,
    intro(measured.length, cost(plan)),
    '## What came',
    answersIntro(measured),
    answersTable(measured),
    '## What was found',
    ...measured.map(finding),
    '## Side by side',
    matrixMarkdown(named, '')
      .replace(/^# *\n+/, '')
      .replace(/^## /gm, '### ')
      .trim(),
  ].join('\n\n')}\n`;
}

const intro = (
  servers: number,
  costs: string,
): string => `Written by \`npm run endpoints -- --publish\`, which starts ${servers} servers of other projects on loopback, one after another, and runs the suite
against each. Only the remarks on how a server was started are written by hand. The reports are in
[servers/](servers/), one for each server, and [servers.html](servers.html) is the comparison for a browser. The known deviations of each server are
listed in [fixtures/deviations](../../fixtures/deviations/): \`oss-range run --deviations FILE\` exits with 0 as long as there are no others.

None of these servers claims to behave like OSS. A violation means that code that relies on OSS gets a different answer, not that the server
is wrong: most of them follow RFC 9110, which OSS under its default behaviour does not.

**The real service has not been measured.** The authors have no account. If you have one, you can add it:

\`\`\`sh
export OSS_ACCESS_KEY_ID=… OSS_ACCESS_KEY_SECRET=…
oss-range run --endpoint https://oss-cn-hangzhou.aliyuncs.com --bucket my-bucket --report json=reports/published/servers/oss-cn-hangzhou.json
\`\`\`

It costs about ${costs}; the run prints its own estimate first. It writes below
\`oss-range-conformance/\` in the bucket, removes what it wrote, and lists what it could not remove. The report contains no key and no signature, but it does
name the bucket and the endpoint.`;

/** Rows that tell servers apart, in the words of their Range. */
const decisive: readonly string[] = [
  'satisfiable-closed/first-byte',
  'end-past-eof/from-the-middle',
  'start-past-eof/closed-from-the-end',
  'suffix/last-half',
  'suffix-longer/twice-the-object',
  'inverted/small',
  'negative/start',
  'malformed/misspelt-unit',
  'malformed/letters',
  'list/two-halves',
];

function answersIntro(measured: readonly PublishedServer[]): string {
  const differing = measured.filter(({ report }) =>
    decisive.some((id) => answerTo(report, id, 'default') !== answerTo(report, id, 'standard')),
  );
  const mode =
    differing.length === 0
      ? 'With `x-oss-range-behavior: standard` each of these answers was the same: no server here knows that header.'
      : `With \`x-oss-range-behavior: standard\` some answers differ: ${differing.map(({ server }) => server.name).join(', ')}.`;
  return `Answers to a GET with one Range, of an object of ${servedObject.size.toLocaleString('en-US')} bytes unless a row of the table asks for another: the status, and which bytes of the object came, told by
the bytes themselves. ${mode}`;
}

function answersTable(measured: readonly PublishedServer[]): string {
  const heads = decisive.map((id) => `\`${rangeOf(measured, id)}\``);
  const rows = measured.map(({ server, report }) => [
    server.name,
    ...decisive.map((id) => answerTo(report, id, 'default')),
  ]);
  return [['server', ...heads], ['---', ...heads.map(() => '---')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const rangeOf = (measured: readonly PublishedServer[], id: string): string =>
  measured.flatMap(({ report }) => report.checks.find((check) => check.id === id)?.request.range ?? [])[0] ?? id;

function answerTo({ checks }: ReportDocument, id: string, behaviour: string): string {
  const check = checks.find((one) => one.id === id && one.behaviour === behaviour);
  if (check === undefined) return '·';
  const { response } = check;
  if (response === null) return 'no answer';
  const body = response.status >= 400 ? '' : ` ${response.body}`;
  return `${response.status}${body}${isBroken(check) ? ', broken off' : ''}`;
}

/** An answer that does not come, or does not end as it says; a server error is one that came. */
const isBroken = ({ response, aspects }: CheckReport): boolean =>
  (response?.status ?? 0) < 500 &&
  aspects.some(({ aspect, verdict }) => aspect === 'framing' && verdict === 'violates');

function finding({ server, report }: PublishedServer): string {
  const { totals, run, checks, explanations } = report;
  const required = (behaviour: string): string => {
    const judged = checks.filter(
      (check) =>
        check.behaviour === behaviour &&
        check.level === 'required' &&
        /^(conforms|violates|known)$/.test(check.verdict),
    );
    return `${judged.filter(({ verdict }) => verdict === 'conforms').length} of ${judged.length}`;
  };
  const requested =
    server.access.kind === 'files'
      ? `a file of ${servedObject.size} bytes, which was only read`
      : 'objects that the run wrote';
  const lines = [
    `### ${server.name}`,
    `${server.about}, ${report.target.name.slice(server.name.length + 1)}, measured ${run.startedAt.slice(0, 10)}; asked for ${requested}: [report](servers/${server.name}.json), [known deviations](../../fixtures/deviations/${server.name}.yaml).`,
    [
      `* As required: ${required('default')} rows under default, ${required('standard')} under standard. Of all ${totals.planned} planned, ${totals.violates} violate, ${totals.inconclusive + totals.notRun} could not be judged, ${totals.notApplicable} are not applicable.`,
      ...explanations.map(({ sentence }) => `* Best explained: ${sentence}.`),
      ...standouts(checks),
      ...report.notices.filter((notice) => notice.includes('by curl')).map((notice) => `* ${notice}`),
      ...(server.remark === undefined ? [] : [`* ${server.remark}`]),
      ...(server.leftOut === undefined
        ? []
        : [`* Not asked: \`${server.leftOut.cases}\`, because ${server.leftOut.because}.`]),
    ].join('\n'),
  ];
  return lines.join('\n\n');
}

/** How many examples a kind of finding has. */
const examples = 4;

/** What no rule of any service allows: a part that is another one than it says, and an answer that does not come or end. */
function standouts(checks: readonly CheckReport[]): string[] {
  const untrue = checks.filter(
    ({ response, aspects }) =>
      response?.status === 206 &&
      // Several parts have one Content-Range each, as RFC 9110 has it.
      !response.body.startsWith('parts ') &&
      aspects.some(({ invariant, verdict }) => invariant !== undefined && verdict === 'violates'),
  );
  return [
    sentence(
      'A 206 contradicts itself',
      untrue.filter((check) => !isBroken(check)),
    ),
    sentence('The answer does not come, or does not end as it says', checks.filter(isBroken)),
  ].flatMap((line) => line ?? []);
}

function sentence(what: string, checks: readonly CheckReport[]): string | null {
  const byRange = new Map(checks.map((check) => [check.request.range.join(' and '), check]));
  if (byRange.size === 0) return null;
  const shown = [...byRange].slice(0, examples).map(([range, { request, received, aspects }]) => {
    const requested =
      range === '' ? `${request.method} without a Range` : `${request.method} \`${range.slice(0, 60)}\``;
    const [framing] = aspects.filter(({ aspect }) => aspect === 'framing').map(({ actual }) => actual);
    const seen = framing === undefined || received.includes(framing) ? received : `${received}; ${framing}`;
    return `${requested} of ${request.objectSize} bytes: ${seen}`;
  });
  const more = byRange.size > examples ? `; and ${byRange.size - examples} more` : '';
  return `* ${what}: ${shown.join('; ')}${more}.`;
}
