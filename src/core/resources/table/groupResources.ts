import { flag, list, text } from '../schema.ts';
import { product } from '../resource.ts';
import { paging } from './shared.ts';

const GROUP = { groupName: 'Name of the group.' };
const name = (example: string): ReturnType<typeof text> =>
  text('Name of the new group.', { min: 2, max: 30, example });
const ids = (about: string): ReturnType<typeof list> =>
  list(text('Id of a contact.', { example: 'CONTACT_ID' }), about);
const groups = list(text('Name of a group.'), 'Groups that it is made of.', {
  min: 1,
  example: ['GROUP_NAME', 'OTHER_GROUP_NAME'],
});
const UNKNOWN_BODY = "Complete the body: Routee's reference doesn't list its fields.";

export const groupResources = product('Groups of contacts', 'contact', [
  {
    id: 'groups.list',
    title: 'List groups',
    purpose: 'names of all groups',
    request: 'GET /groups/my',
    docs: 'retrieve-the-accounts-groups',
  },
  {
    id: 'groups.page',
    title: 'List groups page by page',
    purpose: 'names and sizes of groups',
    request: 'GET /groups/my/page',
    docs: 'retrieve-the-accounts-groups-in-paged-format',
    query: paging(20, 2000),
  },
  {
    id: 'groups.get',
    title: 'Get a group',
    purpose: 'its name and size',
    request: 'GET /groups/my/{groupName}',
    docs: 'retrieve-one-of-the-accounts-groups',
    path: GROUP,
  },
  {
    id: 'groups.create',
    title: 'Create a group',
    purpose: 'empty, or with contacts that match a filter',
    request: 'POST /groups/my',
    effect: 'changes',
    docs: 'create-a-new-group',
    body: { 'name+': name('Customers') },
  },
  {
    id: 'groups.delete',
    title: 'Delete groups',
    purpose: 'with or without their contacts',
    request: 'DELETE /groups/my',
    effect: 'changes',
    docs: 'delete-groups',
    query: { 'deleteContacts+': { ...flag('Deletes their contacts, too.', false), example: false } },
    body: list(text('Name of a group.'), 'Groups to delete.', { example: [] }),
    notes: [UNKNOWN_BODY],
  },
  {
    id: 'groups.merge',
    title: 'Merge groups',
    purpose: 'a new group with the contacts of several groups',
    request: 'POST /groups/my/merge',
    effect: 'changes',
    docs: 'merge-multiple-groups',
    body: { 'name!': name('Everybody'), 'groups!': groups },
  },
  {
    id: 'groups.difference',
    title: 'Subtract groups',
    purpose: "a new group with the contacts that aren't in all groups",
    request: 'POST /groups/my/difference',
    effect: 'changes',
    docs: 'create-group-from-difference',
    body: { 'name!': name('Others'), 'groups!': groups },
  },
  {
    id: 'groups.contacts',
    title: 'List the contacts of a group',
    purpose: 'page by page',
    request: 'GET /groups/my/{groupName}/contacts',
    docs: 'view-the-contacts-of-a-specified-group',
    path: GROUP,
    query: paging(20, 2000),
  },
  {
    id: 'groups.addContacts',
    title: 'Add contacts to a group',
    purpose: 'by their IDs',
    request: 'POST /groups/my/{groupName}/contacts',
    effect: 'changes',
    docs: 'add-contacts-to-a-specified-group',
    path: GROUP,
    body: ids('Contacts to add.'),
  },
  {
    id: 'groups.removeContacts',
    title: 'Remove contacts from a group',
    purpose: 'they stay with the account',
    request: 'DELETE /groups/my/{groupName}/contacts',
    effect: 'changes',
    docs: 'remove-contacts-of-a-specified-group',
    path: GROUP,
    body: ids('Contacts to remove.'),
  },
]);
