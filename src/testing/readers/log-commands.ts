/** A command that a program which reads a log would obey. */
export interface LogCommand {
  readonly runner: 'GitHub' | 'Azure' | 'TeamCity' | 'GitLab' | 'Jenkins';
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Every command in a log, by the rules in the sources of the runners, as far as these are public. A name need not be one
 * that the runner knows: `stop-commands` makes any word one.
 */
export function commandsIn(log: string): LogCommand[] {
  return [...linesOf(log).flatMap(lineCommands), ...gitlabSections(log), ...jenkinsNotes(log)];
}

/** As `StreamReader.ReadLine` of .NET parts lines, and Java's `BufferedReader`. */
const linesOf = (log: string): string[] => log.split(/\r\n|\n|\r/);

function lineCommands(line: string): LogCommand[] {
  const github = githubCommand(line);
  return [...(github === null ? githubOld(line) : [github]), ...azureCommand(line), ...teamcityMessage(line)];
}

/** What `Char.IsWhiteSpace` of .NET holds for white space. */
const whiteSpace = /^[\t-\r\u0085\p{Z}]+/u;

/** actions/runner, `ActionCommand.TryParseV2`. */
function githubCommand(line: string): LogCommand | null {
  const message = line.replace(whiteSpace, '');
  if (!message.startsWith('::')) return null;
  const end = message.indexOf('::', 2);
  if (end < 0) return null;
  const { name, rest } = nameOf(message.slice(2, end));
  const properties = pairs(rest.trim().split(','), (value) =>
    value
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%'),
  );
  const data = message
    .slice(end + 2)
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
  return { runner: 'GitHub', name, properties, data };
}

/** actions/runner, `ActionCommand.TryParse`: anywhere in a line. The log of Azure Pipelines is formatted by the same words. */
const githubOld = (line: string): LogCommand[] => bracketed('GitHub', line, '##[');

/** microsoft/azure-pipelines-agent, `Command.TryParse`: anywhere in a line, and a name of two words. */
const azureCommand = (line: string): LogCommand[] =>
  bracketed('Azure', line, '##vso[').filter(({ name }) => name.split('.').filter((word) => word !== '').length === 2);

const teamcityMessage = (line: string): LogCommand[] => bracketed('TeamCity', line, '##teamcity[');

function bracketed(runner: LogCommand['runner'], line: string, prefix: string): LogCommand[] {
  const at = line.indexOf(prefix);
  const end = at < 0 ? -1 : line.indexOf(']', at);
  if (end < 0) return [];
  const { name, rest } = nameOf(line.slice(at + prefix.length, end));
  const decode = (value: string): string =>
    value.replaceAll('%3B', ';').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%5D', ']');
  return [{ runner, name, properties: pairs(rest.split(';'), decode), data: decode(line.slice(end + 1)) }];
}

function nameOf(info: string): { readonly name: string; readonly rest: string } {
  const space = info.indexOf(' ');
  return space < 0 ? { name: info, rest: '' } : { name: info.slice(0, space), rest: info.slice(space + 1) };
}

function pairs(texts: readonly string[], decode: (value: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts
      .filter((text) => text.includes('='))
      .map((text) => [text.slice(0, text.indexOf('=')), decode(text.slice(text.indexOf('=') + 1))]),
  );
}

/** GitLab, `Gitlab::Ci::Ansi2json`: a marker ends with a carriage return and the erasure of its line. */
function gitlabSections(log: string): LogCommand[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what makes it a marker.
  const marker = /section_(start|end):(\d+):([a-zA-Z0-9_.-]+)(?:\[[^\]]*\])?\r\x1b\[0K/g;
  return [...log.matchAll(marker)].map(([, name = '', , data = '']) => ({
    runner: 'GitLab',
    name,
    properties: {},
    data,
  }));
}

/** Jenkins, `hudson.console.ConsoleNote`: an object that the server builds from the log, between two escape sequences. */
function jenkinsNotes(log: string): LogCommand[] {
  const parts = log.split('\x1b[8mha:').slice(1);
  return parts.map((data) => ({ runner: 'Jenkins', name: 'note', properties: {}, data }));
}
