import { checkConnections } from './checkConnections.ts';
import { checkNames } from './checkNames.ts';
import { checkProxy } from './checkProxy.ts';
import type { Finding } from './diagnosis.ts';
import type { Probes } from '../../../core/kit/probes.ts';
import type { ProxySettings } from './proxy.ts';
import type { Limits } from './withinDeadline.ts';

/** The steps that take a request apart. */
export interface DirectChecks {
  names(urls: readonly URL[], limits: Limits): Promise<readonly Finding[]>;
  connections(urls: readonly URL[], limits: Limits): Promise<readonly Finding[]>;
  proxy(urls: readonly URL[], settings: ProxySettings, limits: Limits): Promise<readonly Finding[]>;
}

export const directChecks = (probes: Probes): DirectChecks => ({
  names: (urls, limits) => checkNames(urls, probes, limits),
  connections: (urls, limits) => checkConnections(urls, probes, limits),
  proxy: (urls, settings, limits) => checkProxy(urls, settings, probes, limits),
});
