import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extensions, Uri } from 'vscode';

import { Git } from '../../src/editor/git.ts';
import { GitRepository } from '../support/gitRepository.ts';
import { eventually } from './support/eventually.ts';
import { replaceMember } from './support/replaceMember.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';
import { closeInGit, openInGit, removeAtExit, vscodeGit } from './support/vscodeGit.ts';

describe('what Git tracks, by VS Code’s own Git extension', () => {
  let repository: GitRepository;
  let tracking: Git;
  const uri = (name: string): Uri => Uri.file(path.join(repository.folder, name));
  const isTracked = (name: string): Promise<boolean> => tracking.isTracked(uri(name));

  before(async () => {
    repository = GitRepository.init(mkdtempSync(path.join(tmpdir(), 'routee-git-')));
    repository.commit({
      '.gitignore': 'ignored.*\n',
      'requests.http': 'GET /a\n',
      'in a folder/a[b] ü.http': 'GET /a\n',
    });
    repository.write('ignored.http', 'GET /a\n');
    repository.write('ignored.tracked.http', 'GET /a\n');
    repository.git('add', '--force', 'ignored.tracked.http');
    repository.write('untracked.http', 'GET /a\n');
    await openInGit(repository.folder);
  });

  beforeEach(() => {
    tracking = new Git();
  });

  afterEach(() => {
    tracking.dispose();
  });

  after(async () => {
    await unsetUserSettings();
    await closeInGit(repository.folder);
    removeAtExit(repository);
  });

  const rows: [what: string, name: string, expected: boolean][] = [
    ['a committed file', 'requests.http', true],
    ['one in a folder, with a name that is a pattern', 'in a folder/a[b] ü.http', true],
    ['an ignored file', 'ignored.http', false],
    ['an ignored file that was added all the same', 'ignored.tracked.http', true],
    ['a file that nobody has added', 'untracked.http', false],
    ['a file that does not exist', 'nothing.http', false],
    ['a file outside of every repository', '../nothing.http', false],
  ];
  for (const [what, name, expected] of rows) {
    it(`${expected ? 'includes' : 'leaves out'} ${what}`, async () => {
      assert.equal(await isTracked(name), expected);
    });
  }

  for (const scheme of ['untitled', 'git', 'vscode-vfs']) {
    it(`leaves out a document of ${scheme}`, async () => {
      assert.equal(await tracking.isTracked(uri('requests.http').with({ scheme })), false);
    });
  }

  it('changes when a file is added, and when it is taken out again', async () => {
    repository.write('new.http', 'GET /a\n');
    assert.equal(await isTracked('new.http'), false);
    let told = 0;
    const subscription = tracking.onDidChange(() => {
      told += 1;
    });
    try {
      repository.git('add', 'new.http');
      await eventually('the added file', () => isTracked('new.http'));
      assert.ok(told > 0);
      repository.git('rm', '--cached', '--quiet', 'new.http');
      await eventually('the file taken out', async () => !(await isTracked('new.http')));
    } finally {
      subscription.dispose();
    }
  });

  it('asks Git once, as long as nothing changes', async () => {
    await isTracked('requests.http');
    const repositoryOf = (await vscodeGit()).getAPI(1).getRepository(uri('requests.http'));
    assert.ok(repositoryOf);
    let asked = 0;
    const api = Object.getPrototypeOf(repositoryOf) as typeof repositoryOf;
    const restore = replaceMember(api, 'getObjectDetails', () => {
      asked += 1;
      return Promise.resolve({});
    });
    try {
      assert.equal(await isTracked('requests.http'), true);
      assert.equal(asked, 0);
      assert.equal(await isTracked('untracked.http'), true, 'the replaced answer');
      assert.equal(asked, 1);
    } finally {
      restore();
    }
  });

  it('is nothing while Git is switched off, and all again when it is back', async () => {
    assert.equal(await isTracked('requests.http'), true);
    await setUserSetting('git.enabled', false);
    await eventually('no Git', async () => !(await isTracked('requests.http')));
    await setUserSetting('git.enabled', undefined);
    await openInGit(repository.folder);
    await eventually('Git', () => isTracked('requests.http'));
  });

  it('is nothing without the Git extension', async () => {
    const restore = replaceMember(extensions, 'getExtension', () => undefined);
    try {
      assert.equal(await isTracked('requests.http'), false);
    } finally {
      restore();
    }
  });

  it('is nothing when the Git extension fails', async () => {
    const restore = replaceMember(extensions, 'getExtension', () => ({
      activate: () => Promise.reject(new Error('no')),
    }));
    try {
      assert.equal(await isTracked('requests.http'), false);
    } finally {
      restore();
    }
  });

  it('is nothing after its end', async () => {
    tracking.dispose();
    assert.equal(await isTracked('requests.http'), false);
  });
});
