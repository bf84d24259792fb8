// What VS Code's extension host runs for measureInsertToken.ts, through VS Code's test entry.
import { writeFileSync } from 'node:fs';
import { commands, extensions, Position, Selection, workspace } from 'vscode';
import { eventually } from '../../test/integration/support/eventually.ts';
import { closeEditors, openFile } from '../../test/integration/support/editors.ts';
import { Messages } from '../../test/integration/support/messages.ts';
import {
  addRealApplication,
  forgetRealApplications,
} from '../../test/integration/support/realApplication.ts';
import { setUserSetting, unsetUserSettings } from '../../test/integration/support/userSettings.ts';
import { startRouteeSandbox } from '../../test/support/routeeSandbox.ts';

/** Milliseconds from the command to the edit, in one editor. */
export interface InsertTimes {
  readonly own: number;
  readonly peer: number;
}

const REPEATS = 20;
/** The window is busy with the new file at first, and both commands wait for it. */
const WARM_UP = 5;
const REQUESTS = 5000;
const LINES = 5;

export async function run(): Promise<void> {
  await extensions.getExtension('routee-auth.routee-auth')?.activate();
  const sandbox = await startRouteeSandbox();
  const messages = new Messages();
  try {
    await setUserSetting('routee.authUrl', sandbox.authUrl);
    await addRealApplication('Shop');
    messages.clear();
    writeFileSync(process.env['ROUTEE_INSERT_FILE'] ?? '', JSON.stringify(await measure()));
    await forgetRealApplications(messages);
  } finally {
    messages.dispose();
    await unsetUserSettings();
    await sandbox.close();
  }
}

async function measure(): Promise<readonly InsertTimes[]> {
  const request = `### Send\nPOST https://connect.routee.net/sms\nContent-Type: application/json\n\n{ "body": "${'x'.repeat(110)}" }\n`;
  const editor = await openFile('big.http', `‸${request.repeat(REQUESTS)}`);
  const { document } = editor;
  const before = document.getText();

  async function timed(command: string, line: number, argument?: unknown): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const position = new Position(line, 0);
    editor.selection = new Selection(position, position);
    await eventually('the cursor', () => editor.selection.active.isEqual(position));
    const subscription = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) resolve(performance.now());
    });
    const start = performance.now();
    const done = commands.executeCommand(command, argument);
    const took = (await promise) - start;
    subscription.dispose();
    await done;
    await commands.executeCommand('undo');
    await eventually('the text from before', () => document.getText() === before);
    return took;
  }

  const times: InsertTimes[] = [];
  for (let repeat = 0; repeat < WARM_UP + REPEATS; repeat += 1) {
    const line = LINES * Math.floor((REQUESTS * (repeat + 1)) / (WARM_UP + REPEATS + 1)) + 1;
    // Taken in turns, so that whatever slows the machine slows both.
    const own = await timed('routee.insertToken', line);
    const peer = await timed('editor.action.insertSnippet', line, { snippet: 'Authorization: Bearer token' });
    if (repeat >= WARM_UP) times.push({ own, peer });
  }
  await closeEditors();
  return times;
}
