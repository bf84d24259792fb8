import type { HttpFile } from '../../../core/httpFile/httpFile.ts';
import { VariableDefinitions } from '../../../core/httpFile/variableDefinitions.ts';
import { isSecretName } from '../../../core/kit/secretNames.ts';

const REFERENCE = /\{\{([^{}]+)\}\}/g;
/** Deeper than anyone nests them; variables that refer to each other end there. */
const DEPTH = 10;
/** What refers to others many times grows without end. */
const LONGEST = 100_000;

/** Resolves the `{{name}}` of a text by the definitions of its file, and keeps a list of what it had to leave. */
export class SampleVariables {
  readonly #text: string;
  readonly #definitions: VariableDefinitions;
  readonly #offset: number;
  /** Each is resolved once, however often it is referred to. */
  readonly #resolved = new Map<string, string>();
  readonly #open = new Set<string>();

  /** @param offset where the request stands */
  constructor(text: string, file: HttpFile, offset: number) {
    this.#text = text;
    this.#definitions = new VariableDefinitions(file);
    this.#offset = offset;
  }

  /** What was left as it is, in the order of the text, each once. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  /** The text with every reference replaced whose value is known and no secret. */
  resolve(text: string, depth = 0): string {
    let added = 0;
    return text.replace(REFERENCE, (reference, inside: string) => {
      const value = this.#resolveName(inside.trim(), depth);
      added += value?.length ?? 0;
      return value === undefined || added > LONGEST ? this.leave(reference) : value;
    });
  }

  #resolveName(name: string, depth: number): string | undefined {
    const known = this.#resolved.get(name);
    const value = isSecretName(name) || depth === DEPTH ? undefined : this.#written(name);
    if (known !== undefined || value === undefined) {
      return known;
    }
    const resolved = this.resolve(value, depth + 1);
    this.#resolved.set(name, resolved);
    return resolved;
  }

  /** The value of one variable, its own references to whole values followed; not for a sample, it may be a secret. */
  valueOf(name: string): string | undefined {
    let value = this.#written(name);
    for (let depth = 0; depth < DEPTH && value !== undefined; depth++) {
      const inner = /^\{\{([^{}]+)\}\}$/.exec(value)?.[1]?.trim();
      if (inner === undefined) return value;
      value = this.#written(inner);
    }
    return undefined;
  }

  /** Notes a placeholder, and returns it. */
  leave(placeholder: string): string {
    this.#open.add(placeholder);
    return placeholder;
  }

  #written(name: string): string | undefined {
    const value = this.#definitions.find(name, this.#offset)?.value;
    return value === undefined ? undefined : this.#text.slice(value.start, value.end);
  }
}
