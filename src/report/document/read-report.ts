import * as v from 'valibot';
import { verdictNames } from '../../gate/totals.js';
import { aspectVerdicts, comparedAspects } from '../../judge/verdict.js';
import { behaviours, levels } from '../../spec/model/vocabulary.js';
import { wireMethods } from '../../spec/model/wire-method.js';
import { SuiteError } from '../../suite-error.js';
import { againSchema } from './again-schema.js';
import { type ReportDocument, reportSchemaName } from './document.js';
import { documentSchema } from './document-schema.js';

/** What is needed of a report to replay it, or to list what it has violated; everything else in it is passed over. */

const aspect = v.object({
  aspect: v.picklist(comparedAspects),
  verdict: v.picklist(aspectVerdicts),
  level: v.picklist(levels),
  expected: v.string(),
  actual: v.string(),
});
const answer = v.object({
  request: v.object({
    method: v.picklist(wireMethods),
    range: v.array(v.string()),
    object: v.string(),
    objectSize: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    headers: v.array(v.tuple([v.string(), v.string()])),
  }),
  response: v.nullable(v.object({ body: v.string() })),
  aspects: v.array(aspect),
});
const entry = {
  behaviour: v.picklist(behaviours),
  level: v.picklist(levels),
  verdict: v.picklist(verdictNames),
};

const reportSchema = v.object({
  schema: v.literal(reportSchemaName),
  run: v.object({ prefix: v.string(), strict: v.boolean() }),
  target: v.object({
    name: v.string(),
    endpoint: v.string(),
    bucket: v.string(),
    region: v.string(),
    addressing: v.string(),
    auth: v.string(),
    requestPayer: v.exactOptional(v.literal(true)),
    profile: v.exactOptional(v.string()),
    capabilities: v.exactOptional(v.record(v.string(), v.union([v.boolean(), v.string()]))),
    connection: v.exactOptional(
      v.object({
        credentials: v.exactOptional(v.string()),
        ca: v.exactOptional(v.string()),
        insecure: v.exactOptional(v.boolean()),
        proxy: v.exactOptional(v.string()),
      }),
    ),
  }),
  checks: v.array(
    v.object({
      id: v.string(),
      ...entry,
      spec: v.object({ file: v.string(), line: v.number() }),
      ...answer.entries,
    }),
  ),
  properties: v.array(
    v.object({
      name: v.string(),
      ...entry,
      seed: v.number(),
      law: v.string(),
      counterexample: v.nullable(
        v.object({
          path: v.string(),
          steps: v.exactOptional(v.array(v.unknown())),
          again: v.exactOptional(againSchema),
          received: v.string(),
          ...answer.entries,
        }),
      ),
    }),
  ),
});

export type ReadReport = v.InferOutput<typeof reportSchema>;
export type ReadAnswer = v.InferOutput<typeof answer>;

/**
 * Reads what is needed of a JSON report to replay it.
 *
 * @param file its name, for messages
 * @throws SuiteError `report-invalid`, which names the field that is wrong
 */
export function readReport(file: string, text: string): ReadReport {
  return readBy(reportSchema, file, text);
}

/**
 * Reads a whole JSON report, for what compares reports or puts them together.
 *
 * @param file its name, for messages
 * @param text its content
 * @throws {@link SuiteError} `report-invalid`, which names the field that is wrong
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { readDocument } from 'oss-range-conformance';
 *
 * const report = readDocument('report.json', await readFile('reports/report.json', 'utf8'));
 *
 * console.log(report.schema, report.verdict); // oss-range-report/1 conforms
 * ```
 */
export function readDocument(file: string, text: string): ReportDocument {
  return readBy(documentSchema, file, text);
}

function readBy<Read>(schema: v.GenericSchema<unknown, Read>, file: string, text: string): Read {
  const value = asJson(text);
  if (typeof value !== 'object' || value === null || !('schema' in value)) {
    throw invalid(
      file,
      'this is not a JSON report',
      `a report.json written by oss-range run, schema ${reportSchemaName}`,
    );
  }
  if (value.schema !== reportSchemaName) {
    throw invalid(file, `schema: ${JSON.stringify(value.schema)?.slice(0, 80)}`, `the schema "${reportSchemaName}"`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalid(
    file,
    `${v.getDotPath(issue) ?? 'the report'}: ${issue.message}`,
    `${issue.expected ?? 'another value'} there`,
  );
}

/** Undefined where it is none, which no JSON text stands for. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(file: string, wrong: string, right: string): SuiteError {
  return new SuiteError('report-invalid', `${file}: ${wrong}`, { hint: `expected ${right}` });
}
