import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { BackgroundRenewalPorts } from './backgroundRenewal.ts';
import type { TokenExchangePorts } from './tokenExchange.ts';
import type { TokenStore } from './tokenStore.ts';

export interface TokenManagerPorts extends TokenExchangePorts, BackgroundRenewalPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenStore;
  /** Read at every use, so that a changed setting counts at once. */
  readonly settings: TokenSettings;
}

export interface TokenSettings {
  readonly authUrl: string;
  readonly backgroundRefresh: 'always' | 'onDemand';
}
