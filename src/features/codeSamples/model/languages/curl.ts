import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** In UTF-16: Windows takes command lines of 32,767 such units, Linux arguments of 128 KiB, at most 3 bytes a unit. */
const LONGEST_ARGUMENT = 30_000;

export const curl: SampleLanguage = {
  id: 'curl',
  name: 'curl',
  editorLanguage: 'shellscript',
  token: `$${VARIABLES.token}`,
  // curl makes the Basic header itself.
  basic: `$${VARIABLES.id}:$${VARIABLES.secret}`,
  write: ({ method, url, headers, body, lookUp }) => {
    const data = body && quote(body.json ?? body.text);
    // `printf` is part of the shell, and so takes any length.
    const isPiped = data !== undefined && data.length > LONGEST_ARGUMENT;
    const options = [
      method === 'HEAD' ? '--head' : `--request ${method}`,
      // Braces would be a pattern of many addresses.
      ...(/[{}]/.test(url) ? ['--globoff'] : []),
      `--url ${quote(url)}`,
      ...headers.map(({ name, text, then }) => {
        if (then === undefined) return `--header ${quote(`${name}: ${text}`)}`;
        return lookUp === 'basic' ? `--user "${then}"` : `--header "${name}: ${text}${then}"`;
      }),
      // `--data` would take a text that begins with @ for the name of a file.
      ...(data === undefined ? [] : [isPiped ? '--data-binary @-' : `--data-raw ${data}`]),
    ];
    return `${isPiped ? `printf %s ${data} |\n` : ''}curl ${options.join(' \\\n  ')}`;
  },
};
