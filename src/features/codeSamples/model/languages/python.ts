import { code, doubleQuoted as quote, plus } from '../literals.ts';
import type { SampleBody, SampleHeader, SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const lookUp = (name: string): string => `os.environ["${name}"]`;

const CREDENTIALS = `credentials = ${lookUp(VARIABLES.id)} + ":" + ${lookUp(VARIABLES.secret)}`;

const WORDS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** JSON as a Python literal, other text as bytes where needed: both clients send a string in Latin-1. */
function payload({ text, json }: SampleBody): string {
  if (json === undefined) {
    return `payload = ${quote(text)}${/^[\0-\x7f]*$/.test(text) ? '' : '.encode("utf-8")'}`;
  }
  const literal = json.replace(/"(?:[^"\\]|\\.)*"|true|false|null/g, (token) => WORDS[token] ?? token);
  return `payload = json.dumps(${literal})`;
}

const row = ({ name, text, then }: SampleHeader): string => `${quote(name)}: ${plus(quote(text), then)},`;

const shared = {
  editorLanguage: 'python',
  token: lookUp(VARIABLES.token),
  basic: 'base64.b64encode(credentials.encode("utf-8")).decode("ascii")',
};

export const pythonHttpClient: SampleLanguage = {
  ...shared,
  id: 'python-httpclient',
  name: 'Python (http.client)',
  write: ({ method, isHttps, host, path, headers, body, lookUp: used }) => code`
${used === 'basic' && 'import base64'}
import http.client
${body?.json !== undefined && 'import json'}
${used && 'import os'}

${used === 'basic' && CREDENTIALS}
connection = http.client.${isHttps ? 'HTTPSConnection' : 'HTTPConnection'}(${quote(host)})

${body && payload(body)}
headers = {
    ${headers.map(row)}
}

connection.request("${method}", ${quote(path)}, ${body ? 'payload' : 'None'}, headers)
response = connection.getresponse()

print(response.read().decode("utf-8"))`,
};

export const pythonRequests: SampleLanguage = {
  ...shared,
  id: 'python-requests',
  name: 'Python (requests)',
  write: ({ method, url, headers, body, lookUp: used }) => code`
${used === 'basic' && 'import base64'}
${body?.json !== undefined && 'import json'}
${used && 'import os'}

import requests

${used === 'basic' && CREDENTIALS}
url = ${quote(url)}

${body && payload(body)}
headers = {
    ${headers.map(row)}
}

response = requests.${method.toLowerCase()}(url, ${body ? 'data=payload, ' : ''}headers=headers)

print(response.text)`,
};
