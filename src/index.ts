/**
 * The public API. Each function has an example, which a test compiles and runs.
 *
 * The fields of a report are described in `reports/README.md`. The suite as vitest tests is
 * `oss-range-conformance/vitest`.
 */

export type { BodyPlace, Difference } from './content/body-place.js';
export type { Credentials } from './driver/auth/credentials.js';
export type { Addressing } from './driver/target/address/addressing.js';
export type { CredentialSource } from './driver/target/credentials/credentials-by.js';
export type { DeclaredCapabilities } from './driver/target/declared-capability.js';
export type { TargetProfile } from './driver/target/profile/target-profile.js';
export type { TargetFlags } from './driver/target/target-flags.js';
export { type GateEntry, type GateResult, gateOf, type RunFacts } from './gate/evaluate.js';
export type { ExitCode } from './gate/exit-code.js';
export type { RunVerdict, Totals, VerdictName } from './gate/totals.js';
export type { ClientQuestion } from './judge/client/client-question.js';
export type { ClientError, ClientResult } from './judge/client/client-result.js';
export type { ClientFinding } from './judge/client/finding.js';
export type { Aspect, AspectResult, Cause, CauseKind } from './judge/verdict.js';
export type { KeyOperation } from './property/key-operation.js';
export type { Again } from './property/law.js';
export type { LawPlan, LawStep, Round } from './property/law-plan.js';
export type { AccessControl } from './reference/objects/store.js';
export type { RequestEntry } from './reference/server/endpoint-options.js';
export {
  type Change,
  type ChangedEntry,
  type ChangeKind,
  compareRuns,
  type RunDifference,
  type RunSummary,
} from './report/comparison/compare-runs.js';
export type {
  CheckReport,
  ClientFindings,
  ClientReport,
  ClientResultReport,
  ClientRowReport,
  ClientWireReport,
  CounterexampleReport,
  ExplanationReport,
  PropertyReport,
  ReportDocument,
  RequestReport,
  ResponseReport,
  StepReport,
} from './report/document/document.js';
export type {
  CheckFinished,
  Notice,
  Progress,
  PropertyFinished,
  RunEvent,
  RunFinished,
  RunPlanned,
} from './report/document/events.js';
export { readDocument } from './report/document/read-report.js';
export type { Printable } from './report/text/outside-text.js';
export type { ReportFormat } from './report/write/report-format.js';
export { renderReport } from './report/write/write-reports.js';
export {
  type Client,
  type ClientAnswer,
  type ClientSession,
  type ClientTarget,
  defineClient,
} from './run/client/client.js';
export {
  type EmbeddedEndpoint,
  type EmbeddedEndpointSettings,
  startEmbeddedEndpoint,
} from './run/embedded/embedded-endpoint.js';
export { type RejudgeSettings, rejudge } from './run/rejudge/rejudge-recording.js';
export { type ConformanceOptions, type ConformanceSettings, runConformance } from './run/run-conformance.js';
export type { SuiteSettings } from './run/suite-settings.js';
export type { AuthScheme } from './spec/model/auth-scheme.js';
export type { Capability } from './spec/model/capability.js';
export type { Behaviour, HeaderField, Level, Method } from './spec/model/vocabulary.js';
export { type ErrorCode, SuiteError } from './suite-error.js';
