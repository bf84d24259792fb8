import * as vscode from 'vscode';

import { apiUrlsOf } from '../../core/applications/servers.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { setContext } from '../../editor/contextKeys.ts';
import { HTTP_FILES, PLAIN_HTTP_FILES, textInTurn, textToRead } from '../../editor/documents.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import { COLOURS } from './model/colours/colours.ts';
import { SendingAgreements } from './model/sending.ts';

/** The lines in which anything can be offered; all others cost no more than this look. */
const LINE =
  /^\s*[A-Z]+[ \t]+\S*$|^\s*a\w*(?:[ \t]*:.*)?$|^\s*r[\w-]*$|(?:^|&)\s*scope=[\w .+%-]*$|^\s*["[{}\],]|^\s+$/i;

/**
 * Offers *Send with Routee*, whole requests, Routee's addresses and parameters, authorisation and scopes in files of
 * requests, warns of bodies that cannot be right, and colours what no other extension does.
 */
export function startRequests(services: Services, later: Later): void {
  const { applications, own, settings, trackings, unredacted, workspaceMemory } = services;
  setContext('sendsUnasked', new SendingAgreements(workspaceMemory).count > 0);
  const changed = own(new vscode.EventEmitter<void>());
  const apiUrls = (): readonly string[] => apiUrlsOf(unredacted.applications, settings);
  const redraw = (): void => changed.fire();
  own(settings.onDidChange(redraw));
  own(applications.onDidChange(redraw));
  own(trackings.onDidChange(redraw));
  own(
    vscode.languages.registerCodeLensProvider(HTTP_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (await later()).sendLenses(document, services),
    }),
  );
  own(
    vscode.languages.registerCompletionItemProvider(
      HTTP_FILES,
      {
        provideCompletionItems: async (document, position) =>
          LINE.test(document.lineAt(position).text.slice(0, position.character))
            ? (await later()).completionItems(document, position, apiUrls())
            : undefined,
      },
      ' ',
      '/',
      '=',
      '"',
      '?',
      '&',
    ),
  );
  own(
    vscode.languages.registerHoverProvider(HTTP_FILES, {
      provideHover: async (document, position) => {
        const { parameterAt, parsing } = await later();
        const [text, offset] = [textToRead(document), document.offsetAt(position)];
        const file = await inSlices(parsing(text));
        const found = parameterAt(text, file, offset, apiUrls());
        return (
          found &&
          new vscode.Hover(
            new vscode.MarkdownString(found.text),
            new vscode.Range(document.positionAt(found.start), document.positionAt(found.end)),
          )
        );
      },
    }),
  );
  own(
    vscode.languages.registerDocumentSemanticTokensProvider(
      PLAIN_HTTP_FILES,
      {
        provideDocumentSemanticTokens: async (document, cancellation) => {
          const { colouring } = await later();
          const text = await textInTurn(document);
          const tokens = await inSlices(colouring(text, () => cancellation.isCancellationRequested));
          return tokens && new vscode.SemanticTokens(tokens);
        },
      },
      new vscode.SemanticTokensLegend([...COLOURS]),
    ),
  );
  const diagnostics = services.lazy(async () => new (await later()).BodyDiagnostics(services));
  const start = (document: vscode.TextDocument): void => {
    if (!isHttpFile(document)) return;
    watch.dispose();
    services.inBackground(diagnostics());
  };
  const watch = own(vscode.workspace.onDidOpenTextDocument(start));
  const open = vscode.workspace.textDocuments.find(isHttpFile);
  if (open !== undefined) start(open);
}
