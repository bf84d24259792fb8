import * as l10n from '@vscode/l10n';

const LINES = 12;
const CHARACTERS = 600;

/** The first lines of a body, for a question before it is sent; `undefined` where there is none. */
export function requestPreview(body: string | Uint8Array | undefined): string | undefined {
  if (body === undefined || body.length === 0) {
    return undefined;
  }
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  if (/(?!\s)\p{Cc}/u.test(text)) {
    return l10n.t('A body of {0} bytes that are not text.', body.length);
  }
  const start = text.split('\n').slice(0, LINES).join('\n').slice(0, CHARACTERS).trimEnd();
  const left = text.trimEnd().length - start.length;
  // What turns the direction of writing could show another text than is sent.
  const shown = start.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '�');
  return left > 0 ? `${shown}\n${l10n.t('… and {0} more characters.', left)}` : shown;
}
