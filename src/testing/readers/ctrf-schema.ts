import * as v from 'valibot';

const whole = v.pipe(v.number(), v.integer());
const extra = v.optional(v.record(v.string(), v.unknown()));
const optionalText = v.optional(v.string());

/** The part of the CTRF schema (https://github.com/ctrf-io/ctrf, `schema/ctrf.schema.json`) that reports of ours can use: no other field is allowed. */
export const ctrfSchema = v.strictObject({
  reportFormat: v.literal('CTRF'),
  specVersion: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  timestamp: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  generatedBy: optionalText,
  results: v.strictObject({
    tool: v.strictObject({ name: v.pipe(v.string(), v.minLength(1)), version: optionalText, extra }),
    summary: v.strictObject({
      tests: whole,
      passed: whole,
      failed: whole,
      skipped: whole,
      pending: whole,
      other: whole,
      suites: v.optional(whole),
      start: whole,
      stop: whole,
      duration: v.optional(whole),
      extra,
    }),
    tests: v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.minLength(1)),
        status: v.picklist(['passed', 'failed', 'skipped', 'pending', 'other']),
        duration: whole,
        suite: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
        message: optionalText,
        trace: optionalText,
        rawStatus: optionalText,
        line: v.optional(whole),
        filePath: optionalText,
        retries: v.optional(whole),
        tags: v.optional(v.array(v.string())),
        stdout: v.optional(v.array(v.string())),
        parameters: extra,
        extra,
      }),
    ),
    environment: v.optional(v.strictObject({ appName: optionalText, healthy: v.optional(v.boolean()), extra })),
  }),
});
