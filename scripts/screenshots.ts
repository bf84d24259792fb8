// Makes the pictures of the README from the product itself.
import path from 'node:path';
import { addApplication, sandboxSettings } from '../test/ui/support/sandboxUser.ts';
import { launchWorkbench } from '../test/ui/support/launchWorkbench.ts';
import { mochaGlobalSetup } from '../test/ui/support/mochaHooks.ts';
import { defaultApplication, startRouteeSandbox } from '../test/support/routeeSandbox.ts';
import { projectRoot } from './paths.ts';
import { runNode } from './runProgram.ts';

if ((await runNode(['scripts/package.ts'])) !== 0) process.exit(1);
await mochaGlobalSetup();
// A token in a picture looks like an invitation to use it: this one is of a sandbox that has long ended.
const sandbox = await startRouteeSandbox();
sandbox.addApplication({ id: '5756a411e4b06a33d50517c8', secret: 'S3cret', lifetimeSeconds: 631_139_040 });
const workbench = await launchWorkbench({
  settings: { ...sandboxSettings(sandbox), 'window.commandCenter': false },
  workspaceFiles: {
    'requests.http':
      '### Account balance\nGET https://connect.routee.net/accounts/me/balance\nAccept: application/json\n\n### How many parts a text needs\nPOST https://connect.routee.net/sms/analyze\nContent-Type: application/json\n\n{ "body": "Hello", "to": "+306912345678", "from": "Routee" }\n',
  },
});
await workbench.page.setViewportSize({ width: 960, height: 600 });
await workbench.routee.open();
await addApplication(workbench, { id: '5756a411e4b06a33d50517c8', secret: 'S3cret', name: 'Failover' });
await addApplication(workbench, { ...defaultApplication, name: 'Web shop' });
await workbench.dismissNotifications();
await workbench.editor.openFile('requests.http');
await workbench.editor.setCursor(2);
await workbench.runCommand('Routee: Insert Token');
await workbench.routee.expand(/^Web shop/);
await workbench.runCommand('Routee: Get Token');
await workbench.notification(/Token for Web shop/);
await workbench.page.mouse.move(600, 400);
await workbench.page.screenshot({
  path: path.join(projectRoot, 'media', 'overview.png'),
  animations: 'disabled',
});
await workbench.close();
await sandbox.close();
