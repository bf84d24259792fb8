import type { RouteeResource } from '../../../core/resources/resource.ts';
import { apiSample, type SampleRequest } from './sampleRequest.ts';

/**
 * The call of a resource, and the parts of its path that are left to fill in.
 *
 * @param apiUrl without a slash at the end
 */
export function resourceSample(
  {
    method,
    path,
    query,
    json,
    form,
    isPublic,
  }: Pick<RouteeResource, 'method' | 'path' | 'query' | 'json' | 'form' | 'isPublic'>,
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
