import type { Candidate } from '../candidate.ts';
import { badgateway } from './badgateway.ts';
import { googleAuthLibrary } from './googleAuthLibrary.ts';
import { msalNode } from './msalNode.ts';
import { openidClient } from './openidClient.ts';
import { routeeAuth } from './routeeAuth.ts';
import { simpleOauth2 } from './simpleOauth2.ts';

export const ours = routeeAuth;

export const candidates: readonly Candidate[] = [
  ours,
  badgateway,
  openidClient,
  simpleOauth2,
  googleAuthLibrary,
  msalNode,
];
