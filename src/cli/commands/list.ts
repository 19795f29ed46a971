import { Command } from 'commander';
import { escapedJson, type Printable, visible, visibleLines } from '../../report/text/outside-text.js';
import type { Plan } from '../../run/plan/plan.js';
import { addSelectionOptions, chosenBehaviours, type SelectionOptions } from '../options/options.js';
import { print } from '../output/print.js';

interface ListOptions extends SelectionOptions {
  readonly json?: boolean;
}

/** `oss-range list`: what a run would check; nothing is sent. */
export function listCommand(): Command {
  return addSelectionOptions(new Command('list').description('list cases and properties, offline'))
    .option('--json', 'print one JSON document instead of a table')
    .addHelpText(
      'after',
      '\nExamples:\n  oss-range list\n  oss-range list --case suffix --level required\n  oss-range list --json',
    )
    .action(async (options: ListOptions) => {
      const [{ readTable }, { makePlan }, { propertyCatalogue }] = await Promise.all([
        import('../../spec/read/read-table.js'),
        import('../../run/plan/make-plan.js'),
        import('../../run/plan/property-catalogue.js'),
      ]);
      const plan = makePlan(
        await readTable({ extraFiles: options.specs ?? [] }),
        {
          behaviours: chosenBehaviours(options.behaviour),
          cases: options.case ?? [],
          level: options.level,
          seed: 0,
          runs: 1,
          large: true,
        },
        propertyCatalogue,
      );
      print('stdout', options.json ? listAsJson(plan) : listAsText(plan));
    });
}

function listAsJson({ checks, properties }: Plan): Printable {
  const document = {
    checks: checks.map(({ id, behaviour, row, claim }) => ({
      id,
      behaviour,
      topic: row.topic,
      title: row.title,
      level: claim.level,
      evidence: claim.evidence,
      facts: row.facts,
      spec: row.location,
    })),
    properties: properties.map(({ id, behaviour, level, claim }) => ({ id, behaviour, level, law: claim.law })),
  };
  return escapedJson(document);
}

/** One line an id, with the level under each behaviour: checks are cases times behaviours. */
function listAsText({ checks, properties }: Plan): Printable {
  const lines = new Map<string, { title: string; levels: string[] }>();
  const add = (id: string, title: string, level: string): void => {
    const line = lines.get(id) ?? { title, levels: [] };
    line.levels.push(level);
    lines.set(id, line);
  };
  for (const { id, behaviour, row, claim } of checks) add(id, row.title, `${behaviour} ${claim.level}`);
  for (const { id, behaviour, level, claim } of properties) add(id, claim.law, `${behaviour} ${level}`);
  const width = Math.max(...[...lines.keys()].map((id) => id.length));
  const levels = Math.max(...[...lines.values()].map((line) => line.levels.join(', ').length));
  const text = [...lines].map(
    ([id, line]) => `${id.padEnd(width)}  ${line.levels.join(', ').padEnd(levels)}  ${line.title}`,
  );
  return visibleLines(
    [...text.map(visible), '', `${checks.length} checks and ${properties.length} properties`, ''].join('\n'),
  );
}
