#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes } from '../gate/exit-code.js';
import { visible } from '../report/visible.js';
import { SuiteError } from '../suite-error.js';
import { exitCodeOfError } from './exit-code-of-error.js';
import { createProgram } from './program.js';

/** The one place where this program prints an error and decides how it ends. */
async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
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
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.on('uncaughtException', (error) => {
  process.stderr.write(errorText(error));
  process.exit(exitCodes.defect);
});

await main();
