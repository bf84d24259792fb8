/**
 * The words for a secret in the name of a variable, a header or a parameter, as a pattern without flags.
 * `Access-Control-Allow-Credentials` says yes or no.
 */
export const SECRET_WORDS = 'token|secret|passw|pwd|(?<!allow-)credential|api[_-]?key|cookie|authorization';

const PATTERN = new RegExp(SECRET_WORDS, 'i');

/** Whether what has this name is a secret. Rather too often than too rarely. */
export const isSecretName = (name: string): boolean => PATTERN.test(name);
