import * as v from 'valibot';
import { aspectVerdicts, comparedAspects } from '../../judge/verdict.js';
import { againSchema } from '../../report/document/again-schema.js';
import { levels } from '../../spec/model/vocabulary.js';

const count = v.pipe(v.number(), v.integer('a whole number is right'), v.minValue(0, '0 or more is right'));
const text = v.string();
const headers = v.array(v.tuple([text, text]));

const request = v.object({
  method: text,
  url: text,
  range: v.array(text),
  object: text,
  objectSize: count,
  headers,
});
const response = v.object({
  status: count,
  contentLength: v.nullable(text),
  contentRange: v.nullable(text),
  bodyLength: count,
  body: text,
  difference: v.nullable(text),
  errorCode: v.nullable(text),
  headers,
});
const step = { request, response: v.nullable(response), received: text };

/** The counterexample of a property that compares several answers, as reports show it. */
export const counterexampleSchema = v.object({
  path: text,
  shrinks: count,
  ...step,
  expected: text,
  aspects: v.array(
    v.object({
      aspect: v.picklist(comparedAspects),
      verdict: v.picklist(aspectVerdicts),
      level: v.picklist(levels),
      expected: text,
      actual: text,
      invariant: v.exactOptional(text),
    }),
  ),
  curl: text,
  row: text,
  steps: v.exactOptional(v.array(v.object(step))),
  again: v.exactOptional(againSchema),
});
