import { describe, expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { sampleEnd, sampleHead, sampleProperty } from '../../testing/builders/recording-lines.js';
import { decodeRecording } from './decode.js';
import { encodeLine } from './encode.js';
import { textLines } from './text-lines.js';

const whole = [sampleHead, sampleProperty, sampleEnd].map(encodeLine).join('');
const [headLine = '', propertyLine = '', endLine = ''] = whole.split('\n').map((line) => `${line}\n`);

async function* once(text: string): AsyncGenerator<string> {
  if (text !== '') yield text;
}

/** How many lines were taken and whether the end was seen, or the error in one line. */
async function decoded(text: string): Promise<unknown> {
  let taken = 0;
  try {
    const { end } = await decodeRecording('run.jsonl', textLines(once(text)), () => {
      taken += 1;
    });
    return { taken, ended: end !== null };
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    return `${error.code}: ${error.message} | ${error.hint}`;
  }
}

const first = 'a first line with the schema oss-range-recording/1, as written by oss-range run --record FILE';

describe('a recording that is not whole', () => {
  test.each<[string, string, unknown]>([
    ['is read to its end where nothing is missing', whole, { taken: 1, ended: true }],
    ['is read so far where the end is missing', headLine + propertyLine, { taken: 1, ended: false }],
    ['is read so far where it was cut within a line', headLine + propertyLine.slice(0, 40), { taken: 0, ended: false }],
    ['is read so far where only a line feed is missing', headLine + propertyLine.trimEnd(), { taken: 1, ended: false }],
    ['is refused where it is empty', '', `recording-invalid: run.jsonl:1: the file is empty | ${first}`],
    [
      'is refused where it is a picture',
      '\u0089PNG\n',
      `recording-invalid: run.jsonl:1: this is not a recording | ${first}`,
    ],
    [
      'is refused where it is a report',
      '{"schema":"oss-range-report/1"}\n',
      `recording-invalid: run.jsonl:1: the schema is "oss-range-report/1" | ${first}`,
    ],
    [
      'is refused where a line within it is garbage',
      `${headLine}garbage\n${endLine}`,
      'recording-invalid: run.jsonl:2: the line is not JSON | one JSON object per line',
    ],
    [
      'is refused where a line was taken out',
      headLine + endLine,
      'recording-invalid: run.jsonl:2: the end counts 1 properties, and 0 precede it | the unmodified recording, with no line removed or added',
    ],
    [
      'is refused where something follows its end',
      whole + propertyLine,
      'recording-invalid: run.jsonl:4: there is a line after the end line | the line of kind "end" must be the last one',
    ],
    [
      'is refused where a field is of another type',
      headLine + propertyLine.replace('"runs":3', '"runs":"3"'),
      'recording-invalid: run.jsonl:2: runs: Invalid type: Expected number but received "3" | number belongs there',
    ],
    [
      'is refused where a number is out of its bounds',
      headLine + propertyLine.replace('"runs":3', '"runs":-3'),
      'recording-invalid: run.jsonl:2: runs: 0 or more is right | >=0 belongs there',
    ],
    [
      'is refused where a line is of a kind that does not exist',
      headLine + propertyLine.replace('"kind":"property"', '"kind":"law"'),
      'recording-invalid: run.jsonl:2: kind: Invalid type: Expected ("check" | "draw" | "property" | "end") but received "law" | ("check" | "draw" | "property" | "end") belongs there',
    ],
    [
      'is refused where the endpoint is not a URL',
      headLine.replace('http://127.0.0.1:9000', 'nowhere'),
      'recording-invalid: run.jsonl:1: target.endpoint: a URL is right | a line as written by oss-range run --record',
    ],
  ])('%s', async (_, text, said) => {
    expect(await decoded(text)).toEqual(said);
  });
});
