import { RESOURCES } from '../../../src/core/resources/resources.ts';

/** What a model gives to `routee_call` for each operation of the catalogue. */
export const EVERY_OPERATION = RESOURCES.map(({ id, method, pathParameters, json, form }) => {
  const body = json ?? form;
  return {
    /** Whether a person is asked before. */
    isAsked: method !== 'GET',
    input: {
      operation: id,
      variables: Object.fromEntries(Object.keys(pathParameters).map((name) => [name, 'x'])),
      ...(body !== undefined && { body }),
    },
  };
});
