import { readFileSync } from 'node:fs';
import { launchWorkbench } from '../../test/ui/support/launchWorkbench.ts';
import { sandboxSettings } from '../../test/ui/support/sandboxUser.ts';
import type { Workbench } from '../../test/ui/support/workbench.ts';
import type { Theme } from '../../test/ui/support/workbenchSettings.ts';
import type { RouteeSandbox } from '../../test/support/routeeSandbox.ts';

const requests = new URL('requests.http', import.meta.url);

/** A workbench of a new user with one file of requests, and nothing that draws the eye away from them. */
export async function pictureWorkbench(sandbox: RouteeSandbox, theme: Theme): Promise<Workbench> {
  // The address stands below what the pictures show: there, the sandbox stands for Routee.
  const address = `${'\n'.repeat(40)}###\n@routee = ${sandbox.apiUrl}\n`;
  return launchWorkbench({
    theme,
    settings: {
      ...sandboxSettings(sandbox),
      'routee.gateway.enabled': true,
      'window.commandCenter': false,
      'workbench.layoutControl.enabled': false,
      'workbench.hover.delay': 100_000,
      'remote.autoForwardPorts': false,
      'breadcrumbs.enabled': false,
      'editor.wordWrap': 'on',
      'editor.lineNumbers': 'off',
      'editor.codeLensFontSize': 11,
      'editor.folding': false,
      'editor.glyphMargin': false,
      'editor.cursorBlinking': 'solid',
      'editor.occurrencesHighlight': 'off',
      'editor.scrollbar.horizontal': 'hidden',
      'editor.scrollbar.vertical': 'hidden',
      'editor.overviewRulerLanes': 0,
    },
    workspaceFiles: { 'shop.http': readFileSync(requests, 'utf8') + address },
  });
}
