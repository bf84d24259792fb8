import type { Application } from '../core/applications/application.ts';
import { suggestName } from '../core/applications/application.ts';
import type { ApplicationDraft } from '../core/applications/applicationStore.ts';
import { askUntilGood, type DraftProblem } from './askUntilGood.ts';
import type { CommandContext } from './commandContext.ts';

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
   * asked about the others either. Resolves to `false` when the user cancels.
   *
   * @throws {RouteeError} when it is a setting that has to be mended first
   */
  async add(draft: ApplicationDraft): Promise<boolean> {
    const { applications, tokens } = this.#context;
    const problems: DraftProblem[] = [];
    // Not entered again: what is wrong with it is told in the end.
    const ask = (problem: DraftProblem | undefined): Promise<ApplicationDraft | undefined> => {
      problems.push(...(problem === undefined ? [] : [problem]));
      return Promise.resolve(problem === undefined ? draft : undefined);
    };
    const good = await askUntilGood(this.#context, ask, { unchecked: this.unchecked.length > 0 });
    if (good === undefined) {
      for (const { text, double } of problems) {
        if (double !== undefined) this.doubles.push(double);
        else this.refused.push({ name: draft.name, problem: text });
      }
      return problems.length > 0;
    }
    const application = await applications.add(draft);
    this.added.push(application);
    if (good.token === undefined) this.unchecked.push(application);
    else await tokens.accept(application.key, good.token);
    return true;
  }
}
