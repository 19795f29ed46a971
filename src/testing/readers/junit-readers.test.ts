import { expect, test } from 'vitest';
import { readAsDorny, readAsGitlab, readAsJenkins, readAsMikepenz } from './junit-readers.js';
import { parseXml } from './xml-element.js';

/** Shapes that lose a verdict, each found in a suite that is in use: a reader that took them for good would prove nothing. */

test('a case without a name crashes dorny', () => {
  const xml = '<testsuites><testsuite name="s"><testcase classname="c"/></testsuite></testsuites>';
  expect(() => readAsDorny(xml)).toThrow('testcase has no name to trim');
  expect(readAsJenkins(xml)[0]?.name).toBe('(?)');
});

test('a failure that is only an attribute counts as a pass with everyone', () => {
  const xml =
    '<testsuites><testsuite name="s"><testcase name="n" classname="c" status="failed"/></testsuite></testsuites>';
  for (const read of [readAsDorny, readAsMikepenz, readAsGitlab, readAsJenkins]) {
    expect(read(xml).map(({ outcome }) => outcome)).toEqual(['passed']);
  }
});

test('of two cases with one name GitLab counts the first', () => {
  const xml =
    '<testsuites><testsuite name="s"><testcase name="n" classname="c"/><testcase name="n" classname="c"><failure>x</failure></testcase></testsuite></testsuites>';
  expect(readAsGitlab(xml).map(({ outcome }) => outcome)).toEqual(['passed']);
  expect(readAsDorny(xml).map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
});

test('a case that is skipped and failed is a failure to dorny and GitLab, and none to the others', () => {
  const xml =
    '<testsuites><testsuite name="s"><testcase name="n" classname="c"><failure message="m">x</failure><skipped/></testcase></testsuite></testsuites>';
  const outcomes = [readAsDorny, readAsGitlab, readAsMikepenz, readAsJenkins].map((read) => read(xml)[0]?.outcome);
  expect(outcomes).toEqual(['failed', 'failed', 'skipped', 'skipped']);
});

test('a failure without text shows its attributes in GitLab; some types lose the report', () => {
  const xml = (type: string) =>
    `<testsuites><testsuite name="s"><testcase name="n"><failure type="${type}" message="m"/></testcase></testsuite></testsuites>`;
  expect(readAsGitlab(xml('status'))[0]?.details).toBe('{"type":"status","message":"m"}');
  expect(() => readAsGitlab(xml('yaml'))).toThrow('disallowed type attribute: "yaml"');
});

test('without file and line mikepenz guesses both from the class and the text', () => {
  const xml = (text: string) =>
    `<testsuites><testsuite name="s"><testcase name="n" classname="a.b"><failure>${text}</failure></testcase></testsuite></testsuites>`;
  expect(readAsMikepenz(xml('one\ntwo\nthree'))[0]).toMatchObject({ place: 'b:1', message: 'one\ntwo' });
  expect(readAsMikepenz(xml('at x/b.ts:12 in'))[0]?.place).toBe('b:12');
});

test('Jenkins cuts the middle out of long output, earlier for a case that passes', () => {
  const xml = (result: string) =>
    `<testsuites><testsuite name="s"><testcase name="n">${result}<system-out>${'a'.repeat(1500)}</system-out></testcase></testsuite></testsuites>`;
  expect(readAsJenkins(xml(''))[0]?.output).toBe(`${'a'.repeat(500)}\n...[truncated 500 chars]...\n${'a'.repeat(500)}`);
  expect(readAsJenkins(xml('<failure>x</failure>'))[0]?.output).toBe('a'.repeat(1500));
});

test('text that is not XML is refused, also where a lax parser lets it pass', () => {
  expect(() => parseXml('<a><b></a>')).toThrow('XML is not well-formed');
  expect(() => parseXml('<a>\x1b</a>')).toThrow('XML holds a forbidden character at 3');
  expect(() => parseXml('<a x="\udc00"/>')).toThrow('XML holds a forbidden character at 6');
});

test('references and CDATA are resolved, white space is kept', () => {
  expect(parseXml('<?xml version="1.0"?><a x="1&#xA;2 &amp;lt;"> b&#xD;<![CDATA[&amp;]]> </a>')).toEqual({
    name: 'a',
    attributes: { x: '1\n2 &lt;' },
    text: ' b\r&amp; ',
    children: [],
  });
});
