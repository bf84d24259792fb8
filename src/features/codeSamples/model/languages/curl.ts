import type { SampleLanguage } from '../sampleLanguage.ts';
import { VARIABLES } from '../sampleRequest.ts';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** UTF-16 code units: Windows limits a command line to 32,767, Linux an argument to 128 KiB, at 3 bytes a unit. */
const LONGEST_ARGUMENT = 30_000;

export const curl: SampleLanguage = {
  id: 'curl',
  name: 'curl',
  editorLanguage: 'shellscript',
  token: `$${VARIABLES.token}`,
  // curl builds the Basic header itself.
  basic: `$${VARIABLES.id}:$${VARIABLES.secret}`,
  write: ({ method, url, headers, body, lookUp }) => {
    const data = body && quote(body.json ?? body.text);
    // `printf` is built into the shell, so its arguments have no limit.
    const isPiped = data !== undefined && data.length > LONGEST_ARGUMENT;
    const options = [
      method === 'HEAD' ? '--head' : `--request ${method}`,
      // curl reads braces as a pattern of several addresses.
      ...(/[{}]/.test(url) ? ['--globoff'] : []),
      `--url ${quote(url)}`,
      ...headers.map(({ name, text, then }) => {
        if (then === undefined) return `--header ${quote(`${name}: ${text}`)}`;
        return lookUp === 'basic' ? `--user "${then}"` : `--header "${name}: ${text}${then}"`;
      }),
      // `--data` reads a text that begins with @ as a file name.
      ...(data === undefined ? [] : [isPiped ? '--data-binary @-' : `--data-raw ${data}`]),
    ];
    return `${isPiped ? `printf %s ${data} |\n` : ''}curl ${options.join(' \\\n  ')}`;
  },
};
