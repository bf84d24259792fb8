import { libraryCode } from '../libraryCode.ts';
import { indent } from '../literals.ts';
import {
  MARK,
  type MarkedRequest,
  type SampleBody,
  type SampleLanguage,
  type SampleUses,
} from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `os.environ["${name}"]`;

const CREDENTIALS = `credentials = ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)}
`;

/** JSON's escapes are Python's, but for pairs of surrogates, which `JSON.stringify` writes only for broken text. */
const quote = (text: string): string => JSON.stringify(text);

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** JSON as a Python literal. Both clients would send a string in Latin-1, hence the bytes. */
function body({ text, json }: SampleBody): string {
  if (json === undefined) {
    return isAscii(text) ? quote(text) : `${quote(text)}.encode("utf-8")`;
  }
  const literal = json.replace(/"(?:[^"\\]|\\.)*"|true|false|null/g, (token) => WORDS[token] ?? token);
  return `json.dumps(${literal})`;
}

const WORDS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

const shared = {
  editorLanguage: 'python',
  quote,
  append: (text: string, expression: string) => `${quote(text)} + ${expression}`,
  body,
  token: lookUp(VARIABLES.token),
  basic: 'base64.b64encode(credentials.encode("utf-8")).decode("ascii")',
};

function finish(code: string, uses: SampleUses, module: string): string {
  const isBasic = uses.lookUp === 'basic';
  const standard = [
    ...(isBasic ? ['base64'] : []),
    ...(module === 'http.client' ? [module] : []),
    ...(uses.body?.json === undefined ? [] : ['json']),
    ...(uses.lookUp === undefined ? [] : ['os']),
  ].map((name) => `import ${name}\n`);
  const imports =
    module === 'http.client'
      ? standard
      : [...standard, ...(standard.length > 0 ? ['\n'] : []), `import ${module}\n`];
  return `${imports.join('')}\n${isBasic ? CREDENTIALS : ''}${code.replace(/^import .*\n+/, '')}`;
}

export const pythonHttpClient: SampleLanguage = {
  ...shared,
  id: 'python-httpclient',
  name: 'Python (http.client)',
  write: writeHttpClient,
  finish: (code, uses) => finish(code, uses, 'http.client'),
};

export const pythonRequests: SampleLanguage = {
  ...shared,
  id: 'python-requests',
  name: 'Python (requests)',
  write: (request) => libraryCode('python', 'requests', request),
  finish: (code, uses) => finish(code, uses, 'requests'),
};

/** The library has given up this client, which Routee's own page uses. */
function writeHttpClient({ method, isHttps, headers, hasBody }: MarkedRequest): string {
  const names = Object.entries(headers).map(([name, mark]) => `${quote(name)}: "${mark}",\n`);
  return `connection = http.client.${isHttps ? 'HTTPSConnection' : 'HTTPConnection'}("${MARK.host}")

${hasBody ? `payload = "${MARK.body}"\n` : ''}headers = {
${indent(names.join(''), '    ')}}

connection.request("${method}", "${MARK.path}", ${hasBody ? 'payload' : 'None'}, headers)
response = connection.getresponse()

print(response.read().decode("utf-8"))`;
}
