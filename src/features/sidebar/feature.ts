import { followContextKeys } from '../../editor/contextKeys.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import { registerApplicationsView } from './applicationsView.ts';
import { StatusBar } from './statusBar.ts';

/** Draws the applications in the sidebar and the active one in the status bar. */
export function startSidebar(services: Services, later: Later): void {
  const { applications, clock, host, links, own, timers, unredacted } = services;
  const drawn = { clock, timers, applications, tokens: services.shownTokens };
  const isRedacted = (): boolean => applications.redaction !== undefined;
  own(registerApplicationsView({ ...drawn, links, isRedacted }, later));
  own(new StatusBar(drawn));
  own(followContextKeys(unredacted, host.files !== undefined));
}
