import * as l10n from '@vscode/l10n';

import type { HttpFile } from './httpFile.ts';
import { VariableDefinitions } from './variableDefinitions.ts';

/** A construct in the way of reading a request as plain text, in words for people: “the system variable {{$guid}}”. */
export class UnsupportedConstruct extends Error {
  override readonly name = 'UnsupportedConstruct';
}

const DEEPEST = 10;
/** Definitions that refer to each other several times grow without end. */
const LONGEST = 100_000;
/** The budget of one instance, which the requests of a file share: what is made of definitions, and what is read of them. */
const LONGEST_IN_ALL = 100 * LONGEST;
const MOST_READ = 5 * LONGEST;
export const REFERENCE = /\{\{([^{}\n]*)\}\}/g;
const TOO_LONG = (): string => l10n.t('a variable longer than 100,000 characters');

/** Replaces `{{name}}` by the file's own `@name = value`. */
export class FileVariables {
  /** Whether what is not known stays as it is, for somebody to fill in. */
  readonly leavesOpen: boolean = false;
  readonly #definitions: VariableDefinitions;
  /** Values of names at `#offset`: one that stands in a definition many times is resolved once. */
  #known = new Map<string, string>();
  #offset = -1;
  #budget = LONGEST_IN_ALL;
  #unread = MOST_READ;

  constructor(text: string, file: HttpFile) {
    this.#definitions = new VariableDefinitions(text, file);
  }

  /**
   * @param offset where the text stands
   * @param most how long its values may be in all
   * @throws {UnsupportedConstruct} for a reference that this file alone does not explain
   */
  resolve(value: string, offset: number, most = LONGEST_IN_ALL): string {
    if (offset !== this.#offset) {
      this.#known = new Map();
      this.#offset = offset;
    }
    if (
      /\\\{\\?\{/.test(value) ||
      value
        .replaceAll(REFERENCE, '')
        .split(/[\r\n]/)
        .some(holdsReference)
    ) {
      throw new UnsupportedConstruct(l10n.t('an expression in double braces'));
    }
    return this.#replace(value, 0, Math.min(most, this.#budget));
  }

  /** The value of a name in the file, its references as written. */
  written(name: string, offset: number): string | undefined {
    return this.#definitions.find(name, offset, false)?.value;
  }

  /** A header's value; a sample shows that of no secret. */
  resolveHeader(_name: string, value: string, offset: number): string {
    return this.resolve(value, offset);
  }

  /**
   * A text in the place of a reference whatever the file says, or instead of a refusal.
   *
   * @param value what the file says, its references as written; `undefined` where clients read it differently
   * @param isKnown whether the file says anything
   * @returns `undefined`: the value, or the refusal
   */
  protected placeholder?(
    reference: string,
    name: string,
    value: string | undefined,
    isKnown: boolean,
  ): string | undefined;

  #replace(value: string, depth: number, most: number): string {
    let length = 0;
    const resolved = value.replaceAll(REFERENCE, (reference, inner: string) => {
      const name = inner.trim();
      const text = this.#known.get(name) ?? this.#resolveName(reference, name, depth);
      this.#known.set(name, text);
      length += text.length;
      if (length > most) throw new UnsupportedConstruct(TOO_LONG());
      return text;
    });
    if (depth > 0 && resolved.length > LONGEST) throw new UnsupportedConstruct(TOO_LONG());
    this.#budget -= length;
    return resolved;
  }

  #resolveName(reference: string, name: string, depth: number): string {
    const isOfClient = name.startsWith('$') || /^[\w-]+\.(?:request|response)\b/.test(name);
    const definition = isOfClient ? undefined : this.#definitions.find(name, this.#offset, depth > 0);
    const placeholder = this.placeholder?.(reference, name, definition?.value, definition !== undefined);
    if (placeholder !== undefined) return placeholder;
    if (definition === undefined) throw new UnsupportedConstruct(whyUndefined(reference, name));
    if (definition.value === undefined) {
      throw new UnsupportedConstruct(
        l10n.t('the variable {0}, which HTTP clients read differently', reference),
      );
    }
    if (depth === DEEPEST) {
      throw new UnsupportedConstruct(l10n.t('the variable {0}, which refers to itself', reference));
    }
    this.#unread -= definition.value.length;
    if (this.#unread < 0) throw new UnsupportedConstruct(TOO_LONG());
    if (definition.value.replaceAll(REFERENCE, '').includes('{{')) {
      throw new UnsupportedConstruct(l10n.t('an expression in double braces'));
    }
    return this.#replace(definition.value, depth + 1, Math.min(LONGEST, this.#budget));
  }
}

function whyUndefined(reference: string, name: string): string {
  if (name.startsWith('$')) return l10n.t('the system variable {0}', reference);
  if (/^[\w-]+\.(?:request|response)\b/.test(name))
    return l10n.t('a value from another request, {0}', reference);
  return /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(name)
    ? l10n.t("the variable {0}, which isn't defined in this file", reference)
    : l10n.t('the expression {0}', reference);
}

/** A regular expression would look for the end from each of the beginnings. */
function holdsReference(line: string): boolean {
  const open = line.indexOf('{{');
  return open !== -1 && line.includes('}}', open + 2);
}
