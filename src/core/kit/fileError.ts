/**
 * Why a file was left as it is.
 *
 * - `invalid` its text is not what its name promises, so that no place for the value can be told
 * - `unfit` the value cannot be written in this kind of file
 * - `missing` there is no such file
 * - `exposed` Git does not ignore the file
 * - `tracked` Git keeps the file, whatever is ignored
 * - `unverified` Git cannot be asked whether it ignores the file
 * - `longLived` nobody has agreed to write the long-lived token that came
 * - `outside` the file, or what it leads to, is not in the workspace folder
 * - `unwritable` the system refused to read or write it
 */
export type EnvFileErrorCode =
  | 'invalid'
  | 'unfit'
  | 'missing'
  | 'exposed'
  | 'tracked'
  | 'unverified'
  | 'longLived'
  | 'outside'
  | 'unwritable';

/** `message` is a sentence for people. It never holds a value of the file. */
export class EnvFileError extends Error {
  override readonly name = 'EnvFileError';
  readonly code: EnvFileErrorCode;

  constructor(code: EnvFileErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The error with a sentence around its own; any other error as it is. */
export function inSentence(error: unknown, sentence: (why: string) => string): unknown {
  return error instanceof EnvFileError ? new EnvFileError(error.code, sentence(error.message), error) : error;
}
