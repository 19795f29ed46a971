import { CommanderError } from 'commander';
import { visible } from '../report/text/visible.js';
import { SuiteError } from '../suite-error.js';
import { exitCodeOfError } from './exit-code-of-error.js';
import { createProgram } from './program.js';

/** The one place where this program prints an error and decides how it ends. */
export async function start(): Promise<void> {
  try {
    await (await createProgram(process.argv.slice(2))).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) process.stderr.write(errorText(error));
    process.exitCode = exitCodeOfError(error);
  }
}

function errorText(error: unknown): string {
  if (!(error instanceof SuiteError)) {
    return `error: a defect of this program: ${error instanceof Error ? error.stack : String(error)}\n`;
  }
  const text = `error: ${error.message}\n${error.hint === undefined ? '' : `hint: ${error.hint}\n`}`;
  // A message may quote what a server sent.
  return text.split('\n').map(visible).join('\n');
}

// A reader that has seen enough (`| head`) is no error: the run goes on, for its reports and its clean-up.
for (const [stream, name] of [
  [process.stdout, 'standard output'],
  [process.stderr, 'standard error'],
] as const) {
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') return;
    throw new SuiteError('report-unwritable', `cannot write to ${name}: ${cause.code}`, { cause });
  });
}

process.on('uncaughtException', (error) => {
  process.stderr.write(errorText(error));
  process.exit(exitCodeOfError(error));
});
