import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import { apiUrlOf, authUrlOf } from '../../core/applications/servers.ts';
import { RESOURCES } from '../../core/resources/resources.ts';
import { resourceText } from '../../core/resources/resourceText.ts';
import { UnsupportedConstruct } from '../../core/httpFile/fileVariables.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { parseEndpoint } from '../../core/protocol/endpoint.ts';
import { isAt, sampleFromHttpFile } from './model/sampleFromHttpFile.ts';
import type { SampleLanguage } from './model/sampleLanguage.ts';
import { SAMPLE_LANGUAGES } from './model/sampleLanguages.ts';
import { exchangeSample, type SampleRequest } from './model/sampleRequest.ts';
import { resourceSample } from './model/resourceSample.ts';
import type { Services } from '../../services.ts';
import { showWarning } from '../../editor/messages.ts';
import { askChoice, BACK } from '../../editor/prompts.ts';

const TITLE = (): string => l10n.t('Generate Code');
const LEFT_OUT = (): string => l10n.t('without credentials');
const PUT_IN = (): string => l10n.t('with the current token: anyone who sees the code can use it');
const LAST_LANGUAGE = 'routee.sampleLanguage';

interface SubjectItem extends vscode.QuickPickItem {
  readonly subject?: { readonly request: SampleRequest; readonly open: readonly string[] };
  /** The reason why there is no sample. */
  readonly refusal?: string;
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: SampleLanguage;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly verb: 'Copy' | 'Open';
  readonly withToken: boolean;
}

export interface SampleChoice {
  readonly subject: NonNullable<SubjectItem['subject']>;
  readonly language: SampleLanguage;
  readonly target: TargetItem;
}

/** Asks for request, language and target, with a way back; `undefined` when the user leaves. */
export async function askForSample(services: Services): Promise<SampleChoice | undefined> {
  const subjects = subjectItems(services);
  let subject: SubjectItem | undefined;
  let language: LanguageItem | undefined;
  for (;;) {
    if (subject?.subject === undefined) {
      const placeholder = l10n.t('What should the code do?');
      const picked = await askChoice({ ...step(1), placeholder, items: subjects, selected: subject });
      if (picked === undefined || picked === BACK) return undefined;
      if (picked.refusal !== undefined) {
        void showWarning(l10n.t("This request can't be written as code: it has {0}.", picked.refusal));
        return undefined;
      }
      subject = picked;
      continue;
    }
    if (language === undefined) {
      const items = SAMPLE_LANGUAGES.map((each) => ({ label: each.name, language: each }));
      const last = services.memory.get(LAST_LANGUAGE);
      const selected = items.find((item) => item.language.id === last);
      const placeholder = l10n.t('{0}: choose a language', subject.label);
      const picked = await askChoice({ ...step(2), placeholder, items, selected });
      if (picked === undefined) return undefined;
      if (picked === BACK) subject = undefined;
      else language = picked;
      continue;
    }
    const items = targetItems(services, subject.subject.request);
    const placeholder = l10n.t('{0}, {1}: choose where the code goes', subject.label, language.label);
    const picked = await askChoice({ ...step(3), placeholder, items });
    if (picked === undefined) return undefined;
    if (picked !== BACK) {
      await services.memory.update(LAST_LANGUAGE, language.language.id);
      return { subject: subject.subject, language: language.language, target: picked };
    }
    language = undefined;
  }
}

const step = (number: number): { title: string; step: number; totalSteps: number } => ({
  title: TITLE(),
  step: number,
  totalSteps: 3,
});

function subjectItems({ settings, unredacted }: Services): SubjectItem[] {
  const { active } = unredacted;
  const authUrl = parseEndpoint(authUrlOf(active, settings), SETTINGS.authUrl).href;
  const apiUrl = parseEndpoint(apiUrlOf(active, settings), SETTINGS.apiUrl).href.replace(/\/$/, '');
  const underCursor = requestUnderCursor({ apiUrl, authUrl });
  const exchange = exchangeSample(authUrl, active?.scopes ?? []);
  const separator = (label: string): SubjectItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(underCursor === undefined ? [] : [separator(l10n.t('This file')), underCursor]),
    separator(l10n.t('Token')),
    {
      label: l10n.t('Get a token'),
      description: `POST ${authUrl}`,
      subject: { request: exchange, open: [] },
    },
    ...[...Map.groupBy(RESOURCES, ({ group }) => group)].flatMap(([group, resources]) => [
      separator(resourceText(group)),
      ...resources.map((resource) => ({
        label: resourceText(resource.title),
        description: `${resource.method} ${resource.path}`,
        subject: resourceSample(resource, apiUrl),
      })),
    ]),
  ];
}

function requestUnderCursor(routee: { apiUrl: string; authUrl: string }): SubjectItem | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isHttpFile(editor.document)) {
    return undefined;
  }
  const { document, selection } = editor;
  const label = l10n.t('Request under the cursor');
  try {
    const subject = sampleFromHttpFile(document.getText(), document.offsetAt(selection.active), routee);
    return subject && { label, description: `${subject.request.method} ${subject.request.url}`, subject };
  } catch (error) {
    if (error instanceof UnsupportedConstruct) return { label, refusal: error.message };
    throw error;
  }
}

/** Offers a token only for code that sends it to Routee. */
function targetItems({ settings, unredacted }: Services, request: SampleRequest): TargetItem[] {
  const plain: TargetItem[] = [
    { label: `$(copy) ${l10n.t('Copy')}`, description: LEFT_OUT(), verb: 'Copy', withToken: false },
    {
      label: `$(go-to-file) ${l10n.t('Open in a New Editor')}`,
      description: LEFT_OUT(),
      verb: 'Open',
      withToken: false,
    },
  ];
  if (request.authorization !== 'bearer' || !isAt(request.url, apiUrlOf(unredacted.active, settings))) {
    return plain;
  }
  return [...plain, ...plain.map((item) => ({ ...item, description: PUT_IN(), withToken: true }))];
}
