import { isSignedOut } from "#components/signed-out.ts";

/** Long enough to join quick typing, short enough that nobody waits for it. */
export const SAVE_DELAY_MS = 600;
/** Between attempts while the server cannot be reached. */
export const RETRY_DELAY_MS = 5_000;

export type SaveState<Draft> =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** `text` says why, in words, where something does; the next attempt comes by itself. */
  | { kind: "failed"; text: string | null; isSignedOut: boolean }
  /** Somebody else saved in between: saving rests until a person has decided. */
  | ({ kind: "conflict"; theirs: Draft } & Saver);

/** Who saved last. */
export interface Saver {
  /** Their name; null when it was a program, or somebody who left. */
  by?: string | null;
  /** It was oneself, in another window. */
  byMe?: boolean;
}

/** A save that was refused, because somebody else had saved another draft made from the same one. */
export interface Meeting<Draft> extends Saver {
  base: Draft;
  mine: Draft;
  theirs: Draft;
}

export type SaveAnswer<Draft> =
  | { kind: "saved"; revision: number }
  | ({ kind: "conflict"; revision: number; draft: Draft } & Saver);

type Save<Draft> = (revision: number, draft: Draft) => Promise<SaveAnswer<Draft>>;
/** Unites two drafts, with what is drawn while it does so; null when a person has to decide. */
type Meet<Draft> = (meeting: Meeting<Draft>) => Promise<Draft | null>;

/**
 * Keeps the server's draft like the one on screen: one save at a time, always the newest draft, each naming the
 * revision it was made from, so that nobody's work is overwritten unseen.
 */
export class Autosaver<Draft> {
  private readonly save: Save<Draft>;
  private readonly meet: Meet<Draft>;
  private stored: Draft;
  private current: Draft;
  private savedRevision: number;
  private currentState: SaveState<Draft> = { kind: "saved" };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    start: { draft: Draft; revision: number },
    save: Save<Draft>,
    meet: Meet<Draft> = async () => null,
  ) {
    this.stored = start.draft;
    this.current = start.draft;
    this.savedRevision = start.revision;
    this.save = save;
    this.meet = meet;
  }

  get state(): SaveState<Draft> {
    return this.currentState;
  }

  /** The revision that the server holds of this draft. */
  get revision(): number {
    return this.savedRevision;
  }

  /** The draft as the server had it at that revision: what is on screen was made from it. */
  get base(): Draft {
    return this.stored;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Tells the draft as it is now; a change is known by its being another object. */
  change(draft: Draft): void {
    if (draft === this.current) return;
    this.current = draft;
    if (this.currentState.kind === "conflict" || this.running) return;
    this.plan();
  }

  /** Saves without waiting; true when the server then holds exactly what is on screen. */
  async flush(): Promise<boolean> {
    while (this.running || this.current !== this.stored) {
      if (this.running) await this.running;
      else if (this.currentState.kind === "conflict") return false;
      else await this.saveNow();
      if (this.currentState.kind === "failed" || this.currentState.kind === "conflict") return false;
    }
    return true;
  }

  /**
   * Lets something else raise the revision, between two saves; null, and nothing done, when what is on screen cannot
   * be saved first. Throws whatever `work` throws.
   */
  async between<Result extends { revision: number }>(work: () => Promise<Result>): Promise<Result | null> {
    if (!(await this.flush())) return null;
    const result = work();
    this.running = result
      .then(
        ({ revision }) => {
          this.savedRevision = revision;
        },
        () => {},
      )
      .finally(() => {
        this.running = undefined;
        if (this.current !== this.stored) this.plan();
      });
    return result;
  }

  /** Goes on from a newer draft of the server, which the caller then shows; false when there is something to save. */
  adopt(draft: Draft, revision: number): boolean {
    if (this.currentState.kind !== "saved" || this.running || this.current !== this.stored) return false;
    this.stored = draft;
    this.current = draft;
    this.savedRevision = revision;
    return true;
  }

  /** Answers a conflict: what the caller then shows was made from theirs. */
  settle(): void {
    if (this.currentState.kind !== "conflict") return;
    this.stored = this.currentState.theirs;
    this.plan();
  }

  /** Answers a conflict: what is on screen replaces what the other person saved. */
  keepMine(): void {
    if (this.currentState.kind !== "conflict") return;
    void this.saveNow();
  }

  /** Answers a conflict: the other person's draft, which the caller now shows. */
  takeTheirs(): Draft | null {
    if (this.currentState.kind !== "conflict") return null;
    const { theirs } = this.currentState;
    this.stored = theirs;
    this.current = theirs;
    this.tell({ kind: "saved" });
    return theirs;
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.current === this.stored) {
      this.tell({ kind: "saved" });
      return;
    }
    this.tell({ kind: "unsaved" });
    this.timer = setTimeout(() => void this.saveNow(), SAVE_DELAY_MS);
  }

  private saveNow(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.attempt().finally(() => {
      this.running = undefined;
      if (this.currentState.kind === "saving") this.plan();
    });
    return this.running;
  }

  private async attempt(): Promise<void> {
    const draft = this.current;
    this.tell({ kind: "saving" });
    try {
      const answer = await this.save(this.savedRevision, draft);
      if (answer.kind === "saved") this.stored = draft;
      else await this.unite(answer);
      // Not before theirs was seen to: the next save names it, and would overwrite them.
      this.savedRevision = answer.revision;
    } catch (error) {
      this.tell({
        kind: "failed",
        text: error instanceof Error ? error.message : null,
        isSignedOut: isSignedOut(error),
      });
      this.timer = setTimeout(() => void this.saveNow(), RETRY_DELAY_MS);
    }
  }

  private async unite({
    draft: theirs,
    by,
    byMe,
  }: Extract<SaveAnswer<Draft>, { kind: "conflict" }>): Promise<void> {
    const united = await this.meet({ base: this.stored, mine: this.current, theirs, by, byMe });
    if (united === null) {
      this.tell({ kind: "conflict", theirs, by, byMe });
    } else {
      this.stored = theirs;
      this.current = united;
    }
  }

  private tell(state: SaveState<Draft>): void {
    this.currentState = state;
    for (const listener of this.listeners) listener();
  }
}
