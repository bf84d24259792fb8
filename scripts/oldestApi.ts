// Hides from a bundle what the oldest VS Code that we promise to run in does not have yet.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

interface Names {
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

/** The names that `@types/vscode` declares, which is of that version, and those in each of its namespaces. */
function declaredNames(): Names {
  const file = createRequire(import.meta.url).resolve('@types/vscode/index.d.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const namespaces = new Map<string, readonly string[]>();
  const others = new Set<string>();
  for (const statement of source.statements.flatMap(membersOf)) {
    if (ts.isModuleDeclaration(statement)) {
      const { text } = statement.name;
      namespaces.set(text, [...(namespaces.get(text) ?? []), ...membersOf(statement).flatMap(namesOf)]);
    } else {
      for (const name of namesOf(statement)) others.add(name);
    }
  }
  return { namespaces, others: [...others] };
}

function membersOf(statement: ts.Statement): readonly ts.Statement[] {
  const isModule = ts.isModuleDeclaration(statement) && statement.body !== undefined;
  return isModule && ts.isModuleBlock(statement.body) ? statement.body.statements : [];
}

/** Names that exist at run time: those of interfaces do not. */
function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? name.text : [],
    );
  }
  const isValue =
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isFunctionDeclaration(statement);
  return isValue && statement.name !== undefined ? [statement.name.text] : [];
}

/** Code of a module in the place of `vscode`: what is not declared is undefined. */
function moduleText(): string {
  const { namespaces, others } = declaredNames();
  return `import * as vscode from 'vscode';
const only = (whole, names) => new Proxy({}, {
  get: (_, name) => (names.includes(name) ? whole[name] : undefined),
  set: (_, name, value) => Reflect.set(whole, name, value),
  has: (_, name) => names.includes(name),
});
${[...namespaces].map(([name, names]) => `const $${name} = only(vscode.${name}, ${JSON.stringify(names)});`).join('\n')}
export { ${[...namespaces.keys()].map((name) => `$${name} as ${name}`).join(', ')} };
export const { ${others.join(', ')} } = vscode;
`;
}

export const oldestApi: Plugin = {
  name: 'oldest-api',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'oldest-api'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'oldest-api' },
    );
    build.onLoad({ filter: /.*/, namespace: 'oldest-api' }, () => ({ contents: moduleText(), loader: 'js' }));
  },
};
