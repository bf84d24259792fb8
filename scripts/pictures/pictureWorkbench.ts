import { readFileSync } from 'node:fs';
import { launchWorkbench } from '../../test/ui/support/launchWorkbench.ts';
import type { Workbench } from '../../test/ui/support/workbench.ts';
import type { Theme } from '../../test/ui/support/workbenchSettings.ts';
import type { RouteeSandbox } from '../../test/support/routeeSandbox.ts';

const requests = new URL('requests.http', import.meta.url);

/** A workbench of a new user with one file of requests, small enough for its texts to be read in a picture. */
export async function pictureWorkbench(sandbox: RouteeSandbox, theme: Theme): Promise<Workbench> {
  const workbench = await launchWorkbench({
    theme,
    settings: {
      'routee.authUrl': sandbox.authUrl,
      'window.commandCenter': false,
      'workbench.layoutControl.enabled': false,
      'workbench.hover.delay': 100_000,
      'breadcrumbs.enabled': false,
      'editor.cursorBlinking': 'solid',
      'editor.occurrencesHighlight': 'off',
      'editor.scrollbar.horizontal': 'hidden',
      'editor.scrollbar.vertical': 'hidden',
      'editor.overviewRulerLanes': 0,
    },
    workspaceFiles: { 'requests.http': readFileSync(requests, 'utf8') },
  });
  await workbench.page.setViewportSize({ width: 900, height: 440 });
  return workbench;
}
