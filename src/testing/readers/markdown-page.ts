import { marked } from 'marked';
import { type HtmlPage, parseHtml } from './html-page.js';

/** Markdown as a browser shows it, by the rules of GitHub Flavored Markdown; HTML in it is left as it is. */
export function parseMarkdown(text: string): HtmlPage {
  const body = marked.parse(text, { async: false, gfm: true });
  return parseHtml(`<!DOCTYPE html><html><head><title></title></head><body>${body}</body></html>`);
}

/** All that a report of ours is made of. */
const knownElements = new Set(
  'html head title body h1 h2 h3 p br ul li table thead tbody tr th td code pre details summary strong'.split(' '),
);

/** What services make links and messages of after Markdown is read, everywhere but in code. */
const linked = /@[\p{L}\p{N}]|#\d|:\/\/|www\./u;

/** What makes a text more than a report of ours is: links, images, HTML, mentions, foreign headings. */
export function markdownDefects(text: string): readonly string[] {
  const { elements, errors } = parseMarkdown(text);
  return [
    ...errors.map((code) => `malformed: ${code}`),
    ...elements.flatMap(({ name, attributes, text: own }) => [
      ...(knownElements.has(name) ? [] : [`element <${name}>`]),
      ...Object.entries(attributes)
        .filter(([attribute, value]) => `${attribute}=${value}` !== 'class=language-text')
        .map(([attribute]) => `attribute ${attribute} of <${name}>`),
      ...(name !== 'code' && linked.test(own) ? [`becomes a link: ${own}`] : []),
    ]),
  ];
}
