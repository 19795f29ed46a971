/** A violation as the terminal shows it, in the parts that name what is wrong. */
export interface PrintedViolation {
  /** `end-past-eof/from-the-middle (default) violates, required` */
  readonly heading: string;
  readonly expected: string;
  readonly received: string;
  /** One line an aspect. */
  readonly violated: readonly string[];
  /** Where the row stands, or for a property the row itself, line by line. */
  readonly row: readonly string[];
  /** The command that repeats it. */
  readonly repeat: string;
}

/** Every violation that a run printed, in order. */
export function printedViolations(stdout: string): PrintedViolation[] {
  return stdout
    .split(/\n(?=\S)/)
    .filter((block) => /^\S+ \((default|standard)\) violates, /.test(block))
    .map(readBlock);
}

/** Fields are labelled in the first twelve columns behind the indentation; a line without label continues its field. */
function readBlock(block: string): PrintedViolation {
  const [heading = '', ...lines] = block.trimEnd().split('\n');
  const fields = new Map<string, string[]>();
  let label = '';
  for (const line of lines) {
    label = line.slice(2, 14).trim() || label;
    fields.set(label, [...(fields.get(label) ?? []), line.slice(14)]);
  }
  const field = (name: string): string[] => fields.get(name) ?? [];
  const [expected = ''] = field('expected');
  const [received = ''] = field('received');
  const [repeat = ''] = field('repeat');
  return { heading, expected, received, violated: field('violated'), row: field('row'), repeat };
}
