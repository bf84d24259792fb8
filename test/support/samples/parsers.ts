import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { installPackages } from './npmPackages.ts';
import { runSample } from './sampleRunner.ts';

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

/** The grammar that VS Code itself uses for a language. */
export function treeSitter(grammar: 'c-sharp' | 'powershell'): Parse {
  return async (code) => {
    const folder = await installPackages('tree-sitter', [`${PACKAGE}@0.3.1`]);
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
