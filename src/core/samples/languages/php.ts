import { libraryCode } from '../libraryCode.ts';
import { replaceOnly, singleQuoted } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `getenv('${name}')`;

const CREDENTIALS = `$credentials = base64_encode(${lookUp(VARIABLES.id)} . ':' . ${lookUp(VARIABLES.secret)});

`;

export const phpCurl: SampleLanguage = {
  id: 'php-curl',
  name: 'PHP (cURL)',
  editorLanguage: 'php',
  write: (request) => libraryCode('php', 'curl', request),
  quote: singleQuoted,
  append: (text, expression) => `${singleQuoted(text)} . ${expression}`,
  body: ({ text, json }) => singleQuoted(json ?? text),
  token: lookUp(VARIABLES.token),
  basic: '$credentials',
  finish: (code, { lookUp: used }) =>
    used === 'basic' ? replaceOnly(code, '<?php\n\n', `<?php\n\n${CREDENTIALS}`) : code,
};
