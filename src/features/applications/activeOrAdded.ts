import type { Application } from '../../core/applications/application.ts';
import { addApplication } from './addApplication.ts';
import { cannotBeRead, clickedOrActive } from './chooseApplication.ts';
import type { Services } from '../../services.ts';

/**
 * The application that was clicked on, or the active one; who has none yet is asked to add one. `undefined` when the
 * user adds none.
 *
 * @throws {RouteeError} `cancelled` when the one that was clicked on is no longer stored, or nothing can be read
 */
export async function clickedActiveOrAdded(
  services: Services,
  argument: unknown,
): Promise<Application | undefined> {
  const application = clickedOrActive(services, argument);
  if (application !== undefined) return application;
  await addFirst(services);
  return services.applications.active;
}

/**
 * *Add Application*, where no application can be used. Who has one that cannot be read is told so instead.
 *
 * @throws {RouteeError} `cancelled` when nothing that is stored can be read
 */
export async function addFirst(services: Services): Promise<void> {
  for (const stored of services.applications.all) {
    if (stored.kind === 'broken') {
      throw cannotBeRead(stored.broken);
    }
  }
  await addApplication(services);
}
