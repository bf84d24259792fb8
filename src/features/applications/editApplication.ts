import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type Application, nameProblem } from '../../core/applications/application.ts';
import type { ApplicationChange, ApplicationDraft } from '../../core/applications/applicationStore.ts';
import { askUntilGood, type DraftProblem } from './askUntilGood.ts';
import { clickedOrPicked } from './chooseApplication.ts';
import { fieldsOf } from '../../core/kit/parseJson.ts';
import type { Services } from '../../services.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { askScopes, askText, BACK } from '../../editor/prompts.ts';
import { askServers } from './askServers.ts';
import { mustBeShown } from '../../editor/demoMode.ts';

type Field = 'name' | 'secret' | 'scopes' | 'servers';

const fields = (): readonly { readonly label: string; readonly detail: string; readonly field: Field }[] => [
  { label: l10n.t('Name'), detail: l10n.t('Name shown in the sidebar'), field: 'name' },
  {
    label: l10n.t('Secret'),
    detail: l10n.t("If the secret changed in Routee's portal"),
    field: 'secret',
  },
  { label: l10n.t('Scopes'), detail: l10n.t('What its token can access'), field: 'scopes' },
  {
    label: l10n.t('Server Addresses…'),
    detail: l10n.t('Only for this application, such as a staging server or a proxy'),
    field: 'servers',
  },
];

export async function editApplication(services: Services, argument: unknown): Promise<void> {
  const application = await clickedOrPicked(services, argument, l10n.t('Edit Routee Application'));
  if (application.sandbox === true) {
    void showInformation(
      l10n.t(
        'You can\'t edit the sandbox. To start over, remove it, and run "Routee: Try It with a Sandbox" again.',
      ),
    );
    return;
  }
  const field = fieldOf(argument) ?? (await pickField(application));
  if (field !== undefined) {
    await editField(services, application, field);
  }
}

/** Asks for the new value until Routee accepts it; the stored one stays in use until then. */
async function editField(services: Services, shown: Application, field: Field): Promise<void> {
  if (field !== 'secret') {
    await mustBeShown(services);
  }
  const application = services.unredacted.get(shown.key);
  if (application === undefined) return;
  const others = services.unredacted.applications.filter(({ key }) => key !== application.key);
  const taken = others.map(({ name }) => name);
  let draft = application;
  const enter = async (problem?: DraftProblem): Promise<ApplicationDraft | undefined> => {
    const typed = problem && draft.secret;
    const asking = { shown, taken, problem: problem?.text, typed };
    const entered =
      field === 'servers'
        ? await askServers(draft, { ...asking, settings: services.settings })
        : await ask(field, draft, asking);
    draft = { ...application, ...entered };
    return entered && draft;
  };
  if (field === 'name') {
    const entered = await enter();
    if (entered !== undefined) {
      await services.applications.update(application.key, { name: entered.name });
    }
    return;
  }
  const good = await askUntilGood(services, enter, { name: shown.name, key: application.key });
  if (good === undefined) return;
  const { secret, scopes, authUrl, apiUrl } = good.draft;
  const change = { secret: { secret }, scopes: { scopes }, servers: { authUrl, apiUrl } }[field];
  const updated = await services.applications.update(application.key, change);
  if (updated === undefined) {
    void showWarning(
      l10n.t('{0} was removed in the meantime. Add it again with "Routee: Add Application".', shown.name),
    );
  } else if (good.token !== undefined) {
    await services.tokens.accept(updated.key, good.token);
    void showInformation(l10n.t('{0} was saved. Routee accepted the changes.', updated.name));
  } else {
    void showInformation(
      l10n.t(
        '{0} was saved without a check. Routee Auth gets its token as soon as Routee can be reached.',
        updated.name,
      ),
    );
  }
}

interface Asking {
  /** The application as people may see it. */
  readonly shown: Application;
  /** The names of the other applications. */
  readonly taken: readonly string[];
  readonly problem: string | undefined;
  /** A secret that was just refused, to be corrected; the stored one is never shown, not even masked. */
  readonly typed: string | undefined;
}

async function ask(
  field: Exclude<Field, 'servers'>,
  application: Application,
  { shown, taken, problem, typed }: Asking,
): Promise<ApplicationChange | undefined> {
  const title = l10n.t('Edit {0}', shown.name);
  if (field === 'scopes') {
    const scopes = await askScopes({ title, problem, scopes: application.scopes });
    return scopes === undefined || scopes === BACK ? undefined : { scopes: [...scopes] };
  }
  const secret = field === 'secret';
  const value = await askText({
    title,
    problem,
    prompt: secret ? l10n.t('New secret of {0}.', shown.id) : l10n.t('Name shown in the sidebar'),
    value: secret ? (typed ?? '') : application.name,
    password: secret,
    validate: (text) =>
      secret
        ? text.trim() !== ''
          ? undefined
          : l10n.t('Enter the application secret.')
        : nameProblem(text, taken),
  });
  return typeof value === 'string' ? { [field]: value.trim() } : undefined;
}

async function pickField(application: Application): Promise<Field | undefined> {
  const picked = await vscode.window.showQuickPick(fields(), {
    title: l10n.t('Edit {0}', application.name),
    placeHolder: l10n.t('What do you want to change?'),
  });
  return picked?.field;
}

function fieldOf(argument: unknown): Field | undefined {
  return fields().find(({ field }) => field === fieldsOf(argument)['field'])?.field;
}
