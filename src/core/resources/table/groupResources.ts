import { product, reference } from '../resource.ts';

export const groupResources = product('Groups of contacts', 'contact', [
  {
    id: 'groups.list',
    title: 'List groups',
    purpose: 'names of all groups',
    request: 'GET /groups/my',
    docs: reference('retrieve-the-accounts-groups'),
  },
  {
    id: 'groups.page',
    title: 'List groups page by page',
    purpose: 'names and sizes of groups',
    request: 'GET /groups/my/page',
    query: { page: '0', size: '20' },
    docs: reference('retrieve-the-accounts-groups-in-paged-format'),
  },
  {
    id: 'groups.create',
    title: 'Create a group',
    purpose: 'empty, or of contacts that a filter finds',
    request: 'POST /groups/my',
    effect: 'changes',
    json: { name: 'Customers' },
    docs: reference('create-a-new-group'),
  },
  {
    id: 'groups.merge',
    title: 'Merge groups',
    purpose: 'a new group of the contacts of several',
    request: 'POST /groups/my/merge',
    effect: 'changes',
    json: { name: 'Everybody', groups: ['GROUP_NAME', 'OTHER_GROUP_NAME'] },
    docs: reference('merge-multiple-groups'),
  },
  {
    id: 'groups.difference',
    title: 'Subtract groups',
    purpose: 'a new group of the contacts that not all have',
    request: 'POST /groups/my/difference',
    effect: 'changes',
    json: { name: 'Others', groups: ['GROUP_NAME', 'OTHER_GROUP_NAME'] },
    docs: reference('create-group-from-difference'),
  },
  {
    id: 'groups.contacts',
    title: 'List the contacts of a group',
    purpose: 'page by page',
    request: 'GET /groups/my/{groupName}/contacts',
    query: { page: '0', size: '20' },
    docs: reference('view-the-contacts-of-a-specified-group'),
  },
]);
