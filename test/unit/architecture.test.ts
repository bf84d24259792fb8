import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

import ts from 'typescript';

/** Which rooms of `src` and which packages the files of a room may import. */
interface Rule {
  readonly rooms: readonly string[];
  readonly packages: RegExp;
}

const EDITOR = /^(?:vscode|@vscode\/l10n|node:.+)$/;
const NOTHING = /(?!)/;

const rules: Readonly<Record<string, Rule>> = {
  contributions: { rooms: [], packages: NOTHING },
  core: {
    rooms: ['core', 'contributions'],
    packages: /^(?:zod(?:\/.+)?|tinyqueue|jsonc-parser|@vscode\/l10n)$/,
  },
  platform: { rooms: ['platform', 'core', 'contributions'], packages: EDITOR },
  views: { rooms: ['views', 'core', 'contributions'], packages: EDITOR },
  commands: { rooms: ['commands', 'core', 'contributions'], packages: EDITOR },
  extension: {
    rooms: ['extension', 'onDemand', 'sharing', 'contributions', 'core', 'platform', 'views', 'commands'],
    packages: EDITOR,
  },
  // The rest of the composition: what extension.ts builds when it is first needed.
  onDemand: { rooms: ['core', 'platform', 'commands', 'onDemand'], packages: EDITOR },
  sharing: { rooms: ['core', 'platform', 'commands', 'onDemand'], packages: NOTHING },
};

/** `src/core/ports.ts` is in the room `core`, `src/extension.ts` in a room of its own. */
function roomOf(path: string): string | undefined {
  const room =
    /^src\/(?:(contributions|extension|onDemand|sharing)(?:\.web)?\.ts|(core|platform|views|commands)\/.+)$/.exec(
      path,
    );
  return room?.[1] ?? room?.[2];
}

/** All that a file names: imports of every form, also of types only, `require`, and triple-slash references. */
function importsOf(text: string): string[] {
  const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [
    ...importedFiles.map(({ fileName }) => fileName),
    ...[...referencedFiles, ...typeReferenceDirectives].map(({ fileName }) => `/// ${fileName}`),
  ];
}

/** `x.web.ts` takes the place of `x.ts` in the extension for browsers. */
const isForWeb = (path: string): boolean => path.endsWith('.web.ts');

/** Why a file may not import so; `undefined` when it may. */
function breachOf(path: string, specifier: string): string | undefined {
  const room = roomOf(path);
  const rule = room === undefined ? undefined : rules[room];
  if (room === undefined || rule === undefined) {
    return 'a file that is in none of the rooms';
  }
  if (!/^\.\.?\//.test(specifier)) {
    if (isForWeb(path) && specifier.startsWith('node:')) {
      return 'a browser has none of this';
    }
    return rule.packages.test(specifier) ? undefined : `${room} must not import this package`;
  }
  if (specifier.endsWith('.web.ts')) {
    return 'the build chooses it, by the name without .web';
  }
  if (!specifier.endsWith('.ts')) {
    return 'a relative import without .ts';
  }
  const target = posix.join(posix.dirname(path), specifier);
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) {
    return target.startsWith('src/')
      ? `${target} is in none of the rooms`
      : 'src must not import from outside';
  }
  return rule.rooms.includes(targetRoom) ? undefined : `${room} must not import ${targetRoom}`;
}

function breachesOf(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const homeless = roomOf(path) === undefined ? [`${path}: is in none of the rooms`] : [];
    const broken = importsOf(text).flatMap((specifier) => {
      const breach = breachOf(path, specifier);
      return breach === undefined ? [] : [`${path}: ${specifier}: ${breach}`];
    });
    return [...homeless, ...broken];
  });
}

/** The circles in which files import each other, also for types alone. */
function circlesOf(files: Readonly<Record<string, string>>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      circles.push([...way.slice(way.indexOf(path)), path].join(' > '));
    } else if (!done.has(path)) {
      for (const specifier of importsOf(files[path] ?? '')) {
        visit(posix.join(posix.dirname(path), specifier), [...way, path]);
      }
      done.add(path);
    }
  };
  for (const path of Object.keys(files)) visit(path, []);
  return circles;
}

const root = join(import.meta.dirname, '..', '..');

function readSources(): Record<string, string> {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.[cm]?[jt]sx?$/.test(name)).map((name) => join('src', name));
  return Object.fromEntries(
    files.map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]),
  );
}

describe('architecture', () => {
  const sources = readSources();

  it('keeps to who may import whom', () => {
    assert.deepEqual(breachesOf(sources), []);
  });

  it('has no files that import each other in a circle', () => {
    assert.deepEqual(circlesOf(sources), []);
  });

  it('has a file for every one that takes its place in browsers', () => {
    const files = Object.keys(sources).filter(isForWeb);
    assert.ok(files.length > 0);
    for (const file of files) {
      const replaced = file.replace('.web.ts', '.ts');
      assert.ok(replaced in sources, file);
      assert.ok(
        importsOf(sources[file] ?? '').includes(`./${posix.basename(replaced)}`),
        `${file}: no types`,
      );
    }
  });

  it('is checked on all rooms, and on imports that are really there', () => {
    const found = new Set(Object.keys(sources).map(roomOf));
    assert.deepEqual([...found].sort(), Object.keys(rules).sort());
    const store = importsOf(sources['src/core/tokens/tokenStore.ts'] ?? '');
    for (const specifier of ['zod/mini', '../applications/application.ts', './token.ts']) {
      assert.ok(store.includes(specifier), specifier);
    }
    assert.ok(importsOf(sources['src/extension.ts'] ?? '').includes('vscode'));
  });

  describe('notices', () => {
    const core = 'src/core/tokens/token.ts';
    const rows: [path: string, text: string, why: RegExp][] = [
      [core, "import * as vscode from 'vscode';", /core must not import this package/],
      [core, "import type { Uri } from 'vscode';", /core must not import this package/],
      [core, "import { type Uri } from 'vscode';", /core must not import this package/],
      [core, "export type { Uri } from 'vscode';", /core must not import this package/],
      [core, "export * from 'vscode';", /core must not import this package/],
      [core, "type Uri = import('vscode').Uri;", /core must not import this package/],
      [core, "type Api = typeof import('vscode');", /core must not import this package/],
      [core, "const vscode = await import('vscode');", /core must not import this package/],
      [core, "const vscode = require('vscode');", /core must not import this package/],
      [core, "import vscode = require('vscode');", /core must not import this package/],
      [core, '/// <reference types="vscode" />', /core must not import this package/],
      [core, '/// <reference path="../../platform/x.ts" />', /core must not import this package/],
      [core, "import {\n  a,\n  b,\n} from 'vscode';", /core must not import this package/],
      [core, "import { readFile } from 'node:fs';", /core must not import this package/],
      [core, "import fs from 'fs';", /core must not import this package/],
      [core, "import { z } from 'zodiac';", /core must not import this package/],
      [core, "import x from 'tinyqueue/evil';", /core must not import this package/],
      [core, "import x from '/etc/x.ts';", /core must not import this package/],
      [core, "import x from '#core';", /core must not import this package/],
      [core, "import x from '../../platform/x.ts';", /core must not import platform/],
      [core, "import x from '../../views/x.ts';", /core must not import views/],
      [core, "import x from '../../commands/x.ts';", /core must not import commands/],
      [core, "import x from '../../extension.ts';", /core must not import extension/],
      [core, "import x from '../ports';", /without \.ts/],
      [core, "import x from '../ports.js';", /without \.ts/],
      [core, "import '..';", /core must not import this package/],
      [core, "import x from '../../../test/support/fakeTime.ts';", /from outside/],
      [core, "import x from '../../../package.ts';", /from outside/],
      [core, "import x from '../../other/x.ts';", /src\/other\/x\.ts is in none/],
      ['src/contributions.ts', "import x from './core/ports.ts';", /contributions must not import core/],
      ['src/contributions.ts', "import x from 'vscode';", /contributions must not import this package/],
      ['src/contributions.ts', "import x from 'node:os';", /contributions must not import this package/],
      ['src/platform/a.ts', "import x from '../views/b.ts';", /platform must not import views/],
      ['src/platform/a.ts', "import x from '../commands/b.ts';", /platform must not import commands/],
      ['src/platform/a.ts', "import x from 'zod/mini';", /platform must not import this package/],
      ['src/views/a.ts', "import x from '../platform/b.ts';", /views must not import platform/],
      ['src/views/a.ts', "import x from '../commands/b.ts';", /views must not import commands/],
      ['src/views/a.ts', "import x from '../extension.ts';", /views must not import extension/],
      ['src/commands/a.ts', "import x from '../platform/b.ts';", /commands must not import platform/],
      ['src/commands/a.ts', "import x from '../views/b.ts';", /commands must not import views/],
      ['src/commands/a.ts', "import x from '../../test/x.ts';", /from outside/],
      ['src/extension.ts', "import x from '../test/support/fakeTime.ts';", /from outside/],
      ['src/extension.ts', "import x from 'express';", /extension must not import this package/],
      ['src/platform/a.web.ts', "import x from 'node:fs';", /a browser has none of this/],
      ['src/platform/a.ts', "import x from './b.web.ts';", /the build chooses it/],
      ['src/utils.ts', '', /in none of the rooms/],
      ['src/other/a.ts', '', /in none of the rooms/],
    ];
    for (const [path, text, why] of rows) {
      it(`${path}: ${text.replaceAll('\n', ' ') || '(any text)'}`, () => {
        const breaches = breachesOf({ [path]: text });
        assert.equal(breaches.length, 1);
        assert.match(breaches[0] ?? '', why);
      });
    }

    it('a circle of imports, also of types, of a file with itself, and among the real files', () => {
      const circle = {
        'src/core/a.ts': "import type { B } from './b.ts';",
        'src/core/b.ts': "import '../platform/c.ts';\nexport * from './d.ts';",
        'src/core/d.ts': "const a = await import('../core/a.ts');",
        'src/platform/c.ts': "import './c.ts';",
      };
      assert.deepEqual(circlesOf(circle), [
        'src/platform/c.ts > src/platform/c.ts',
        'src/core/a.ts > src/core/b.ts > src/core/d.ts > src/core/a.ts',
      ]);
      const path = 'src/core/ports.ts';
      const text = `${sources[path] ?? ''}\nimport type { Emitter } from './emitter.ts';\n`;
      assert.match(circlesOf({ ...sources, [path]: text }).join('\n'), /src\/core\/emitter\.ts/);
    });

    it('one breach among the real files', () => {
      const path = 'src/core/ports.ts';
      const text = `${sources[path] ?? ''}\nimport type { Disposable as D } from 'vscode';\n`;
      assert.deepEqual(breachesOf({ ...sources, [path]: text }), [
        `${path}: vscode: core must not import this package`,
      ]);
    });
  });

  describe('allows', () => {
    const rows: [path: string, text: string][] = [
      ['src/core/a.ts', "import * as z from 'zod/mini';"],
      ['src/core/a.ts', "import TinyQueue from 'tinyqueue';"],
      ['src/core/tokens/a.ts', "import type { A } from '../ports.ts';"],
      ['src/core/a.ts', "import x from '../contributions.ts';"],
      ['src/core/a.ts', "// import x from 'vscode';"],
      ['src/core/a.ts', "/** `import x from 'vscode'` is not for core. */"],
      ['src/core/a.ts', 'const text = "import x from \'vscode\'";'],
      ['src/contributions.ts', 'export const A = 1;'],
      ['src/platform/a.ts', "import x from 'vscode'; import y from '../core/a.ts'; import z from './b.ts';"],
      ['src/views/a.ts', "import x from 'vscode'; import y from '../contributions.ts';"],
      ['src/commands/a.ts', "import x from 'vscode'; import y from '../core/b/c.ts';"],
      ['src/extension.ts', "import a from './platform/a.ts'; import b from './views/b.ts';"],
      ['src/extension.ts', "import a from './commands/index.ts'; import b from './contributions.ts';"],
    ];
    for (const [path, text] of rows) {
      it(`${path}: ${text}`, () => {
        assert.deepEqual(breachesOf({ [path]: text }), []);
      });
    }
  });
});
