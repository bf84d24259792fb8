import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { maskSecrets } from '../../core/kit/maskSecrets.ts';
import { fieldsOf, parseJson } from '../../core/kit/parseJson.ts';
import type { ApiAnswer } from '../../core/protocol/sendAuthorized.ts';
import { serverMessage } from '../../core/protocol/serverMessage.ts';
import { shownText } from '../../core/redaction/shownApplications.ts';
import { readOutcome } from '../../core/resources/deliveryOutcome.ts';
import { explainCode } from '../../core/resources/errorCodes.ts';
import { track } from '../../core/resources/track.ts';
import { execute, offer, showInformation, showWarning } from '../../editor/messages.ts';
import { withProgress } from '../../editor/progress.ts';
import type { Tracking } from '../../editor/trackingStore.ts';
import type { Services } from '../../services.ts';
import { tokenFor } from '../tokens/handOut.ts';
import { deliveryText, statesText } from './model/deliveryText.ts';
import { requestDigest } from './model/requestDigest.ts';
import { trackingPath } from './model/trackable.ts';
import { type QuietCalls, quietCalls } from './quietCalls.ts';
import { placeOfRequest, requestAt } from './requestAtCursor.ts';

/** The ids that are asked for right now. */
const running = new Set<string>();

/** Asks what became of a message until it has come to its end, for two minutes at most, and shows that. */
export async function trackDelivery(services: Services, argument: unknown): Promise<void> {
  const tracking = await trackingOf(services, argument);
  const application = tracking && services.applications.get(tracking.application);
  const path = tracking && trackingPath(tracking);
  if (tracking === undefined || application === undefined || path === undefined) {
    void showInformation(l10n.t("There's nothing to track here yet. Send the message first."));
    return;
  }
  if (running.has(tracking.id)) return;
  running.add(tracking.id);
  try {
    await tokenFor(services, application);
    const title = l10n.t('Tracking the delivery as {0}', application.name);
    await withProgress(title, async (signal, report) => {
      const calls = quietCalls(services, application.key, signal);
      const ask = async (): Promise<{ readonly answer: ApiAnswer }> => {
        const answer = await calls.get(path);
        report(statesText(readOutcome(parseJson(answer.text))));
        return { answer };
      };
      const { last, isOver } = await track(services.timers, ask, signal);
      await tell(services, tracking, last.answer, isOver, calls);
    });
  } finally {
    running.delete(tracking.id);
  }
}

/** The message that a lens names, that the response in front is about, or that the request at the cursor sent. */
async function trackingOf({ trackings }: Services, argument: unknown): Promise<Tracking | undefined> {
  const { id } = fieldsOf(argument);
  if (typeof id === 'string') return trackings.all.find((one) => one.id === id);
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const answered = trackings.all.find(({ response }) => response === uri?.toString());
  const place = answered ? undefined : placeOfRequest(undefined);
  const placed = place && (await requestAt(place));
  if (placed === undefined) return answered;
  const digest = await requestDigest(placed.text, placed.request);
  return trackings.all.find(({ file, request }) => file === place?.uri && request === digest);
}

async function tell(
  { log, now, applications }: Services,
  { id, sentAtMs }: Tracking,
  { status, text }: ApiAnswer,
  isOver: boolean,
  { tryFunds, secrets }: QuietCalls,
): Promise<void> {
  const json = parseJson(text);
  if (status >= 400) {
    const [explained] = explainCode(json);
    const said = maskSecrets(explained ?? serverMessage(json, secrets) ?? String(status), secrets);
    void showWarning(l10n.t('Delivery unknown. {0}', shownText(said, applications)));
    return;
  }
  const outcome = readOutcome(json);
  if (!isOver) {
    const again = { [l10n.t('Track Delivery')]: () => execute('routee.trackDelivery', { id }) };
    const state = statesText(outcome);
    void offer(showInformation, l10n.t('Not finished after two minutes: {0}', state), again);
    return;
  }
  const currency = outcome.price === undefined ? undefined : (await tryFunds())?.currency;
  // Two clocks may differ.
  const spanMs = Math.max(0, (outcome.endedAtMs ?? now()) - sentAtMs);
  const line = deliveryText(outcome, spanMs, currency, vscode.env.language);
  log.info(`A delivery has ended: ${[...outcome.states.keys()].join(', ')}.`);
  const shown = shownText(maskSecrets(line, secrets), applications);
  void (outcome.hasFailed ? showWarning : showInformation)(shown);
}
