import assert from 'node:assert/strict';
import { commands, ThemeColor, ThemeIcon, TreeItemCollapsibleState } from 'vscode';

import type { BrokenApplication } from '../../src/core/applications/application.ts';
import type { Token } from '../../src/core/protocol/token.ts';
import type { TokenState } from '../../src/core/tokens/tokenState.ts';
import { applicationItem, brokenItem, type ApplicationRow } from '../../src/features/sidebar/treeItems.ts';
import { applicationTooltip } from '../../src/features/sidebar/applicationTooltip.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ACCESS_TOKEN = '12dc64b6-0b9d-4c3a-8a4e-5d7a7c6b9f01';
const SECRET = 'vb6QpjCIOG';

const token = (lifeMs?: number): Token => ({
  accessToken: ACCESS_TOKEN,
  issuedAtMs: NOW - 18 * MINUTE,
  ...(lifeMs === undefined ? {} : { expiresAtMs: NOW - 18 * MINUTE + lifeMs }),
  scopes: ['sms', 'voice'],
  permissions: ['MT_ROLE_SMS'],
});
const hour = token(60 * MINUTE);
const problem = (code: 'network' | 'credentialsRejected' | 'invalidScope' | 'notFound') => ({
  code,
  message: 'Something *went* wrong.',
  atMs: NOW - MINUTE,
});

function row(state: TokenState, change: Partial<ApplicationRow> = {}, name = 'Shop'): ApplicationRow {
  return {
    application: {
      key: 'key-1',
      version: 1,
      id: '5756a411e4b06a33d50517c7',
      secret: SECRET,
      name,
      scopes: [],
      revision: 'revision-1',
    },
    state,
    active: undefined,
    keptFresh: true,
    host: undefined,
    nowMs: NOW,
    ...change,
  };
}

const tooltipOf = (shown: ApplicationRow, next?: number): string => applicationTooltip(shown, next).value;
/** What is on the screen once Markdown has taken its escapes and entities away. */
const plain = (markdown: string): string => markdown.replaceAll('&nbsp;', ' ').replace(/\\(?=[^\w\s])/g, '');

/** The elements besides the bold name that VS Code's Markdown makes of a tooltip, where tags count as text. */
async function markup(markdown: string): Promise<string[]> {
  const html = await commands.executeCommand<string>('markdown.api.render', markdown.replaceAll('<', '&lt;'));
  const start = html.indexOf('<p');
  assert.ok(start >= 0, html);
  return html.slice(start).match(/<(?!\/|p\b|strong\b)\w+/g) ?? [];
}

interface Expected {
  readonly description: string;
  readonly icon: string;
  readonly color?: string;
  /** What menus see besides `application`. */
  readonly context?: string;
}

const states: readonly (readonly [what: string, row: ApplicationRow, Expected])[] = [
  ['no token', row({ kind: 'none' }), { description: 'no token yet', icon: 'key' }],
  [
    'an exchange under way',
    row({ kind: 'fetching', token: hour }),
    { description: 'refreshing…', icon: 'loading~spin' },
  ],
  [
    'a valid token',
    row({ kind: 'ready', token: hour }),
    { description: 'expires in 42 min', icon: 'pass', color: 'charts.green' },
  ],
  [
    'a token without an end',
    row({ kind: 'ready', token: token() }),
    { description: 'expiry unknown · long-lived', icon: 'pass', color: 'charts.green' },
  ],
  [
    'a long-lived token',
    row({ kind: 'ready', token: token(40 * DAY) }),
    { description: 'expires in 39 days · long-lived', icon: 'pass', color: 'charts.green' },
  ],
  [
    'an expired token',
    row({ kind: 'ready', token: token(10 * MINUTE) }),
    { description: 'expired', icon: 'history', color: 'list.deemphasizedForeground' },
  ],
  [
    'an expired token of an idle application',
    row({ kind: 'ready', token: token(10 * MINUTE) }, { keptFresh: false }),
    {
      description: 'expired, refreshed at next use',
      icon: 'history',
      color: 'list.deemphasizedForeground',
    },
  ],
  [
    'no connection',
    row({ kind: 'failed', token: undefined, problem: problem('network'), retryAtMs: NOW + 30_000 }),
    {
      description: 'offline, next try in 30 s',
      icon: 'debug-disconnect',
      color: 'list.warningForeground',
      context: 'application offline',
    },
  ],
  [
    'a valid token without a connection',
    row({ kind: 'failed', token: hour, problem: problem('network'), retryAtMs: NOW + 30_000 }),
    { description: 'expires in 42 min', icon: 'pass', color: 'charts.green' },
  ],
  [
    'rejected credentials',
    row({ kind: 'rejected', token: undefined, problem: problem('credentialsRejected') }),
    { description: 'rejected', icon: 'error', color: 'list.errorForeground' },
  ],
  [
    'refused scopes',
    row({ kind: 'rejected', token: undefined, problem: problem('invalidScope') }),
    { description: 'scopes refused', icon: 'error', color: 'list.errorForeground' },
  ],
  [
    'a setting that leads nowhere',
    row({
      kind: 'misconfigured',
      token: undefined,
      problem: { ...problem('notFound'), setting: 'routee.authUrl' },
    }),
    {
      description: 'check routee.authUrl',
      icon: 'gear',
      color: 'list.errorForeground',
      context: 'application misconfigured',
    },
  ],
];

describe('a row of the tree', () => {
  for (const [what, shown, { description, icon, color, context = 'application' }] of states) {
    it(`shows ${what} in words and by a shape`, () => {
      const item = applicationItem(shown);
      assert.equal(item.id, 'key-1');
      assert.equal(item.label, 'Shop');
      assert.equal(item.description, description);
      assert.equal(item.contextValue, context);
      assert.equal(item.collapsibleState, TreeItemCollapsibleState.Collapsed);
      assert.ok(item.iconPath instanceof ThemeIcon);
      assert.equal(item.iconPath.id, icon);
      assert.deepEqual(item.iconPath.color, color === undefined ? undefined : new ThemeColor(color));
      assert.equal(
        item.accessibilityInformation?.label,
        `Shop, ${description.replaceAll(' · ', ', ')}`,
        'what a screen reader says',
      );
    });

    it(`says neither secret nor token: ${what}`, () => {
      const tooltip = applicationTooltip(shown, NOW);
      const everything = JSON.stringify([applicationItem(shown), tooltip.value]);
      assert.ok(!everything.includes(SECRET));
      assert.ok(!everything.includes(ACCESS_TOKEN));
    });
  }

  it('marks the active application in words and for menus', () => {
    const item = applicationItem(row({ kind: 'ready', token: hour }, { active: 'workspace' }));
    assert.equal(item.description, '● expires in 42 min');
    assert.equal(item.contextValue, 'application active');
    assert.equal(item.accessibilityInformation?.label, 'Shop, expires in 42 min, active in this workspace');
  });
});

describe('the tooltip of a row', () => {
  it('holds id, scopes, times and the next renewal', () => {
    const text = plain(tooltipOf(row({ kind: 'ready', token: hour }), NOW + 30 * MINUTE));
    const [name, ...lines] = text.split('\n\n');
    assert.equal(name, '**Shop**');
    assert.equal(lines[0], 'Application ID: 5756a411e4b06a33d50517c7');
    assert.equal(lines[1], 'Requested scopes: all');
    assert.match(lines[2] ?? '', /^Issued: .*2026.* \(18 min ago\)$/);
    assert.match(lines[3] ?? '', /^Expiry: .*2026.* \(expires in 42 min\)$/);
    assert.equal(lines[4], 'Scopes: sms, voice');
    assert.match(lines[5] ?? '', /^Next refresh: .*2026/);
    assert.equal(lines.length, 6);
  });

  it('says that a token without an end is used until it is refused', () => {
    const text = plain(tooltipOf(row({ kind: 'ready', token: token() }, { keptFresh: false })));
    assert.match(text, /^Expiry: unknown: used until Routee refuses it$/m);
    assert.match(text, /^Next refresh: at next use$/m);
  });

  it('says what a long life of the token means', () => {
    const line = /^Long-lived: anyone who has this token can use it$/m;
    assert.match(plain(tooltipOf(row({ kind: 'ready', token: token(40 * DAY) }))), line);
    assert.doesNotMatch(plain(tooltipOf(row({ kind: 'ready', token: hour }))), line);
  });

  it('holds the last error', () => {
    const text = plain(
      tooltipOf(row({ kind: 'rejected', token: undefined, problem: problem('credentialsRejected') })),
    );
    assert.match(text, /^Last error: Something \*went\* wrong\. \(.*2026.*\)$/m);
  });

  it('names the setting that has to be changed', () => {
    const wrong = { ...problem('notFound'), setting: 'routee.authUrl' };
    const text = plain(tooltipOf(row({ kind: 'misconfigured', token: undefined, problem: wrong })));
    assert.match(text, /^Next refresh: after the setting routee\.authUrl changes$/m);
    assert.match(text, /^Last error: Something/m);
  });

  for (const nasty of [
    '**bold** _x_ `code`',
    '[click](command:routee.forgetEverything)',
    '![](x.png)',
    '<img src="x.png"> &lt;',
    '# heading',
    '$(key) ~~gone~~ | a | b |',
  ]) {
    it(`shows what a user wrote as text: ${JSON.stringify(nasty)}`, async () => {
      const tooltip = applicationTooltip(row({ kind: 'none' }, {}, nasty), undefined);
      assert.notEqual(tooltip.isTrusted, true);
      assert.notEqual(tooltip.supportThemeIcons, true);
      // So VS Code shows tags as text; they need no escape.
      assert.notEqual(tooltip.supportHtml, true);
      assert.deepEqual(await markup(tooltip.value), []);
    });
  }

  it('would notice markup', async () => {
    const made = await markup('*a* `b` [c](command:d) ![](e.png)\n\n# f');
    assert.deepEqual(made, ['<em', '<code', '<a', '<img', '<h1']);
  });

  it('shows what the server wrote as text, too', async () => {
    const value = tooltipOf(
      row({
        kind: 'rejected',
        token: undefined,
        problem: {
          ...problem('credentialsRejected'),
          message: '[a](command:routee.forgetEverything) *b* `c`',
        },
      }),
    );
    assert.deepEqual(await markup(value), []);
  });
});

describe('a row whose stored data cannot be read', () => {
  const broken = (change: Partial<BrokenApplication> = {}): BrokenApplication => ({
    key: 'key-2',
    reason: 'unreadable',
    id: '5756a411e4b06a33d50517c7',
    name: 'Shop',
    scopes: [],
    ...change,
  });

  it('says so, and lets menus offer what helps', () => {
    const item = brokenItem(broken());
    assert.equal(item.id, 'key-2');
    assert.equal(item.label, 'Shop');
    assert.equal(item.description, "can't be read");
    assert.equal(item.contextValue, 'broken');
    assert.equal(item.collapsibleState, TreeItemCollapsibleState.None);
    assert.equal(item.accessibilityInformation?.label, "Shop, can't be read");
    assert.ok(item.iconPath instanceof ThemeIcon);
    assert.equal(item.iconPath.id, 'warning');
  });

  it('is named by whatever is known', () => {
    assert.equal(brokenItem(broken({ name: undefined })).label, '5756a411e4b06a33d50517c7');
    const nothing = brokenItem(broken({ name: undefined, id: undefined }));
    assert.equal(nothing.label, 'Unreadable application');
    assert.equal(nothing.accessibilityInformation?.label, "Unreadable application, can't be read");
  });

  it('tells data of a newer version from broken data', () => {
    const item = brokenItem(broken({ reason: 'newerVersion' }));
    assert.equal(item.contextValue, 'newerVersion');
    assert.equal(item.description, 'stored by a newer version');
    assert.ok(typeof item.tooltip === 'string');
    assert.match(item.tooltip, /Update the extension/);
  });
});
