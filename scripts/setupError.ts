/** Something the machine lacks: the message is a whole sentence that says what to do, and needs no stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
