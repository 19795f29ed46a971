/** One change of the code, and whether a test noticed. */
export interface Mutant {
  /** Relative to the root of the package. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The whole line on which the change begins, without the blanks around it. */
  readonly code: string;
  /** What was replaced, on one line. */
  readonly original: string;
  readonly replacement: string;
  readonly fate: Fate;
}

/** `killed`: a test failed; `timeout`: the tests did not end; `survived`: all of them passed; `uncovered`: none runs that code. */
export type Fate = 'killed' | 'timeout' | 'survived' | 'uncovered';

/** Whether a test noticed the change. */
export const isNoticed = ({ fate }: Mutant): boolean => fate === 'killed' || fate === 'timeout';

/** The mutants by what names them, in the order in which the names come. */
export function groupedMutants(mutants: readonly Mutant[], nameOf: (mutant: Mutant) => string): [string, Mutant[]][] {
  const names = [...new Set(mutants.map(nameOf))];
  return names.map((name) => [name, mutants.filter((mutant) => nameOf(mutant) === name)]);
}

/** What is read of a report in the mutation testing report schema. */
export interface MutationReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly replacement?: string;
          readonly status: string;
          readonly location: Readonly<Record<'start' | 'end', Position>>;
        }[];
      }
    >
  >;
}

/** Both 1-based; the end is exclusive. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** The mutants of a report, in the order of their files and places. */
export function mutantsOf({ files }: MutationReport): Mutant[] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      return [...mutants]
        .sort((a, b) => compare(a.location.start, b.location.start) || compare(a.location.end, b.location.end))
        .map(({ replacement = '', status, location }) => ({
          file,
          line: location.start.line,
          code: onOneLine(lines[location.start.line - 1] ?? ''),
          original: onOneLine(textBetween(lines, location.start, location.end)),
          replacement: onOneLine(replacement),
          fate: fateOf(status),
        }));
    });
}

const compare = (a: Position, b: Position): number => a.line - b.line || a.column - b.column;
const onOneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');

function textBetween(lines: readonly string[], start: Position, end: Position): string {
  const touched = lines.slice(start.line - 1, end.line);
  const last = touched.length - 1;
  return touched
    .map((text, index) => text.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : text.length))
    .join('\n');
}

/** What could not be tried (a mutant that was left out, or broke the program that tries it) was not noticed by any test. */
function fateOf(status: string): Fate {
  switch (status) {
    case 'Killed':
      return 'killed';
    case 'Timeout':
      return 'timeout';
    case 'Survived':
      return 'survived';
    default:
      return 'uncovered';
  }
}
