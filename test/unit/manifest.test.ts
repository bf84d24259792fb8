import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

import * as contributions from '../../src/contributions.ts';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Record<string, string>;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Record<string, readonly MenuItem[]>;
    readonly authentication: readonly { readonly id: string }[];
    readonly views: Record<string, readonly { readonly id: string; readonly icon: string }[]>;
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when: string;
      readonly contents: string;
    }[];
    readonly configuration: {
      readonly properties: Record<string, { readonly scope: string; readonly markdownDescription: string }>;
    };
  };
}

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;
const { authentication, commands, menus, views, viewsContainers, viewsWelcome, configuration } =
  manifest.contributes;
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

  it('name the same settings, none of which a workspace can change', () => {
    assert.deepEqual(
      sorted(Object.keys(configuration.properties)),
      sorted(Object.values(contributions.SETTINGS)),
    );
    for (const [name, { scope, markdownDescription }] of Object.entries(configuration.properties)) {
      assert.equal(scope, 'application', name);
      assert.notEqual(markdownDescription, '', name);
    }
  });

  it('use only commands, context keys and row words that exist', () => {
    const known = new Set<string>(contributions.COMMAND_IDS);
    const items = Object.values(menus).flat();
    const inWelcome = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command),
    );
    for (const command of [...items.map((item) => item.command), ...inWelcome]) {
      assert.ok(known.has(command), command);
    }
    const contextKeys = new Set<string>(Object.values(contributions.CONTEXT_KEYS));
    const clauses = [...items, ...viewsWelcome].flatMap(({ when }) => when ?? []);
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

  it('offers every inline action in the context menu too', () => {
    const rows = (menus['view/item/context'] ?? []) as readonly (MenuItem & { readonly group: string })[];
    const inline = rows.filter(({ group }) => group.startsWith('inline'));
    const inMenu = new Set(
      rows.filter(({ group }) => !group.startsWith('inline')).map(({ command }) => command),
    );
    assert.ok(inline.length > 0);
    assert.deepEqual(
      inline.filter(({ command }) => !inMenu.has(command)),
      [],
    );
  });

  it('points to pictures that exist', () => {
    const icons = [
      manifest.icon,
      ...Object.values(views)
        .flat()
        .map(({ icon }) => icon),
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
