/** Elements that XML names by themselves; a document of OSS has no others. */
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * What the elements of a name hold, in order, as it stands between their tags. Enough for the documents that requests
 * have: no element there holds one of its own name.
 */
export function elementsNamed(document: string, name: string): string[] {
  const found: string[] = [];
  const opening = `<${name}>`;
  const closing = `</${name}>`;
  for (let at = document.indexOf(opening); at >= 0; at = document.indexOf(opening, at)) {
    const end = document.indexOf(closing, at);
    if (end < 0) break;
    found.push(document.slice(at + opening.length, end));
    at = end;
  }
  return found;
}

/** The text of an element that holds no other: references are resolved, CDATA is taken as it stands. */
export function textOf(content: string): string {
  return content
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part, index) => (index % 2 === 1 ? part.slice('<![CDATA['.length, -']]>'.length) : resolved(part)))
    .join('');
}

function resolved(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    return entities[name] ?? whole;
  });
}
