import {
  Composer,
  type CST,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  visit,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import { boundedTokens } from './bounded-tokens.js';

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys of mappings and indices of lists, from the root. */
export type YamlPath = readonly (string | number)[];

/** A YAML document that remembers where each of its values stands. */
interface LocatedYaml {
  /** The plain value; undefined where the text is no YAML. */
  readonly value: unknown;
  readonly faults: readonly { readonly position: Position; readonly message: string }[];
  /** Where the value at a path stands, or the nearest thing around it that exists. */
  valueAt(path: YamlPath): Position;
  /** Where the last key of a path stands, or the mapping that lacks it. */
  keyAt(path: YamlPath): Position;
}

/**
 * Parses one YAML document. Duplicate keys, tabs as indentation, unknown tags and aliases are faults: a row says all that it
 * means where it stands. Never throws.
 */
export function readYaml(text: string): LocatedYaml {
  const lines = new LineCounter();
  const bounded = boundedTokens(text, lines.addNewLine);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (bounded.kind === 'exceeded') {
    const { offset, message } = bounded;
    const start = position(0);
    return {
      value: undefined,
      faults: [{ position: position(offset), message }],
      valueAt: () => start,
      keyAt: () => start,
    };
  }
  const document = documentOf(bounded.tokens, text.length);
  const faults = [
    ...[...document.errors, ...document.warnings].map((error) => ({
      offset: error.pos[0],
      message: faultMessage(error),
    })),
    ...aliasOffsets(document).map((offset) => ({ offset, message: 'aliases are not allowed; write the value out' })),
  ].map(({ offset, message }) => ({ position: position(offset), message }));
  const at = (path: YamlPath, end: 'key' | 'value'): Position => position(offsetOf(document, path, end));
  return {
    value: faults.length === 0 ? document.toJS() : undefined,
    faults,
    valueAt: (path) => at(path, 'value'),
    keyAt: (path) => at(path, 'key'),
  };
}

/** As the parser's own function does it for a text. */
function documentOf(tokens: readonly CST.Token[], length: number): Document {
  const { stackTraceLimit } = Error;
  // A text may have a hundred thousand faults, and the stack of each would take a kilobyte.
  Error.stackTraceLimit = 0;
  try {
    const [document, second] = new Composer({ prettyErrors: false, uniqueKeys: true }).compose(tokens, true, length);
    if (document === undefined) throw new Error('the composer made no document, though it was told to');
    if (second !== undefined) {
      const [start, end] = second.range;
      document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'a file holds one document only'));
    }
    return document;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function faultMessage(error: YAMLError): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'a tab is used where YAML allows only spaces';
    case 'DUPLICATE_KEY':
      return 'duplicate key in a mapping';
    default:
      return error.message.replaceAll('\n', ' ');
  }
}

function aliasOffsets(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_, alias) => void offsets.push(start(alias) ?? 0) });
  return offsets;
}

function offsetOf(document: Document, path: YamlPath, end: 'key' | 'value'): number {
  let node: Node | null = document.contents;
  let offset = start(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === undefined) return offset;
    const part = end === 'key' && depth === path.length - 1 ? child.key : (child.value ?? child.key);
    offset = start(part) ?? offset;
    node = child.value;
  }
  return offset;
}

interface Child {
  readonly key: Node | null;
  readonly value: Node | null;
}

function childOf(parent: Node | null, step: string | number): Child | undefined {
  if (isSeq(parent)) {
    const item = typeof step === 'number' ? parent.items[step] : undefined;
    return isNode(item) ? { key: item, value: item } : undefined;
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { key: isNode(pair.key) ? pair.key : null, value: isNode(pair.value) ? pair.value : null };
}

function start(node: Node | null): number | undefined {
  return node?.range?.[0];
}
