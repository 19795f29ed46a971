import * as v from 'valibot';
import { SuiteError } from '../../suite-error.js';
import { countOf, type LineCounts } from './count-lines.js';
import { headSchema, lineSchema } from './line-schema.js';
import { type RecordingEnd, type RecordingHead, type RecordingLine, recordingSchema } from './recording.js';

/** What a recording says besides its lines, when all of them are read. */
export interface Recording {
  readonly head: RecordingHead;
  /** Null where the recording was cut off. */
  readonly end: RecordingEnd | null;
}

/** A line of a file. */
export interface TextLine {
  readonly text: string;
  /** Whether a line feed follows. The last line of a file that was cut off has none. */
  readonly ended: boolean;
}

/** Every line between head and end. */
export type RecordedLine = Exclude<RecordingLine, RecordingHead | RecordingEnd>;

/**
 * Reads a recording line by line and holds one line at a time.
 *
 * @param file its name, for messages
 * @param take receives every line between head and end, in order
 * @throws SuiteError `recording-invalid` with file and line, where a line is not what a recording has there
 */
export async function decodeRecording(
  file: string,
  lines: AsyncIterable<TextLine>,
  take: (line: RecordedLine, head: RecordingHead) => void,
): Promise<Recording> {
  const counts = { checks: 0, draws: 0, properties: 0 };
  let head: RecordingHead | undefined;
  let end: RecordingEnd | null = null;
  let number = 0;
  for await (const { text, ended } of lines) {
    number += 1;
    const place: Place = { file, number };
    if (head === undefined) {
      head = decodeHead(place, text);
      continue;
    }
    if (end !== null)
      throw invalid(place, 'there is a line after the end line', 'the line of kind "end" must be the last one');
    const value = parseLine(place, text, ended);
    if (value === cutOff) break;
    const line = hold(lineSchema, place, value);
    if (line.kind === 'end') {
      end = line;
      checkCounts(place, line, counts);
    } else {
      counts[countOf[line.kind]] += 1;
      take(line, head);
    }
  }
  if (head === undefined) throw invalid({ file, number: 1 }, 'the file is empty', whatIsRight);
  return { head, end };
}

interface Place {
  readonly file: string;
  /** 1-based. */
  readonly number: number;
}

const cutOff = Symbol('a truncated line');
const whatIsRight = `a first line with the schema ${recordingSchema}, as written by oss-range run --record FILE`;

/** Distinguishes a recording from other files that a user may pass: a report, a log, a picture. */
function decodeHead(place: Place, text: string): RecordingHead {
  const value = asJson(text);
  if (typeof value !== 'object' || value === null || !('schema' in value)) {
    throw invalid(place, 'this is not a recording', whatIsRight);
  }
  if (value.schema !== recordingSchema) {
    throw invalid(place, `the schema is ${JSON.stringify(value.schema)?.slice(0, 80)}`, whatIsRight);
  }
  return hold(headSchema, place, value);
}

function parseLine(place: Place, text: string, ended: boolean): unknown {
  const value = asJson(text);
  if (value !== undefined) return value;
  if (!ended) return cutOff;
  throw invalid(place, 'the line is not JSON', 'one JSON object per line');
}

/** Undefined where it is none, which no JSON text stands for. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hold<const Schema extends v.GenericSchema>(
  schema: Schema,
  place: Place,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw invalid(place, path === null ? issue.message : `${path}: ${issue.message}`, rightFor(issue.expected));
}

const rightFor = (expected: string | null): string =>
  expected === null ? 'a line as written by oss-range run --record' : `${expected} belongs there`;

function checkCounts(place: Place, end: RecordingEnd, counts: LineCounts): void {
  for (const name of ['checks', 'draws', 'properties'] as const) {
    if (end[name] === counts[name]) continue;
    throw invalid(
      place,
      `the end counts ${end[name]} ${name}, and ${counts[name]} precede it`,
      'the unmodified recording, with no line removed or added',
    );
  }
}

function invalid({ file, number }: Place, wrong: string, right: string): SuiteError {
  return new SuiteError('recording-invalid', `${file}:${number}: ${wrong}`, { hint: right });
}
