import {
  choice,
  date,
  EXAMPLE,
  flag,
  list,
  map,
  members,
  object,
  phone,
  text,
  url,
  whole,
} from '../schema.ts';
import type { Members, Schema } from '../schema.ts';

/** The 16 digits of a number or 11 letters; a voice call takes more. */
export const sender = (
  about = 'Sender: a number of at most 16 digits without +, or at most 11 letters and digits.',
) => text(about, { example: EXAMPLE.sender, pattern: String.raw`^(?:\d{1,16}|.{1,11})$` });

export const label = (): Schema =>
  text('Tag of yours, to find the message again.', { max: 350, example: 'test' });

/** @param id of the callback that Routee sends there */
export const callback = (
  id: string,
  strategies: readonly [string, string] = ['OnChange', 'OnCompletion'],
  about = 'Reports the state of a message to your server.',
): Schema =>
  object(
    about,
    {
      'url!': url('Address that Routee posts to.', { example: EXAMPLE.callback }),
      'strategy+': choice(strategies, 'At every change, or once when the state is final.'),
    },
    { callback: id, docs: 'https://docs.routee.net/docs/callbacks' },
  );

export const callbackUrl = (
  id: string,
  about = 'Address of your server that gets the state of the message.',
): Schema => url(about, { example: EXAMPLE.callback, callback: id });

export const urlShortener = (): Schema =>
  object('Puts a short link in the place of each link in the text.', {
    'urlValidity+': whole('Time that the short links work.', {
      min: 3600,
      max: 2_592_000,
      default: 2_592_000,
      unit: 's',
    }),
  });

export const restrictions = (): Schema =>
  map('Registered content template and principal entity, for India (TRAI).', { example: {} });

export const transcode = (): Schema =>
  flag('Replaces characters that make a text longer; without it the setting of the application counts.');

export const quietHours = (): Schema =>
  flag('Waits until quiet hours (23-8 and 14-17 at the recipient) are over.', false);

export const smsTtl = (): Schema =>
  whole('Time in which delivery is tried.', { min: 1, max: 4320, default: 4320, unit: 'min' });

export const campaignName = (): Schema =>
  text('Name to find the campaign by in the portal: Latin letters, digits, spaces and hyphens.', {
    min: 2,
    max: 30,
    pattern: '^[A-Za-z0-9 -]*$',
    example: 'Welcome',
  });

export const scheduled = (): Schema =>
  date('Time to send it (UTC); without it, it is sent at once.', { example: '2030-01-01T09:00:00Z' });

/** Whom a campaign goes to. One of the three is needed. */
export const RECIPIENTS = ['to', 'contacts', 'groups'] as const;
export const recipients = (max?: number): Members => {
  const rules = max === undefined ? {} : { max };
  return {
    to: list(phone(), 'Numbers of the recipients.', {
      ...rules,
      example: [EXAMPLE.mobile, EXAMPLE.otherMobile],
    }),
    contacts: list(text('Id of a contact.', { example: 'CONTACT_ID' }), 'Contacts that get it.', rules),
    groups: list(
      text('Name of a group.', { example: 'GROUP_NAME' }),
      'Groups of contacts that get it.',
      rules,
    ),
  };
};

export const fallbackValues = (): Schema =>
  map('Values for labels in the text that a contact does not have.', { example: { firstName: 'customer' } });

/** @param size how many items Routee gives without it */
export const paging = (size = 20, max?: number): Members => ({
  'page+': whole('Page, counted from 0.', { min: 0, default: 0 }),
  'size+': whole('Items of a page.', { min: 1, default: size, ...(max === undefined ? {} : { max }) }),
});
export const sort: Members = { sort: text('Field that the items are sorted by.', { example: 'createdAt' }) };

export const period = (about = ''): Members => ({
  'dateStart!': date(`Start of the period${about}.`),
  'dateEnd!': date(`End of the period${about}.`, { example: EXAMPLE.to }),
});

const OPERATORS = ['is', 'is_not', 'contains', 'starts_with', 'ends_with'];

/** The filters of a search. @param fields that Routee names; the first one is the example */
export const filters = (
  fields: readonly string[],
  searchTerm: string,
  operator: Members = { searchOperator: choice(OPERATORS, 'Comparison.', { default: 'is', anyCase: true }) },
): Schema =>
  list(
    object('One filter.', {
      'fieldName!': choice(fields, 'Field to compare.', { isOpen: true }),
      'searchTerm!': text('Value to compare it with.', { example: searchTerm }),
      ...operator,
    }),
    'Filters; an item must pass all of them.',
  );

const SPEECH_LANGUAGES =
  'en-US de-DE fr-FR it-IT pt-BR es-ES es-LA en-GB el-GR bg-BG pl-PL hu-HU sv-SE ru-RU'.split(' ');
const GENDER = 'Voice that speaks.';
const TO_SPEECH = 'https://docs.routee.net/docs/dialplan-verbs-1';
export const gender = (): Schema => choice(['female', 'male'], GENDER);
export const language = (): Schema =>
  choice(SPEECH_LANGUAGES, 'Language of the voice.', { isOpen: true, docs: TO_SPEECH });

/** @param isNeeded whether language and text must be there */
export const speech = (isNeeded: boolean): Schema =>
  object('Text that is read out.', {
    [isNeeded ? 'language!' : 'language+']: language(),
    'gender+': gender(),
    [isNeeded ? 'text!' : 'text+']: text('Text to read out.', { example: 'Hello from Routee' }),
  });

const repeat = whole('How many times.', { min: 1 });
const bargeIn = flag('The first key that is pressed ends it.', false);

/** The steps of a call. @param verbs those that the operation takes */
export const dialPlan = (verbs: readonly ('SAY' | 'PLAY' | 'DIAL' | 'COLLECT')[]): Schema => {
  const all: Record<string, Members> = {
    SAY: { 'message!': speech(true), repeat, bargeIn },
    PLAY: { 'fileURL!': url('Address of a .wav file.'), repeat, bargeIn },
    DIAL: {
      from: text('Sender that is shown.', { example: EXAMPLE.mobile }),
      'to!': callee(),
      hangupDelay: hangupDelay(),
    },
    COLLECT: { 'eventUrl!': url('Address that gets the keys that were pressed.') },
  };
  return object(
    'Steps of the call.',
    {
      'verbs!': list(
        {
          ...object('One step.', { 'type!': choice(verbs, 'What it does.') }),
          variants: Object.fromEntries(verbs.map((verb) => [verb, members(all[verb] ?? {})])),
        },
        'Steps in their order.',
        {
          min: 1,
          example: [
            { type: 'SAY', message: { language: 'en-US', gender: 'female', text: 'Hello from Routee' } },
          ],
        },
      ),
    },
    { docs: TO_SPEECH },
  );
};

export const callee = (): Schema =>
  object(
    'Who is called: one of the three.',
    {
      phone: phone('Telephone number.'),
      sip: text('SIP address.', { example: 'someone@example.com:5060' }),
      viber: phone('Number with Viber.'),
    },
    { oneOf: ['phone', 'sip', 'viber'] },
  );

export const hangupDelay = (): Schema => whole('Time to wait for an answer.', { min: 1, max: 60, unit: 's' });

export const machineDetection = (): Schema =>
  object('What to do when a machine answers.', {
    'strategy!': choice(['Hangup', 'Continue'], 'End the call, or go on with another dial plan.'),
    eventUrl: url('Address that answers with that dial plan (Continue only).'),
  });
