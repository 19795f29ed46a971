import { describe, expect, it } from 'vitest';
import { propertySizes } from '../../property/property-sizes.js';
import { readTable } from '../../spec/read/read-table.js';
import { makePlan, type PlanOptions } from './make-plan.js';
import { propertyCatalogue } from './property-catalogue.js';

const table = await readTable();
const everything: PlanOptions = {
  behaviours: ['default', 'standard'],
  cases: [],
  level: 'observed',
  seed: 1,
  runs: 100,
};
const plan = (options: Partial<PlanOptions>) => makePlan(table, { ...everything, ...options }, propertyCatalogue);

describe('a plan', () => {
  it('has every case and every property once under each behaviour', () => {
    const { checks, properties } = plan({ large: true });
    const keys = [...checks, ...properties].map(({ id, behaviour }) => `${id} ${behaviour}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(checks).toHaveLength(table.cases.length * 2);
    expect(checks.length).toBeGreaterThanOrEqual(150);
    expect(properties.length).toBeGreaterThanOrEqual(12);
  });

  it('leaves objects past 4 GiB out unless they are asked for, and says how to ask', () => {
    const topics = ({ checks }: ReturnType<typeof plan>) => new Set(checks.map(({ row }) => row.topic));
    expect([topics(plan({})), topics(plan({ large: true }))].map((all) => all.has('large-objects'))).toEqual([
      false,
      true,
    ]);
    expect(() => plan({ cases: ['large-objects'] })).toThrow('the selected checks need objects over 4 GiB');
  });

  it('writes only objects that something reads, smallest first, and each once', () => {
    const { objects } = plan({ cases: ['suffix/all', 'end-past-eof/from-the-middle'] });
    expect(objects.map(({ name }) => name)).toEqual(['bytes-1000']);
    const all = plan({}).objects;
    expect(all.map(({ size }) => size)).toEqual(all.map(({ size }) => size).sort((a, b) => a - b));
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(plan({ cases: ['property/open'] }).objects.map(({ size }) => size)).toEqual(propertySizes);
  });

  it('gives the same object the same bytes whatever else is selected', () => {
    const phase = (options: Partial<PlanOptions>) =>
      plan(options).objects.find(({ name }) => name === 'bytes-1000')?.phase;
    expect(phase({ cases: ['suffix/all'] })).toBe(phase({}));
  });

  it('leaves out what is softer than the level asked for', () => {
    const required = plan({ level: 'required' });
    expect(
      new Set([...required.checks.map(({ claim }) => claim.level), ...required.properties.map(({ level }) => level)]),
    ).toEqual(new Set(['required']));
    expect(new Set(plan({ level: 'expected' }).checks.map(({ claim }) => claim.level))).toEqual(
      new Set(['required', 'expected']),
    );
  });

  it('counts what it will send', () => {
    const { estimate } = plan({ cases: ['suffix/all'], behaviours: ['default'] });
    expect(estimate).toEqual({ requests: 4, bytesUp: 1_000, bytesDown: 2_000 });
    expect(plan({ cases: ['property/open'], behaviours: ['default'], runs: 100 }).estimate.requests).toBe(
      propertySizes.length * 3 + 100,
    );
  });

  it('has no properties where none are drawn', () => expect(plan({ runs: 0 }).properties).toEqual([]));

  it('knows a property by its name although none are drawn', () => {
    const nothing = expect.objectContaining({ code: 'empty-selection' });
    expect(() => plan({ runs: 0, cases: ['property/open'] })).toThrow(nothing);
    expect(plan({ runs: 0, cases: ['property/*', 'suffix/all'] }).checks).toHaveLength(2);
  });

  it('is refused where nothing is left of a selection', () => {
    expect(() => plan({ cases: ['head'], level: 'required' })).toThrow(
      expect.objectContaining({ code: 'empty-selection' }),
    );
  });
});
