import * as l10n from '@vscode/l10n';

import { type Application, brokenText, type StoredApplication } from '../../core/applications/application.ts';
import { describeExpiry } from '../../core/tokens/describeTime.ts';
import type { Token } from '../../core/protocol/token.ts';
import { runWizard, type WizardDraft, type WizardStart } from './applicationWizard.ts';
import { askUntilGood, type DraftProblem, type GoodDraft } from './askUntilGood.ts';
import { type Services, keyOf } from '../../services.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { offerToken } from './offerToken.ts';
import { mustBeShown } from '../../editor/demoMode.ts';

const emptyDraft = (): WizardDraft => ({ id: '', secret: '', name: '', scopes: [] });

/** The draft of an *Add Application* that was left; in memory only. */
let unfinished = emptyDraft();

export function forgetUnfinished(): void {
  unfinished = emptyDraft();
}

export async function addApplication(services: Services): Promise<void> {
  const added = await askAndAdd(services);
  if (added?.token !== undefined) {
    const { application, token } = added;
    offerToken(
      services,
      application,
      l10n.t('{0} was added. Token: {1}.', application.name, describeExpiry(token, services.now())),
    );
  } else if (added !== undefined) {
    void showInformation(
      l10n.t(
        '{0} was saved without a check. Routee Auth gets its token as soon as Routee can be reached.',
        added.application.name,
      ),
    );
  }
}

/** Credentials that can no longer be read are entered again; what could be read is filled in. */
export async function enterSecretAgain(services: Services, argument: unknown): Promise<void> {
  const key = keyOf(argument);
  const stored = services.unredacted.all.find(
    (candidate): candidate is Extract<StoredApplication, { kind: 'broken' }> =>
      candidate.kind === 'broken' && (key === undefined || candidate.key === key),
  );
  if (stored === undefined) {
    void showInformation(l10n.t('All stored credentials can be read.'));
    return;
  }
  if (stored.broken.reason === 'newerVersion') {
    void showWarning(brokenText(stored.broken));
    return;
  }
  await mustBeShown(services);
  const { id = '', name = '', scopes } = stored.broken;
  const draft: WizardDraft = { id, secret: '', name, scopes };
  const start = { title: l10n.t('Enter Secret Again'), step: id === '' ? 'id' : 'secret' } as const;
  const result = await askWizard(services, draft, start);
  if (result !== undefined) {
    const application = await services.applications.add(result.draft, stored.key);
    await keepToken(services, application, result.token);
    void showInformation(l10n.t('{0} is ready to use again.', application.name));
  }
}

/** Asks for an application, checks it, stores it and makes it the active one. `undefined`: the user left. */
export async function askAndAdd(
  services: Services,
): Promise<{ application: Application; token: Token | undefined } | undefined> {
  const result = await askWizard(services, unfinished, {
    title: l10n.t('Add Routee Application'),
    step: 'id',
  });
  if (result === undefined) return undefined;
  const application = await services.applications.add(result.draft);
  forgetUnfinished();
  services.log.info(`${application.name} is added.`);
  await keepToken(services, application, result.token);
  await services.applications.setActive(application.key);
  return { application, token: result.token };
}

async function keepToken(
  services: Services,
  application: Application,
  token: Token | undefined,
): Promise<void> {
  if (token !== undefined) {
    await services.tokens.accept(application.key, token);
  }
}

/** A new application has no addresses of its own. */
const stepOf = ({ field }: DraftProblem): 'secret' | 'scopes' => (field === 'servers' ? 'secret' : field);

/** The wizard, until its answers are good or the user leaves. Fills `draft` as it goes. */
function askWizard(
  services: Services,
  draft: WizardDraft,
  first: Pick<WizardStart, 'title' | 'step'>,
): Promise<GoodDraft | undefined> {
  const takenNames = services.unredacted.applications.map(({ name }) => name);
  const masked = services.applications.redaction !== undefined;
  const start = { ...first, takenNames, masked };
  return askUntilGood(
    services,
    (problem) =>
      runWizard(draft, problem ? { ...start, step: stepOf(problem), problem: problem.text } : start),
    masked ? { name: l10n.t('the new application') } : {},
  );
}
