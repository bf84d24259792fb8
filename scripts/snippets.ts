// Writes the snippets that package.json contributes from the table of Routee's resources.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { snippets } from '../src/core/api/snippets.ts';
import { projectRoot } from './paths.ts';

writeFileSync(
  path.join(projectRoot, 'snippets', 'routee.code-snippets'),
  `${JSON.stringify(snippets(), undefined, 2)}\n`,
);
