import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, type ParserError, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** A page as a browser reads it. */
export interface HtmlPage {
  readonly elements: readonly HtmlElement[];
  /** Codes of the errors by which the HTML standard calls a text malformed. */
  readonly errors: readonly string[];
  /** What a reader can see of it, references resolved, one blank for any white space. */
  readonly text: string;
}

interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text. */
  readonly text: string;
}

/** Parses a page by the rules of the HTML standard. */
export function parseHtml(text: string): HtmlPage {
  const errors: string[] = [];
  const tree = parse(text, { onParseError: ({ code }: ParserError) => void errors.push(code) });
  const nodes = [...walk(tree)];
  const elements = nodes.flatMap((node): HtmlElement[] => {
    if (!('tagName' in node)) return [];
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    return [{ name: node.tagName, attributes, text: node.childNodes.map(ownText).join('') }];
  });
  const seen = nodes.filter((node) => node.parentNode && !isHidden(node.parentNode)).map(ownText);
  return { elements, errors, text: seen.join(' ').replace(/\s+/g, ' ') };
}

const ownText = (node: Node): string => ('value' in node ? node.value : '');
const isHidden = (node: Node): boolean => 'tagName' in node && ['style', 'script', 'head'].includes(node.tagName);

type AnyNode = Node & { readonly parentNode?: Node | null };

function* walk(node: AnyNode): Generator<AnyNode> {
  yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* walk(child);
}

/** All elements of a report. Any other one was not written by us. */
const knownElements = new Set(
  'html head meta title style body h1 h2 h3 p a dl dt dd ul li table tbody tr th td div span section details summary pre footer'.split(
    ' ',
  ),
);
const knownAttributes = new Set(
  'lang charset http-equiv content name class id href rel open colspan scope title'.split(' '),
);

/**
 * What makes a page malformed, harmful or dependent on something else; nothing for a sound one. Elements and attributes
 * are held against those that reports are made of: a list of dangerous ones would never be complete.
 */
export function pageDefects(text: string): readonly string[] {
  const { elements, errors } = parseHtml(text);
  const unknown = elements.flatMap(({ name, attributes }) => [
    ...(knownElements.has(name) ? [] : [`element <${name}>`]),
    ...Object.keys(attributes)
      .filter((attribute) => !knownAttributes.has(attribute))
      .map((attribute) => `attribute ${attribute} of <${name}>`),
  ]);
  const links = elements
    .map(({ attributes }) => attributes.href)
    .filter((href) => href !== undefined && !/^(?:https?:\/\/[^\s]+|#[^\s]*)$/.test(href))
    .map((href) => `link to ${href}`);
  const styles = elements.filter(({ name }) => name === 'style');
  const hashes = styles.map((sheet) => createHash('sha256').update(sheet.text).digest('base64'));
  const policies = elements
    .filter(({ attributes }) => attributes['http-equiv'] !== undefined)
    .map(({ attributes }) => `${attributes['http-equiv']}: ${attributes.content}`);
  const due = `Content-Security-Policy: default-src 'none'; style-src 'sha256-${hashes[0]}'; base-uri 'none'; form-action 'none'`;
  return [
    ...errors.map((code) => `malformed: ${code}`),
    ...unknown,
    ...links,
    ...(policies.join() === due ? [] : [`policy ${policies.join()}`]),
    ...(styles.length === 1 ? [] : [`${styles.length} style sheets`]),
    ...(/url\(|@import|expression/i.test(styles.map((sheet) => sheet.text).join())
      ? ['a style sheet that fetches']
      : []),
  ];
}
