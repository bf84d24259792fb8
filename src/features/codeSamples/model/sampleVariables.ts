import { FileVariables } from '../../../core/httpFile/fileVariables.ts';
import { isAddress, isSecretName } from '../../../core/kit/secretNames.ts';

/** Variables of a file for a sample. Secrets and values that only a client knows stay listed placeholders. */
export class SampleVariables extends FileVariables {
  override readonly leavesOpen = true;
  readonly #open = new Set<string>();

  /** The placeholders that were left, in the order of the text, each once. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  /** Notes a placeholder, and returns it. */
  leave(placeholder: string): string {
    this.#open.add(placeholder);
    return placeholder;
  }

  override resolveHeader(name: string, value: string, offset: number): string {
    return isSecretName(name) && !isAddress(name, value)
      ? this.leave(`{{${name.toLowerCase()}}}`)
      : this.resolve(value, offset);
  }

  protected override placeholder(
    reference: string,
    name: string,
    value: string | undefined,
    isKnown: boolean,
  ): string | undefined {
    const isOpen = !isKnown || (isSecretName(name) && !isAddress(name, value ?? ''));
    return isOpen ? this.leave(reference) : undefined;
  }
}
