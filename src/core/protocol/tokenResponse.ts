import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

import { fieldsOf, parseJson } from '../kit/parseJson.ts';
import { RouteeError, type RouteeErrorCode } from './routeeError.ts';
import { serverMessage } from './serverMessage.ts';
import { accessTokenSchema, type Token } from './token.ts';

export interface TokenAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

export interface TokenAnswerContext {
  /** When the request was sent: life is counted from there, so that a slow answer never makes a token look younger. */
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  /** The scopes that were asked for; none: all. */
  readonly scopes: readonly string[];
  /** Masked in whatever the server says; asked for only when it says something. */
  readonly secrets: () => readonly string[];
}

/** The last moment that a `Date` can hold; an absurd `expires_in` ends there. */
const END_OF_TIME_MS = 8.64e15;

/** Members without which there is no token; the others may be anything. */
const answerSchema = z.object({
  access_token: accessTokenSchema,
  token_type: z.string().check(z.regex(/^bearer$/i)),
});

/**
 * Reads the answer of the token endpoint (RFC 6749 section 5; Routee's "Get Authenticated" page).
 *
 * @throws {RouteeError} for every answer that does not hold a usable bearer token.
 */
export function readTokenAnswer(answer: TokenAnswer, context: TokenAnswerContext): Token {
  const json = parseJson(answer.body);
  if (answer.status === 511 || (answer.status === 200 && isWebPage(answer.body))) {
    throw new RouteeError(
      'badAnswer',
      l10n.t(
        'Received a web page instead of a token, probably from a network that requires sign-in or from a proxy. Sign in and try again, or check the server address.',
      ),
    );
  }
  const parsed = answerSchema.safeParse(json);
  // Some servers tell of a failure with 200.
  if (answer.status !== 200 || (!parsed.success && serverMessage(json, []) !== undefined)) {
    throw failure(answer, json, context);
  }
  if (!parsed.success) {
    // The issues name members, never values: the answer may hold a token.
    const members = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
      .filter(Boolean)
      .join(', ');
    throw new RouteeError(
      'badAnswer',
      json === undefined
        ? l10n.t("Routee's response isn't JSON. Check the server address and any proxy in between.")
        : l10n.t(
            "Routee's response contains no usable bearer token ({0}). Check the server address.",
            members === '' ? l10n.t('not an object') : members,
          ),
    );
  }
  const { expires_in, scope, permissions } = fieldsOf(json);
  const lifetimeSeconds = readSeconds(expires_in);
  return {
    accessToken: parsed.data.access_token,
    issuedAtMs: context.sentAtMs,
    ...(lifetimeSeconds === undefined
      ? {}
      : { expiresAtMs: Math.min(Math.max(context.sentAtMs + lifetimeSeconds * 1000, 0), END_OF_TIME_MS) }),
    scopes: readScopes(scope),
    permissions: Array.isArray(permissions) ? permissions.filter((item) => typeof item === 'string') : [],
  };
}

/** No JSON begins so, with or without a byte order mark and blanks before it. */
function isWebPage(body: string): boolean {
  return /^\s*</.test(body);
}

const MOST_SCOPES = 200;
const LONGEST_SCOPE = 200;

/** Scopes with blanks between them (RFC 6749 section 3.3), with commas, or in a list. */
function readScopes(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value])
    .flatMap((part) => (typeof part === 'string' ? (part.match(/[^\s,]+/g) ?? []) : []))
    .filter((scope) => scope.length <= LONGEST_SCOPE)
    .slice(0, MOST_SCOPES);
}

/** A number or a numeric string; everything else is "no expiry stated". 0 and less are a token that has died. */
function readSeconds(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(value)) {
    return Number(value);
  }
  return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
}

/** RFC 6749 section 5.2 codes that say something about the credentials themselves. */
const CREDENTIAL_ERRORS = new Set(['invalid_client', 'unauthorized_client']);

function failure(answer: TokenAnswer, json: unknown, context: TokenAnswerContext): RouteeError {
  const { status } = answer;
  const said = serverMessage(json, context.secrets());
  const quote = said === undefined ? [] : [l10n.t('Server message: "{0}".', said)];
  const error = typeof json === 'object' && json !== null && 'error' in json ? json.error : undefined;
  const fail = (code: RouteeErrorCode, sentence: string): RouteeError =>
    new RouteeError(code, [sentence, ...quote].join(' '), {
      retryAfterMs: retryAfterMs(answer.retryAfter, context.receivedAtMs),
    });

  if (error === 'invalid_scope') {
    return fail(
      'invalidScope',
      l10n.t(
        "Routee didn't grant this application the requested scopes: {0}.",
        context.scopes.join(', ') || l10n.t('all'),
      ),
    );
  }
  if ([200, 400, 401].includes(status) && typeof error === 'string' && CREDENTIAL_ERRORS.has(error)) {
    return fail('credentialsRejected', l10n.t('Routee rejected the application ID and secret.'));
  }
  switch (true) {
    case status === 401:
      return fail('credentialsRejected', l10n.t('Routee rejected the application ID and secret.'));
    case status === 429:
      return fail('rateLimited', l10n.t('Routee received too many token requests. Try again later.'));
    case status === 404:
      return fail('notFound', l10n.t("There's no token service at this address. Check the server address."));
    case status >= 500 && status < 600:
      return fail(
        'serverError',
        l10n.t("Routee's server has a problem ({0}). Try again in a moment.", status),
      );
    case status >= 400 && status < 500:
      return fail('refused', l10n.t('Routee refused the token request ({0}).', status));
    default:
      return fail(
        'badAnswer',
        l10n.t('Routee returned an unexpected response to the token request ({0}).', status),
      );
  }
}

const MAX_MS = 24 * 60 * 60 * 1000;

/**
 * The `Retry-After` header (RFC 9110 section 10.2.3) in milliseconds from now, from either form: seconds or a date.
 * `undefined` when absent or unreadable; at most a day, for a server's slip must not stop an application for good.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  const value = header?.trim() ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : parseHttpDate(value) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_MS);
}

/**
 * A date as HTTP writes it: it starts with the day of the week and is in GMT, said or not (RFC 9110 section 5.6.7).
 * `Date.parse` alone would take `12.49` for a day in 2049, and a date without a zone for local time.
 */
function parseHttpDate(value: string): number {
  return /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) : NaN;
}
