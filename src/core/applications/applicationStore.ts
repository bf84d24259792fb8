import { Emitter } from '../kit/emitter.ts';
import type { Disposable, Log, Secrets } from '../kit/ports.ts';
import { queue } from '../kit/queue.ts';
import {
  type Application,
  type ApplicationRecord,
  applicationSchema,
  formOf,
  readStoredApplication,
  scopeKey,
  type StoredApplication,
} from './application.ts';
import {
  type ActiveReason,
  readWorkspaceChoice,
  suggestedApplications,
  type WorkspaceChoice,
} from './activeChoice.ts';
import { ApplicationMirror } from './applicationMirror.ts';
import {
  ACTIVE_KEY,
  applicationKeyOf,
  applicationStorageKey,
  claimStorageKey,
  deleteOrphans,
  FORMER_ORDER_KEY,
  isOurKey,
  issuedStorageKey,
  tokenStorageKey,
  workspaceChoiceKey,
} from '../storage/storageKeys.ts';

export type ApplicationDraft = Pick<ApplicationRecord, 'id' | 'secret' | 'name' | 'scopes'> &
  Partial<Pick<ApplicationRecord, 'authUrl' | 'apiUrl' | 'sandbox'>>;
export type ApplicationChange = Partial<Omit<ApplicationRecord, 'version' | 'revision' | 'edits'>>;

/** A change of this window that another one may have written over, not knowing of it. */
interface Edit {
  readonly id: string;
  readonly before: ApplicationRecord;
  readonly change: ApplicationChange;
}

const KEPT_EDITS = 10;

export interface ApplicationStorePorts {
  readonly secrets: Secrets;
  readonly log: Log;
  /** A new unique key, such as `crypto.randomUUID` makes. */
  readonly newKey: () => string;
  /** The address of the open workspace; `undefined` where no folder is open. */
  readonly workspace?: string | undefined;
}

/**
 * The stored applications, as SecretStorage has them now. SecretStorage is the truth, shared by all windows: this is
 * its mirror in memory, corrected by its change events, and every change reads the stored value first.
 */
export class ApplicationStore implements Disposable {
  readonly #ports: ApplicationStorePorts;
  readonly #mirror = new ApplicationMirror();
  readonly #changed = new Emitter<undefined>();
  readonly #subscription: Disposable;
  readonly #workspaceKey: string | undefined;
  /** The last change of each application here. */
  readonly #edits = new Map<string, Edit>();
  /** Reads and writes, so that an older answer never overtakes a newer one. */
  readonly #oneByOne = queue();

  /** Something about the applications or the choice of the active one is different now. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: ApplicationStorePorts) {
    this.#ports = ports;
    this.#workspaceKey = ports.workspace === undefined ? undefined : workspaceChoiceKey(ports.workspace);
    this.#subscription = ports.secrets.onDidChange(({ key }) => {
      if (![ACTIVE_KEY, this.#workspaceKey].includes(key) && applicationKeyOf(key) === undefined) {
        return;
      }
      this.#oneByOne(() => this.#onSecretChange(key)).catch((error: unknown) => {
        ports.log.error(`Stored applications could not be read again: ${String(error)}`);
      });
    });
  }

  /** All of them: the active one, then the others by name. */
  get all(): readonly StoredApplication[] {
    return this.#mirror.inOrder.all;
  }

  get applications(): readonly Application[] {
    return this.#mirror.inOrder.applications;
  }

  /** The stored application of a key, readable or not. */
  stored(key: string): StoredApplication | undefined {
    return this.#mirror.stored(key);
  }

  get(key: string): Application | undefined {
    return this.#mirror.get(key);
  }

  /** The application of this workspace; the first one by name while none is chosen. */
  get active(): Application | undefined {
    return this.applications[0];
  }

  get activeBecause(): ActiveReason | undefined {
    return this.#mirror.inOrder.activeBecause;
  }

  /** The names that the workspace suggests, if they do not name one application and the user has chosen none. */
  get unmetSuggestion(): readonly string[] {
    const { suggested, workspace } = this.#mirror.choices;
    const isChosen = this.activeBecause === 'workspace' && workspace?.chosen === true;
    const isMet = suggestedApplications(suggested, this.applications).length === 1;
    return isChosen || isMet ? [] : suggested;
  }

  /** Takes the names of applications that the settings of the open folders suggest. */
  suggest(names: readonly string[]): void {
    this.#fireIf(this.#mirror.choose({ suggested: names }));
  }

  /** Reads everything. Rejects when SecretStorage does. */
  load(): Promise<void> {
    return this.#oneByOne(async () => {
      const { secrets } = this.#ports;
      const storageKeys = await secrets.keys();
      const keys = storageKeys.flatMap((storageKey) => applicationKeyOf(storageKey) ?? []);
      const [values, everywhere, workspace] = await Promise.all([
        Promise.all(keys.map(async (key) => [key, await secrets.get(applicationStorageKey(key))] as const)),
        secrets.get(ACTIVE_KEY),
        this.#readWorkspaceChoice(),
      ]);
      const gone = this.#mirror.keys.filter((key) => !keys.includes(key));
      const changes = [
        ...values.map(([key, value]) => this.#mirror.take(key, value)),
        ...gone.map((key) => this.#mirror.drop(key)),
        this.#mirror.choose({ everywhere, workspace }),
      ];
      this.#fireIf(changes.includes(true));
      await this.#begin();
      await deleteOrphans(storageKeys, this.#ports);
      if (storageKeys.includes(FORMER_ORDER_KEY)) {
        await secrets.delete(FORMER_ORDER_KEY);
      }
    });
  }

  /**
   * Stores an application.
   *
   * @param key given: credentials entered again take the place of stored data that cannot be read.
   */
  add(draft: ApplicationDraft, key = this.#ports.newKey()): Promise<Application> {
    const revision = this.#ports.newKey();
    return this.#oneByOne(() => {
      this.#edits.delete(key);
      return this.#write(key, { ...draft, revision });
    });
  }

  /** Changes what is given and keeps the rest as it is stored now. Resolves to `undefined` when it is gone. */
  update(key: string, change: ApplicationChange): Promise<Application | undefined> {
    return this.#oneByOne(() => this.#change(key, change));
  }

  remove(key: string): Promise<void> {
    return this.#oneByOne(async () => {
      const { secrets } = this.#ports;
      await secrets.delete(applicationStorageKey(key));
      await secrets.delete(tokenStorageKey(key));
      await secrets.delete(claimStorageKey(key));
      await secrets.delete(issuedStorageKey(key));
      if (this.#mirror.choices.everywhere === key) {
        await secrets.delete(ACTIVE_KEY);
        this.#mirror.choose({ everywhere: undefined });
      }
      this.#edits.delete(key);
      this.#fireIf(this.#mirror.drop(key));
      await this.#begin();
    });
  }

  /** Deletes everything that the extension has ever stored, readable or not. */
  removeAll(): Promise<void> {
    return this.#oneByOne(async () => {
      const { secrets } = this.#ports;
      for (const storageKey of (await secrets.keys()).filter(isOurKey)) {
        await secrets.delete(storageKey);
      }
      this.#edits.clear();
      this.#mirror.clear();
      this.#fireIf(true);
    });
  }

  /** Chooses an application for this workspace; new workspaces begin with it. */
  setActive(key: string): Promise<void> {
    return this.#oneByOne(async () => {
      const workspace = await this.#storeWorkspaceChoice({ key, chosen: true });
      await this.#ports.secrets.store(ACTIVE_KEY, key);
      this.#fireIf(this.#mirror.choose({ everywhere: key, workspace }));
    });
  }

  /** Another stored application with the same id, scopes and token endpoint. */
  findDouble(
    draft: Pick<ApplicationDraft, 'id' | 'scopes' | 'authUrl'>,
    exceptKey?: string,
  ): Application | undefined {
    return this.applications.find(
      (other) =>
        other.key !== exceptKey &&
        other.id === draft.id &&
        other.authUrl === draft.authUrl &&
        scopeKey(other.scopes) === scopeKey(draft.scopes),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #change(key: string, change: ApplicationChange): Promise<Application | undefined> {
    const { secrets, newKey } = this.#ports;
    const stored = readStoredApplication(key, await secrets.get(applicationStorageKey(key)));
    if (stored.kind === 'broken') {
      return undefined;
    }
    const before: ApplicationRecord = applicationSchema.parse(stored.application);
    const id = newKey();
    this.#edits.set(key, { id, before, change });
    const after = { ...before, ...change, edits: [...(before.edits ?? []), id].slice(-KEPT_EDITS) };
    const sameToken =
      before.id === after.id &&
      before.secret === after.secret &&
      scopeKey(before.scopes) === scopeKey(after.scopes);
    return this.#write(key, sameToken ? after : { ...after, revision: newKey() });
  }

  /**
   * SecretStorage cannot compare and swap: two windows that change an application at the same moment write over each
   * other. Members that the other one has left as they were before get the value from here again.
   */
  async #changeAgain(key: string): Promise<void> {
    const edit = this.#edits.get(key);
    const now = this.#mirror.get(key);
    if (edit === undefined || now === undefined || now.edits?.includes(edit.id) === true) {
      return;
    }
    this.#edits.delete(key);
    const unseen = (Object.keys(edit.change) as (keyof ApplicationChange)[]).filter(
      (name) => JSON.stringify(now[name]) === JSON.stringify(edit.before[name]),
    );
    if (unseen.length > 0) {
      await this.#change(key, Object.fromEntries(unseen.map((name) => [name, edit.change[name]])));
    }
  }

  async #write(key: string, written: Omit<ApplicationRecord, 'version'>): Promise<Application> {
    const record = { ...written, version: formOf(written) };
    const value = JSON.stringify(record);
    await this.#ports.secrets.store(applicationStorageKey(key), value);
    this.#fireIf(this.#mirror.take(key, value));
    return { ...record, key };
  }

  /** The event is a hint: it fires without a change, twice, or late. What is stored decides. */
  async #onSecretChange(storageKey: string): Promise<void> {
    const { secrets } = this.#ports;
    if (storageKey === ACTIVE_KEY) {
      this.#fireIf(this.#mirror.choose({ everywhere: await secrets.get(ACTIVE_KEY) }));
      return;
    }
    if (storageKey === this.#workspaceKey) {
      this.#fireIf(this.#mirror.choose({ workspace: await this.#readWorkspaceChoice() }));
      return;
    }
    const key = applicationKeyOf(storageKey);
    if (key === undefined) {
      return;
    }
    const value = await secrets.get(storageKey);
    const exists = value !== undefined || (await secrets.keys()).includes(storageKey);
    this.#fireIf(exists ? this.#mirror.take(key, value) : this.#mirror.drop(key));
    await this.#changeAgain(key);
    await this.#begin();
  }

  async #readWorkspaceChoice(): Promise<WorkspaceChoice | undefined> {
    return this.#workspaceKey === undefined
      ? undefined
      : readWorkspaceChoice(await this.#ports.secrets.get(this.#workspaceKey));
  }

  async #storeWorkspaceChoice(choice: WorkspaceChoice): Promise<WorkspaceChoice | undefined> {
    if (this.#workspaceKey === undefined) return undefined;
    await this.#ports.secrets.store(this.#workspaceKey, JSON.stringify(choice));
    return choice;
  }

  /** Keeps what a workspace begins with: a choice in another window must not change with which account it sends. */
  async #begin(): Promise<void> {
    const { active, activeBecause } = this;
    const { workspace } = this.#mirror.choices;
    if (active === undefined || activeBecause !== 'everywhere' || this.stored(workspace?.key ?? '')) return;
    try {
      this.#mirror.choose({
        workspace: await this.#storeWorkspaceChoice({ key: active.key, chosen: false }),
      });
    } catch (error) {
      this.#ports.log.warn(`The application of this workspace could not be stored. ${String(error)}`);
    }
  }

  #fireIf(changed: boolean): void {
    if (changed) {
      this.#changed.fire(undefined);
    }
  }
}
