import { holdWork } from "#components/unsaved-work.ts";
import type { Graph } from "#workflows/graph.ts";
import { sameValue } from "#workflows/same-value.ts";
import type { Absorption } from "./absorb.ts";
import { Autosaver, type Meeting, type SaveAnswer } from "./autosaver.ts";
import { type Draft, type DraftAction, reduceDraft, startDraft } from "./draft.ts";

/** Of how many workflows the way back is remembered. */
const SESSIONS_MAX = 20;

/** A draft as the server has it. */
export type StoredDraft = { draft: Graph; draftRevision: number };

/** What a session leaves to the page. */
export interface SessionMeans {
  save(revision: number, graph: Graph): Promise<SaveAnswer<Graph>>;
  /** What somebody else saved came in by itself. */
  onMerged(meeting: Meeting<Graph>): void;
  /** Makes a workflow of its own of a drawing; false when that failed. */
  setAside(graph: Graph): Promise<boolean>;
}

/**
 * One workflow as it is drawn in this window, for as long as the window is open: going to another page and back loses
 * neither the way back nor what could not be saved yet.
 */
export class EditingSession {
  readonly saver: Autosaver<Graph>;
  /** Those of the page that showed it last; null until one does. */
  means: SessionMeans | null = null;
  private current: Draft;
  private shown = 0;
  private settingAside = false;
  private readonly listeners = new Set<() => void>();

  constructor({ draft, draftRevision }: StoredDraft) {
    this.current = startDraft(draft);
    this.saver = new Autosaver<Graph>(
      { draft, revision: draftRevision },
      async (revision, graph) => {
        if (!this.means) throw new Error("no page has shown this workflow yet");
        return await this.means.save(revision, graph);
      },
      (meeting) => this.unite(meeting),
    );
    this.saver.subscribe(() => this.lookAtSaving());
  }

  get draft(): Draft {
    return this.current;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly act = (action: DraftAction): void => this.become(reduceDraft(this.current, action));

  /** Goes on from a newer draft of the server; false when it is none, or something here still has to be saved. */
  readonly takeIn = async ({ draft, draftRevision }: StoredDraft): Promise<boolean> => {
    // Few have company: what unites two drafts is fetched when there is something to unite.
    if (draftRevision <= this.saver.revision) return false;
    const { absorb } = await import("./absorb.ts");
    const { base } = this.saver;
    if (draftRevision <= this.saver.revision || !this.saver.adopt(draft, draftRevision)) return false;
    this.become(absorb(this.current, { base, theirs: draft, wins: "mine" }));
    return true;
  };

  /** Answers a clash: both drafts become one, and what both changed is as one of them has it. */
  readonly decide = async (wins: Absorption["wins"]): Promise<void> => {
    const { absorb } = await import("./absorb.ts");
    const { base, state } = this.saver;
    if (state.kind !== "conflict") return;
    this.saver.settle();
    this.become(absorb(this.current, { base, theirs: state.theirs, wins }));
  };

  /** Goes on from a draft that one has put in the place of this one; undo leads back. */
  goOnFrom({ draft, draftRevision }: StoredDraft): void {
    if (draftRevision <= this.saver.revision || !this.saver.adopt(draft, draftRevision)) return;
    this.act({ kind: "edit", edit: { kind: "replace", graph: draft } });
  }

  /** A page shows it; answers with how to say that it no longer does, which saves. */
  show(): () => void {
    this.shown++;
    return () => {
      this.shown--;
      void this.saver.flush().then(() => this.lookAtSaving());
    };
  }

  private become(after: Draft): void {
    if (after === this.current) return;
    this.current = after;
    this.saver.change(after.graph);
    for (const listener of this.listeners) listener();
  }

  private async unite(meeting: Meeting<Graph>): Promise<Graph | null> {
    const [{ absorb }, { mergeGraphs }] = await Promise.all([
      import("./absorb.ts"),
      import("#workflows/merge-graphs.ts"),
    ]);
    const { base, theirs } = meeting;
    // As it is by now, which may be newer than what was to be saved.
    const mine = this.current.graph;
    const merged = mergeGraphs(base, mine, theirs);
    if (merged.kind !== "merged") return null;
    this.become(absorb(this.current, { base, theirs, wins: "mine" }));
    // Their draft may be an earlier save of one's own whose answer was lost.
    if (!sameValue(merged.graph, mine)) this.means?.onMerged(meeting);
    return this.current.graph;
  }

  private lookAtSaving(): void {
    const { state } = this.saver;
    holdWork(this, state.kind !== "saved");
    if (state.kind === "conflict" && this.shown === 0) void this.setAside(state.theirs);
  }

  /** Nobody is there to be asked about a clash: mine becomes a workflow of its own, and this one shows theirs. */
  private async setAside(theirs: Graph): Promise<void> {
    if (this.settingAside) return;
    this.settingAside = true;
    const isKept = await this.means?.setAside(this.current.graph);
    this.settingAside = false;
    if (!isKept || this.saver.state.kind !== "conflict") return;
    this.saver.settle();
    this.act({ kind: "edit", edit: { kind: "replace", graph: theirs } });
  }
}

const sessions = new Map<number, EditingSession>();

/** The session of a workflow, begun with this draft, or gone on with from it. */
export function openSession(workflow: StoredDraft & { id: number }): EditingSession {
  const known = sessions.get(workflow.id);
  void known?.takeIn(workflow);
  const session = known ?? new EditingSession(workflow);
  sessions.delete(workflow.id);
  sessions.set(workflow.id, session);
  for (const [id, { saver }] of sessions) {
    if (sessions.size <= SESSIONS_MAX) break;
    if (saver.state.kind === "saved") sessions.delete(id);
  }
  return session;
}
