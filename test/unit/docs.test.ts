import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../scripts/paths.ts';
import { commandTitle, ENGLISH, readTexts } from '../../scripts/texts.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Record<string, readonly { readonly command?: string; readonly when?: string }[]>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: readonly {
      readonly properties: Record<string, { readonly default: unknown }>;
    }[];
  };
}

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const { commands, menus, keybindings, configuration } = (JSON.parse(read('package.json')) as Manifest)
  .contributes;
const shown = Object.values(readTexts(ENGLISH.code));
const PAGES = globSync('*.md', { cwd: projectRoot }).concat(globSync('docs/*.md', { cwd: projectRoot }));

/** The cells of the rows of all tables in docs whose first cell matches, which is left as `entry`. */
function entries(first: RegExp): { readonly entry: string; readonly second: string }[] {
  return globSync('docs/*.md', { cwd: projectRoot }).flatMap((file) =>
    [...read(file).matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|/gm)].flatMap(([, cell = '', second = '']) => {
      const entry = first.exec(cell)?.[1];
      return entry === undefined ? [] : [{ entry, second }];
    }),
  );
}

/** As GitHub makes it of a heading. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\d\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('README', () => {
  const text = read('README.md');

  it('has at most 120 lines and 800 words', () => {
    assert.ok(text.split('\n').length <= 121);
    assert.ok(text.split(/\s+/).length <= 800);
  });

  it('has the demo, a picture for each of five capabilities, six bullets on security, and the two commands', () => {
    const sections = text.split(/^## /m);
    const section = (title: string): string => sections.find((one) => one.startsWith(title)) ?? '';
    assert.match(sections[0] ?? '', /Unofficial[^]*No telemetry[^]*\(media\/demo\.gif\)/);
    assert.equal(section('Get your first token').match(/^\d\. /gm)?.length, 3);
    const [, ...capabilities] = section('What you can do').split(/^### /m);
    assert.equal(capabilities.length, 5);
    for (const capability of capabilities) assert.match(capability, /^.+\n\n!\[[^\]]+\]\(media\/readme\//);
    assert.equal(section('Security').match(/^- /gm)?.length, 6);
    assert.match(section('Develop'), /^npm start .*\nnpm test /m);
  });
});

describe('the pages of docs', () => {
  it('have an entry for each command that a person can see, by its title, and for no other', () => {
    const { commandPalette = [], ...others } = menus;
    const hidden = new Set(commandPalette.filter(({ when }) => when === 'false').map((item) => item.command));
    const elsewhere = new Set([...Object.values(others).flat(), ...keybindings].map((item) => item.command));
    const titles = commands
      .filter(({ command }) => !hidden.has(command) || elsewhere.has(command))
      .map(({ command }) => commandTitle(command));
    assert.deepEqual(
      entries(/^\*\*(.+)\*\*$/)
        .map(({ entry }) => entry)
        .sort(),
      titles.sort(),
    );
  });

  it('have an entry for each setting with its default, and for no other', () => {
    const settings = configuration.flatMap(({ properties }) => Object.entries(properties));
    assert.deepEqual(
      Object.fromEntries(entries(/^`(routee\..+)`$/).map(({ entry, second }) => [entry, second])),
      Object.fromEntries(
        settings.map(([name, { default: value }]) => [name, `\`${JSON.stringify(value)}\``]),
      ),
    );
  });

  it('name messages in the words of the product', () => {
    const messages = [...read('docs/troubleshooting.md').matchAll(/^\| .*?_([^_|]+)_/gm)];
    assert.ok(messages.length >= 8);
    const unknown = messages
      .map(([, message = '']) => message)
      .filter((message) => {
        const pattern = message.replaceAll(/routee\.\w+/g, '…').replaceAll(/ ?… ?/g, '.*');
        return !shown.some((text) => new RegExp(pattern).test(text));
      });
    assert.deepEqual(unknown, []);
  });
});

describe('titles and links', () => {
  it('name commands as the palette does', () => {
    const titles = new Set(commands.map(({ command }) => `Routee: ${commandTitle(command)}`));
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\*\*(Routee:[^*]+)\*\*/g)].map(([, title = '']) =>
        title.replaceAll(/\s+/g, ' '),
      ),
    );
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((title) => !titles.has(title)),
      [],
    );
  });

  for (const page of PAGES) {
    it(`of ${page} lead to files and headings that exist`, () => {
      const text = read(page);
      const broken = [...text.matchAll(/\]\((?!https?:)([^)\s]*)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => {
          const [file = '', anchor] = target.split('#');
          const to = file === '' ? page : path.join(path.dirname(page), file);
          if (!existsSync(path.join(projectRoot, to))) return true;
          return anchor !== undefined && !anchorsOf(read(to)).includes(anchor);
        });
      assert.deepEqual(broken, []);
    });
  }
});
