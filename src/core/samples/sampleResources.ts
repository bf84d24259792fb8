import { apiSample, type SampleRequest } from './sampleRequest.ts';

/** A call of Routee's API that is offered as a sample. */
export interface SampleResource {
  readonly title: string;
  readonly method: string;
  /** From the API's base; `{name}` stands for what the reader fills in. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** It is answered without a token. */
  readonly isPublic?: true;
}

export const SAMPLE_RESOURCES: readonly SampleResource[] = [
  { title: 'Get the account balance', method: 'GET', path: '/accounts/me/balance' },
  {
    title: 'Send an SMS',
    method: 'POST',
    path: '/sms',
    json: { body: 'Hello from Routee', to: '+306900000000', from: 'MyCompany' },
  },
  {
    title: 'Send a one-time code',
    method: 'POST',
    path: '/2step',
    json: { method: 'sms', type: 'code', recipient: '+306900000000' },
  },
];

/**
 * The call of a resource, and what of its path is left to fill in.
 *
 * @param apiUrl without a slash at the end
 */
export function resourceSample(
  { method, path, query, json, form, isPublic }: SampleResource,
  apiUrl: string,
): { readonly request: SampleRequest; readonly open: readonly string[] } {
  const search = new URLSearchParams(query).toString();
  const sample = apiSample(method, `${apiUrl}${path}${search === '' ? '' : `?${search}`}`, json);
  const type = { name: 'Content-Type', value: 'application/x-www-form-urlencoded' };
  const request: SampleRequest = {
    ...sample,
    ...(form && { headers: [...sample.headers, type], body: new URLSearchParams(form).toString() }),
    ...(isPublic && { authorization: undefined }),
  };
  return { request, open: path.match(/\{[^{}]+\}/g) ?? [] };
}
