import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { Command } from 'commander';
import { exitCodes } from '../../gate/exit-code.js';
import { escapedJson } from '../../report/text/outside-text.js';
import { largestSeed } from '../../run/plan/defaults.js';
import { checkOutputs } from '../files/check-outputs.js';
import { named } from '../files/named-files.js';
import { writeFileOrOutput } from '../files/write-file.js';
import { collect, wholeNumberOption } from '../options/options.js';
import { isTerminal, printText } from '../output/print.js';
import { stopSignal } from '../output/stop-signal.js';

interface ScoreOptions {
  readonly fault?: readonly string[];
  readonly runs: number;
  readonly seed: number;
  readonly everyProperty?: boolean;
  readonly json?: string;
  readonly page?: string;
}

/** Each thread asks and answers; more of them than this have nothing left to do. */
const mostWorkers = 8;

/** `oss-range score`: the suite against every fault of the embedded endpoint, and against controls that are right. */
export function scoreCommand(): Command {
  return new Command('score')
    .description('measure which faults of the embedded endpoint the suite catches')
    .option('--fault <glob>', 'faults and controls to run (repeatable)', collect)
    .option('--runs <n>', 'random inputs per property', wholeNumberOption(1, 10_000), 20)
    .option('--seed <n>', 'random seed', wholeNumberOption(0, largestSeed), 1)
    .option('--every-property', 'run properties even if a row has caught the fault')
    .option('--json <path>', 'write the score as JSON')
    .option('--page <path>', 'write a Markdown page of all faults')
    .addHelpText(
      'after',
      `
Exits 0 if a violation of level required or expected catches every fault and no control violates anything, else 1.

Examples:
  oss-range score
  oss-range score --fault 'suffix-*' --json score.json`,
    )
    .action(async (options: ScoreOptions) => {
      process.exitCode = await score(options);
    });
}

async function score(options: ScoreOptions): Promise<number> {
  const [{ chooseFaults }, { runFaults }, { isFull, scoreOf }, { scoreProgressLine, scoreText }, { planSuite }] =
    await Promise.all([
      import('../../run/score/choose.js'),
      import('../../run/score/run-faults.js'),
      import('../../run/score/score.js'),
      import('../../run/score/text.js'),
      import('../../run/prepare-run.js'),
    ]);
  const names = chooseFaults(options.fault ?? []);
  await checkOutputs([...named('--json', options.json), ...named('--page', options.page)], []);
  const { plan } = await planSuite({ runs: 0, seed: options.seed });
  const { signal, release } = stopSignal();
  const started = performance.now();
  printText('stdout', `the suite against ${names.length} faulty and sound endpoints, one after another\n`);
  try {
    const results = await runFaults(names, {
      runs: options.runs,
      seed: options.seed,
      quick: options.everyProperty !== true,
      workers: Math.min(mostWorkers, availableParallelism()),
      onResult: (result) => {
        if (isTerminal('stderr')) printText('stderr', `${scoreProgressLine(result)}\n`);
      },
      signal,
    });
    const rows = [...new Set(plan.checks.map(({ id }) => id))];
    const result = scoreOf(results, rows, performance.now() - started);
    printText('stdout', scoreText(result));
    await Promise.all([
      options.json === undefined ? undefined : writeFileOrOutput(options.json, escapedJson(result)),
      options.page === undefined
        ? undefined
        : writeFileOrOutput(options.page, (await import('../../run/score/page.js')).faultsPage(result)),
    ]);
    return isFull(result) ? exitCodes.conforms : exitCodes.violates;
  } finally {
    release();
  }
}
