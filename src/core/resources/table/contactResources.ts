import { choice, EXAMPLE, flag, list, object, phone, text } from '../schema.ts';
import { product } from '../resource.ts';
import { paging } from './shared.ts';

const CONTACT_ID = { contactId: 'Id of the contact.' };
const name = (about: string, example: string): ReturnType<typeof text> =>
  text(about, { min: 1, max: 60, example });
const CONTACT = {
  'firstName+': name('First name.', 'Some'),
  'lastName+': name('Last name.', 'One'),
  'mobile!': phone(),
  'email+': text('Email address.', { example: EXAMPLE.email }),
  vip: flag('Marks an important contact.', false),
  labels: list(
    object('Value of a label.', {
      'name+': text('Name of the label.', { example: 'address' }),
      'value+': text('Its value.', { example: 'Athens' }),
    }),
    'Values of labels.',
  ),
};
const ids = (about: string): ReturnType<typeof list> =>
  list(text('Id of a contact.', { example: 'CONTACT_ID' }), about);
const service = (values: string): Record<'service', ReturnType<typeof choice>> => ({
  service: choice(values.split(' '), 'Service that the blacklist is of.'),
});
const UNKNOWN_BODY = "Complete the body: Routee's reference doesn't list its fields.";

export const contactResources = [
  ...product('Contacts', 'contact', [
    {
      id: 'contacts.list',
      title: 'List contacts',
      purpose: 'all contacts of the account, page by page',
      request: 'GET /contacts/my',
      docs: 'retrieve-all-the-contacts',
      query: paging(20, 2000),
    },
    {
      id: 'contacts.create',
      word: 'routee-contact',
      title: 'Create a contact',
      purpose: 'a person with a mobile number',
      request: 'POST /contacts/my',
      effect: 'changes',
      docs: 'create-a-new-contact',
      body: CONTACT,
    },
    {
      id: 'contacts.get',
      title: 'Get a contact',
      purpose: 'details of one contact',
      request: 'GET /contacts/my/{contactId}',
      docs: 'retrieve-details-about-a-contact',
      path: CONTACT_ID,
    },
    {
      id: 'contacts.update',
      title: 'Change a contact',
      purpose: 'its name, number, labels',
      request: 'PUT /contacts/my/{contactId}',
      effect: 'changes',
      docs: 'update-a-contacts-details',
      path: CONTACT_ID,
      body: CONTACT,
    },
    {
      id: 'contacts.delete',
      title: 'Delete a contact',
      purpose: 'one contact',
      request: 'DELETE /contacts/my/{contactId}',
      effect: 'changes',
      docs: 'delete-a-contact',
      path: CONTACT_ID,
    },
    {
      id: 'contacts.deleteMany',
      title: 'Delete several contacts',
      purpose: 'by their IDs',
      request: 'DELETE /contacts/my',
      effect: 'changes',
      docs: 'delete-multiple-contacts',
      body: ids('Contacts to delete.'),
    },
    {
      id: 'contacts.labels',
      title: 'List contact labels',
      purpose: 'the fields that contacts can have',
      request: 'GET /contacts/labels/my',
      docs: 'retrieve-the-accounts-contact-labels',
    },
    {
      id: 'contacts.createLabels',
      title: 'Create contact labels',
      purpose: 'additional fields for contacts',
      request: 'POST /contacts/labels/my',
      effect: 'changes',
      docs: 'create-labels',
      body: list(
        object('Label.', {
          'name!': text('Its name: letters and digits.', {
            pattern: '^[\\p{L}\\p{N}]+$',
            example: 'address',
          }),
          'type+': choice(['Text', 'Number'], 'What its values are.'),
        }),
        'New labels.',
      ),
    },
  ]),
  ...product('Blacklist', 'contact', [
    {
      id: 'blacklist.list',
      title: 'List blacklisted contacts',
      purpose: 'contacts that get no messages from a service',
      request: 'GET /contacts/my/blacklist/{service}',
      docs: 'get-blacklisted-contacts-for-service',
      path: service('Sms Voice Viber TwoStep'),
    },
    {
      id: 'blacklist.add',
      title: 'Add contacts to the blacklist',
      purpose: 'stops messages from a service',
      request: 'POST /contacts/my/blacklist/{service}',
      effect: 'changes',
      docs: 'add-contacts-to-blacklist',
      path: service('Sms Voice Viber TwoStep Lookup NumberValidator'),
      body: ids('Contacts to add.'),
      notes: [
        'If Routee refuses the array, wrap it in an object as "contacts". Routee\'s pages don\'t say which one it expects.',
      ],
    },
    {
      id: 'blacklist.remove',
      title: 'Remove contacts from the blacklist',
      purpose: 'allows messages from a service again',
      request: 'DELETE /contacts/my/blacklist/{service}',
      effect: 'changes',
      docs: 'remove-contacts-from-blacklist',
      path: service('Sms TwoStep'),
      body: list(
        object('Contact.', { 'id!': text('Id of the contact.', { example: 'CONTACT_ID' }) }),
        'Contacts to remove.',
      ),
    },
    {
      id: 'blacklist.removeGroups',
      title: 'Remove groups from the blacklist',
      purpose: 'allows messages from a service to their contacts again',
      request: 'DELETE /contacts/my/blacklist/{service}/groups',
      effect: 'changes',
      docs: 'remove-a-group-of-contacts-from-the-blacklist',
      path: service('Sms TwoStep'),
      body: list(text('Name of a group.'), 'Groups to remove.', { example: [] }),
      notes: [UNKNOWN_BODY],
    },
  ]),
];
