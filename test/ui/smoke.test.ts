import assert from 'node:assert/strict';
import { eventually } from './support/eventually.ts';
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

  it('runs in the Node host beside the workspace though it could in the browser', async () => {
    await eventually('the start of the extension', () => {
      return workbench.startedInNodeHost('routee-auth.routee-auth').length === 1;
    });
  });

  it('leaves the editor to the user', async () => {
    await workbench.editor.openFile('notes.txt');
    await workbench.editor.setCursor(2, 7);
    await workbench.editor.type('!');
    assert.equal(await workbench.editor.saveAndRead('notes.txt'), 'first\nsecond!\n');
    await workbench.screenshot('smoke');
  });
});
