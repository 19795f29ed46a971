import { CommanderError } from 'commander';
import { SuiteError } from '../suite-error.js';
import { exitCodeOfError } from './exit-code-of-error.js';
import { onStreamError, printText } from './output/print.js';
import { createProgram } from './program.js';

/** The one place where this program prints an error and decides how it ends. */
export async function start(): Promise<void> {
  try {
    await (await createProgram(process.argv.slice(2))).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) printText('stderr', errorText(error));
    process.exitCode = exitCodeOfError(error);
  }
}

/** A message may quote what a server sent. */
function errorText(error: unknown): string {
  if (!(error instanceof SuiteError)) {
    return `error: a defect of this program: ${error instanceof Error ? error.stack : String(error)}\n`;
  }
  return `error: ${error.message}\n${error.hint === undefined ? '' : `hint: ${error.hint}\n`}`;
}

const streamNames = { stdout: 'standard output', stderr: 'standard error' } as const;

let isCut = false;

// A disk that is full ends no run in its midst: it goes on, for its reports and its clean-up.
onStreamError((stream, cause) => {
  if (isCut) return;
  isCut = true;
  const error = new SuiteError('report-unwritable', `cannot write to ${streamNames[stream]}: ${cause.code}`, { cause });
  printText('stderr', errorText(error));
  process.on('exit', () => {
    process.exitCode = exitCodeOfError(error);
  });
});

process.on('uncaughtException', (error) => {
  printText('stderr', errorText(error));
  process.exit(exitCodeOfError(error));
});
