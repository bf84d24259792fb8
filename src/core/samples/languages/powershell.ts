import { libraryCode } from '../libraryCode.ts';
import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

/** PowerShell also ends a string at the typographic quotes. */
const quote = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;

const CREDENTIALS = `$credentials = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("\${env:${VARIABLES.id}}:\${env:${VARIABLES.secret}}"))
`;

export const powershell: SampleLanguage = {
  id: 'powershell',
  name: 'PowerShell',
  editorLanguage: 'powershell',
  write: (request) => libraryCode('powershell', 'restmethod', request),
  quote,
  append: (text, expression) => `${quote(text)} + ${expression}`,
  // Windows PowerShell 5 would send a string in Latin-1.
  body: ({ text, json = text }) =>
    /^[\0-\x7f]*$/.test(json) ? quote(json) : `([Text.Encoding]::UTF8.GetBytes(${quote(json)}))`,
  token: `$env:${VARIABLES.token}`,
  basic: '$credentials',
  finish: (code, { lookUp }) =>
    `${lookUp === 'basic' ? CREDENTIALS : ''}${code}\n$response | ConvertTo-Json -Depth 10`,
};
