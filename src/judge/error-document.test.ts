import { describe, expect, test } from 'vitest';
import { readErrorDocument } from './error-document.js';

const read = (text: string) => readErrorDocument(new TextEncoder().encode(text));

/** The vendor's transcript of a 416, its element names restored. */
const transcript = `<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>InvalidRange</Code>
  <Message>The requested range cannot be satisfied</Message>
  <RequestId>5DA9A1B2C3D4E5F607182930</RequestId>
  <HostId>bucket.oss-cn-hangzhou.aliyuncs.com</HostId>
  <ActualObjectSize>1000</ActualObjectSize>
  <RangeRequested>bytes=1000-2000</RangeRequested>
</Error>
`;

describe('an error document is read', () => {
  test('as the vendor writes it', () => {
    expect(read(transcript)).toEqual({
      code: 'InvalidRange',
      message: 'The requested range cannot be satisfied',
      requestId: '5DA9A1B2C3D4E5F607182930',
    });
  });

  test('in any order, with elements that newer errors add', () => {
    expect(read('<Error><EC>0017-00000001</EC><Message>m</Message><Code>InvalidRange</Code></Error>')).toEqual({
      code: 'InvalidRange',
      message: 'm',
      ec: '0017-00000001',
    });
  });

  test.each([
    ['on one line, without a declaration', '<Error><Code>InvalidRange</Code></Error>'],
    ['after a byte order mark', `\ufeff<?xml version="1.0"?><Error><Code>InvalidRange</Code></Error>`],
    ['after a blank line, where there is no declaration', '\r\n<Error><Code>InvalidRange</Code></Error>'],
    ['before blank lines', '<Error><Code>InvalidRange</Code></Error>\n\n\n'],
    ['with white space around the code', '<Error><Code>\n    InvalidRange\t\r\n  </Code></Error>'],
    ['with the code in a CDATA section', '<Error><Code><![CDATA[InvalidRange]]></Code></Error>'],
    ['with part of the code in a CDATA section', '<Error><Code>Invalid<![CDATA[Range]]></Code></Error>'],
    [
      'with a default namespace',
      '<Error xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><Code>InvalidRange</Code></Error>',
    ],
    ['with attributes', `<Error a="1" b='2'><Code kind="x">InvalidRange</Code></Error>`],
    ['with comments', '<!-- a --><Error><!-- <Code>Other</Code> --><Code>InvalidRange</Code></Error><!-- b -->'],
    ['with a processing instruction', '<?style href="x"?><Error><Code>InvalidRange</Code></Error>'],
    ['with an empty element beside the code', '<Error><Resource/><Code>InvalidRange</Code></Error>'],
    ['with another Code deeper down', '<Error><Code>InvalidRange</Code><Detail><Code>Other</Code></Detail></Error>'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ code: 'InvalidRange', message: null });
  });

  test.each([
    ['416', '<Error><Code>416</Code></Error>'],
    ['007', '<Error><Code>007</Code></Error>'],
    ['true', '<Error><Code>true</Code></Error>'],
    ['1e3', '<Error><Code>1e3</Code></Error>'],
  ])('with the code %s as text', (code, text) => {
    expect(read(text)).toEqual({ code, message: null });
  });

  test('without resolving references: OSS writes no code with them', () => {
    expect(read('<Error><Code>Invalid&amp;Range</Code></Error>')).toEqual({ code: 'Invalid&amp;Range', message: null });
  });

  test('with a message of any shape, which is never looked into', () => {
    expect([
      read('<Error><Code>InvalidRange</Code><Message>one <b>bold</b> word</Message></Error>'),
      read('<Error><Code>InvalidRange</Code><Message><Code>Other</Code></Message></Error>'),
      read('<Error><Code>InvalidRange</Code><Message>a</Message><Message>b</Message></Error>'),
      read('<Error><Code>InvalidRange</Code><Message/></Error>'),
    ]).toEqual([
      { code: 'InvalidRange', message: 'one <b>bold</b> word' },
      { code: 'InvalidRange', message: '<Code>Other</Code>' },
      { code: 'InvalidRange', message: null },
      { code: 'InvalidRange', message: '' },
    ]);
  });
});

test('the address where the bucket is to be asked instead is told, unless it is empty', () => {
  expect(
    ['<Endpoint>b.example.com</Endpoint>', '<Endpoint/>'].map((endpoint) =>
      read(`<Error><Code>AccessDenied</Code>${endpoint}</Error>`),
    ),
  ).toEqual([
    { code: 'AccessDenied', message: null, endpoint: 'b.example.com' },
    { code: 'AccessDenied', message: null },
  ]);
});

test('one body is read once, whether it is an error document or not', () => {
  const bodies = [transcript, 'x'].map((text) => new TextEncoder().encode(text));
  const [first, second] = [bodies, bodies].map((each) => each.map(readErrorDocument));
  expect(second?.[0]).toBe(first?.[0]);
  expect(second?.[1]).toBeNull();
});

describe('what only looks like an error document is none', () => {
  test.each([
    ['no body', ''],
    ['white space', ' \n\t'],
    ['the code alone', 'InvalidRange'],
    ['HTML', '<html><head><title>416</title></head><body><h1>Range Not Satisfiable</h1></body></html>'],
    ['HTML with a document type', '<!DOCTYPE html><html><body>InvalidRange</body></html>'],
    ['JSON', '{"Error":{"Code":"InvalidRange","Message":"m"}}'],
    ['another root', '<ErrorResponse><Code>InvalidRange</Code></ErrorResponse>'],
    ['an Error below another root', '<ErrorResponse><Error><Code>InvalidRange</Code></Error></ErrorResponse>'],
    ['a Code at the root', '<Code>InvalidRange</Code>'],
    ['names in lower case', '<error><code>InvalidRange</code></error>'],
    ['names with a prefix', '<o:Error xmlns:o="urn:o"><o:Code>InvalidRange</o:Code></o:Error>'],
    ['no Code', '<Error><Message>InvalidRange</Message></Error>'],
    ['an Error that is text', '<Error>InvalidRange</Error>'],
    ['an empty Error', '<Error/>'],
    ['an empty Code', '<Error><Code></Code></Error>'],
    ['a Code without an end', '<Error><Code/></Error>'],
    ['a Code of blanks', '<Error><Code>   </Code></Error>'],
    ['two Codes', '<Error><Code>InvalidRange</Code><Code>InvalidRange</Code></Error>'],
    ['two Errors', '<Error><Code>InvalidRange</Code></Error><Error><Code>InvalidRange</Code></Error>'],
    ['a Code deeper down', '<Error><Detail><Code>InvalidRange</Code></Detail></Error>'],
    ['a Code within the message', '<Error><Message><Code>InvalidRange</Code></Message></Error>'],
    ['a Code in a comment', '<Error><!-- <Code>InvalidRange</Code> --></Error>'],
    ['a Code in an attribute', '<Error Code="InvalidRange"/>'],
    ['a Code with elements', '<Error><Code>Invalid<b>Range</b></Code></Error>'],
    ['a Code of a prototype', '<__proto__><Code>InvalidRange</Code></__proto__>'],
  ])('%s', (_, text) => {
    expect(read(text)).toBeNull();
  });

  test('members that every object inherits are not elements of the document', () => {
    expect([
      read('<constructor><Code>InvalidRange</Code></constructor>'),
      read('<Error><toString>x</toString></Error>'),
    ]).toEqual([null, null]);
  });
});

describe('what is not well-formed is none', () => {
  test.each([
    ['a blank line before the declaration', `\n${transcript}`],
    ['a missing end', transcript.replace('</Error>\n', '')],
    ['a wrong end', transcript.replace('</Code>', '</Cod>')],
    ['a bare ampersand', transcript.replace('range cannot', 'range & cannot')],
    ['a bare less-than sign', transcript.replace('range cannot', 'range < cannot')],
    ['text before the root', `InvalidRange ${transcript.slice(transcript.indexOf('<Error>'))}`],
    ['text after the root', `${transcript}InvalidRange`],
    ['an attribute without quotes', transcript.replace('<Error>', '<Error a=b>')],
    ['half a document', transcript.slice(0, transcript.length / 2)],
  ])('%s', (_, text) => {
    expect(text).not.toBe(transcript);
    expect(read(text)).toBeNull();
  });
});
