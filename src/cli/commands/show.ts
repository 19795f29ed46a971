import { Command } from 'commander';
import type { Property } from '../../property/property.js';
import { escapedJson } from '../../report/text/outside-text.js';
import type { Case } from '../../spec/model/table.js';
import { print, printText } from '../output/print.js';

interface ShowOptions {
  readonly json?: boolean;
  readonly specs?: readonly string[];
}

/** `oss-range show ID`: one case with its evidence and the exact request; nothing is sent. */
export function showCommand(): Command {
  return new Command('show')
    .description('show one case, its sources and its exact request, offline')
    .argument('<id>', 'an id printed by oss-range list')
    .option('--specs <file>', 'additional row file (repeatable)', (value: string, all: string[] = []) => [
      ...all,
      value,
    ])
    .option('--json', 'print the case as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  oss-range show end-past-eof/from-the-middle\n  oss-range show property/negative',
    )
    .action(async (id: string, options: ShowOptions) => {
      const [{ readTable }, { select }, { exhaustive, properties }] = await Promise.all([
        import('../../spec/read/read-table.js'),
        import('../../run/plan/select.js'),
        import('../../property/property.js'),
      ]);
      const table = await readTable({ extraFiles: options.specs ?? [] });
      const named = [...properties, exhaustive(0)].map((property) => ({ id: `property/${property.name}`, property }));
      const found = select<{ id: string; row?: Case; property?: Property }>(
        [...table.cases.map((row) => ({ id: row.id, row })), ...named],
        [id],
      );
      const { caseText, propertyText, sourcesOfCase } = await import('../output/show-text.js');
      for (const { row, property } of found) {
        if (options.json && row) {
          print('stdout', escapedJson({ ...row, sources: sourcesOfCase(row, table.evidence) }));
        } else {
          const text = property ? propertyText(property, table.evidence) : '';
          printText('stdout', row ? caseText(row, table.evidence) : text);
        }
      }
    });
}
