import * as httpyac from 'httpyac';
import * as vscode from 'vscode';

/** As much of httpYac's own extension (MIT, anweber.vscode-httpyac) as the tests meet: sends by its npm package. */
export function activate(context: vscode.ExtensionContext): void {
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
    vscode.commands.registerCommand('httpyac.send', async () => {
      const { document } = vscode.window.activeTextEditor ?? {};
      if (document !== undefined) await httpyac.send({ httpFile: await parse(document) });
    }),
  );
}
