import type { Application } from './application.ts';

/** The addresses that an application's credentials and tokens may go to. */
export interface ServerAddresses {
  /** The complete address of the token endpoint. */
  readonly authUrl: string;
  /** The base of the API: a token goes to its origin and to no other. */
  readonly apiUrl: string;
}

export type OwnServers = Partial<Pick<Application, 'authUrl' | 'apiUrl'>>;

/** The address that gets an application's credentials: its own, or else that of the settings. */
export function authUrlOf(
  application: OwnServers | undefined,
  settings: Pick<ServerAddresses, 'authUrl'>,
): string {
  return application?.authUrl ?? settings.authUrl;
}

/** The API that gets an application's tokens: its own, or else that of the settings. */
export function apiUrlOf(
  application: OwnServers | undefined,
  settings: Pick<ServerAddresses, 'apiUrl'>,
): string {
  return application?.apiUrl ?? settings.apiUrl;
}

/** Each API that some application calls, once: that of the active application, which stands first, leads. */
export function apiUrlsOf(
  applications: readonly OwnServers[],
  settings: Pick<ServerAddresses, 'apiUrl'>,
): readonly string[] {
  const urls = applications.map((application) => apiUrlOf(application, settings));
  return [...new Set([...urls, settings.apiUrl])];
}

/** Every address that gets credentials or tokens. */
export function endpointsOf(
  applications: readonly OwnServers[],
  settings: ServerAddresses,
): readonly string[] {
  const own = applications.flatMap(({ authUrl, apiUrl }) => [authUrl, apiUrl]);
  return [settings.authUrl, settings.apiUrl, ...own].filter((url) => url !== undefined);
}

/** The applications whose tokens may go to an origin. */
export function applicationsAt<T extends OwnServers>(
  origin: string | undefined,
  applications: readonly T[],
  settings: Pick<ServerAddresses, 'apiUrl'>,
): readonly T[] {
  return applications.filter(
    (application) => origin !== undefined && originOf(apiUrlOf(application, settings)) === origin,
  );
}

export function originOf(url: string): string | undefined {
  return parse(url)?.origin;
}

const parse = (url: string): URL | undefined => URL.parse(url.trim()) ?? undefined;

/** The hosts of an application's own addresses. */
export function ownHosts({ apiUrl, authUrl }: OwnServers): readonly string[] {
  return [apiUrl, authUrl].flatMap((url) => parse(url ?? '')?.host ?? []);
}

/** The host of an application's API, or else of its token endpoint, where that is not Routee's. */
export function foreignHost(application: OwnServers, settings: ServerAddresses): string | undefined {
  const urls = [apiUrlOf(application, settings), authUrlOf(application, settings)];
  const hosts = urls.map((url) => parse(url)?.host ?? url);
  return hosts.find((host) => !/(?:^|\.)routee\.net$/.test(host));
}
