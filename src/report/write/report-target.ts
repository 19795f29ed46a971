import { join, resolve } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { SuiteError } from '../../suite-error.js';
import {
  defaultReportFormats,
  isReportFormat,
  type ReportFormat,
  reportFormatNames,
  reportFormats,
  standardOutput,
} from './report-format.js';

/** One report that is to be written, and where. */
export interface ReportTarget {
  readonly format: ReportFormat;
  /** A file, or `-` for standard output. */
  readonly path: string;
}

/**
 * Reads `--report FORMAT[=PATH]` values. Without any, JSON and JUnit are written; without a path, a report goes into
 * the folder `out` under the name of its format.
 *
 * @param specs the values, in the order given.
 * @throws SuiteError `usage` for an unknown format, an empty path, or two reports for one place.
 */
export function parseReportTargets(specs: readonly string[], out: string): readonly ReportTarget[] {
  const targets = (specs.length === 0 ? defaultReportFormats : specs).map((spec) => parseTarget(spec, out));
  const places = targets.map(({ path }) => (path === standardOutput ? path : resolve(path)));
  const twice = targets.find((_, index) => places.indexOf(places[index] ?? '') !== index);
  if (twice !== undefined) {
    const place = twice.path === standardOutput ? 'standard output' : twice.path;
    throw new SuiteError('usage', `two reports would be written to ${place}`, {
      hint: 'give each --report FORMAT=PATH its own path',
    });
  }
  return targets;
}

function parseTarget(spec: string, out: string): ReportTarget {
  const [format = '', ...rest] = spec.split('=');
  if (!isReportFormat(format)) throw unknownFormat(format);
  if (rest.length === 0) {
    const { file } = reportFormats[format];
    return { format, path: file === standardOutput ? file : join(out, file) };
  }
  const path = rest.join('=');
  if (path === '') {
    throw new SuiteError('usage', `--report ${spec} has no path`, {
      hint: `write --report ${format}=PATH, --report ${format}=- for standard output, or --report ${format} for the --out folder`,
    });
  }
  // Opened by its name, it would fail where it is a socket, and be replaced where it is a file.
  return { format, path: standardOutputNames.has(path) ? standardOutput : path };
}

const standardOutputNames: ReadonlySet<string> = new Set(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']);

/** The error for a format that does not exist. */
export function unknownFormat(format: string): SuiteError {
  return new SuiteError('usage', `unknown report format ${JSON.stringify(format)}`, {
    hint: `did you mean ${closest(format, [...reportFormatNames])}? Formats: ${reportFormatNames.join(', ')}`,
  });
}
