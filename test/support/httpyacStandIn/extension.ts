import * as httpyac from 'httpyac';
import * as vscode from 'vscode';

/**
 * As much of httpYac's own extension (MIT, anweber.vscode-httpyac) as the tests meet: it runs the npm package in the
 * extension host, parses a file once and keeps it, and exports both under the names that the real one uses.
 */
export function activate(context: vscode.ExtensionContext): unknown {
  httpyac.cli.initFileProvider();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const httpFileStore = new httpyac.store.HttpFileStore();
  const parse = (document: vscode.TextDocument): Promise<httpyac.HttpFile> =>
    httpFileStore.getOrCreate(
      document.uri.fsPath,
      () => Promise.resolve(document.getText()),
      document.version,
      {
        workingDir: folder?.uri.fsPath ?? '',
        config: {},
      },
    );
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.languageId === 'http') void parse(document);
    }),
    vscode.commands.registerCommand('httpyac.send', async () => {
      const { document } = vscode.window.activeTextEditor ?? {};
      if (document !== undefined) await httpyac.send({ httpFile: await parse(document) });
    }),
  );
  return {
    httpyac,
    documentStore: {
      clear: () => {
        httpFileStore.clear();
      },
    },
  };
}
