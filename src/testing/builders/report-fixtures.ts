import type { Totals, VerdictName } from '../../gate/totals.js';
import type { AspectResult } from '../../judge/verdict.js';
import type {
  CheckReport,
  ClientReport,
  CounterexampleReport,
  PropertyReport,
  ReportDocument,
  RequestReport,
  ResponseReport,
} from '../../report/document/document.js';
import { type Level, levels } from '../../spec/model/vocabulary.js';

/** Documents as a run makes them, for the tests of everything that reads or writes reports. */

const endpoint = 'http://127.0.0.1:9000';
const objectUrl = `${endpoint}/conformance/oss-range/k3v9/bytes-1000`;

/** `bytes=500-2000` of 1,000 bytes. */
export function requestReportFixture(overrides: Partial<RequestReport> = {}): RequestReport {
  return {
    method: 'GET',
    url: objectUrl,
    range: ['bytes=500-2000'],
    object: 'bytes-1000',
    objectSize: 1000,
    headers: [
      ['Host', '127.0.0.1:9000'],
      ['Range', 'bytes=500-2000'],
    ],
    ...overrides,
  };
}

/** The answer of a server that knows one behaviour only. */
export function responseReportFixture(overrides: Partial<ResponseReport> = {}): ResponseReport {
  return {
    status: 206,
    contentLength: '500',
    contentRange: 'bytes 500-999/1000',
    bodyLength: 500,
    body: '500-999',
    difference: null,
    errorCode: null,
    headers: [
      ['Content-Length', '500'],
      ['Content-Range', 'bytes 500-999/1000'],
    ],
    ...overrides,
  };
}

/** A check that conforms, under the default behaviour and `required`, unless told otherwise. */
export function checkReportFixture(overrides: Partial<CheckReport> = {}): CheckReport {
  const { id = 'end-past-eof/from-the-middle', behaviour = 'default' } = overrides;
  return {
    id,
    behaviour,
    topic: id.split('/')[0] ?? id,
    title: 'a range that starts inside the object and ends past it',
    level: 'required',
    verdict: 'conforms',
    cause: null,
    reason: null,
    spec: { file: 'specs/end-past-eof.yaml', line: 4 },
    evidence: ['range-guide', 'go-sdk-test'],
    why: null,
    request: requestReportFixture(),
    response: responseReportFixture({
      status: 200,
      contentLength: '1000',
      contentRange: null,
      bodyLength: 1000,
      body: 'whole',
    }),
    expected: '200, the whole object',
    received: '200, the whole object',
    aspects: [{ aspect: 'status', verdict: 'conforms', level: 'required', expected: '200', actual: '200' }],
    notes: [],
    retries: 0,
    repro: {
      curl: `curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' ${objectUrl}`,
      command: `oss-range run --case '${id}' --behaviour ${behaviour}`,
    },
    durationMs: 1.25,
    ...overrides,
  };
}

/** The comparisons that fail when a whole object is due and its second half comes. */
export function violatedAspectResults(level: Level = 'required'): readonly AspectResult[] {
  return [
    { aspect: 'status', verdict: 'violates', level, expected: '200', actual: '206' },
    { aspect: 'body-bytes', verdict: 'violates', level, expected: 'the whole object', actual: 'bytes 500-999' },
    { aspect: 'content-range', verdict: 'violates', level, expected: 'absent', actual: 'bytes 500-999/1000' },
    {
      aspect: 'validators',
      verdict: 'conforms',
      level,
      expected: 'of the whole object',
      actual: 'of the whole object',
    },
  ];
}

/** The same check, answered as under the standard behaviour. */
export function violatingCheck(overrides: Partial<CheckReport> = {}): CheckReport {
  return checkReportFixture({
    verdict: 'violates',
    response: responseReportFixture(),
    received: '206, bytes 500-999 of 1000',
    aspects: violatedAspectResults(overrides.level),
    ...overrides,
  });
}

/** A law that holds, unless told otherwise. */
export function propertyReportFixture(overrides: Partial<PropertyReport> = {}): PropertyReport {
  const { name = 'suffix-is-the-tail', behaviour = 'standard' } = overrides;
  return {
    name,
    behaviour,
    law: 'a suffix range is answered with the last bytes of the object',
    level: 'required',
    verdict: 'conforms',
    cause: null,
    reason: null,
    evidence: ['range-guide'],
    runs: 200,
    seed: 42,
    counterexample: null,
    repro: { command: `oss-range run --case 'property/${name}' --behaviour ${behaviour} --seed 42 --runs 200` },
    durationMs: 812.5,
    ...overrides,
  };
}

/** A server that takes `bytes=-1` for the first two bytes. */
export function counterexampleReport(overrides: Partial<CounterexampleReport> = {}): CounterexampleReport {
  return {
    path: '17:3:0',
    shrinks: 2,
    request: requestReportFixture({
      range: ['bytes=-1'],
      headers: [
        ['Range', 'bytes=-1'],
        ['x-oss-range-behavior', 'standard'],
      ],
    }),
    response: responseReportFixture({ contentLength: '2', contentRange: 'bytes 0-1/1000', bodyLength: 2, body: '0-1' }),
    expected: '206, bytes 999-999',
    received: '206, bytes 0-1 of 1000',
    aspects: [
      { aspect: 'body-bytes', verdict: 'violates', level: 'required', expected: 'bytes 999-999', actual: 'bytes 0-1' },
    ],
    curl: `curl -sS -D - -o /dev/null -H 'Range: bytes=-1' -H 'x-oss-range-behavior: standard' ${objectUrl}`,
    row: '- id: suffix/found-1\n  object: bytes-1000\n  range: bytes=-1\n',
    ...overrides,
  };
}

/** A law that does not hold. */
export function violatingProperty(overrides: Partial<PropertyReport> = {}): PropertyReport {
  return propertyReportFixture({ verdict: 'violates', runs: 18, counterexample: counterexampleReport(), ...overrides });
}

/** A run that conforms, with two checks and a law, unless told otherwise; the totals follow from what is in it. */
export function reportDocumentFixture(overrides: Partial<ReportDocument> = {}): ReportDocument {
  const checks = overrides.checks ?? [checkReportFixture(), checkReportFixture({ behaviour: 'standard' })];
  const properties = overrides.properties ?? [propertyReportFixture()];
  return {
    schema: 'oss-range-report/1',
    tool: { name: 'oss-range-conformance', version: '0.1.0' },
    target: {
      name: 'my-store',
      endpoint,
      bucket: 'conformance',
      region: 'cn-hangzhou',
      addressing: 'path',
      auth: 'anonymous',
      capabilities: { 'multi-range': false, append: true },
    },
    run: {
      startedAt: '2026-05-04T03:02:01.000Z',
      durationMs: 3210,
      seed: 42,
      runs: 200,
      behaviours: ['default', 'standard'],
      strict: false,
      prefix: 'oss-range/k3v9/',
      requests: 1040,
      bytesSent: 12_600_000,
      bytesReceived: 41_900_000,
    },
    verdict: 'conforms',
    exitCode: 0,
    totals: totalsOf([...checks, ...properties].map((entry) => entry.verdict)),
    gate: [],
    explanations: [],
    checks,
    properties,
    evidence: {
      'range-guide': {
        title: 'How to obtain OSS resources by segmenting HTTP range requests',
        address: 'https://www.alibabacloud.com/help/en/oss/range',
        kind: 'vendor-document',
      },
      'go-sdk-test': {
        title: 'Range tests of the Go SDK',
        address: 'aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go',
        kind: 'vendor-sdk-test',
      },
    },
    leftovers: [],
    notices: [],
    ...overrides,
  };
}

/** A client that takes the second half of an object for the whole. */
export function clientReportFixture(overrides: Partial<ClientReport> = {}): ClientReport {
  const findings = {
    ...{ planned: 2, crashed: 0, hung: 0, askedOtherwise: 0, masked: 0, swallowed: 1, tolerated: 0, decoded: 0 },
    ...{ raised: 0, faithful: 1, inconclusive: 0, notApplicable: 0, notRun: 0, retried: 1 },
  };
  const row = {
    id: 'end-past-eof/from-the-middle',
    behaviour: 'default',
    verdict: 'violates',
    finding: 'swallowed',
    says: 'success with 500 bytes, 500-999, where 1000 bytes were wanted',
    wanted: '1000 bytes, 0-999',
    request: requestReportFixture(),
    requests: 2,
    wire: { verdict: 'violates', received: '206, bytes 500-999 of 1000', response: responseReportFixture() },
    handed: { kind: 'bytes', status: 206, length: 500, body: '500-999' },
    command: 'oss-range run --client ali-oss',
    durationMs: 3,
  } as const;
  const faithful = { ...row, id: 'suffix/last', verdict: 'conforms', finding: 'faithful', requests: 1 } as const;
  return { name: 'ali-oss', version: '6.23.0', reason: null, findings, rows: [row, faithful], ...overrides };
}

/** A bit of everything that a report can tell, small enough to be compared whole. */
export function smallDocument(): ReportDocument {
  return reportDocumentFixture({
    verdict: 'violates',
    exitCode: 1,
    gate: ['1 violation decides'],
    checks: [
      violatingCheck(),
      checkReportFixture({ id: 'suffix/zero', behaviour: 'standard', level: 'observed', evidence: [] }),
      checkReportFixture({
        id: 'suffix/last',
        verdict: 'inconclusive',
        cause: { kind: 'timeout', message: 'no answer within 30000 ms' },
        response: null,
        received: '',
        aspects: [],
      }),
    ],
    explanations: [
      {
        behaviour: 'default',
        profile: 'amazon-s3',
        explained: 41,
        deciding: 43,
        asRequired: 10,
        unexplained: [],
        sentence: 'under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps the end',
      },
    ],
    leftovers: ['oss-range/k3v9/bytes-1000'],
    notices: ['the clock of the target is 12 s late'],
  });
}

/** Every verdict at every level, as checks and as laws. */
export function everyVerdictDocument(overrides: Partial<ReportDocument> = {}): ReportDocument {
  const combinations = verdictNames.flatMap((verdict) => levels.map((level) => ({ verdict, level })));
  return reportDocumentFixture({
    verdict: 'violates',
    exitCode: 1,
    explanations: [],
    gate: ['2 new violations; look at one with oss-range show every/violates-required'],
    checks: combinations.map(({ verdict, level }) =>
      checkOf(verdict, { id: `every/${verdict}-${level}`, level, aspects: violatedAspectResults(level) }),
    ),
    properties: combinations.map(({ verdict, level }) => propertyOf(verdict, `every-${verdict}-${level}`, level)),
    ...overrides,
  });
}

const verdictNames: readonly VerdictName[] = [
  'conforms',
  'violates',
  'known',
  'inconclusive',
  'not-applicable',
  'not-run',
];

const timeout = { kind: 'timeout', message: 'no answer within 30000 ms' } as const;

/** A check with a verdict and what belongs to it: a cause, a reason, or comparisons that failed. */
function checkOf(verdict: VerdictName, overrides: Partial<CheckReport>): CheckReport {
  switch (verdict) {
    case 'conforms':
      return checkReportFixture({ ...overrides, aspects: [] });
    case 'violates':
    case 'known':
      return violatingCheck({ ...overrides, verdict });
    case 'inconclusive':
      return checkReportFixture({ ...overrides, verdict, cause: timeout, response: null, received: '', aspects: [] });
    case 'not-applicable':
      return checkReportFixture({ ...overrides, ...unasked, verdict, reason: 'the target cannot append to an object' });
    case 'not-run':
      return checkReportFixture({ ...overrides, ...unasked, verdict, reason: 'the run was interrupted' });
  }
}

const unasked = { response: null, received: '', aspects: [] } as const;

function propertyOf(verdict: VerdictName, name: string, level: Level): PropertyReport {
  const aspects = [{ aspect: 'status', verdict: 'violates', level, expected: '206', actual: '200' }] as const;
  const counterexample = counterexampleReport({ aspects });
  switch (verdict) {
    case 'conforms':
      return propertyReportFixture({ name, level });
    case 'violates':
    case 'known':
      return propertyReportFixture({ name, level, verdict, counterexample });
    case 'inconclusive':
      return propertyReportFixture({ name, level, verdict, runs: 3, cause: timeout });
    case 'not-applicable':
      return propertyReportFixture({ name, level, verdict, runs: 0, reason: 'the target cannot append to an object' });
    case 'not-run':
      return propertyReportFixture({ name, level, verdict, runs: 0, reason: 'the run was interrupted' });
  }
}

/** Counts what a document holds. */
function totalsOf(verdicts: readonly VerdictName[]): Totals {
  const countOf = (name: VerdictName) => verdicts.filter((verdict) => verdict === name).length;
  return {
    planned: verdicts.length,
    conforms: countOf('conforms'),
    violates: countOf('violates'),
    known: countOf('known'),
    inconclusive: countOf('inconclusive'),
    notApplicable: countOf('not-applicable'),
    notRun: countOf('not-run'),
  };
}
