import { libraryCode } from '../libraryCode.ts';
import { replaceOnly, singleQuoted } from '../literals.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `ENV.fetch('${name}')`;

const CREDENTIALS = `credentials = ${lookUp(VARIABLES.id)} + ':' + ${lookUp(VARIABLES.secret)}
`;

export const ruby: SampleLanguage = {
  id: 'ruby-nethttp',
  name: 'Ruby (Net::HTTP)',
  editorLanguage: 'ruby',
  write: (request) => libraryCode('ruby', 'native', request),
  quote: singleQuoted,
  append: (text, expression) => `${singleQuoted(text)} + ${expression}`,
  body: ({ text, json }) => singleQuoted(json ?? text),
  token: lookUp(VARIABLES.token),
  // The module Base64 is no longer part of Ruby since 3.4.
  basic: `[credentials].pack('m0')`,
  finish: (code, { lookUp: used }) =>
    used === 'basic' ? replaceOnly(code, 'url = URI(', `${CREDENTIALS}url = URI(`) : code,
};
