import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { RouteeResource } from '../../core/resources/resources.ts';
import type { Services } from '../../services.ts';
import { apiBaseOf, writeRequest } from '../requests/newRequest.ts';
import { type AgentRequest, InvalidCall } from './model/agentInput.ts';
import { apiTarget } from './model/apiTarget.ts';

/**
 * Writes a request of a model into the `.http` file in front, or into a new one, for a person to read and to send.
 *
 * @throws {InvalidCall} where clients would read more in it than a request
 */
export async function writeForPerson(services: Services, request: AgentRequest): Promise<string> {
  const { method, target, resource, json } = request;
  const apiUrl = apiBaseOf(services, services.applications.active);
  if (apiTarget(apiUrl, target) === undefined || method === 'HEAD') {
    throw new InvalidCall('A request with this method and path cannot be written.');
  }
  // Clients put values of the file, of its environments and of the process in the place of {{name}}.
  if (/[{}]/.test(target) || /\{\{|%7b%7b/i.test(target + JSON.stringify(json ?? ''))) {
    throw new InvalidCall('Values must not hold {{: clients would read a variable.');
  }
  const known = resource ?? unknownOperation(method);
  const { id, group, title, purpose, scope, effect, docs, isPublic, replacedBy, notes = [] } = known;
  const isForm = known.form !== undefined && json !== undefined;
  const written: RouteeResource = {
    ...{ id, group, title, purpose, scope, effect, method, pathParameters: {}, queryParameters: {} },
    ...(docs !== undefined && { docs }),
    ...(isPublic && { isPublic }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(isForm ? { form: encoded(json) } : json !== undefined && { json }),
    path: target,
    notes: [...notes, l10n.t('A tool wrote this request. Review it before you send it.')],
  };
  await writeRequest(services, written, apiUrl, vscode.window.activeTextEditor);
  return 'The request is written into the editor. The person can read it there and send it with “Send with Routee”.';
}

/** The place for a request that is not in the catalogue. */
function unknownOperation(method: AgentRequest['method']): RouteeResource {
  const purpose = 'a request that is not in the catalogue';
  const effect = method === 'GET' ? 'free' : 'costs';
  return {
    ...{ id: '', group: '', title: 'Request', purpose, scope: undefined, effect, path: '/' },
    ...{ method: 'GET', pathParameters: {}, queryParameters: {} },
  };
}

/** The fields of a form, written as it is sent. */
function encoded(json: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      encodeURIComponent(name),
      encodeURIComponent(String(value)),
    ]),
  );
}
