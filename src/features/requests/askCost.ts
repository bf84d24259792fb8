import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { DOTS } from '../../core/redaction/redaction.ts';
import { formatMoney } from '../../core/resources/balance.ts';
import type { RouteeResource } from '../../core/resources/resources.ts';
import type { Services } from '../../services.ts';
import { analysesOf, costText } from './model/sendingCost.ts';
import { quietCalls } from './quietCalls.ts';

/** A question does not wait longer for its price. */
const LONGEST_WAIT_MS = 2000;

/**
 * The cost of sending, asked of Routee by read-only requests, and the balance; `undefined` where it costs nothing, and
 * without what is not known within two seconds.
 */
export async function askCost(
  services: Services,
  application: Pick<Application, 'key'> | undefined,
  resource: RouteeResource | undefined,
  body: string | Uint8Array | undefined,
): Promise<string | undefined> {
  if (application === undefined || resource?.effect !== 'costs') return undefined;
  const abort = new AbortController();
  const timer = services.timers.set(() => abort.abort(), LONGEST_WAIT_MS);
  const { tryPost, tryFunds } = quietCalls(services, application.key, abort.signal);
  const [funds, ...answers] = await Promise.all([
    tryFunds(),
    ...analysesOf(resource, body).map(({ path, body: part }) => tryPost(path, part)),
  ]);
  timer.dispose();
  const { language } = vscode.env;
  const isHidden = services.applications.redaction !== undefined;
  const balance = funds && (isHidden ? DOTS : formatMoney(funds.balance, funds.currency, language));
  return costText(answers, funds, balance, language);
}
