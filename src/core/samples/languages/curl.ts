import { libraryCode } from '../libraryCode.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const USER = `--user "$${VARIABLES.id}:$${VARIABLES.secret}"`;

export const curl: SampleLanguage = {
  id: 'curl',
  name: 'curl',
  editorLanguage: 'shellscript',
  write: (request) => libraryCode('shell', 'curl', request),
  quote,
  append: (text, expression) => `"${text}${expression}"`,
  body: ({ text, json }) => quote(json ?? text),
  token: `$${VARIABLES.token}`,
  // Not used: curl makes the Basic header itself.
  basic: '',
  finish: (code, { lookUp }) => {
    const authorized = lookUp === 'basic' ? code.replace(/--header 'Authorization: \w+'/, () => USER) : code;
    return (
      authorized
        // `--data` would take a text that begins with @ for the name of a file.
        .replace('--data ', '--data-raw ')
        .replace('--request HEAD', '--head')
    );
  },
};
