import assert from 'node:assert/strict';
import { commands, extensions, languages, Uri, window, workspace, type QuickPickItem } from 'vscode';

import { AgentTools } from '../../src/features/agents/agentTools.ts';
import { announceRejection } from '../../src/features/applications/announce.ts';
import { runCommand } from '../../src/handlers.ts';
import { chooseReference, processReferences } from '../../src/features/tokens/tokenReferences.ts';
import { SETTINGS, type CommandId } from '../../src/contributions.ts';
import type { Application } from '../../src/core/applications/application.ts';
import { applicationStorageKey } from '../../src/core/storage/storageKeys.ts';
import { Redaction } from '../../src/core/redaction/redaction.ts';
import { shownTokens } from '../../src/core/redaction/shownApplications.ts';
import { RouteeError } from '../../src/core/protocol/routeeError.ts';
import { ExposedTokens } from '../../src/core/tokens/exposedTokens.ts';
import { systemClock, systemTimers } from '../../src/host/host.ts';
import type { TreeNode } from '../../src/features/sidebar/treeItems.ts';
import { ApplicationsTree } from '../../src/features/sidebar/applicationsTree.ts';
import { StatusBar } from '../../src/features/sidebar/statusBar.ts';
import { TokenDiagnostics } from '../../src/features/leakWarnings/tokenDiagnostics.ts';
import { TokenLenses } from '../../src/features/updateTokens/tokenLenses.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { replaceMember } from './support/replaceMember.ts';
import { WorkspaceFolder } from './support/repository.ts';
import { setUserSetting } from './support/userSettings.ts';

const ZEUS = {
  id: '6867b522e4b06a33d50517c7',
  secret: 'S3cret',
  name: 'Zeus',
  scopes: ['account', 'olympus'],
};
const HERA = {
  id: '6867b522e4b06a33d50517c8',
  secret: 'S3cret',
  name: 'Hera (web shop)',
  scopes: ['olympus'],
};
const BROKEN = { name: 'Kronos', id: '6867b522e4b06a33d50517c9', scopes: ['tartaros'] };
/** What tells who someone is: of these nothing may be seen. */
const REAL =
  /zeus|hera\b|web shop|kronos|6867b522|olympus|account"|tartaros|scopes: account|MT_ROLE|20[.,]50/i;

describe('demo mode', () => {
  let bench: CommandBench;
  let zeus: Application;
  let place: WorkspaceFolder;
  let seen: string[];
  let restore: (() => void)[];

  beforeEach(async () => {
    bench = await CommandBench.start();
    bench.sandbox.addApplication(ZEUS);
    bench.sandbox.addApplication(HERA);
    zeus = await bench.add(ZEUS);
    const hera = await bench.add(HERA);
    await bench.store.setActive(zeus.key);
    bench.secrets.put(applicationStorageKey('broken'), JSON.stringify({ version: 1, ...BROKEN }));
    await eventually('the broken record', () => bench.store.all.length === 3);
    for (const { key } of [zeus, hera]) await bench.context.tokens.getToken(key);
    await bench.issued.settled();
    place = new WorkspaceFolder('plain');
    seen = [];
    restore = [
      replaceMember(window, 'showQuickPick', (items: readonly QuickPickItem[], options: object) => {
        seen.push(
          JSON.stringify([items, options], (key, value: unknown) => (isData(key) ? undefined : value)),
        );
        return Promise.resolve(undefined);
      }),
      replaceMember(window, 'createInputBox', () => inputBox()),
    ];
  });

  afterEach(async () => {
    for (const put of restore) put();
    await closeEditors();
    place.remove();
    await bench.stop();
  });

  /** What an item carries for the command that reads it is not on the screen. */
  const isData = (name: string): boolean => ['application', 'link', 'uri', 'reference'].includes(name);

  /** A box that is closed at once, as by Escape. */
  function inputBox(): object {
    const hidden: (() => void)[] = [];
    const never = (): { dispose: () => void } => ({ dispose: () => undefined });
    return {
      onDidHide: (listener: () => void) => {
        hidden.push(listener);
        return never();
      },
      onDidChangeValue: never,
      onDidAccept: never,
      onDidTriggerButton: never,
      show(this: { title: string; prompt: string; placeholder: string; value: string; password: boolean }) {
        seen.push([this.title, this.prompt, this.placeholder, this.password ? '' : this.value].join('\n'));
        for (const listener of hidden) listener();
      },
      dispose: () => undefined,
    };
  }

  const run = (command: CommandId, argument?: unknown): Promise<void> =>
    runCommand(command, bench.context, argument);
  const messages = (): string => {
    const text = bench.messages.everything;
    bench.messages.clear();
    return text;
  };
  const drawn = (): { tokens: ReturnType<typeof shownTokens>; applications: CommandBench['shown'] } => ({
    tokens: shownTokens(bench.context.tokens, bench.shown),
    applications: bench.shown,
  });

  const surfaces: Record<string, () => Promise<string>> = {
    'the tree and its tooltips': async () => {
      const links = { all: [], onDidChange: () => ({ dispose: () => undefined }) };
      const { settings } = bench.context;
      const tree = new ApplicationsTree({
        ...drawn(),
        links,
        settings,
        clock: systemClock,
        timers: systemTimers,
      });
      const texts: unknown[] = [];
      const visit = async (parent?: TreeNode): Promise<void> => {
        for (const node of tree.getChildren(parent)) {
          const item = tree.resolveTreeItem(tree.getTreeItem(node), node);
          texts.push([item.label, item.description, item.tooltip, item.accessibilityInformation]);
          await visit(node);
        }
      };
      await visit();
      tree.dispose();
      return JSON.stringify(texts);
    },
    'the status bar': () => {
      const item: Record<string, unknown> = { show: () => undefined, dispose: () => undefined };
      const put = replaceMember(window, 'createStatusBarItem', () => item);
      new StatusBar({ ...drawn(), clock: systemClock, timers: systemTimers }).dispose();
      put();
      return Promise.resolve(JSON.stringify(item));
    },
    'the lines above requests': async () => {
      const lenses = new TokenLenses({
        ...drawn(),
        issued: bench.issued,
        clock: systemClock,
        timers: systemTimers,
      });
      const file = place.write(
        'lens.http',
        `GET https://x/\nAuthorization: Bearer ${bench.token(ZEUS.id)}\n`,
      );
      const made = await lenses.provideCodeLenses(await workspace.openTextDocument(file));
      lenses.dispose();
      return JSON.stringify(made.map(({ command }) => [command?.title, command?.tooltip]));
    },
    'the marks on tokens': async () => {
      const { document } = await show(
        await workspace.openTextDocument(place.write('mark.txt', `${bench.token(ZEUS.id)}\n`)),
      );
      const diagnostics = new TokenDiagnostics({
        ...drawn(),
        recogniser: bench.issued,
        git: { isTracked: () => Promise.resolve(true), onDidChange: () => ({ dispose: () => undefined }) },
        clock: systemClock,
        timers: systemTimers,
      });
      const shown = await eventually('the mark', () => languages.getDiagnostics(document.uri)[0]?.message);
      diagnostics.dispose();
      return shown;
    },
    'the question before sending': async () => {
      const body = '{"body":"Hello","to":"+306900000000","from":"Test"}';
      const file = place.write('send.http', `POST ${bench.sandbox.apiUrl}/sms\n\n${body}\n`);
      await show(await workspace.openTextDocument(file));
      await run('routee.sendRequest');
      const text = messages();
      assert.match(text, /balance /);
      return text;
    },
    'lists to choose from': async () => {
      await run('routee.useApplication');
      await run('routee.showActions');
      await run('routee.editApplication', { key: zeus.key });
      await run('routee.checkBalance');
      messages();
      await run('routee.showResponses');
      return seen.splice(0).join('\n');
    },
    'a reference to a token': async () => {
      const settings = { exposeToClients: true, onDidChange: () => ({ dispose: () => undefined }) };
      const exposed = new ExposedTokens({
        ...bench.context,
        applications: bench.store,
        environment: {},
        settings,
        clock: systemClock,
        timers: systemTimers,
        onHeldBack: () => undefined,
      });
      const other = bench.store.applications.find(({ key }) => key !== zeus.key);
      await bench.store.setActive(other?.key ?? '');
      const document = await workspace.openTextDocument({ language: 'http', content: '' });
      const context = { ...bench.context, references: [processReferences(exposed)] };
      await chooseReference(context, zeus.key, document).catch(() => undefined);
      exposed.dispose();
      await bench.store.setActive(zeus.key);
      return seen.splice(0).join('\n');
    },
    'questions and their boxes': async () => {
      await run('routee.editApplication', { key: zeus.key, field: 'secret' });
      const rows = bench.store.all.map(({ key }) => ({ kind: 'application', key }));
      for (const row of rows) await run('routee.removeApplication', row);
      return seen.splice(0).join('\n') + messages();
    },
    'messages about tokens': async () => {
      for (const command of [
        'routee.getToken',
        'routee.refreshToken',
        'routee.copyToken',
        'routee.copyAuthorizationHeader',
      ] as const) {
        await run(command, { key: zeus.key });
      }
      bench.sandbox.setFault({ kind: 'answer', status: 500, body: { message: 'Zeus is out' } }, 'token');
      await run('routee.refreshToken', { key: zeus.key });
      bench.sandbox.setFault(undefined);
      return messages();
    },
    'messages about refused scopes': async () => {
      bench.sandbox.setScopes(ZEUS.id, ['account']);
      await run('routee.refreshToken', { key: zeus.key });
      const error = new RouteeError('invalidScope', 'Routee refuses the scope: “Invalid scope: olympus”.');
      await announceRejection({ application: zeus, error }, bench.shown);
      bench.sandbox.setScopes(ZEUS.id, ZEUS.scopes);
      return messages();
    },
    'the diagnosis': async () => {
      const reports: string[] = [];
      const add = ({ text }: { readonly text: string }): Uri => {
        reports.push(text);
        return Uri.parse('untitled:report');
      };
      const context = { ...bench.context, reports: { ...bench.context.reports, add } };
      await runCommand('routee.diagnose', context, { key: zeus.key });
      return reports.join('') + messages();
    },
    'the balance': async () => {
      await bench.context.tokens.getToken(zeus.key, { renew: true });
      await run('routee.checkBalance');
      return messages();
    },
    'a refusal, and the head of its response': async () => {
      bench.sandbox.configure({ refuseEveryToken: 403 });
      await run('routee.checkBalance');
      bench.sandbox.configure({ refuseEveryToken: undefined });
      const head = bench.context.responses.recent[0]?.[1].text.split('\n\n')[0] ?? '';
      return head + messages();
    },
  };

  for (const [surface, read] of Object.entries(surfaces)) {
    it(`hides who it is in ${surface}`, async () => {
      assert.match(await read(), REAL, 'nothing is there that could be hidden');
      bench.shown.redaction = new Redaction(bench.store);
      const text = await read();
      assert.doesNotMatch(text, REAL);
      assert.match(text, /Application \d|•••/, text);
    });
  }

  it('hides in what models are told, and in the question about their calls', async () => {
    bench.shown.redaction = new Redaction(bench.store);
    Object.assign(bench.context.settings, { allowAgents: 'ask' });
    const tools = new AgentTools(bench.context);
    const { signal } = new AbortController();
    const listed = await tools.run('routee_applications', {}, { sentence: '' }, signal);
    const { applications } = JSON.parse(listed) as { applications: { name: string; active: boolean }[] };
    const application = applications.find(({ active }) => active)?.name ?? assert.fail();
    const call = {
      operation: 'sms.send',
      body: { body: 'Hi', to: '+306900000000', from: 'Me' },
      application,
    };
    await assert.rejects(tools.run('routee_call', call, { sentence: '' }, signal), /said no/);
    assert.match(bench.messages.only.text, /^Send POST \/sms as Application \d\?$/);
    assert.doesNotMatch(listed + bench.messages.everything, REAL);
  });

  it('also hides in lists what has happened before', async () => {
    await run('routee.checkBalance');
    messages();
    bench.shown.redaction = new Redaction(bench.store);
    await run('routee.showResponses');
    assert.match(seen.join(''), /Application \d · /);
    assert.doesNotMatch(seen.join(''), REAL);
  });

  it('also hides in documents that are open already, and shows it again afterwards', async () => {
    await run('routee.checkBalance');
    await run('routee.diagnose');
    const [[response] = assert.fail()] = bench.context.responses.recent;
    const [[diagnosis] = assert.fail()] = bench.context.reports.recent;
    const documents = await Promise.all([response, diagnosis].map((uri) => workspace.openTextDocument(uri)));
    const textOf = (): string => documents.map((document) => document.getText()).join('\n');
    const before = textOf();
    assert.match(before, /Sent as Zeus: .*\n[^]*Application: Zeus \(6867…17c7\)/);
    bench.shown.redaction = new Redaction(bench.store);
    await eventually('the names to be hidden', () => !/zeus|6867/i.test(textOf()));
    assert.match(textOf(), /Sent as Application \d: /);
    bench.shown.redaction = undefined;
    await eventually('the names to be shown', () => textOf() === before);
  });

  it('asks for it to be off before what is hidden is edited', async () => {
    bench.shown.redaction = new Redaction(bench.store);
    await run('routee.renameApplication', { key: zeus.key });
    await run('routee.editApplication', { key: zeus.key, field: 'scopes' });
    await run('routee.enterSecretAgain', { key: 'broken' });
    assert.equal(bench.messages.shown.length, 3);
    for (const { text, buttons } of bench.messages.shown) {
      assert.match(text, /^Demo mode hides names, IDs, and scopes/);
      assert.deepEqual(buttons, ['Turn Off Demo Mode']);
    }
    assert.deepEqual(seen, [], 'nothing was asked');
  });

  it('lets an application be added unseen', async () => {
    bench.shown.redaction = new Redaction(bench.store);
    await run('routee.addApplication');
    assert.equal(seen.length, 1);
    assert.doesNotMatch(seen.join(''), REAL);
  });

  it('sends and writes what is stored, all the same', async () => {
    bench.shown.redaction = new Redaction(bench.store);
    await run('routee.refreshToken', { key: zeus.key });
    await bench.context.applications.update(zeus.key, { longLivedAccepted: true });
    const { name, id, scopes } = bench.store.get(zeus.key) ?? {};
    assert.deepEqual([name, id, scopes], [ZEUS.name, ZEUS.id, ZEUS.scopes]);
    assert.equal(bench.sandbox.requests.at(-1)?.applicationId, ZEUS.id);
  });

  it('is switched by a command of the extension, for this user everywhere', async () => {
    await extensions.getExtension('routee-auth.routee-auth')?.activate();
    const read = (): unknown => workspace.getConfiguration().inspect(SETTINGS.redact)?.globalValue;
    await commands.executeCommand('routee.toggleRedact');
    await eventually('the setting', () => read() === true);
    await commands.executeCommand('routee.toggleRedact');
    await eventually('the setting', () => read() === false);
    await setUserSetting(SETTINGS.redact, undefined);
  });
});
