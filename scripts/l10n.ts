// Collects the texts of the code, and brings the translations into their order without what nobody uses any more.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from './paths.ts';
import { ENGLISH, LANGUAGES, readTexts, textsOfCode, translationOf, type Texts } from './texts.ts';

function write(file: string, texts: Texts): void {
  writeFileSync(path.join(projectRoot, file), `${JSON.stringify(texts, undefined, 2)}\n`);
}

write(ENGLISH.code, await textsOfCode());
for (const english of Object.values(ENGLISH)) {
  const keys = Object.keys(readTexts(english));
  for (const language of LANGUAGES) {
    const file = translationOf(english, language);
    const translated = existsSync(path.join(projectRoot, file)) ? readTexts(file) : {};
    const kept = keys.flatMap((key) => {
      const text = translated[key];
      return text === undefined ? [] : [[key, text] as const];
    });
    write(file, Object.fromEntries(kept));
    const missing = keys.length - kept.length;
    if (missing > 0) {
      process.exitCode = 1;
      console.log(`${file} lacks ${missing} of ${keys.length} texts:`);
      for (const key of keys) if (translated[key] === undefined) console.log(`  ${JSON.stringify(key)}`);
    }
  }
}
