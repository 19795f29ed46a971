/**
 * The public API: everything the command line does, as functions. The types of the report and of the table are the
 * contract; see `reports/README.md` and `CONTRIBUTING.md`.
 */

export { resolveTarget } from './driver/target/resolve-target.js';
export type { Target } from './driver/target/target.js';
export type { TargetFlags } from './driver/target/target-flags.js';
export type { ClientQuestion } from './judge/client/client-question.js';
export { lintTable } from './lint/lint-table.js';
export { type Expectation, expectRange } from './oracle/expect-range.js';
export type { ReferenceEndpointOptions } from './reference/server/endpoint-options.js';
export { createReferenceEndpoint, type ReferenceEndpoint } from './reference/server/server.js';
export {
  compareTargets,
  type DifferenceRow,
  type Matrix,
  type NamedReport,
  type TopicRow,
} from './report/comparison/matrix.js';
export { matrixHtml } from './report/comparison/matrix-html.js';
export { matrixMarkdown } from './report/comparison/matrix-markdown.js';
export type * from './report/document/document.js';
export type * from './report/document/events.js';
export { readDocument } from './report/document/read-report.js';
export { toCtrf } from './report/formats/ctrf/ctrf.js';
export { toGithub } from './report/formats/github/github.js';
export { toHtml } from './report/formats/html/html.js';
export { toJson } from './report/formats/json/json.js';
export { toJunit } from './report/formats/junit/junit.js';
export { toMarkdown } from './report/formats/markdown/markdown.js';
export { violationText } from './report/text/describe.js';
export {
  type Client,
  type ClientAnswer,
  type ClientSession,
  type ClientTarget,
  defineClient,
} from './run/client/client.js';
export { type ClientOptions, type OpenClient, openClient } from './run/client/open-client.js';
export { type OpenTarget, startEmbedded } from './run/embedded/embedded-target.js';
export { targetOf } from './run/embedded/target-or-embedded.js';
export { runSuite, type SuiteOptions } from './run/run-suite.js';
export type { SuiteSettings } from './run/suite-settings.js';
export type { TableDefect } from './spec/integrity/finding.js';
export type * from './spec/model/table.js';
export type * from './spec/model/vocabulary.js';
export { readTable } from './spec/read/read-table.js';
export { type ErrorCode, SuiteError } from './suite-error.js';
