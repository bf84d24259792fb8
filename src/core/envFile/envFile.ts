import { assertToken } from '../protocol/token.ts';
import type { TextEdit } from '../kit/textEdit.ts';
import { clearDotenv, listDotenv, readDotenv, removeDotenv, setDotenv } from './dotenvFile.ts';
import type { Added, EnvTarget } from './envTarget.ts';
import { clearJsonEnv, listJsonEnv, readJsonEnv, removeJsonEnv, setJsonEnv } from './jsonEnvFile.ts';

/** The value that an environment file holds; `undefined`: none. @throws {EnvFileError} `invalid` */
export function readEnvValue(text: string, target: EnvTarget): string | undefined {
  return target.kind === 'dotenv'
    ? readDotenv(text, target.name)
    : readJsonEnv(text, target.environment, target.name);
}

/**
 * Sets a value, in its place or as a new last one; no other byte of the text changes.
 *
 * @throws {EnvFileError} `invalid` or `unfit`
 * @throws RangeError if the value is empty or holds a control character
 */
export function setEnvValue(text: string, target: EnvTarget, value: string): { text: string; added: Added } {
  assertToken(value);
  if (target.kind === 'json') {
    return setJsonEnv(text, target.environment, target.name, value);
  }
  const isThere = readDotenv(text, target.name) !== undefined;
  return { text: setDotenv(text, target.name, value), added: isThere ? 'nothing' : 'value' };
}

/**
 * Takes a value out again: all that {@link setEnvValue} added, or the value alone where its place was there before.
 *
 * @throws {EnvFileError} `invalid`
 */
export function removeEnvValue(text: string, target: EnvTarget, added: Added): string {
  if (readEnvValue(text, target) === undefined) return text;
  if (target.kind === 'dotenv') {
    return added === 'nothing' ? setDotenv(text, target.name, '') : removeDotenv(text, target.name);
  }
  return added === 'nothing'
    ? setJsonEnv(text, target.environment, target.name, '').text
    : removeJsonEnv(text, target.environment, target.name, added);
}

/** A place in an environment file, and the value there. */
export interface EnvVariable {
  readonly target: EnvTarget;
  readonly value: string;
}

/** All variables that hold a text. @throws {EnvFileError} `invalid` */
export function listEnvValues(text: string, kind: EnvTarget['kind']): readonly EnvVariable[] {
  return kind === 'dotenv'
    ? [...listDotenv(text)].map(([name, value]) => ({ target: { kind, name }, value }))
    : listJsonEnv(text).map(({ value, ...target }) => ({ target: { kind, ...target }, value }));
}

/** The edits that empty a value, wherever it is assigned; no other byte changes. @throws {EnvFileError} `invalid` */
export function clearEnvValue(text: string, target: EnvTarget): TextEdit[] {
  return target.kind === 'dotenv'
    ? clearDotenv(text, target.name)
    : clearJsonEnv(text, target.environment, target.name);
}
