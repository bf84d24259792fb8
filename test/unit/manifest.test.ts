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
    readonly configuration: {
      readonly properties: Record<string, { readonly scope: string; readonly markdownDescription: string }>;
    };
  };
}

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;
const { commands, menus, views, viewsContainers, viewsWelcome, walkthroughs, configuration } =
  manifest.contributes;
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
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
    const links = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...steps.map(({ description }) => description),
    ].flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command));
    for (const command of [...items.map((item) => item.command), ...links]) {
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

  it('checks off each of at most five steps by its event', () => {
    assert.deepEqual(
      walkthroughs.map(({ id }) => id),
      ['start'],
    );
    assert.ok(
      viewsWelcome.some(({ contents }) => contents.includes('%22routee-auth.routee-auth%23start%22')),
    );
    assert.ok(steps.length <= 5);
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
