import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { findIssuedTokens, type IssuedPlace } from './model/findIssuedTokens.ts';
import { describeLens, type IssuedLens, placesWithLens, timesOf } from './model/issuedLens.ts';
import { MOST_SHOWN } from '../../core/kit/slices.ts';
import { plainText } from '../../core/kit/plainText.ts';
import type { IssuedTokens } from '../../core/issued/issuedTokens.ts';
import type { UpdateRequest } from './model/places.ts';
import type { Clock, Disposable, Timers } from '../../core/kit/ports.ts';
import type { Applications, TokenStates } from '../../core/redaction/shownApplications.ts';
import type { Expiring } from '../../core/protocol/token.ts';
import { textToRead } from '../../editor/documents.ts';
import { Ticker } from '../../editor/ticker.ts';

export interface TokenLensesPorts {
  readonly issued: IssuedTokens;
  readonly applications: Applications;
  readonly tokens: TokenStates;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** The places in one version of a document. */
interface Found {
  readonly version: number;
  readonly places: Promise<readonly IssuedPlace[]>;
  /** The resolved places; until then, those of the version before. */
  shown: readonly IssuedPlace[];
}

/**
 * Shows above each request and variable of a `.http` file whose token it holds and how long that lives. Searches each
 * version of a document once; the clock ticks only while there is a lens to see.
 */
export class TokenLenses implements vscode.CodeLensProvider, Disposable {
  readonly #ports: TokenLensesPorts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ticker: Ticker;
  readonly #subscriptions: readonly Disposable[];
  #found = new WeakMap<vscode.TextDocument, Found>();

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(ports: TokenLensesPorts) {
    this.#ports = ports;
    this.#ticker = new Ticker(
      ports,
      () => this.#visiblePlaces().map((place) => ({ kind: 'ready', token: this.#timesOf(place) })),
      () => {
        this.#changed.fire();
      },
    );
    this.#subscriptions = [
      ports.issued.onDidChange(() => {
        this.#found = new WeakMap();
        this.#changed.fire();
      }),
      ports.applications.onDidChange(() => {
        this.#changed.fire();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#tickWhileVisible();
      }),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const places = await this.#search(document);
    this.#tickWhileVisible();
    return this.#draw(document, places);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#ticker.dispose();
    this.#changed.dispose();
  }

  #search(document: vscode.TextDocument): Promise<readonly IssuedPlace[]> {
    const known = this.#found.get(document);
    if (known?.version === document.version) {
      return known.places;
    }
    const places = findIssuedTokens(textToRead(document), this.#ports.issued).then((all) => {
      found.shown = placesWithLens(all).slice(0, MOST_SHOWN);
      return found.shown;
    });
    const found: Found = { version: document.version, places, shown: known?.shown ?? [] };
    this.#found.set(document, found);
    return places;
  }

  #draw(document: vscode.TextDocument, places: readonly IssuedPlace[]): vscode.CodeLens[] {
    const now = this.#ports.clock.now();
    const uri = document.uri.toString();
    const descriptions = new Map<string, IssuedLens>();
    const lenses: vscode.CodeLens[] = [];
    for (const place of places) {
      const { digest } = place.issued;
      const description = descriptions.get(digest) ?? this.#describe(place, now);
      descriptions.set(digest, description);
      const position = document.positionAt(place.anchor);
      const range = new vscode.Range(position, position);
      for (const command of toCommands(description, place, uri)) {
        lenses.push(new vscode.CodeLens(range, command));
      }
    }
    return lenses;
  }

  #describe(place: IssuedPlace, now: number): IssuedLens {
    const stored = this.#ports.applications.stored(place.issued.applicationKey);
    return describeLens(this.#timesOf(place), stored, now);
  }

  #timesOf(place: IssuedPlace): Expiring {
    return timesOf(place, this.#ports.tokens.state(place.issued.applicationKey).token);
  }

  #visiblePlaces(): IssuedPlace[] {
    return vscode.window.visibleTextEditors.flatMap(({ document }) => this.#found.get(document)?.shown ?? []);
  }

  #tickWhileVisible(): void {
    if (this.#visiblePlaces().length > 0) {
      this.#ticker.start();
    } else {
      this.#ticker.stop();
    }
  }
}

function toCommands(
  { title, name, isValid }: IssuedLens,
  { anchor, issued: { digest, applicationKey } }: IssuedPlace,
  uri: string,
): vscode.Command[] {
  const commands: vscode.Command[] = [{ title: plainText(title), command: '' }];
  if (name !== undefined) {
    commands.push({
      title: l10n.t('Update'),
      tooltip: l10n.t('Replace with the current token of {0}', name),
      command: 'routee.updateTokensInFile' satisfies CommandId,
      arguments: [{ uri, digest, anchor } satisfies UpdateRequest],
    });
  }
  if (name !== undefined && isValid) {
    commands.push({
      title: l10n.t('Copy'),
      tooltip: l10n.t('Copy the current token of {0}', name),
      command: 'routee.copyToken' satisfies CommandId,
      arguments: [{ key: applicationKey }],
    });
  }
  return commands;
}
