import { type Problem, problemText } from '../../../spec/model/problem.js';
import { largestYaml, readInputFile } from '../../../spec/read/input-file.js';
import { readYamlAs, type SourceText } from '../../../spec/read/read-yaml-as.js';
import { SuiteError } from '../../../suite-error.js';
import { profileSchema } from './profile-schema.js';
import type { TargetProfile } from './target-profile.js';

/**
 * Reads a target profile from its file.
 *
 * @throws SuiteError `config-invalid` where it cannot be read, or with every place that is wrong
 */
export async function readProfile(file: string): Promise<TargetProfile> {
  try {
    return parseProfile({ file, text: await readInputFile(file, largestYaml) });
  } catch (cause) {
    if (cause instanceof SuiteError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new SuiteError(
      'config-invalid',
      `the target profile ${file} cannot be read: ${code ?? (cause as Error).message}`,
      {
        hint: 'give a YAML file with --target FILE; fixtures/targets/ of this package has examples',
        cause,
      },
    );
  }
}

/**
 * Reads a target profile.
 *
 * @throws SuiteError `config-invalid` with every place that is wrong, what is wrong there and what is allowed
 */
export function parseProfile(source: SourceText): TargetProfile {
  const reading = readYamlAs(profileSchema, source);
  if (reading.kind === 'rejected') throw invalid(reading.problems);
  return { file: source.file, ...reading.value.input };
}

function invalid(problems: readonly Problem[]): SuiteError {
  return new SuiteError('config-invalid', problemText(problems), {
    hint: 'correct the target profile; specs/schema/target.schema.json describes every key',
  });
}
