import { EXAMPLE, product, reference } from '../resource.ts';

const CONTACT = {
  firstName: 'Some',
  lastName: 'One',
  mobile: EXAMPLE.mobile,
  email: EXAMPLE.email,
} as const;
const SERVICES = 'Services: Sms, Voice, Viber, TwoStep, Lookup, NumberValidator.';
const UNKNOWN_BODY = 'Routee’s reference does not name the fields of this body: complete it.';

export const contactResources = [
  ...product('Contacts', 'contact', [
    {
      id: 'contacts.list',
      title: 'List contacts',
      purpose: 'all contacts of the account, page by page',
      request: 'GET /contacts/my',
      query: { page: '0', size: '20' },
      docs: reference('retrieve-all-the-contacts'),
    },
    {
      id: 'contacts.create',
      word: 'routee-contact',
      title: 'Create a contact',
      purpose: 'a person with a mobile number',
      request: 'POST /contacts/my',
      effect: 'changes',
      json: CONTACT,
      docs: reference('create-a-new-contact'),
    },
    {
      id: 'contacts.get',
      title: 'Get a contact',
      purpose: 'details of one contact',
      request: 'GET /contacts/my/{contactId}',
      docs: reference('retrieve-details-about-a-contact'),
    },
    {
      id: 'contacts.update',
      title: 'Change a contact',
      purpose: 'its name, number, labels',
      request: 'PUT /contacts/my/{contactId}',
      effect: 'changes',
      json: CONTACT,
      docs: reference('update-a-contacts-details'),
    },
    {
      id: 'contacts.delete',
      title: 'Delete a contact',
      purpose: 'one contact',
      request: 'DELETE /contacts/my/{contactId}',
      effect: 'changes',
      docs: reference('delete-a-contact'),
    },
    {
      id: 'contacts.deleteMany',
      title: 'Delete several contacts',
      purpose: 'by their ids',
      request: 'DELETE /contacts/my',
      effect: 'changes',
      json: ['CONTACT_ID'],
      docs: reference('delete-multiple-contacts'),
    },
    {
      id: 'contacts.labels',
      title: 'List labels of contacts',
      purpose: 'the fields that contacts can have',
      request: 'GET /contacts/labels/my',
      docs: reference('retrieve-the-accounts-contact-labels'),
    },
    {
      id: 'contacts.createLabels',
      title: 'Create labels of contacts',
      purpose: 'additional fields for contacts',
      request: 'POST /contacts/labels/my',
      effect: 'changes',
      json: [{ name: 'address', type: 'Text' }],
      notes: ['"type" is Text or Number.'],
      docs: reference('create-labels'),
    },
  ]),
  ...product('Blacklist', 'contact', [
    {
      id: 'blacklist.list',
      title: 'List blacklisted contacts',
      purpose: 'who gets no messages of a service',
      request: 'GET /contacts/my/blacklist/{service}',
      notes: [SERVICES],
      docs: reference('get-blacklisted-contacts-for-service'),
    },
    {
      id: 'blacklist.add',
      title: 'Add contacts to the blacklist',
      purpose: 'no more messages of a service',
      request: 'POST /contacts/my/blacklist/{service}',
      effect: 'changes',
      json: [{ id: 'CONTACT_ID' }],
      notes: [SERVICES],
      docs: reference('add-contacts-to-blacklist'),
    },
    {
      id: 'blacklist.remove',
      title: 'Remove contacts from the blacklist',
      purpose: 'messages of a service again',
      request: 'DELETE /contacts/my/blacklist/{service}',
      effect: 'changes',
      json: [],
      notes: [SERVICES, UNKNOWN_BODY],
      docs: reference('remove-contacts-from-blacklist'),
    },
  ]),
];
