import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

export const REPORT_SCHEME = 'routee-report';
const KEPT = 10;

/** What was found out about this machine, as read-only documents: the last ten. In memory only. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, this);
  /** An editor may still show a report of a session before. */
  readonly #session = Date.now().toString(36);
  #count = 0;

  /** Each has an address of its own: VS Code keeps what it has read of one. */
  add(name: string, text: string): vscode.Uri {
    this.#count++;
    const uri = vscode.Uri.from({
      scheme: REPORT_SCHEME,
      path: `/${this.#session}-${this.#count}/${name}.md`,
    });
    this.#texts.set(uri.path, text);
    this.#texts.delete([...this.#texts.keys()].at(-KEPT - 1) ?? '');
    return uri;
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? l10n.t('This report is no longer kept. Run the command again.');
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
