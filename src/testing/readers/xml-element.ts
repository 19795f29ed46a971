import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as a reader of XML sees it: references resolved, CDATA and text joined. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of its children. */
  readonly text: string;
  readonly children: readonly ReadElement[];
}

/** What the parser gives for one node, in document order: one key for the tag, and the attributes beside it. */
type ParsedNode = Readonly<Record<string, readonly ParsedNode[] | Readonly<Record<string, string>> | string>>;

const attributesKey = ':@';
const textKey = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Character references such as `&#xA;` are resolved under this option only.
  htmlEntities: true,
});

/** Characters outside of XML 1.0 section 2.2: the validator lets them pass, a strict reader refuses the whole file. */
const forbidden = /(?![\t\n\r\x7f-\x9f])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

/**
 * The root element of an XML text.
 *
 * @throws Error where a strict reader would refuse the text.
 */
export function parseXml(xml: string): ReadElement {
  const validity = XMLValidator.validate(xml);
  if (validity !== true) throw new Error(`XML is not well-formed: ${validity.err.msg} in line ${validity.err.line}`);
  if (forbidden.test(xml)) throw new Error(`XML holds a forbidden character at ${xml.search(forbidden)}`);
  const [root] = elementsOf(parser.parse(xml) as readonly ParsedNode[]);
  if (root === undefined) throw new Error('XML has no root element');
  return root;
}

/** The children with a name. */
export function childrenOf(element: ReadElement, name: string): readonly ReadElement[] {
  return element.children.filter((child) => child.name === name);
}

function elementsOf(nodes: readonly ParsedNode[]): readonly ReadElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== attributesKey);
    if (name === undefined || name === textKey) return [];
    const inner = node[name] as readonly ParsedNode[];
    const attributes = (node[attributesKey] ?? {}) as Readonly<Record<string, string>>;
    const text = inner.map((child) => child[textKey] ?? '').join('');
    return [{ name, attributes, text, children: elementsOf(inner) }];
  });
}
