import type { Graph } from "#workflows/graph.ts";

/** Long enough to join quick typing, short enough that nobody waits for it. */
export const SAVE_DELAY_MS = 600;
/** Between attempts while the server cannot be reached. */
export const RETRY_DELAY_MS = 5_000;

export type SaveState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** `text` says why, in words; the next attempt comes by itself. */
  | { kind: "failed"; text: string }
  /** Somebody else saved in between: saving rests until a person has decided. */
  | { kind: "conflict"; theirs: Graph };

export type SaveAnswer =
  | { kind: "saved"; revision: number }
  | { kind: "conflict"; revision: number; draft: Graph };

type Save = (revision: number, graph: Graph) => Promise<SaveAnswer>;

/**
 * Keeps the server's draft like the one on screen: one save at a time, always the newest graph, each naming the
 * revision it was made from, so that nobody's work is overwritten unseen.
 */
export class Autosaver {
  private readonly save: Save;
  private stored: Graph;
  private current: Graph;
  private savedRevision: number;
  private currentState: SaveState = { kind: "saved" };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(start: { graph: Graph; revision: number }, save: Save) {
    this.stored = start.graph;
    this.current = start.graph;
    this.savedRevision = start.revision;
    this.save = save;
  }

  get state(): SaveState {
    return this.currentState;
  }

  /** The revision that the server holds of this draft. */
  get revision(): number {
    return this.savedRevision;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Tells the graph as it is now. */
  change(graph: Graph): void {
    if (graph === this.current) return;
    this.current = graph;
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

  /** Answers a conflict: what is on screen replaces what the other person saved. */
  keepMine(): void {
    if (this.currentState.kind !== "conflict") return;
    void this.saveNow();
  }

  /** Answers a conflict: the other person's graph, which the caller now shows. */
  takeTheirs(): Graph | null {
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
    const graph = this.current;
    this.tell({ kind: "saving" });
    try {
      const answer = await this.save(this.savedRevision, graph);
      this.savedRevision = answer.revision;
      if (answer.kind === "saved") this.stored = graph;
      else this.tell({ kind: "conflict", theirs: answer.draft });
    } catch (error) {
      this.tell({
        kind: "failed",
        text: error instanceof Error ? error.message : "The server did not answer",
      });
      this.timer = setTimeout(() => void this.saveNow(), RETRY_DELAY_MS);
    }
  }

  private tell(state: SaveState): void {
    this.currentState = state;
    for (const listener of this.listeners) listener();
  }
}
