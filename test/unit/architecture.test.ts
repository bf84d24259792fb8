import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

import ts from 'typescript';

/** The rooms of `core`, from the ground up: an import stays in its room or goes down. */
const CORE = [
  ...['kit', 'protocol', 'storage', 'applications', 'tokens', 'envFile', 'httpFile', 'issued', 'resources'],
  'redaction',
];
/** The features, each of which may use those before it. */
const FEATURES = [
  ...['applications', 'tokens', 'linkedFiles', 'leakWarnings', 'insertToken', 'updateTokens', 'requests'],
  ...['codeSamples', 'importing', 'sharing', 'sandbox', 'agents', 'sidebar', 'support'],
];
/** What starts a feature; it may load all that is behind the commands. */
const STARTS = /^src\/features\/\w+\/feature\.ts$/;

const EDITOR = /^(?:vscode|@vscode\/l10n)$/;
const PURE = /^(?:zod(?:\/.+)?|tinyqueue|jsonc-parser|@vscode\/l10n)$/;
const HOST = /^(?:vscode|@vscode\/l10n|node:.+)$/;
const NOTHING = /(?!)/;

interface Room {
  readonly name: string;
  /** A file may import those of its own room, and of rooms with a lower level. */
  readonly level: number;
  readonly packages: RegExp;
}

/** `src/core/kit/ports.ts` is in the room `core/kit`, `src/app.ts` in a room of its own. */
function roomOf(path: string): Room | undefined {
  const [, top = '', second = '', third] = path.replace(/\.ts$/, '').split('/');
  switch (top) {
    case 'contributions':
      return { name: top, level: -1, packages: NOTHING };
    case 'core':
      return CORE.includes(second)
        ? { name: `core/${second}`, level: CORE.indexOf(second), packages: PURE }
        : undefined;
    case 'editor':
      return { name: top, level: 20, packages: EDITOR };
    case 'host':
      return { name: top, level: 21, packages: second === 'web' ? EDITOR : HOST };
    case 'services':
      return { name: top, level: 22, packages: EDITOR };
    case 'features': {
      const level = 30 + FEATURES.indexOf(second);
      if (level < 30) return undefined;
      if (STARTS.test(path)) return { name: `${second}/feature`, level: 60 + level, packages: EDITOR };
      return third === 'model'
        ? { name: `${second}/model`, level, packages: PURE }
        : { name: second, level, packages: EDITOR };
    }
    case 'handlers':
      return { name: top, level: 50, packages: EDITOR };
    case 'later':
      return { name: top, level: 51, packages: NOTHING };
    case 'loadLater':
      return { name: top, level: 52, packages: NOTHING };
    case 'app':
      return { name: top, level: 110, packages: EDITOR };
    case 'extension':
    case 'extension.web':
      return { name: top, level: 111, packages: EDITOR };
    default:
      return undefined;
  }
}

/** All that a file names: imports of every form, also of types only, `require`, and triple-slash references. */
function importsOf(text: string): string[] {
  const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [
    ...importedFiles.map(({ fileName }) => fileName),
    ...[...referencedFiles, ...typeReferenceDirectives].map(({ fileName }) => `/// ${fileName}`),
  ];
}

/** Why a file may not import so; `undefined` when it may. */
function breachOf(path: string, specifier: string): string | undefined {
  const room = roomOf(path);
  if (room === undefined) {
    return 'a file that is in none of the rooms';
  }
  if (!/^\.\.?\//.test(specifier)) {
    return room.packages.test(specifier) ? undefined : `${room.name} must not import this package`;
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
  if (isPure(room) && !isPure(targetRoom)) {
    return `${room.name} is pure, and ${targetRoom.name} is not`;
  }
  return room.name === targetRoom.name || targetRoom.level < room.level || isOwnModel(room, targetRoom)
    ? undefined
    : `${room.name} must not import ${targetRoom.name}`;
}

const isPure = ({ name, packages }: Room): boolean => packages === PURE || name === 'contributions';

const isOwnModel = (room: Room, target: Room): boolean => target.name === `${room.name}/model`;

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

  it('is checked on all rooms, and on imports that are really there', () => {
    const found = new Set(Object.keys(sources).map((path) => roomOf(path)?.name));
    const cores = CORE.map((room) => `core/${room}`);
    for (const name of [...cores, 'editor', 'host', 'services', ...FEATURES, 'handlers', 'later', 'app']) {
      assert.ok(found.has(name), name);
    }
    const store = importsOf(sources['src/core/tokens/tokenStore.ts'] ?? '');
    for (const specifier of ['zod/mini', '../applications/application.ts', '../protocol/token.ts']) {
      assert.ok(store.includes(specifier), specifier);
    }
    assert.ok(importsOf(sources['src/services.ts'] ?? '').includes('vscode'));
  });

  describe('notices', () => {
    const core = 'src/core/tokens/tokenStore.ts';
    const rows: [path: string, text: string, why: RegExp][] = [
      [core, "import * as vscode from 'vscode';", /core\/tokens must not import this package/],
      [core, "import type { Uri } from 'vscode';", /must not import this package/],
      [core, "import { type Uri } from 'vscode';", /must not import this package/],
      [core, "export type { Uri } from 'vscode';", /must not import this package/],
      [core, "export * from 'vscode';", /must not import this package/],
      [core, "type Uri = import('vscode').Uri;", /must not import this package/],
      [core, "type Api = typeof import('vscode');", /must not import this package/],
      [core, "const vscode = await import('vscode');", /must not import this package/],
      [core, "const vscode = require('vscode');", /must not import this package/],
      [core, "import vscode = require('vscode');", /must not import this package/],
      [core, '/// <reference types="vscode" />', /must not import this package/],
      [core, '/// <reference path="../../editor/x.ts" />', /must not import this package/],
      [core, "import {\n  a,\n  b,\n} from 'vscode';", /must not import this package/],
      [core, "import { readFile } from 'node:fs';", /must not import this package/],
      [core, "import fs from 'fs';", /must not import this package/],
      [core, "import { z } from 'zodiac';", /must not import this package/],
      [core, "import x from 'tinyqueue/evil';", /must not import this package/],
      [core, "import x from '/etc/x.ts';", /must not import this package/],
      [core, "import x from '#core';", /must not import this package/],
      [core, "import x from '../envFile/x.ts';", /core\/tokens must not import core\/envFile/],
      [core, "import x from '../../editor/x.ts';", /core\/tokens is pure, and editor is not/],
      [core, "import x from '../../host/host.ts';", /core\/tokens is pure, and host is not/],
      [core, "import x from '../../services.ts';", /core\/tokens is pure, and services is not/],
      [core, "import x from '../../features/tokens/x.ts';", /core\/tokens is pure, and tokens is not/],
      [core, "import x from '../../extension.ts';", /core\/tokens is pure, and extension is not/],
      [core, "import x from '../kit/ports';", /without \.ts/],
      [core, "import x from '../kit/ports.js';", /without \.ts/],
      [core, "import '..';", /must not import this package/],
      [core, "import x from '../../../test/support/fakeTime.ts';", /from outside/],
      [core, "import x from '../../../package.ts';", /from outside/],
      [core, "import x from '../../other/x.ts';", /src\/other\/x\.ts is in none/],
      ['src/contributions.ts', "import x from './core/kit/ports.ts';", /must not import core\/kit/],
      ['src/contributions.ts', "import x from 'vscode';", /contributions must not import this package/],
      ['src/contributions.ts', "import x from 'node:os';", /contributions must not import this package/],
      ['src/editor/a.ts', "import x from '../services.ts';", /editor must not import services/],
      ['src/editor/a.ts', "import x from '../features/tokens/a.ts';", /editor must not import tokens/],
      ['src/editor/a.ts', "import x from '../host/host.ts';", /editor must not import host/],
      ['src/editor/a.ts', "import x from 'zod/mini';", /editor must not import this package/],
      ['src/editor/a.ts', "import x from 'node:os';", /editor must not import this package/],
      ['src/host/web.ts', "import x from 'node:os';", /host must not import this package/],
      ['src/services.ts', "import x from './features/tokens/a.ts';", /services must not import tokens/],
      ['src/services.ts', "import x from './later.ts';", /services must not import later/],
      ['src/features/tokens/a.ts', "import x from 'node:os';", /tokens must not import this package/],
      ['src/features/tokens/a.ts', "import x from '../requests/a.ts';", /tokens must not import requests/],
      ['src/features/tokens/a.ts', "import x from './feature.ts';", /must not import tokens\/feature/],
      ['src/features/tokens/a.ts', "import x from '../../later.ts';", /tokens must not import later/],
      ['src/features/tokens/a.ts', "import x from '../../app.ts';", /tokens must not import app/],
      ['src/features/requests/model/a.ts', "import x from 'vscode';", /model must not import this package/],
      ['src/features/requests/model/a.ts', "import x from '../a.ts';", /model is pure, and requests is not/],
      ['src/features/requests/model/a.ts', "import x from '../../../editor/a.ts';", /pure, and editor/],
      ['src/features/other/a.ts', '', /in none of the rooms/],
      ['src/handlers.ts', "import x from './app.ts';", /handlers must not import app/],
      ['src/app.ts', "import x from './extension.ts';", /app must not import extension/],
      ['src/extension.ts', "import x from '../test/support/fakeTime.ts';", /from outside/],
      ['src/extension.ts', "import x from 'express';", /extension must not import this package/],
      ['src/utils.ts', '', /in none of the rooms/],
      ['src/core/utils.ts', '', /in none of the rooms/],
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
        'src/core/kit/a.ts': "import type { B } from './b.ts';",
        'src/core/kit/b.ts': "import '../storage/c.ts';\nexport * from './d.ts';",
        'src/core/kit/d.ts': "const a = await import('../kit/a.ts');",
        'src/core/storage/c.ts': "import './c.ts';",
      };
      assert.deepEqual(circlesOf(circle), [
        'src/core/storage/c.ts > src/core/storage/c.ts',
        'src/core/kit/a.ts > src/core/kit/b.ts > src/core/kit/d.ts > src/core/kit/a.ts',
      ]);
      const path = 'src/core/kit/ports.ts';
      const text = `${sources[path] ?? ''}\nimport type { Emitter } from './emitter.ts';\n`;
      assert.match(circlesOf({ ...sources, [path]: text }).join('\n'), /src\/core\/kit\/emitter\.ts/);
    });

    it('one breach among the real files', () => {
      const path = 'src/core/kit/ports.ts';
      const text = `${sources[path] ?? ''}\nimport type { Disposable as D } from 'vscode';\n`;
      assert.deepEqual(breachesOf({ ...sources, [path]: text }), [
        `${path}: vscode: core/kit must not import this package`,
      ]);
    });
  });

  describe('allows', () => {
    const rows: [path: string, text: string][] = [
      ['src/core/kit/a.ts', "import * as z from 'zod/mini';"],
      ['src/core/kit/a.ts', "import TinyQueue from 'tinyqueue';"],
      ['src/core/tokens/a.ts', "import type { A } from '../kit/ports.ts';"],
      ['src/core/kit/a.ts', "import x from '../../contributions.ts';"],
      ['src/core/kit/a.ts', "// import x from 'vscode';"],
      ['src/core/kit/a.ts', "/** `import x from 'vscode'` is not for core. */"],
      ['src/core/kit/a.ts', 'const text = "import x from \'vscode\'";'],
      ['src/contributions.ts', 'export const A = 1;'],
      [
        'src/editor/a.ts',
        "import x from 'vscode'; import y from '../core/kit/a.ts'; import z from './b.ts';",
      ],
      ['src/host/node.ts', "import x from 'node:os'; import y from '../editor/a.ts';"],
      ['src/features/requests/a.ts', "import x from './model/a.ts'; import y from '../tokens/a.ts';"],
      ['src/features/requests/model/a.ts', "import x from '../../../core/kit/a.ts';"],
      ['src/features/requests/feature.ts', "import x from '../../later.ts'; import y from './a.ts';"],
      ['src/later.ts', "export { runCommand } from './handlers.ts';"],
      ['src/extension.ts', "import a from './app.ts'; import b from './host/node.ts';"],
    ];
    for (const [path, text] of rows) {
      it(`${path}: ${text}`, () => {
        assert.deepEqual(breachesOf({ [path]: text }), []);
      });
    }
  });
});
