import * as z from 'zod/mini';

import { parseJson } from '../../../core/kit/parseJson.ts';
import type { Account } from './account.ts';
import { type Answer, refusal } from './answer.ts';
import type { Callbacks } from './callbacks.ts';
import { isPhoneNumber } from './phoneNumber.ts';
import type { RecentMap } from './recentMap.ts';

/** A request to a resource, once it may be answered. */
export interface Call {
  /** The segments of the path that stand for a `{name}`, in their order. */
  readonly variables: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}

export type Operation = (call: Call, world: World) => Answer;

/** By the id of the catalogue's resource. */
export type Operations = Readonly<Record<string, Operation>>;

/** All that the resources remember. */
export interface World {
  readonly now: () => number;
  readonly account: Account;
  readonly callbacks: Callbacks;
  readonly messages: RecentMap<Message>;
  readonly campaigns: RecentMap<Campaign>;
  readonly verifications: RecentMap<Verification>;
  readonly started: RecentMap<Started>;
}

export interface Message {
  /** For an SMS of several parts, of all of them. */
  readonly id: string;
  readonly service: 'Sms' | 'Viber' | 'Voice';
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly partIds: readonly string[];
  readonly label: string | undefined;
  readonly startsAt: number;
  readonly campaign: Campaign | undefined;
}

export interface Campaign {
  readonly id: string;
  readonly service: Message['service'];
  readonly name: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly createdAt: number;
  readonly startsAt: number;
}

export interface Verification {
  readonly id: string;
  readonly to: string;
  readonly startsAt: number;
  readonly expiresAt: number;
  readonly maxRetries: number;
  timesTried: number;
  updatedAt: number;
  /** The end that someone brought about; time alone brings others. */
  end: 'Verified' | 'Cancelled' | 'Failed' | undefined;
}

/** A lookup, a flow, a validation: whatever comes to its end by time alone. */
export interface Started {
  readonly entity: string;
  readonly id: string;
  /** The number or address that it is about. */
  readonly to: string;
  /** The request that started it. */
  readonly body: Given;
  readonly startsAt: number;
}

/** The members of a JSON object. */
export type Given = Readonly<Record<string, unknown>>;

/** The body of a request, read by a schema; `undefined` when it does not fit. */
export function readBody<T>(body: string, schema: z.core.$ZodType<T>): T | undefined {
  return z.safeParse(schema, parseJson(body)).data;
}

/** The members of a body; none of one that is no object. */
export function readObject(body: string): Given {
  return objectsIn([parseJson(body)])[0] ?? {};
}

export function objectsIn(value: unknown): readonly Given[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item): item is Given => z.safeParse(object, item).success);
}
const object = z.record(z.string(), z.unknown());

/** @returns the refusal of numbers that are none */
export function refuseNumbers(entity: string, numbers: readonly string[]): Answer | undefined {
  return numbers.every(isPhoneNumber)
    ? undefined
    : refusal('400000000', 'Validation Error!', { entity, properties: { to: 'Invalid mobile number' } });
}
