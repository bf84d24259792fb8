import * as l10n from '@vscode/l10n';

import type { ApiAnswer } from '../../../core/protocol/sendAuthorized.ts';
import { MASK, masking } from '../../../core/kit/maskSecrets.ts';
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
  /** `json`: JSON with comments; `binary`: the body is no text, and left out. */
  readonly kind: 'json' | 'text' | 'binary';
}

/**
 * Work that makes a document of an answer: the request, the outcome, the headers, and the body, with JSON formatted
 * unless it is very long.
 */
export function* responseText(
  answer: ApiAnswer,
  context: ResponseContext,
): Generator<undefined, ResponseText> {
  const { text } = answer;
  const isBinary = yield* holdsControls(text);
  const json = isBinary ? undefined : yield* prettyJson(text);
  const mark = json === undefined ? '#' : '//';
  const comments = [
    ...context.remarks,
    ...(context.remarks.length === 0 ? [] : ['']),
    `${context.method} ${context.url}`,
    `HTTP ${`${answer.status} ${answer.statusText}`.trim()}`,
    summary(answer, context.applicationName),
    '',
    ...answer.headers.map(([name, value]) => `${name}: ${isSecretName(name) ? MASK : value}`),
    ...(answer.isComplete ? [] : ['', l10n.t('Only the first 10 MB of the body is shown.')]),
  ];
  const head = comments.map((line) => `${mark} ${line.replaceAll(/\s+/g, ' ')}`.trimEnd()).join('\n');
  const body = json ?? (isBinary ? l10n.t('(binary data: {0} B)', answer.body.byteLength) : text);
  return {
    text: yield* masking(
      `${head}\n\n${body}${body.endsWith('\n') || body === '' ? '' : '\n'}`,
      context.secrets,
    ),
    kind: isBinary ? 'binary' : json === undefined ? 'text' : 'json',
  };
}

/** The body in the text of a response: no line above it is empty. */
export function shownBody(text: string): string {
  return text.slice(text.indexOf('\n\n') + 2);
}

function summary({ attempts }: ApiAnswer, name: string): string {
  const times = attempts.map(({ status, durationMs }, index) => {
    const time = l10n.t('{0} in {1} ms', status, Math.round(durationMs));
    return index === 0 ? time : l10n.t('{0} with a new token', time);
  });
  return l10n.t('Sent as {0}: {1}.', name, times.join(', '));
}

const SEARCHED_A_STEP = 100_000;

/** Whether a text holds controls other than white space, and so is not worth showing. */
function* holdsControls(text: string): Generator<undefined, boolean> {
  for (let start = 0; start < text.length; start += SEARCHED_A_STEP) {
    if (/(?!\s)\p{Cc}/u.test(text.slice(start, start + SEARCHED_A_STEP))) return true;
    yield;
  }
  return false;
}
