import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { activeText } from '../../core/applications/activeChoice.ts';
import { plainText } from '../../core/kit/plainText.ts';
import type { Disposable } from '../../core/kit/ports.ts';
import { describeState, formatSpan } from '../../core/tokens/describeTime.ts';
import { remainingMs } from '../../core/protocol/token.ts';
import { statusOf, type TokenState, type TokenStatus } from '../../core/tokens/tokenState.ts';
import { Ticker } from '../../editor/ticker.ts';
import type { Drawn } from './applicationsTree.ts';

const ICONS: Record<TokenStatus, string> = {
  none: '$(key)',
  fetching: '$(loading~spin)',
  valid: '$(key)',
  noExpiryStated: '$(key)',
  expired: '$(history)',
  offline: '$(debug-disconnect)',
  rejected: '$(error)',
  misconfigured: '$(gear)',
};

/** The active application and the life of its token. It takes colour only when something needs the user. */
export class StatusBar implements Disposable {
  readonly #ports: Drawn;
  readonly #item: vscode.StatusBarItem;
  readonly #ticker: Ticker;
  readonly #owned: Disposable;

  constructor(ports: Drawn) {
    this.#ports = ports;
    this.#item = vscode.window.createStatusBarItem('routee.status', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = 'Routee Auth';
    this.#item.command = 'routee.showActions' satisfies CommandId;
    const draw = (): void => this.#draw();
    this.#ticker = new Ticker(ports, () => [this.#state()], draw);
    this.#owned = vscode.Disposable.from(
      ports.applications.onDidChange(draw),
      ports.tokens.onDidChange(draw),
      this.#ticker,
      this.#item,
    );
    this.#draw();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #state(): TokenState {
    const active = this.#ports.applications.active;
    return active === undefined ? { kind: 'none' } : this.#ports.tokens.state(active.key);
  }

  #draw(): void {
    const { applications, tokens, clock } = this.#ports;
    const { active, activeBecause = 'everywhere' } = applications;
    if (active === undefined) {
      this.#ticker.stop();
      this.#item.hide();
      return;
    }
    const state = this.#state();
    const now = clock.now();
    const status = statusOf(state, now);
    const words = describeState(state, now, tokens.isKeptFresh(active.key));
    const left = state.token === undefined ? 0 : remainingMs(state.token, now);
    const short = status === 'valid' ? formatSpan(left) : words;
    this.#item.text = `${ICONS[status]} ${plainText(active.name)}: ${short}`;
    const told = [words, activeText(activeBecause)].join(', ');
    this.#item.tooltip = l10n.t('Routee: {0}, {1}. Select to show actions.', active.name, told);
    this.#item.accessibilityInformation = {
      label: `Routee ${active.name}, ${told}`,
      role: 'button',
    };
    this.#item.backgroundColor =
      status === 'rejected' || status === 'misconfigured'
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
    this.#item.show();
    this.#ticker.start();
  }
}
