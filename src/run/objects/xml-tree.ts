/** An element of a document, without its attributes. */
export interface ListingElement {
  readonly name: string;
  readonly children: readonly ListingElement[];
  /** Its own text, without that of its children, with references resolved; null where a reference is unknown. */
  readonly text: string | null;
}

/** A listing has three levels: the root, an entry, and the owner in it. */
const mostLevels = 8;

/** An entry of a version has 10 elements, and a page has 1,000 entries. */
const mostElements = 50_000;

/** One piece of a document: what is passed over, CDATA, a tag with its attributes, or text. Each branch is linear. */
const piece =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|([^<]+)/y;

interface OpenElement {
  readonly name: string;
  readonly children: ListingElement[];
  readonly texts: (string | null)[];
}

/**
 * Reads a whole document strictly; null for anything else: text, HTML, JSON, a document that is cut off or goes on behind its
 * root, one with a document type, and one that is deeper or has more elements than a listing. A lenient parser would take
 * each of them for an empty listing.
 */
export function readXml(document: string): ListingElement | null {
  const top: OpenElement = { name: '', children: [], texts: [] };
  const open = [top];
  let elements = 0;
  piece.lastIndex = document.startsWith('\ufeff') ? 1 : 0;
  while (piece.lastIndex < document.length) {
    const found = piece.exec(document);
    const here = open.at(-1);
    if (found === null || here === undefined) return null;
    const [, cdata, isEnd, name, isEmpty, text] = found;
    if (text !== undefined || cdata !== undefined) {
      if (here === top && (cdata !== undefined || text?.trim() !== '')) return null;
      here.texts.push(cdata ?? withReferences(text ?? ''));
    } else if (name === undefined) {
      // A comment or an instruction.
    } else if (isEnd) {
      if (isEmpty || here.name !== name || here === top) return null;
      open.pop();
      open.at(-1)?.children.push(closed(here));
    } else {
      elements += 1;
      if (elements > mostElements || open.length > mostLevels || (here === top && top.children.length > 0)) return null;
      const element: OpenElement = { name, children: [], texts: [] };
      if (isEmpty) here.children.push(closed(element));
      else open.push(element);
    }
  }
  return open.length === 1 ? (top.children[0] ?? null) : null;
}

const closed = ({ name, children, texts }: OpenElement): ListingElement => ({
  name,
  children,
  text: texts.includes(null) ? null : texts.join(''),
});

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with the five entities and the character references of XML 1.0 resolved, once; null where there is another one. */
function withReferences(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const resolved = text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|&/gi,
    (_, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
      const char = name === undefined && code <= 0x10ffff ? String.fromCodePoint(code) : entities.get(name ?? '');
      isKnown &&= char !== undefined;
      return char ?? '';
    },
  );
  return isKnown ? resolved : null;
}

/** The only child of that name; undefined where there is none, null where there are several or it is no text. */
export function childText({ children }: ListingElement, name: string): string | null | undefined {
  const [first, second] = children.filter((child) => child.name === name);
  if (first === undefined) return undefined;
  return second !== undefined || first.children.length > 0 ? null : first.text;
}
