import { code, plus } from '../literals.ts';
import type { SampleBody, SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

/** PowerShell also ends a string at typographic quotes. */
const quote = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;

/** Bytes where needed: Windows PowerShell 5 sends a string in Latin-1. */
const bytes = ({ text, json = text }: SampleBody): string =>
  /^[\0-\x7f]*$/.test(json) ? quote(json) : `([Text.Encoding]::UTF8.GetBytes(${quote(json)}))`;

const CREDENTIALS = `$credentials = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("\${env:${VARIABLES.id}}:\${env:${VARIABLES.secret}}"))`;

export const powershell: SampleLanguage = {
  id: 'powershell',
  name: 'PowerShell',
  editorLanguage: 'powershell',
  token: `$env:${VARIABLES.token}`,
  basic: '$credentials',
  write: ({ method, url, headers, body, lookUp }) => code`
${lookUp === 'basic' && CREDENTIALS}
$headers = @{}
${headers.map(({ name, text, then }) => `$headers.Add(${quote(name)}, ${plus(quote(text), then)})`)}
$response = Invoke-RestMethod -Uri ${quote(url)} -Method ${method} -Headers $headers${body ? ` -ContentType ${quote(body.mediaType)} -Body ${bytes(body)}` : ''}
$response | ConvertTo-Json -Depth 10`,
};
