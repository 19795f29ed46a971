import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../spec/model/problem.js';
import { resolveSizes } from '../../spec/model/size-template.js';
import { byPlace } from '../../spec/read/by-place.js';
import { type Located, type Reading, readYamlAs, type SourceText } from '../../spec/read/read-yaml-as.js';
import { SuiteError } from '../../suite-error.js';
import { unknownPlaceholder } from './placeholders.js';
import type { PartialAnswer, Publication, Transcript, TranscriptObject, TranscriptRequest } from './transcript.js';
import { type TranscriptInput, transcriptsSchema } from './transcript-schema.js';

/** Where the published answers stand, relative to the root of the package. */
export const transcriptsFile = 'fixtures/transcripts.yaml';

/**
 * Reads the published answers of this package.
 *
 * @throws SuiteError `spec-invalid` with every place that is wrong
 */
export async function readTranscripts(): Promise<readonly Transcript[]> {
  const path = fileURLToPath(new URL(`../../../${transcriptsFile}`, import.meta.url));
  return parseTranscripts({ file: transcriptsFile, text: await readFile(path, 'utf8') });
}

/** The same of a text. @throws SuiteError `spec-invalid` with every place that is wrong */
export function parseTranscripts(source: SourceText): readonly Transcript[] {
  const reading = read(source);
  if (reading.kind === 'read') return reading.value;
  const lines = reading.problems
    .toSorted(byPlace)
    .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  throw new SuiteError('spec-invalid', [...new Set(lines)].join('\n'), {
    hint: 'correct these lines; specs/schema/transcripts.schema.json describes every key',
  });
}

type File = Located<{ readonly transcripts: readonly TranscriptInput[] }>;

function read(source: SourceText): Reading<readonly Transcript[]> {
  const reading = readYamlAs(transcriptsSchema, source);
  if (reading.kind === 'rejected') return reading;
  const { input, positionOf }: File = reading.value;
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  for (const [index, entry] of input.transcripts.entries()) {
    const position = positionOf(['transcripts', index]);
    const earlier = lines.get(entry.id);
    const flaws = earlier === undefined ? flawsOf(entry) : [`${entry.id} is already defined in line ${earlier}`];
    problems.push(...flaws.map((message) => ({ file: source.file, ...position, message })));
    lines.set(entry.id, earlier ?? position.line);
  }
  if (problems.length > 0) return { kind: 'rejected', problems };
  const value = input.transcripts.map((entry) => toTranscript(entry, lines.get(entry.id)!));
  return { kind: 'read', value };
}

/** What the schema cannot say: which keys go together. */
function flawsOf(entry: TranscriptInput): string[] {
  const { id, source, address, where, citable, server = 'oss', object = {}, assumed = [], request } = entry;
  const places = [source, address, where].filter((place) => place !== undefined);
  const ranged = request.range !== undefined || request['copy-range'] !== undefined;
  const values = [...Object.values(entry.response.fields ?? {}), ...Object.values(request.query ?? {})];
  const unknown = values.flatMap((value) => unknownPlaceholder(resolveSizes(value ?? '', 0)) ?? []);
  return [
    ...(places.length === 1 ? [] : [`${id} has one of source, address and where, not ${places.length} of them`]),
    ...(address !== undefined && citable === false ? [`${id} has an address, so it is citable`] : []),
    ...(where !== undefined && citable === undefined ? [`${id} has no address, so it says citable: false`] : []),
    ...(server === 'oss' || entry['no-proof'] !== undefined
      ? []
      : [`${id}: the server is ${server}, so no-proof says why the answer proves nothing`]),
    ...(ranged && object.size === undefined && object.missing === undefined && request.circumstance === undefined
      ? [`${id} has a range, so its object needs a size; where none is published, name it in assumed`]
      : []),
    ...(object.size === undefined && (assumed.includes('size') || JSON.stringify(entry).includes('{size'))
      ? [`${id} speaks of a size, and its object has none`]
      : []),
    ...unknown.map((name) => `${id}: ${name} is no placeholder`),
  ];
}

function toTranscript(entry: TranscriptInput, line: number): Transcript {
  const { size = null, ...object } = entry.object ?? {};
  const { request, response } = resolveSizes(
    { request: entry.request, response: entry.response },
    // Texts without a size stay as they are.
    size ?? 0,
  );
  return {
    id: entry.id,
    kind: entry.kind,
    ...(entry.date === undefined ? {} : { date: entry.date }),
    server: entry.server ?? 'oss',
    publication: publicationOf(entry),
    citable: entry.citable !== false,
    request: toRequest(request),
    object: { size, ...(object as Omit<TranscriptObject, 'size'>) },
    assumed: entry.assumed ?? [],
    response: toAnswer(response),
    ...(entry['no-proof'] === undefined ? {} : { noProof: entry['no-proof'] }),
    ...(entry.note === undefined ? {} : { note: entry.note }),
    line,
  };
}

function publicationOf({ source, address, where = '' }: TranscriptInput): Publication {
  if (source !== undefined) return { kind: 'source', id: source };
  return address === undefined ? { kind: 'without-address', where } : { kind: 'address', address };
}

function toRequest(input: TranscriptInput['request']): TranscriptRequest {
  const { range = [], signing, circumstance } = input;
  return {
    operation: input.operation,
    range: typeof range === 'string' ? [range] : range,
    behaviour: input.behaviour ?? 'default',
    headers: Object.entries(input.headers ?? {}),
    query: Object.entries(input.query ?? {}),
    ...(input['copy-range'] === undefined ? {} : { copyRange: input['copy-range'] }),
    ...(signing === undefined ? {} : { signing }),
    ...(circumstance === undefined ? {} : { circumstance }),
  };
}

function toAnswer(input: TranscriptInput['response']): PartialAnswer {
  const { status, code, elements, multipart, fields = {} } = input;
  const length = input['body-length'];
  return {
    ...(status === undefined ? {} : { status }),
    ...(length === undefined ? {} : { bodyLength: Number(length) }),
    ...(code === undefined ? {} : { code }),
    ...(elements === undefined ? {} : { elements }),
    ...(multipart === undefined ? {} : { isMultipart: multipart }),
    fields,
  };
}
