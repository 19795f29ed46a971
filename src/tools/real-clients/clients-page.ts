import { fenced } from '../../report/text/outside-text.js';
import { allClients } from './all-clients.js';
import type { ByHand, VendorSuite } from './by-hand.js';
import type { RealClient } from './real-client.js';
import { departuresOf, isLeftOut, type RealClientResult, type StepResult } from './step-result.js';

/** What `npm run clients -- --publish` measured. */
export interface PublishedClients {
  /** A day, ISO 8601. */
  readonly measured: string;
  readonly clients: readonly RealClientResult[];
}

/** `reports/published/real-clients.md`. */
export function clientsPage({ measured, clients }: PublishedClients, byHand: ByHand): string {
  return `${[
    '# Real clients against the embedded endpoint',
    intro,
    '## Clients from npm and Debian',
    `Measured ${measured} by \`npm run clients -- --publish\`. \`.ci/run\` repeats it, and fails if a result differs.`,
    table(['client', 'version', 'language', 'how it sends the mode header'], clients.map(clientRow)),
    '### Ranged reads',
    readsIntro,
    stepTable(clients, (step) => step.startsWith('read') && step !== 'read what was deleted'),
    '### Writing, listing, deleting',
    otherIntro,
    stepTable(clients, (step) => !step.startsWith('read') || step === 'read what was deleted'),
    '### Deviations of clients',
    departuresIntro,
    departureList(clients),
    '### Limits of clients',
    lackList(clients),
    "## The vendor's sample",
    byHand.sample.about.trim(),
    `\`\`\`python\n${byHand.sample.code.trim()}\n\`\`\``,
    'Its output:',
    fenced(byHand.sample.output.trim().split('\n')),
    "## The vendor's own test suites",
    suitesIntro(byHand),
    suiteTable(byHand.suites),
    ...byHand.suites.map(suiteSection),
    ...programsSection(byHand),
  ].join('\n\n')}\n`;
}

const intro = [
  'The embedded endpoint (`oss-range serve`) answers according to the claims of this suite about OSS. This page shows how programs of other',
  "projects work with it: clients that their users rely on, and the test suites of the vendor's own SDKs, which were written against the real",
  'service. If a client or a suite passes, the claim and the endpoint agree with what its authors saw; if not, the reason is given.',
  '',
  '**The real service has not been measured.**',
].join('\n');

const readsIntro = [
  'Each client reads ranges of an object of 1,000 bytes, with and without `x-oss-range-behavior: standard`. A cell has the status that the endpoint',
  'sent, and the bytes that the client returned, identified by their content. The status and the bytes are compared with the decision table of the suite for the range',
  'that reached the endpoint; a client may read the size first, and send a different range (then the cell shows it).',
  '**Bold** marks a deviation, explained below. A dash marks an operation that the client does not support.',
].join('\n');

const otherIntro = [
  'A request of the test itself checks what was stored or removed. Multipart objects have 5,243,880 bytes, in two parts; the copy uses',
  'UploadPartCopy with a range for each part.',
].join('\n');

const departuresIntro = 'Deviations that the tests expect, each with its reason.';

const suitesIntro = ({ measured }: ByHand): string =>
  [
    `Run from source, by hand, on ${measured}, against \`oss-range serve\`. Their code is not part of this project. An operation that the embedded`,
    'endpoint does not support is refused by name: status 501, code `NotImplemented`, and the operation in the message.',
  ].join('\n');

const programsIntro = ({ measured }: ByHand): string =>
  [
    `Run by hand on ${measured}, against \`oss-range serve\`, with a public object of 2,500,001 bytes. Under **standard** a relay adds the mode header if`,
    'the program cannot send it. A program that relies on RFC 9110 can mistake the whole object for the requested range: wrong bytes, and often no error.',
  ].join('\n');

const programsSection = (byHand: ByHand): readonly string[] =>
  byHand.programs.length === 0
    ? []
    : [
        '## Programs that read ranges',
        programsIntro(byHand),
        table(
          ['program', 'command', 'default', 'standard'],
          byHand.programs.map(({ name, command, default: whole, standard }) => [name, code(command), whole, standard]),
        ),
      ];

const clientRow = ({ name, version }: RealClientResult): readonly string[] => {
  const { language, mode } = clientNamed(name);
  return [name, version, language, 'by' in mode ? mode.by : `not: ${mode.lacks}`];
};

function clientNamed(name: string): RealClient {
  const client = allClients.find((one) => one.name === name);
  if (client === undefined) throw new Error(`there is no client ${name}`);
  return client;
}

/** One row a step, one column a client. */
function stepTable(clients: readonly RealClientResult[], isShown: (step: string) => boolean): string {
  const steps = [...new Set(clients.flatMap(({ steps }) => steps.map(({ step }) => step)))].filter(isShown);
  return table(
    ['', ...clients.map(({ name }) => name)],
    steps.map((step) => [step, ...clients.map((client) => cell(client.steps.find((one) => one.step === step)))]),
  );
}

function cell(step: StepResult | undefined): string {
  if (step === undefined || isLeftOut(step)) return '–';
  const shown = step.result === step.due ? shortResult(step) : `**${escaped(shortResult(step))}**`;
  const other = otherRange(step);
  return other === null ? shown : `${shown} (${other})`;
}

/** Names of keys would make the table too wide. */
const shortResult = ({ step, result }: StepResult): string => (step === 'list' ? 'both keys' : result);

/** What reached the endpoint, where it is not what the step says. */
function otherRange({ step, requests }: StepResult): string | null {
  const [, told] = /^read (\S+), /.exec(step) ?? [];
  if (told === undefined || requests.some((request) => request.startsWith(`GET bytes=${told} `))) return null;
  const sent = requests.map((request) => /bytes=\S+/.exec(request)?.[0] ?? 'no Range');
  return sent.map((range) => (range === 'no Range' ? range : code(range))).join(', ');
}

function departureList(clients: readonly RealClientResult[]): string {
  const lines = clients.flatMap(({ name, steps }) => {
    const reasons = clientNamed(name).departures ?? [];
    return departuresOf(steps).map(({ step, result, due }) => {
      const because = reasons.find((reason) => reason.step === step)?.because ?? 'not explained';
      return `* ${name}, ${step}: ${escaped(result)}, where ${due} is due. Reason: ${escaped(because)}.`;
    });
  });
  return lines.join('\n');
}

function lackList(clients: readonly RealClientResult[]): string {
  const lines = clients.flatMap(({ name }) => {
    const { mode, lacks = {} } = clientNamed(name);
    const forms = Object.entries(lacks).map(([form, reason]) => `* ${name}, ${form} ranges: ${reason}.`);
    return 'lacks' in mode ? [...forms, `* ${name}, the standard behaviour: ${mode.lacks}.`] : forms;
  });
  return lines.join('\n');
}

const suiteTable = (suites: readonly VendorSuite[]): string =>
  table(
    ['suite', 'version', 'tests', 'passed', 'failed', 'skipped'],
    suites.flatMap(({ name, version, runs }) =>
      runs.map(({ what, passed, failed, skipped }) => [name, version, what, `${passed}`, `${failed}`, `${skipped}`]),
    ),
  );

function suiteSection({ name, repository, commit, version, runtime, changed, runs }: VendorSuite): string {
  const address = `https://github.com/${repository}`;
  return [
    `### ${name}`,
    `[${repository}](${address}), ${version}, commit [\`${commit.slice(0, 12)}\`](${address}/tree/${commit}), with ${runtime}. ${changed ?? 'Nothing was changed in it.'}`,
    ...runs.map(({ what, command, passed, failed, skipped, failures }) =>
      [
        `${what}: ${passed} passed, ${failed} failed, ${skipped} skipped.`,
        '',
        `    ${command}`,
        ...(failures.length === 0 ? [] : ['']),
        ...failures.map(({ tests, because }) => `* ${tests.map(code).join(', ')}: ${because}`),
      ].join('\n'),
    ),
  ].join('\n\n');
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** What could be markup in a sentence; addresses stay links. */
const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('*', '\\*');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
