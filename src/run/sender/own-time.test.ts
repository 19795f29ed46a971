import { expect, test } from 'vitest';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { runHere } from '../../testing/suite/run-here.js';

test('the times of checks and properties are those of their own requests, and do not sum up to more than the run', () =>
  withTinyStore({}, async ({ origin }) => {
    const selection = ['--case', 'suffix', '--case', 'property/{open,suffix-inside,end-past-eof,malformed,negative}'];
    const { report, junitText } = await runHere(origin, [...selection, '--concurrency', '1', '--runs', '20']);
    const times = [...report.checks, ...report.properties].map(({ durationMs }) => durationMs);
    const sum = times.reduce((total, time) => total + time, 0);
    // Every one of them was asked, and one after the other.
    expect([times.every((time) => time > 0), report.properties.length]).toEqual([true, 10]);
    expect(sum).toBeLessThanOrEqual(report.run.durationMs);
    const inJunit = [...junitText.matchAll(/<testcase[^>]* time="([\d.]+)"/g)].map(([, time]) => Number(time) * 1000);
    expect(inJunit.reduce((total, time) => total + time, 0)).toBeLessThanOrEqual(report.run.durationMs);
  }));
