/**
 * A text for a message of VS Code, the same to the eye but for a blank: in messages `[label](command:…)` is a link that
 * runs a command, and `(file:…)` one that opens a file.
 */
export function withoutCommands(message: string): string {
  return message.replaceAll(/\]\((?=(?:command|file):)/gi, '] (');
}
