import { libraryCode } from '../libraryCode.ts';
import { asciiDoubleQuoted } from '../literals.ts';
import type { SampleLanguage, SampleUses } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `Environment.GetEnvironmentVariable("${name}")`;

const CREDENTIALS = `var credentials = ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)};
`;

const shared = {
  editorLanguage: 'csharp',
  quote: asciiDoubleQuoted,
  append: (text: string, expression: string) => `${asciiDoubleQuoted(text)} + ${expression}`,
  token: lookUp(VARIABLES.token),
  basic: 'Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))',
};

/** Replaces the library's `using` lines: it counts on a project that imports the usual ones by itself. */
function withUsings(code: string, { lookUp: used }: SampleUses, namespaces: readonly string[]): string {
  const isBasic = used === 'basic';
  const usings = [...namespaces, ...(isBasic ? ['System.Text'] : [])].sort();
  const statements = code.replace(/^using [\w.]+;\s*/gm, '').replace(/\n{3,}/g, '\n\n');
  return `${usings.map((name) => `using ${name};`).join('\n')}\n\n${isBasic ? CREDENTIALS : ''}${statements}`;
}

export const csharpHttpClient: SampleLanguage = {
  ...shared,
  id: 'csharp-httpclient',
  name: 'C# (HttpClient)',
  write: (request) => libraryCode('csharp', 'httpclient', request),
  finish: (code, uses) =>
    withUsings(
      // The constructor refuses parameters such as a charset.
      code.replace('new MediaTypeHeaderValue(', 'MediaTypeHeaderValue.Parse('),
      uses,
      ['System', 'System.Net.Http', 'System.Net.Http.Headers'],
    ),
};

export const csharpRestSharp: SampleLanguage = {
  ...shared,
  id: 'csharp-restsharp',
  name: 'C# (RestSharp)',
  write: (request) => libraryCode('csharp', 'restsharp', request),
  finish: (code, uses) => withUsings(code, uses, ['System', 'RestSharp']),
};
