import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../../scripts/paths.ts';
import { untranslated } from '../../support/l10n/untranslated.ts';

/** What stays English, with the reason. */
const ENGLISH: readonly (readonly [file: RegExp, why: string])[] = [
  [/^src\/contributions\.ts$/, 'ids'],
  [
    /^src\/core\/resources\/(?:table\/|schema|resourceText)/,
    'a table, whose titles `scripts/texts.ts` collects, and meanings of parameters, English as Routee’s documentation',
  ],
  [/^src\/core\/resources\/openApi\.ts$/, 'what is written into a file'],
  [/^src\/features\/requests\/model\/snippets\.ts$/, 'a request as it goes into a file'],
  [/^src\/features\/codeSamples\/model\//, 'program code'],
  [/^src\/(?:features\/sandbox\/model\/|host\/loopbackServer\.ts$)/, 'what a server answers to programs'],
  [
    /^src\/features\/agents\/(?:model\/|agentCalls|agentQuestions|agentTools|gateway|openGateway|writeForPerson)/,
    'what models and programs read',
  ],
  [/^src\/features\/support\/(?:reportIssue|model\/redactForReport)\.ts$/, 'a report for those who help'],
  [
    /^src\/core\/(?:httpFile\/parser\/parseRequestLine|httpFile\/plan\/tokenPlanner|kit\/textEdit)\.ts$/,
    'syntax of `.http` files',
  ],
];

const files = globSync('src/**/*.ts', { cwd: projectRoot })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => !ENGLISH.some(([pattern]) => pattern.test(file)));

describe('The texts of the code', () => {
  for (const file of files) {
    it(`are translated in ${file}`, () => {
      assert.deepEqual(untranslated(file, readFileSync(path.join(projectRoot, file), 'utf8')), []);
    });
  }

  const cases: readonly (readonly [code: string, what: string | undefined])[] = [
    ["const f = () => l10n.t('Two words');", undefined],
    ["const f = () => 'Two words';", '"Two words"'],
    ['const f = (n) => `Number ${n} of it`;', '"Number # of it"'],
    ["const f = () => l10n.t('It is {0}', 'not good');", '"not good"'],
    ["const item = () => ({ label: 'Remove' });", '"Remove"'],
    ["const item = (is) => ({ detail: is ? 'active' : '' });", '"active"'],
    ["item.tooltip = 'Remove';", '"Remove"'],
    ["item.contextValue = 'active';", undefined],
    ["const f = () => { ports.log.info('Two words'); };", undefined],
    ['const f = () => { this.#ports.log.info(`Two words ${n}`); };', undefined],
    ["throw new Error('Two words');", undefined],
    ["throw new RouteeError('cancelled', 'Two words');", '"Two words"'],
    ["const TITLE = l10n.t('Two words');", 'translated before the texts are loaded'],
    ["const TITLE = { a: [l10n.t('Two words')] };", 'translated before the texts are loaded'],
    ['const f = (key) => l10n.t(key);', 'a key that is no literal'],
    ['const f = (n) => l10n.t(`Two ${n}`);', 'a key that is no literal'],
    ["type Verb = 'Two words';", undefined],
  ];
  for (const [code, what] of cases) {
    it(`are ${what === undefined ? 'fine' : 'not fine'} in ${code}`, () => {
      assert.deepEqual(
        untranslated('x.ts', code).map((finding) => finding.what),
        what === undefined ? [] : [what],
      );
    });
  }
});
