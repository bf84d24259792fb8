import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

import * as contributions from '../../src/contributions.ts';

interface MenuItem {
  /** Either this, or a submenu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly description?: string;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when: string;
  readonly args?: unknown;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Record<string, string>;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Record<string, readonly MenuItem[]>;
    readonly submenus: readonly { readonly id: string }[];
    readonly authentication: readonly { readonly id: string }[];
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly modelDescription: string;
      readonly when: string;
      readonly inputSchema: { readonly additionalProperties: boolean };
    }[];
    readonly views: Record<string, readonly { readonly id: string; readonly icon: string }[]>;
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when: string;
      readonly contents: string;
    }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly image: Record<string, string>; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Record<string, Setting>;
    }[];
    readonly keybindings: readonly Keybinding[];
  };
}

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
/** With its texts in place, as VS Code shows it. */
const manifest = JSON.parse(read('package.json'), (_, value: unknown) =>
  typeof value === 'string' ? (texts[/^%(.+)%$/.exec(value)?.[1] ?? ''] ?? value) : value,
) as Manifest;
const {
  authentication,
  languageModelTools,
  commands,
  menus,
  submenus,
  views,
  viewsContainers,
  viewsWelcome,
  walkthroughs,
  configuration,
  keybindings,
} = manifest.contributes;
const settings = configuration.flatMap(({ properties }) => Object.entries(properties));
const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
/** What VS Code makes the row that has the focus of, as it does for the commands in the title of a view. */
const FOCUSED_ROW = { $treeViewId: contributions.APPLICATIONS_VIEW_ID, $focusedTreeItem: true };
const sorted = (values: Iterable<string>): string[] => [...values].sort();

describe('package.json and contributions.ts', () => {
  it('name the same commands, all in the category Routee', () => {
    assert.deepEqual(sorted(commands.map(({ command }) => command)), sorted(contributions.COMMAND_IDS));
    assert.deepEqual([...new Set(commands.map(({ category }) => category))], ['Routee']);
    assert.equal(commands[0]?.title, 'Get Token');
  });

  it('name the same view, in the same container', () => {
    assert.deepEqual(Object.keys(views), [contributions.VIEW_CONTAINER_ID]);
    assert.deepEqual(
      views[contributions.VIEW_CONTAINER_ID]?.map(({ id }) => id),
      [contributions.APPLICATIONS_VIEW_ID],
    );
    assert.deepEqual(
      viewsContainers.activitybar.map(({ id }) => id),
      [contributions.VIEW_CONTAINER_ID],
    );
  });

  it('name the same authentication provider', () => {
    assert.deepEqual(
      authentication.map(({ id }) => id),
      [contributions.AUTHENTICATION_PROVIDER_ID],
    );
  });

  it('name the same tools of language models, which tell when they are of use, and are there only where allowed', () => {
    assert.deepEqual(
      languageModelTools.map(({ name }) => name),
      contributions.TOOL_NAMES,
    );
    for (const { name, modelDescription, when, inputSchema } of languageModelTools) {
      assert.match(modelDescription, /\bUse it\b|Reading runs at once/, name);
      assert.equal(when, `config.${contributions.SETTINGS.allowAgents} != off && isWorkspaceTrusted`);
      assert.equal(inputSchema.additionalProperties, false);
    }
  });

  it('name the same settings', () => {
    assert.deepEqual(sorted(settings.map(([name]) => name)), sorted(Object.values(contributions.SETTINGS)));
  });

  for (const [name, setting] of settings) {
    // A name that a workspace suggests; it takes part in no decision where anything goes.
    const isSuggestion = name === contributions.SETTINGS.application;
    it(`explain the setting ${name}, which ${isSuggestion ? 'counts in trusted workspaces only' : 'no workspace can change'}`, () => {
      assert.equal(setting.scope, isSuggestion ? 'resource' : 'application');
      assert.equal(restrictedConfigurations.includes(name), isSuggestion);
      assert.equal(setting.description, undefined, 'Markdown only');
      assert.match(
        setting.markdownDescription,
        /^[A-Z][^]{30,}\.\n\nExample: [^\n]*(?:`[^`]+`|\*[^*]+\*)[^\n]*\.$/,
      );
      assert.ok(setting.default !== undefined && setting.type === typeof setting.default);
      assert.equal(setting.enum?.length, setting.markdownEnumDescriptions?.length);
    });
  }

  it('group the settings, in the order in which they are listed', () => {
    assert.deepEqual(
      configuration.map(({ title }) => title),
      ['Server', 'Tokens', '.http files', 'Sharing tokens', 'Privacy', 'Agents'],
    );
    for (const ordered of [
      configuration,
      ...configuration.map(({ properties }) => Object.values(properties)),
    ]) {
      assert.deepEqual(
        ordered.map(({ order }) => order),
        ordered.map((_one, index) => index + 1),
      );
    }
  });

  it('use only commands, context keys and row words that exist', () => {
    const known = new Set<string>(contributions.COMMAND_IDS);
    const items = Object.values(menus).flat();
    const links = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...steps.map(({ description }) => description),
    ].flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command));
    for (const command of [
      ...items.flatMap(({ command }) => command ?? []),
      ...links,
      ...keybindings.map(({ command }) => command),
    ]) {
      assert.ok(known.has(command), command);
    }
    const contextKeys = new Set<string>(Object.values(contributions.CONTEXT_KEYS));
    const clauses = [...items, ...viewsWelcome, ...keybindings].flatMap(({ when }) => when ?? []);
    for (const key of clauses.flatMap((when) => when.match(/routee\.(?!applications\b)\w+/g) ?? [])) {
      assert.ok(contextKeys.has(key), key);
    }
    const words = new Set<string>(Object.values(contributions.ROW));
    for (const word of clauses.flatMap((when) => [
      ...when.matchAll(/viewItem (?:==|=~) (?:\/\^\(?)?([\w|]+)/g),
    ])) {
      for (const part of (word[1] ?? '').split('|')) {
        assert.ok(words.has(part), part);
      }
    }
  });

  it('open every submenu from a menu, and no other', () => {
    const opened = Object.values(menus)
      .flat()
      .flatMap(({ submenu }) => submenu ?? []);
    assert.deepEqual(sorted(opened), sorted(submenus.map(({ id }) => id)));
    for (const { id } of submenus) assert.ok((menus[id] ?? []).length > 0, id);
  });

  const NEW = { 'routee.canRunSandbox': true };
  const USED = { ...NEW, 'routee.hasApplications': true };
  const HTTP = { resourceExtname: '.HTTP', editorLangId: 'plaintext' };
  const RESPONSE = { resourceScheme: 'routee-response', resource: 'a', 'routee.trackable': ['a'] };
  const paletteRows: [state: string, context: Readonly<Record<string, unknown>>, count: number][] = [
    ['without an application', NEW, 9],
    ['with one', USED, 18],
    ['in a file of requests', { ...USED, ...HTTP }, 21],
    ['in a file of requests, without an application', { ...NEW, editorLangId: 'http' }, 12],
    ['in a file of requests, once a message was sent', { ...USED, ...HTTP, 'routee.trackable': ['b'] }, 22],
    ['after a request', { ...USED, 'routee.hasResponses': true }, 19],
    ['in front of a response', { ...USED, ...RESPONSE }, 22],
    ['where nothing is asked', { ...USED, 'routee.sendsUnasked': true }, 19],
    ['with an application that cannot be read', { ...USED, 'routee.hasUnreadable': true }, 19],
    ['in a trusted folder', { ...USED, isWorkspaceTrusted: true, 'routee.canLink': true }, 19],
  ];
  for (const [state, context, count] of paletteRows) {
    it(`show ${count} commands in the palette ${state}`, () => {
      const { commandPalette = [] } = menus;
      const shown = commands.filter(({ command }) => {
        const entry = commandPalette.find((one) => one.command === command);
        return holds(entry?.when, context);
      });
      assert.equal(shown.length, count, shown.map(({ title }) => title).join(', '));
    });
  }

  it('show at most six entries and a submenu in the menu of a row that needs nothing', () => {
    const context = { view: contributions.APPLICATIONS_VIEW_ID, viewItem: 'application active' };
    const menu = (menus['view/item/context'] ?? []).filter(
      ({ when, group }) => holds(when, context) && group?.startsWith('inline') === false,
    );
    assert.deepEqual(
      menu.map(({ command, submenu }) => command ?? submenu),
      [
        'routee.getToken',
        'routee.copyToken',
        'routee.insertToken',
        'routee.newRequest',
        'routee.checkBalance',
        'routee.manage',
      ],
    );
  });

  it('binds keys that type nothing on any keyboard, and those of the view only there', () => {
    const keys = new Set<string>();
    for (const binding of keybindings) {
      const { key, mac, when, args } = binding;
      const isOfView = when.startsWith('focusedView == routee.applications && !inputFocus');
      for (const stroke of [key, mac ?? key]) {
        // Ctrl+Alt is AltGr on Windows, and Alt alone types on a Mac.
        assert.doesNotMatch(stroke, /ctrl\+alt|alt\+ctrl|(?:^| )(?:shift\+)?alt\+(?:shift\+)?.$/, stroke);
        assert.ok(isOfView || /^(?:ctrl|cmd)\+k (?:shift\+)?b$/.test(stroke), stroke);
      }
      assert.deepEqual(args, isOfView ? FOCUSED_ROW : undefined);
      keys.add(`${key} ${when}`);
    }
    assert.equal(keys.size, keybindings.length, 'one key has two meanings at once');
    assert.deepEqual(
      new Set(keybindings.map(({ command }) => command)),
      new Set([
        'routee.copyToken',
        'routee.insertToken',
        'routee.removeApplication',
        'routee.renameApplication',
      ]),
    );
  });

  it('offers every inline action in the context menu too', () => {
    const rows = menus['view/item/context'] ?? [];
    const isInline = ({ group }: MenuItem): boolean => group?.startsWith('inline') === true;
    const inline = rows.filter(isInline);
    const inMenu = new Set(
      [...rows.filter((row) => !isInline(row)), ...(menus['routee.manage'] ?? [])].map(
        ({ command }) => command,
      ),
    );
    assert.ok(inline.length > 0);
    assert.deepEqual(
      inline.filter(({ command }) => !inMenu.has(command)),
      [],
    );
  });

  it('checks off each of at most six steps by its event', () => {
    assert.deepEqual(
      walkthroughs.map(({ id }) => id),
      ['start'],
    );
    assert.ok(
      viewsWelcome.some(({ contents }) => contents.includes('%22routee-auth.routee-auth%23start%22')),
    );
    assert.ok(steps.length <= 6);
    const events = new Set(steps.flatMap(({ completionEvents }) => completionEvents));
    assert.deepEqual(
      sorted(events),
      sorted([
        'onCommand:routee.openRouteePortal' satisfies `onCommand:${contributions.CommandId}`,
        ...[contributions.CONTEXT_KEYS.hasApplications, ...Object.values(contributions.STEPS)].map(
          (key) => `onContext:${key}`,
        ),
      ]),
    );
    for (const { id, media, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      assert.notEqual(media.altText, '', id);
      assert.deepEqual(sorted(Object.keys(media.image)), ['dark', 'hc', 'hcLight', 'light'], id);
    }
  });

  it('points to pictures that exist', () => {
    const icons = [
      manifest.icon,
      ...Object.values(views)
        .flat()
        .map(({ icon }) => icon),
      ...steps.flatMap(({ media }) => Object.values(media.image)),
    ];
    for (const icon of [...icons, ...viewsContainers.activitybar.map((container) => container.icon)]) {
      assert.ok(existsSync(new URL(icon, root)), icon);
    }
  });

  it('is compiled against the oldest VS Code that it promises to run in', () => {
    const promised = /^\^(\d+\.\d+)\./.exec(manifest.engines.vscode)?.[1];
    assert.equal(manifest.devDependencies['@types/vscode']?.replace(/\.\d+$/, ''), promised);
  });
});

/** Reads a `when` clause without parentheses, as VS Code does. */
function holds(when: string | undefined, context: Readonly<Record<string, unknown>>): boolean {
  return (
    when === undefined ||
    when.split(' || ').some((all) => all.split(' && ').every((term) => holdsTerm(term, context)))
  );
}

function holdsTerm(term: string, context: Readonly<Record<string, unknown>>): boolean {
  if (term === 'false') return false;
  const [, left = '', operator, right = ''] = /^(\S+)(?: (==|=~|in) (.+))?$/.exec(term) ?? assert.fail(term);
  const value = context[left];
  switch (operator) {
    case '==':
      return value === right;
    case '=~': {
      const [, source = '', flags] = /^\/(.+)\/(i?)$/.exec(right) ?? assert.fail(right);
      return typeof value === 'string' && new RegExp(source, flags).test(value);
    }
    case 'in': {
      const list = context[right];
      return Array.isArray(list) && list.includes(value);
    }
    default:
      return value !== undefined && value !== false;
  }
}
