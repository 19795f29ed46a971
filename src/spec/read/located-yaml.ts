import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';

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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
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
