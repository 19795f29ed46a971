import { expect, test } from 'vitest';
import { keysDocument, xmlDocument } from './xml.js';

test('a document has its declaration, two blanks a level and a final line feed', () => {
  expect(
    xmlDocument([
      'A',
      [
        ['B', 'x'],
        ['C', [['D', '']]],
        ['E', []],
      ],
    ]),
  ).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <A>
      <B>x</B>
      <C>
        <D></D>
      </C>
      <E>
      </E>
    </A>
    "
  `);
});

test('text cannot break out of its element, and what XML cannot hold is replaced', () => {
  const text = '</A>&amp;"\r\n\t\0\x01\x1b\ufffe\ud800é😀';
  expect(xmlDocument(['A', text])).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>\n<A>&lt;/A&gt;&amp;amp;"&#13;\n\t\ufffd\ufffd\ufffd\ufffd\ufffdé😀</A>\n`,
  );
});

test('a list of keys has control characters as they are', () => {
  expect(keysDocument(['A', [['B', '<\x01\n\x0c\x07\r\0\ud800']]])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<A>\n  <B>&lt;\x01\n\x0c\x07&#13;\ufffd\ufffd</B>\n</A>\n',
  );
});
