import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Prose, proseOf, proseOfPage, proseOfSource, proseOfYaml } from '../testing/readers/prose.js';
import { runCli } from '../testing/suite/run-cli.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A phrase that no text may have, with a text that has it and what to write instead. */
type Forbidden = readonly [phrase: RegExp, wrong: string, instead: string];

const forbidden: readonly Forbidden[] = [
  [/\bnobody('s)?\b/i, 'a field that nobody knows', 'an unknown field'],
  [/\bsomebody('s)?\b/i, 'the bucket of somebody else', 'the bucket of another account'],
  [/\bwhoever\b/i, 'whoever asks pays', 'the requester pays'],
  [/\bwhatever\b/i, 'whatever the verdict', 'for any verdict'],
  [/\banybody('s)?\b/i, 'an object that anybody may read', 'a public object'],
  [/\bwho takes\b/i, 'who takes the request violates', 'a target that accepts the request'],
  [/\b(say|says|said|saying) so\b/i, 'a source says so', 'a source states it'],
  [/\b(is|are|was|were|be|been) put to\b/i, 'the table is put to a target', 'runs against a target'],
  [/\bwhat (it|they|the target) lacks?\b/i, 'what it lacks', 'missing features'],
  [/\b(stands?|stood|standing) in\b/i, 'OSS_BUCKET stands in', 'env: OSS_BUCKET'],
  [/\bof the two\b/i, 'one of the two', 'one of them, or the name of the pair'],
  [/\bthe loopback\b/i, 'not for the loopback', 'loopback'],
  [/\b(is|are) told (apart|by|from|in|of|to|with)\b|\bwhat is told\b/i, 'what is told', 'reported, distinguished'],
  [/\bin so many words\b/i, 'refused in so many words', 'explicitly'],
  [/\basking ways?\b|\bways? of asking\b/i, 'a way of asking', 'request feature'],
  [/\bledgers?\b/i, 'the ledger', 'written objects'],
  [/\bworkshops?\b/i, 'the workshop', 'setup step'],
  [/\blanes?\b/i, 'a lane of the client', 'connection slot, channel'],
  [/\bgiven objects?\b/i, 'the given object', 'existing object'],
  [/\basked again\b/i, 'a row that is asked again', 'repeated, sent again'],
];

/** Where a phrase is right, or not ours. */
const allowed: readonly (readonly [file: string, phrase: string, reason: string])[] = [
  ['specs/presigned.yaml', 'nobody', 'a header value that is sent'],
  ['reports/published/transcripts.md', 'lane', 'part of an id, which never changes'],
];

/** `PLACE: PHRASE` for each forbidden phrase. A phrase may run over the end of a line. */
function defects(place: string, pieces: readonly Prose[]): string[] {
  return pieces.flatMap(({ line, text }) =>
    forbidden.flatMap(([phrase]) => {
      const global = new RegExp(phrase.source.replaceAll(' ', '[\\s*/#>]+'), 'gi');
      return [...text.matchAll(global)]
        .filter(([found]) => !allowed.some(([file, right]) => file === place && right === found.toLowerCase()))
        .map(
          ({ 0: found, index }) =>
            `${place}:${line + text.slice(0, index).split('\n').length - 1}: ${found.replace(/\s+/g, ' ')}`,
        );
    }),
  );
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n');

/** Pages of what was measured quote servers and users; the program that writes them is read instead. */
const isMeasured = (file: string): boolean => /^reports\/published\/(servers|mutation)/.test(file);
const pages = files.filter((file) => file.endsWith('.md') && !isMeasured(file));
const tables = files.filter((file) => /^specs\/.*\.yaml$/.test(file));
const sources = files.filter((file) => /^src\/.*\.ts$/.test(file) && !/\.(test|bench|config)\.ts$/.test(file));

const defectsIn = (paths: readonly string[]): string[] =>
  paths.flatMap((file) => defects(file, proseOf(join(root, file))));

describe('plain words', () => {
  it('are in every page', () => {
    expect(pages.length).toBeGreaterThan(10);
    expect(defectsIn(pages)).toEqual([]);
  });

  it('are in the table and its evidence', () => {
    expect(tables.length).toBeGreaterThan(30);
    expect(defectsIn(tables)).toEqual([]);
  });

  it('are in the texts and comments of the sources', () => {
    expect(sources.length).toBeGreaterThan(400);
    expect(defectsIn(sources)).toEqual([]);
  });

  it('are in the help of every command', { timeout: 60_000 }, async () => {
    const { stdout } = await runCli(['--help']);
    const names = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}(\w+) .*/gm)].map(
      ([, name = '']) => name,
    );
    expect(names).toContain('run');
    const commands = [...names.filter((name) => name !== 'help'), 'deviations update'];
    const helps = await Promise.all(commands.map((command) => runCli([...command.split(' '), '--help'])));
    expect(helps.map(({ exitCode }) => exitCode)).toEqual(commands.map(() => 0));
    const texts = [stdout, ...helps.map((help) => help.stdout)];
    expect(texts.flatMap((text, index) => defects(`help of ${commands[index - 1]}`, [{ line: 1, text }]))).toEqual([]);
  });
});

describe('the lint of words', () => {
  it.each(forbidden)('rejects %s in every kind of text', (phrase, wrong) => {
    expect(wrong).toMatch(phrase);
    const broken = wrong.replace(/ /g, '\n * ');
    const found = (pieces: readonly Prose[]): number => defects('x', pieces).length;
    expect([
      found(proseOfPage(`# Title\n\n${wrong}.`)),
      found(proseOfYaml(`title: ${wrong}`)),
      found(proseOfSource(`const a = '${wrong}, b';`, 'strings')),
      found(proseOfSource(`const a = \`\${b} ${wrong} \${c}\`;`, 'strings')),
      found(proseOfSource(`a(); // ${wrong}`, 'comments')),
      found(proseOfSource(`/**\n * ${broken}\n */`, 'comments')),
    ]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('names the line', () => {
    const source = "const a = 1;\n\n/**\n * The\n * table says\n * so.\n */\nconst b = 'no no';";
    expect(defects('a.ts', proseOfSource(source, 'comments'))).toEqual(['a.ts:5: says so']);
  });

  it('reads neither code nor addresses', () => {
    expect(defects('x', proseOfPage('`lane` and https://a.example/lane\n\n```sh\nlane\n```'))).toEqual([]);
    expect(defects('x', proseOfSource("const lane = { 'lane': lane }; // `lane`", 'comments'))).toEqual([]);
    expect(defects('x', proseOfSource("const lane = { 'lane': lane }; // `lane`", 'strings'))).toEqual([]);
  });

  it('allows nothing that no text has', () => {
    const texts = allowed.map(([file, phrase]) => proseOf(join(root, file)).some(({ text }) => text.includes(phrase)));
    expect([allowed.length <= 10, texts]).toEqual([true, allowed.map(() => true)]);
  });
});
