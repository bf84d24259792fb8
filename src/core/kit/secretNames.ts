/**
 * The words for a secret in the name of a variable, a header or a parameter, as a pattern without flags.
 * `Access-Control-Allow-Credentials` says yes or no.
 */
const SECRET_WORDS =
  'token|secret|passw|passphrase|pwd|(?<!allow-)credential|(?:api|access|private|subscription|account|shared|master|signing|encryption|functions?|client|service|license)[_-]?key|cookie|authorization|bearer|jwt';

const PATTERN = new RegExp(SECRET_WORDS, 'i');

/** Words that are a secret's name only when they stand alone: `X-Auth` is one, `author` is not. */
const WORD = /^(?:auth|pass|pin|creds?|pw|psw|keys?|[ht]?otp|sig|signature|sas|sid|session|[cx]srf)$/;
/** `Idempotency-Key`, `partitionKey`. */
const OPEN_KEYS =
  /(?:idempotency|partition|primary|foreign|public|sort|row|cache|routing|object)[_-]?keys?$/i;

/** Whether what has this name is a secret. Rather too often than too rarely. */
export function isSecretName(name: string): boolean {
  if (PATTERN.test(name)) return true;
  const words = name
    .replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => WORD.test(word)) && !OPEN_KEYS.test(name);
}

/**
 * Whether a value is the address of a server, without anything in it that proves who is calling: no secret, whatever it
 * is called. A mere host counts where the name says so: a token has dots, too.
 */
export function isAddress(name: string, value: string): boolean {
  if (/^(?:https?|wss?):\/\/[^\s?#@\\]+$/i.test(value)) return true;
  const isHost = /^(?:[\w-]+\.)*[\w-]+(?::\d+)?(?:\/[^\s?#@\\]*)?$/.test(value);
  return isHost && /(?:host(?:name)?|address|url|uri|endpoint|domain|server)$/i.test(name);
}
