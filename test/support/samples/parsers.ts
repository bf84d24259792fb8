import { existsSync, globSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { cacheRoot } from '../../../scripts/paths.ts';
import { run, runSample } from './sampleRunner.ts';

/** Rejects code that is not of the language. */
export type Parse = (code: string) => Promise<void>;

/** The compiler, up to where it would write code: it also checks the types against GNUstep's Foundation. */
export const parseObjectiveC: Parse = async (code) => {
  const stubs = path.join(import.meta.dirname, 'gnustep');
  const headers = ['/usr/include/GNUstep', ...gccHeaders()].flatMap((folder) => ['-isystem', folder]);
  const flags = ['-fsyntax-only', '-Wall', '-Werror', '-fblocks', '-fobjc-runtime=gnustep-2.0'];
  await runSample(
    {
      language: 'objectivec-nsurlsession',
      file: 'sample.m',
      commands: [['clang', ...flags, '-I', stubs, ...headers, '-include', 'appleOnly.h', 'sample.m']],
    },
    code,
    {},
  );
};

/** Where `objc/objc.h` is: clang brings it, and leaves it among the headers of gcc. */
function gccHeaders(): string[] {
  return globSync('/usr/lib/gcc/*/*/include/objc/objc.h').map((file) => path.dirname(path.dirname(file)));
}

/** What of web-tree-sitter is used here. */
interface TreeSitter {
  readonly Parser: {
    init(): Promise<void>;
    new (): {
      setLanguage(language: unknown): void;
      parse(code: string): { rootNode: { hasError: boolean } } | null;
    };
  };
  readonly Language: { load(file: string): Promise<unknown> };
}

const PACKAGE = '@vscode/tree-sitter-wasm';
const VERSION = '0.3.1';

/** The grammar that VS Code itself uses for a language. */
export function treeSitter(grammar: 'c-sharp' | 'powershell'): Parse {
  return async (code) => {
    const folder = await installTreeSitter();
    const { Parser, Language } = createRequire(path.join(folder, 'x.js'))(PACKAGE) as TreeSitter;
    await Parser.init();
    const parser = new Parser();
    const file = path.join(folder, 'node_modules', PACKAGE, 'wasm', `tree-sitter-${grammar}.wasm`);
    parser.setLanguage(await Language.load(file));
    if (parser.parse(code)?.rootNode.hasError !== false) {
      throw new Error(`tree-sitter finds an error in this ${grammar}:\n${code}`);
    }
  };
}

/** Not a dependency of the project: no other task has a use for its 18 MB. */
async function installTreeSitter(): Promise<string> {
  const folder = path.join(cacheRoot, `tree-sitter-${VERSION}`);
  if (!existsSync(path.join(folder, 'node_modules', PACKAGE))) {
    mkdirSync(folder, { recursive: true });
    const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    await run(['npm', 'install', '--prefix', folder, ...flags, `${PACKAGE}@${VERSION}`], folder);
  }
  return folder;
}
