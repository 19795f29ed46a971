import type { Problem } from '../model/problem.js';
import type { Evidence, Fact, Source } from '../model/table.js';
import { evidenceSchema } from '../schema/evidence-schema.js';
import { type Reading, readYamlAs, type SourceText } from './read-yaml-as.js';

/** Reads the sources and facts that rows cite. A duplicate id is an error: one entry would be lost. */
export function readEvidence(source: SourceText): Reading<Evidence> {
  const reading = readYamlAs(evidenceSchema, source);
  if (reading.kind === 'rejected') return reading;
  const { input, positionOf } = reading.value;
  const problems: Problem[] = [];

  const byId = <Item extends { readonly id: string }>(list: 'sources' | 'facts', items: readonly Item[]) => {
    const map = new Map<string, Item & { readonly line: number }>();
    for (const [index, item] of items.entries()) {
      const position = positionOf([list, index]);
      const earlier = map.get(item.id);
      if (earlier === undefined) map.set(item.id, { ...item, line: position.line });
      else
        problems.push({
          file: source.file,
          ...position,
          message: `${item.id} is already defined in line ${earlier.line}`,
        });
    }
    return map;
  };

  const sources: ReadonlyMap<string, Source> = byId('sources', input.sources);
  const facts: ReadonlyMap<string, Fact> = byId('facts', input.facts);
  return problems.length > 0 ? { kind: 'rejected', problems } : { kind: 'read', value: { sources, facts } };
}
