import assert from 'node:assert/strict';
import { launchWorkbench } from './support/launchWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

describe('the packaged extension in a workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await launchWorkbench({ workspaceFiles: { 'notes.txt': 'first\nsecond\n' } });
  });

  after(async () => {
    await workbench.close();
  });

  it('offers its commands in the palette', async () => {
    const titles = await workbench.paletteTitles('Routee: Get Token');
    assert.ok(titles.includes('Routee: Get Token'), titles.join(', '));
  });

  it('leaves the editor to the user', async () => {
    await workbench.editor.openFile('notes.txt');
    await workbench.editor.setCursor(2, 7);
    await workbench.editor.type('!');
    assert.equal(await workbench.editor.saveAndRead('notes.txt'), 'first\nsecond!\n');
    await workbench.screenshot('smoke');
  });
});
