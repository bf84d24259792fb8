/** C0 and C1 controls, DEL, and the line separators of Unicode. */
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Makes sure that a token stays on its line: one that holds a line end could add headers to a request.
 *
 * @throws RangeError if it is empty or holds a control character. The message does not hold the token.
 */
export function assertToken(token: string): void {
  if (token === '') throw new RangeError('The token is empty');
  if (UNSAFE.test(token)) throw new RangeError('The token holds a control character');
}
