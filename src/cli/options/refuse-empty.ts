import type { Command } from 'commander';
import { SuiteError } from '../../suite-error.js';

/** A Range header may be empty: that is a question like any other. */
const mayBeEmpty: ReadonlySet<string> = new Set(['range']);

/**
 * Refuses options and arguments that are given and hold nothing, as `--case "$CASES"` does where the variable is not set:
 * what was meant is lost, and no default can be it.
 *
 * @throws SuiteError `usage`
 */
export function refuseEmpty(command: Command): void {
  for (const option of command.options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli' || !holdsEmpty(command.getOptionValue(name))) continue;
    throw new SuiteError('usage', `${option.long} needs a value`, {
      hint: `give it a value, or leave it out: oss-range ${command.name()} --help`,
    });
  }
  for (const [index, argument] of command.registeredArguments.entries()) {
    if (mayBeEmpty.has(argument.name()) || !holdsEmpty(command.processedArgs[index])) continue;
    throw new SuiteError('usage', `the argument ${argument.name()} is empty`, {
      hint: `see the help: oss-range ${command.name()} --help`,
    });
  }
}

const holdsEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(holdsEmpty) : typeof value === 'string' && value.trim() === '';
