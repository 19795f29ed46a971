import { describe, expect, it } from 'vitest';
import { readYaml } from './located-yaml.js';

const text = `top: 1
list:
  - id: a
    deep: { x: 1, y: }
  - id: b
`;

describe('values and keys are found where they stand', () => {
  const yaml = readYaml(text);

  it.each([
    [['top'], 1, 6],
    [['list', 0], 3, 5],
    [['list', 1, 'id'], 5, 9],
    [['list', 0, 'deep', 'x'], 4, 16],
  ])('value at %j', (path, line, column) => {
    expect(yaml.valueAt(path)).toEqual({ line, column });
  });

  it('a key is told from its value', () => {
    expect(yaml.keyAt(['list', 0, 'deep', 'x'])).toEqual({ line: 4, column: 13 });
  });

  it('what is missing is reported where it is missed', () => {
    expect(yaml.valueAt(['list', 0, 'gone'])).toEqual(yaml.valueAt(['list', 0]));
    expect(yaml.valueAt(['list', 7])).toEqual(yaml.valueAt(['list']));
    expect(yaml.valueAt(['top', 'deeper'])).toEqual(yaml.valueAt(['top']));
  });

  it('an empty document stands at its start', () => {
    expect(readYaml('').valueAt(['anything'])).toEqual({ line: 1, column: 1 });
  });
});

describe('what is no YAML is a fault with its place', () => {
  it.each([
    ['a: 1\na: 2\n', 2, 1, 'duplicate key in a mapping'],
    ['a:\n\t- b\n', 2, 1, 'a tab is used where YAML allows only spaces'],
    ['a: &x 1\nb: *x\n', 2, 4, 'aliases are not allowed; write the value out'],
    ['a: !thing 1\n', 1, 4, 'Unresolved tag: !thing'],
  ])('%j', (wrong, line, column, message) => {
    const yaml = readYaml(wrong);
    expect(yaml.faults).toEqual([{ position: { line, column }, message }]);
    expect(yaml.value).toBeUndefined();
  });
});
