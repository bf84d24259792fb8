import type { RequestTemplate, TemplateField } from './requestTemplate.ts';

/** The word that completes to {@link TOKEN_REQUEST} in a `.http` file. */
export const TOKEN_WORD = 'routee-token';

/** The exchange of id and secret for a token. Both come from the environment, so that no file holds them. */
export const TOKEN_REQUEST: RequestTemplate = [
  `### Get a token
# Exchanges an application's id and secret, taken from environment variables, for a bearer token.
# A scope narrows the token; without "&scope=..." it has all scopes of the application.
# https://docs.routee.net/reference/authentication
POST https://auth.routee.net/oauth/token
Authorization: Basic {{$processEnv ROUTEE_APPLICATION_ID}} {{$processEnv ROUTEE_APPLICATION_SECRET}}
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=`,
  { value: 'sms', mustReplace: false },
];

/**
 * A template in VS Code's snippet syntax: each value is a tab stop, those that must be replaced come first, and a value
 * in several places is filled in once.
 */
export function snippetText(template: RequestTemplate): string {
  const fields = template.filter((part) => typeof part !== 'string');
  const values = [...fields.filter(isUrgent), ...fields.filter((part) => !isUrgent(part))].map(
    ({ value }) => value,
  );
  const stops = [...new Set(values)];
  const text = template.map((part) =>
    typeof part === 'string'
      ? escapeSnippet(part)
      : `\${${stops.indexOf(part.value) + 1}:${escapeSnippet(part.value)}}`,
  );
  return `${text.join('')}$0`;
}

/** Escapes text for a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function isUrgent(part: TemplateField): boolean {
  return part.mustReplace;
}
