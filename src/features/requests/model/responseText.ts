import * as l10n from '@vscode/l10n';

import type { ApiAnswer } from '../../../core/protocol/sendAuthorized.ts';
import { MASK, maskSecrets } from '../../../core/kit/maskSecrets.ts';
import { isSecretName } from '../../../core/kit/secretNames.ts';
import { prettyJson } from './prettyJson.ts';

export interface ResponseContext {
  readonly method: string;
  readonly url: string;
  readonly applicationName: string;
  /** Sentences at the top: possible causes of a refusal. */
  readonly remarks: readonly string[];
  /** Secrets to mask: a server may quote them. */
  readonly secrets: readonly string[];
}

export interface ResponseText {
  readonly text: string;
  /** `json`: JSON with comments; otherwise plain text. */
  readonly kind: 'json' | 'text';
}

/** An answer as a document: the request, the outcome, the headers, and the body, with JSON formatted. */
export function responseText(answer: ApiAnswer, context: ResponseContext): ResponseText {
  const { text } = answer;
  const json = isBinary(text) ? undefined : prettyJson(text);
  const mark = json === undefined ? '#' : '//';
  const comments = [
    ...context.remarks,
    ...(context.remarks.length === 0 ? [] : ['']),
    `${context.method} ${context.url}`,
    `HTTP ${`${answer.status} ${answer.statusText}`.trim()}`,
    summary(answer, context.applicationName),
    '',
    ...answer.headers.map(([name, value]) => `${name}: ${isSecretName(name) ? MASK : value}`),
    ...(answer.isComplete ? [] : ['', l10n.t('Only the first 10 MB of the body are shown.')]),
  ];
  const head = comments.map((line) => `${mark} ${line.replaceAll(/\s+/g, ' ')}`.trimEnd()).join('\n');
  const body =
    json ?? (isBinary(text) ? l10n.t('({0} bytes that are not text)', answer.body.byteLength) : text);
  return {
    text: maskSecrets(`${head}\n\n${body}${body.endsWith('\n') || body === '' ? '' : '\n'}`, context.secrets),
    kind: json === undefined ? 'text' : 'json',
  };
}

function summary({ attempts }: ApiAnswer, name: string): string {
  const times = attempts.map(({ status, durationMs }) =>
    l10n.t('{0} in {1} ms', status, Math.round(durationMs)),
  );
  return attempts.length === 1
    ? l10n.t('As {0}, {1}.', name, times.join(''))
    : l10n.t(
        'As {0}, {1} attempts: {2}.',
        name,
        attempts.length,
        times.join(l10n.t(', then with a new token ')),
      );
}

/** Whether a text holds controls other than white space, and so is not worth showing. */
function isBinary(text: string): boolean {
  return /(?!\s)\p{Cc}/u.test(text);
}
