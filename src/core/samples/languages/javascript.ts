import { libraryCode } from '../libraryCode.ts';
import { indent } from '../literals.ts';
import type { SampleBody, SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

/** JSON's escapes are JavaScript's; the library prefers single quotes. */
function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\.|'/g, (token) => ({ '\\"': '"', "'": "\\'" })[token] ?? token);
  return `'${inner}'`;
}

/** JSON is JavaScript, but for the key `__proto__`. */
function body({ text, json }: SampleBody): string {
  return json === undefined || json.includes('"__proto__"')
    ? quote(text)
    : `JSON.stringify(${indent(json, '  ').trimStart()})`;
}

const shared = {
  editorLanguage: 'javascript',
  quote,
  append: (text: string, expression: string) => `${quote(text)} + ${expression}`,
  body,
};

export const javascriptFetch: SampleLanguage = {
  ...shared,
  id: 'javascript-fetch',
  name: 'JavaScript (fetch)',
  write: (request) => libraryCode('javascript', 'fetch', request),
  token: `process.env.${VARIABLES.token}`,
  basic: `Buffer.from(credentials).toString('base64')`,
  finish: (code, { lookUp }) =>
    lookUp === 'basic'
      ? `const credentials = process.env.${VARIABLES.id} + ':' + process.env.${VARIABLES.secret};\n${code}`
      : code,
};

const WARNING = `// A browser has no environment, and what is in a page its visitors can read: fill this in for a try of your own only.
`;

export const javascriptJquery: SampleLanguage = {
  ...shared,
  id: 'javascript-jquery',
  name: 'JavaScript (jQuery)',
  write: (request) => libraryCode('javascript', 'jquery', request),
  token: 'token',
  basic: 'btoa(String.fromCharCode(...new TextEncoder().encode(credentials)))',
  finish: (code, { lookUp }) => {
    const placeholders = {
      basic: `const credentials = 'YOUR_APPLICATION_ID' + ':' + 'YOUR_APPLICATION_SECRET';\n`,
      bearer: `const token = 'YOUR_ROUTEE_TOKEN';\n`,
    };
    return lookUp === undefined ? code : `${WARNING}${placeholders[lookUp]}${code}`;
  },
};
