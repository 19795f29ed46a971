import type { RunPlanned } from '../../document/events.js';
import { cost, count, grouped } from '../../text/quantity.js';
import type { Line } from './line.js';

/** What is going to happen, before anything is sent. */
export function headerLines(plan: RunPlanned): readonly Line[] {
  const embedded = plan.embedded ? ', the embedded endpoint of this package' : '';
  return [
    { text: `OSS range conformance of ${plan.targetName}`, style: 'heading' },
    { text: `  target  ${plan.endpoint}${embedded}` },
    {
      text: `  plan    ${count(plan.checks, 'check')}, ${properties(plan.properties)}, ${count(plan.objects, 'object')} to write`,
    },
    {
      text: `  cost    about ${cost(plan)}`,
    },
    ...(plan.clients ? [{ text: `  clients ${plan.clients.join(', ')}, each repeats the checks` }] : []),
    { text: `  seed    ${plan.seed}` },
    plan.existing
      ? { text: `  object  ${plan.existing.key}, ${count(plan.existing.size, 'byte')}, read-only` }
      : { text: `  prefix  ${plan.prefix}` },
    { text: '' },
  ];
}

function properties(number: number): string {
  return number === 1 ? '1 property' : `${grouped(number)} properties`;
}
