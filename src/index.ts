/**
 * The public API: everything the command line does, as functions. The types of the report and of the table are the
 * contract; see `reports/README.md` and `CONTRIBUTING.md`.
 */

export {
  type Client,
  type ClientAnswer,
  type ClientQuestion,
  type ClientSession,
  type ClientTarget,
  defineClient,
} from './client/client.js';
export { type ClientOptions, type OpenClient, openClient } from './client/open-client.js';
export {
  compareTargets,
  type DifferenceRow,
  type Matrix,
  type NamedReport,
  type TopicRow,
} from './comparison/matrix.js';
export { matrixHtml } from './comparison/matrix-html.js';
export { matrixMarkdown } from './comparison/matrix-markdown.js';
export { type Expectation, expectRange } from './oracle/expect-range.js';
export type { ReferenceEndpointOptions } from './reference/endpoint-options.js';
export { createReferenceEndpoint, type ReferenceEndpoint } from './reference/server.js';
export { toCtrf } from './report/ctrf.js';
export { violationText } from './report/describe.js';
export type * from './report/document.js';
export type * from './report/events.js';
export { toGithub } from './report/github.js';
export { toHtml } from './report/html/html.js';
export { toJson } from './report/json.js';
export { toJunit } from './report/junit.js';
export { toMarkdown } from './report/markdown/markdown.js';
export { readDocument } from './report/read-report.js';
export { type OpenTarget, startEmbedded } from './run/embedded-target.js';
export { type OpenSuite, openSuite } from './run/open-suite.js';
export { runSuite, type SuiteOptions } from './run/run-suite.js';
export { type PlannedSuite, planSuite, type SuiteSettings } from './run/suite-settings.js';
export { targetOf } from './run/target-of.js';
export type { Finding } from './spec/lint/finding.js';
export { lintTable } from './spec/lint/lint-table.js';
export { readTable } from './spec/read-table.js';
export type * from './spec/table.js';
export type * from './spec/vocabulary.js';
export { type ErrorCode, SuiteError } from './suite-error.js';
export { resolveTarget, type TargetFlags } from './target/resolve-target.js';
export type { Target } from './target/target.js';
