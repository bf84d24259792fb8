import assert from 'node:assert/strict';

import { startRouteeSandbox, tooManyRequests, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const blink = { id: 'blink', secret: 'S3cret', name: 'Blink' };
const hour = { id: 'hour', secret: 'S3cret', name: 'Hour' };

describe('the life of a token through reloads, crashes and a second window', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    sandbox.addApplication({ ...blink, lifetimeSeconds: 3 });
    sandbox.addApplication(hour);
    workbench = await shareWorkbench({ settings: sandboxSettings(sandbox) });
    await workbench.routee.open();
    await addApplication(workbench, hour);
    await addApplication(workbench, blink);
    await workbench.dismissNotifications();
  });

  after(() => sandbox.close());

  it('goes on after a reload between two renewals', async () => {
    await workbench.reload();
    await workbench.routee.open();
    const before = sandbox.exchangeCount('blink');
    await eventually('two renewals', () => sandbox.exchangeCount('blink') >= before + 2);
    await workbench.routee.waitForRow(/^Blink, expires in [12] s, active/);
    assert.equal(sandbox.exchangeCount('hour'), 1);
  });

  it('survives an extension host that is killed in the middle of an exchange', async () => {
    // Quiet first, so that the exchange that is held is the only one.
    await workbench.routee.chooseFromContextMenu(/^Hour/, 'Manage', 'Switch Application…');
    await workbench.routee.waitForRow(/^Hour, expires in \d+ min, active/);
    const { promise: release, resolve } = Promise.withResolvers<undefined>();
    sandbox.setFault({ kind: 'hold', until: release });
    await workbench.routee.clickInlineAction(/^Hour/, 'Refresh Token');
    await workbench.routee.waitForRow(/^Hour, refreshing…/);
    await workbench.restartExtensionHost();
    sandbox.setFault(undefined);
    resolve(undefined);
    await workbench.routee.waitForRow(/^Hour, expires in \d+ min, active/);
    const exchanges = sandbox.exchangeCount('hour');
    await workbench.runCommand('Routee: Get Token');
    await workbench.notification(/Current token for Hour/);
    assert.equal(sandbox.exchangeCount('hour'), exchanges);
    assert.ok(exchanges <= 3, `${exchanges} exchanges`);
    await workbench.dismissNotifications();
  });

  it('stays right in each of two windows of one profile', async () => {
    await workbench.inSecondWindow(async (second, page) => {
      await second.waitForRow(/^Hour, expires in \d+ min, active/);
      await second.waitForRow(/^Blink, /);
      const before = sandbox.exchangeCount('hour');
      await second.clickInlineAction(/^Hour/, 'Refresh Token');
      await eventually('one more exchange', () => sandbox.exchangeCount('hour') === before + 1);
      await second.waitForRow(/^Hour, expires in \d+ min, active/);
      await workbench.routee.waitForRow(/^Hour, expires in \d+ min, active/);
      await page.screenshot({ path: 'test/ui/screenshots/lifecycle-second-window.png' });
    });
    await workbench.reload();
    await workbench.routee.open();
    await workbench.routee.waitForRow(/^Hour, expires in \d+ min, active/);
    await workbench.routee.waitForRow(/^Blink, /);
  });

  it('says offline and when it tries next, and tries at once when told to', async () => {
    // Without the button nothing would happen for a minute.
    sandbox.setFault(tooManyRequests('60'));
    await workbench.routee.waitForRow(/^Blink, offline, next try in [45]\d s/);
    await workbench.screenshot('lifecycle-offline');
    sandbox.setFault(undefined);
    await workbench.routee.clickInlineAction(/^Blink/, 'Retry Now');
    await workbench.routee.waitForRow(/^Blink, expires in [12] s/);
  });
});
