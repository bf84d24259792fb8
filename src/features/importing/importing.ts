import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type Application, suggestName } from '../../core/applications/application.ts';
import type { ApplicationDraft } from '../../core/applications/applicationStore.ts';
import type { Services } from '../../services.ts';
import { askUntilGood, type DraftProblem } from '../applications/askUntilGood.ts';

/** One import, and the fate of its applications. */
export class Importing {
  readonly #services: Services;
  readonly added: Application[] = [];
  readonly unchecked: Application[] = [];
  /** Stored before. */
  readonly doubles: Application[] = [];
  readonly refused: { readonly name: string; readonly problem: string }[] = [];

  constructor(services: Services) {
    this.#services = services;
  }

  /** A name that no stored application has. */
  name(wanted: string, id: string): string {
    const taken = this.#services.unredacted.applications.map(({ name }) => name);
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
    const { applications, tokens } = this.#services;
    const problems: DraftProblem[] = [];
    // A problem is told in the end: nobody enters credentials of a file again.
    const ask = (problem: DraftProblem | undefined): Promise<ApplicationDraft | undefined> => {
      problems.push(...(problem === undefined ? [] : [problem]));
      return Promise.resolve(problem === undefined ? draft : undefined);
    };
    const good = await askUntilGood(this.#services, ask, { unchecked: this.unchecked.length > 0 });
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

/** Names in a row, as the user's language writes them. */
export const listOf = (names: readonly string[]): string =>
  new Intl.ListFormat(vscode.env.language).format([...new Set(names)]);

/** The fate of the applications of an import, in sentences; empty: there were none. */
export function importSummary({ added, unchecked, doubles, refused }: Importing, file: string): string {
  const names = (list: readonly { readonly name: string }[]): string => listOf(list.map(({ name }) => name));
  const sentences = [
    ...(added.length === 0 ? [] : [l10n.t('Imported from {0}: {1}.', file, names(added))]),
    ...(unchecked.length === 0
      ? []
      : [l10n.t("Not checked, because Routee couldn't be reached: {0}.", names(unchecked))]),
    ...(doubles.length === 0 ? [] : [l10n.t('Already stored: {0}.', names(doubles))]),
    ...refused.map(({ name, problem }) => l10n.t("{0} wasn't imported. {1}", name, problem)),
  ];
  return sentences.join(' ');
}
