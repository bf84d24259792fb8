import fc from 'fast-check';

const TOKEN_WORDS = [
  'Bearer old',
  'bearer {{t}}',
  '{{auth}}',
  'Basic YTpi',
  'Digest a b',
  '{{$guid}}',
  'old',
  '',
  'Bearer T',
  'Bearer {{routeeToken}}',
];
const HEADERS = [
  'Accept: */*',
  'X-A : b',
  'Content-Type: application/json',
  '# Authorization: Bearer no',
  '// c',
  'B:',
];
const BODIES = [
  [],
  ['{ "a": "b" }'],
  ['line', '', 'Authorization: Bearer in-body'],
  ['query Q {', '  a', '}', '', '{}'],
  ['--x', 'Content-Disposition: form-data', '', 'v', '--x--'],
  ['< ./file.json'],
  ['b', '', '> {%', '  client.log(1);', '%}'],
  ['{{', '  exports.a = 1;', '}}'],
  ['?? status == 200'],
  ['@late = 1'],
];
const LEADS = [
  '# comment',
  '// @name named',
  '@t = old',
  '@auth = Bearer old',
  '@auth = Basic YTpi',
  '@host=a',
  '@routeeToken = old',
  '@t = {{host}}',
  '',
  '{{\n  x\n}}',
  '< {% y %}',
];
const LINES = [
  'GET https://a.b/c',
  'post /x HTTP/1.1',
  'https://a.b',
  '{{host}}/y',
  'DELETE {{host}}/z HTTP/2',
];

const indent = fc.constantFrom('', '', '', '  ', '\t');
const separator = fc.constantFrom('###', '### Title', '#### x', '');

/** The lines of one request, or of a region without one. */
const region = fc
  .record({
    separator,
    indent,
    lead: fc.array(fc.constantFrom(...LEADS), { maxLength: 3 }),
    line: fc.option(fc.constantFrom(...LINES), { freq: 6, nil: undefined }),
    query: fc.subarray(['    ?a=1', '    &b=2']),
    headers: fc.array(fc.constantFrom(...HEADERS), { maxLength: 3 }),
    authorization: fc.option(
      fc.tuple(
        fc.constantFrom('Authorization: ', 'authorization:', 'AUTHORIZATION :'),
        fc.constantFrom(...TOKEN_WORDS),
      ),
      { nil: undefined },
    ),
    gap: fc.constantFrom([], [''], ['', '']),
    body: fc.constantFrom(...BODIES),
    tail: fc.constantFrom([], [''], ['', '']),
  })
  .map((parts) => {
    const { line, authorization } = parts;
    const head = line === undefined ? [] : [line, ...parts.query, ...parts.headers];
    if (line !== undefined && authorization) head.push(authorization.join(''));
    const rest = line === undefined ? [] : [...(parts.body.length > 0 ? [''] : []), ...parts.body];
    const lines = [
      parts.separator,
      ...parts.lead,
      ...head.map((text) => parts.indent + text),
      ...rest,
      ...parts.gap,
      ...parts.tail,
    ];
    return lines.flatMap((text) => text.split('\n'));
  });

/** Texts of `.http` files: regions of all dialects, line ends mixed or not, with and without a byte order mark. */
export const httpText: fc.Arbitrary<string> = fc
  .record({
    mark: fc.constantFrom('', '', '\uFEFF'),
    regions: fc.array(region, { maxLength: 5 }),
    lineEnds: fc.oneof(
      fc.constant(['\n']),
      fc.constant(['\r\n']),
      fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 7 }),
    ),
    hasFinalNewline: fc.boolean(),
  })
  .map(({ mark, regions, lineEnds, hasFinalNewline }) => {
    const lines = regions.flat();
    const text = lines.map((line, index) => line + (lineEnds[index % lineEnds.length] ?? '\n')).join('');
    return mark + (hasFinalNewline ? text : text.replace(/\r?\n$/, ''));
  });
