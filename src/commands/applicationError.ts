import type { Application } from '../core/applications/application.ts';
import type { RouteeError } from '../core/protocol/routeeError.ts';

/** A failure of the token of one application: the application tells which one, and lets a button mend it. */
export class ApplicationError extends Error {
  override readonly name = 'ApplicationError';
  readonly application: Application;
  readonly error: RouteeError;

  constructor(application: Application, error: RouteeError) {
    super(`${application.name}: ${error.message}`, { cause: error });
    this.application = application;
    this.error = error;
  }
}
