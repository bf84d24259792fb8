import { libraryCode } from '../libraryCode.ts';
import { doubleQuoted } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `os.Getenv("${name}")`;

const CREDENTIALS = `	credentials := ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)}
`;

export const go: SampleLanguage = {
  id: 'go',
  name: 'Go (net/http)',
  editorLanguage: 'go',
  write: (request) => libraryCode('go', 'native', request, { checkErrors: true }),
  quote: doubleQuoted,
  append: (text, expression) => `${doubleQuoted(text)}+${expression}`,
  body: ({ text, json = text }) => (/[`\r]/.test(json) ? doubleQuoted(text) : `\`${json}\``),
  token: lookUp(VARIABLES.token),
  basic: 'base64.StdEncoding.EncodeToString([]byte(credentials))',
  finish: (code, { lookUp: used, body }) => {
    const packages = [
      ...(used === 'basic' ? ['encoding/base64'] : []),
      'fmt',
      'io',
      'net/http',
      ...(used === undefined ? [] : ['os']),
      ...(body === undefined ? [] : ['strings']),
    ];
    return code
      .replace(/import \([^)]*\)/, () => `import (\n${packages.map((name) => `\t"${name}"\n`).join('')})`)
      .replace('func main() {\n\n', () => `func main() {\n${used === 'basic' ? CREDENTIALS : ''}`)
      .replace(/\n\n\}\s*$/, '\n}');
  },
};
