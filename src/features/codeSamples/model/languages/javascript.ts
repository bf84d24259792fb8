import { code, indent, plus } from '../literals.ts';
import type { SampleBody, SampleHeader, SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

/** JSON's escapes are JavaScript's; single quotes are more usual there. */
function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\.|'/g, (token) => ({ '\\"': '"', "'": "\\'" })[token] ?? token);
  return `'${inner}'`;
}

/** JSON is JavaScript, but for the key `__proto__`. */
function value({ text, json }: SampleBody): string {
  return json === undefined || json.includes('"__proto__"')
    ? quote(text)
    : `JSON.stringify(${indent(json, '  ').trimStart()})`;
}

const row = ({ name, text, then }: SampleHeader): string => `${quote(name)}: ${plus(quote(text), then)},`;

export const javascriptFetch: SampleLanguage = {
  id: 'javascript-fetch',
  name: 'JavaScript (fetch)',
  editorLanguage: 'javascript',
  token: `process.env.${VARIABLES.token}`,
  basic: `Buffer.from(credentials).toString('base64')`,
  write: ({ method, url, headers, body, lookUp }) => code`
${lookUp === 'basic' && `const credentials = process.env.${VARIABLES.id} + ':' + process.env.${VARIABLES.secret};`}
const options = {
  method: '${method}',
  headers: {
    ${headers.map(row)}
  },
  ${body && `body: ${value(body)}`}
};

fetch(${quote(url)}, options)
  .then(res => res.json())
  .then(res => console.log(res))
  .catch(err => console.error(err));`,
};

const PLACEHOLDERS = {
  basic: `const credentials = 'YOUR_APPLICATION_ID' + ':' + 'YOUR_APPLICATION_SECRET';`,
  bearer: `const token = 'YOUR_ROUTEE_TOKEN';`,
};

export const javascriptJquery: SampleLanguage = {
  id: 'javascript-jquery',
  name: 'JavaScript (jQuery)',
  editorLanguage: 'javascript',
  token: 'token',
  basic: 'btoa(String.fromCharCode(...new TextEncoder().encode(credentials)))',
  write: ({ method, url, headers, body, lookUp }) => code`
${lookUp && '// A browser has no environment, and what is in a page its visitors can read: fill this in for a try of your own only.'}
${lookUp && PLACEHOLDERS[lookUp]}
const settings = {
  async: true,
  crossDomain: true,
  url: ${quote(url)},
  method: '${method}',
  headers: {
    ${headers.map(row)}
  },
  ${body && `data: ${value(body)}`}
};

$.ajax(settings).done(res => {
  console.log(res);
});`,
};
