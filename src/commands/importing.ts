import type { Application } from '../core/applications/application.ts';
import { suggestName } from '../core/applications/application.ts';
import type { ApplicationDraft } from '../core/applications/applicationStore.ts';
import type { CommandContext } from './commandContext.ts';
import { checkCredentials, type CredentialsCheck } from './credentialsCheck.ts';

/** What has become of the applications of one import. */
export class Importing {
  readonly #context: CommandContext;
  readonly added: Application[] = [];
  readonly unchecked: Application[] = [];
  /** Stored before. */
  readonly doubles: Application[] = [];
  readonly refused: { readonly name: string; readonly problem: string }[] = [];

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** A name that no stored application has. */
  name(wanted: string, id: string): string {
    const taken = this.#context.unredacted.applications.map(({ name }) => name);
    let name = wanted === '' ? suggestName(id, taken) : wanted;
    for (let n = 2; taken.includes(name); n++) {
      name = `${wanted} (${n})`;
    }
    return name;
  }

  /**
   * Checks and stores one, as *Add Application* does. Once the user has let one be saved unchecked, nobody can be
   * asked about the others either.
   *
   * @throws {RouteeError} when it is a setting that has to be mended first
   */
  async add(draft: ApplicationDraft): Promise<CredentialsCheck | { readonly kind: 'double' }> {
    const { applications, unredacted, tokens } = this.#context;
    const double = unredacted.findDouble(draft);
    if (double !== undefined) {
      this.doubles.push(double);
      return { kind: 'double' };
    }
    const check =
      this.unchecked.length > 0
        ? ({ kind: 'unchecked' } as const)
        : await checkCredentials(this.#context, draft);
    if (check.kind === 'good' || check.kind === 'unchecked') {
      const application = await applications.add(draft);
      this.added.push(application);
      if (check.kind === 'good') {
        await tokens.accept(application.key, check.token);
      } else {
        this.unchecked.push(application);
      }
    }
    return check;
  }
}
