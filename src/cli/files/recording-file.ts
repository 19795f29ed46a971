import { encodeLine } from '../../exchange/recording/encode.js';
import type { KeepLine } from '../../exchange/recording/recording.js';
import { reasonOf } from '../../report/write/write-reports.js';
import { openWhole } from '../../report/write/write-whole.js';
import { SuiteError } from '../../suite-error.js';

/** A recording that is being written. */
export interface RecordingFile {
  /** Resolves when the line is in the file, so that lines do not pile up; a failure is kept for {@link finish}. */
  readonly keep: KeepLine;
  /**
   * Gives the file its name, over one that has it already.
   *
   * @throws SuiteError `report-unwritable` where a line could not be written
   */
  finish(): Promise<void>;
  /** Closes the file and leaves it under its temporary name, unless it is empty. */
  abandon(): Promise<void>;
}

/**
 * Opens `.NAME.<random>.partial` beside the file: until the run has ended, that is what it is. A run that is killed leaves it
 * behind, and it can be read. A pipe or a device is written to as it is; a rename would put a plain file in its place.
 *
 * @throws SuiteError `report-unwritable`
 */
export async function createRecordingFile(path: string): Promise<RecordingFile> {
  const file = await openWhole(path, 'partial').catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
  let failure: unknown;
  let isEmpty = true;
  let last = Promise.resolve();
  const write = async (text: string): Promise<void> => {
    try {
      if (failure === undefined) await file.write(text);
    } catch (error) {
      failure = error;
    }
  };
  return {
    keep(line) {
      isEmpty = false;
      last = last.then(() => write(encodeLine(line)));
      return last;
    },
    async finish() {
      await last;
      if (failure !== undefined) {
        await file.discard();
        throw unwritable(path, failure);
      }
      await file.finish().catch((cause: unknown) => {
        throw unwritable(path, cause);
      });
    },
    async abandon() {
      await last;
      await (isEmpty ? file.discard() : file.leave());
    },
  };
}

function unwritable(path: string, cause: unknown): SuiteError {
  return new SuiteError('report-unwritable', `cannot write the recording to ${path}: ${reasonOf(cause)}`, {
    hint: 'choose a file in a writable folder with --record FILE',
    cause,
  });
}
