import * as l10n from '@vscode/l10n';

import type { HttpFile } from './httpFile.ts';
import { isDefinableName } from './plan/readCredential.ts';
import { VariableDefinitions } from './variableDefinitions.ts';

/** What stands in the way of reading a request as plain text, in words for people: “the system variable {{$guid}}”. */
export class UnsupportedConstruct extends Error {
  override readonly name = 'UnsupportedConstruct';
}

const DEEPEST = 10;
/** Definitions that refer to each other several times grow without end. */
const LONGEST = 100_000;
const LONGEST_IN_ALL = 100 * LONGEST;
const TOO_LONG = (): string => l10n.t('a variable of more than 100,000 characters');

/** Replaces `{{name}}` by the file's own `@name = value`. */
export class FileVariables {
  readonly #text: string;
  readonly #definitions: VariableDefinitions;
  /** What names come to at `#offset`: one that stands in a definition many times is resolved once. */
  #known = new Map<string, string>();
  #offset = -1;

  constructor(text: string, file: HttpFile) {
    this.#text = text;
    this.#definitions = new VariableDefinitions(file);
  }

  /**
   * @param offset where the text stands
   * @throws {UnsupportedConstruct} for a reference that this file alone does not explain
   */
  resolve(value: string, offset: number, depth = 0): string {
    if (offset !== this.#offset) {
      this.#known = new Map();
      this.#offset = offset;
    }
    const most = depth === 0 ? LONGEST_IN_ALL : LONGEST;
    let length = 0;
    const resolved = value.replaceAll(/\{\{([^{}\n]*)\}\}/g, (reference, inner: string) => {
      const name = inner.trim();
      const text = this.#known.get(name) ?? this.#resolveName(reference, name, offset, depth);
      this.#known.set(name, text);
      length += text.length;
      if (length > most) {
        throw new UnsupportedConstruct(TOO_LONG());
      }
      return text;
    });
    if (depth > 0 && resolved.length > LONGEST) {
      throw new UnsupportedConstruct(TOO_LONG());
    }
    if (depth === 0 && resolved.split(/[\r\n]/).some(holdsReference)) {
      throw new UnsupportedConstruct(l10n.t('an expression in double braces'));
    }
    return resolved;
  }

  #resolveName(reference: string, name: string, offset: number, depth: number): string {
    if (name.startsWith('$')) {
      throw new UnsupportedConstruct(l10n.t('the system variable {0}', reference));
    }
    if (!isDefinableName(name)) {
      const isOfRequest = /^[\w-]+\.(?:request|response)\b/.test(name);
      throw new UnsupportedConstruct(
        isOfRequest
          ? l10n.t('the value of another request, {0}', reference)
          : l10n.t('the expression {0}', reference),
      );
    }
    const definition = this.#definitionOf(name, offset);
    if (definition === undefined) {
      throw new UnsupportedConstruct(l10n.t('the variable {0}, which this file does not define', reference));
    }
    if (depth === DEEPEST) {
      throw new UnsupportedConstruct(l10n.t('the variable {0}, which is defined by itself', reference));
    }
    return this.resolve(definition, offset, depth + 1);
  }

  #definitionOf(name: string, offset: number): string | undefined {
    const chosen = this.#definitions.find(name, offset);
    return chosen === undefined ? undefined : this.#text.slice(chosen.value.start, chosen.value.end);
  }
}

/** A regular expression would look for the end from each of the beginnings. */
function holdsReference(line: string): boolean {
  const open = line.indexOf('{{');
  return open !== -1 && line.includes('}}', open + 2);
}
