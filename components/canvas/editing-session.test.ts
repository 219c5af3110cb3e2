import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hasUnsavedWork } from "#components/unsaved-work.ts";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { RETRY_DELAY_MS, SAVE_DELAY_MS, type SaveAnswer } from "./autosaver.ts";
import { type EditingSession, openSession } from "./editing-session.ts";

const first = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let lastId = 0;

/** A server with one workflow, and the pages of one window that show it. */
function world() {
  const id = ++lastId;
  const server = { draft: first, draftRevision: 1, isReachable: true };
  const aside: Graph[] = [];
  const told: string[] = [];

  function visit(): { session: EditingSession; leave(): void } {
    const session = openSession({ id, ...server });
    session.means = {
      async save(revision, graph): Promise<SaveAnswer<Graph>> {
        if (!server.isReachable) throw new Error("The server did not answer");
        const { draft, draftRevision } = server;
        if (revision !== draftRevision)
          return { kind: "conflict", revision: draftRevision, draft, by: "Edda" };
        store(graph);
        return { kind: "saved", revision: server.draftRevision };
      },
      onMerged: ({ by }) => void told.push(by ?? ""),
      async setAside(graph) {
        aside.push(graph);
        return true;
      },
    };
    return { session, leave: session.show() };
  }

  function store(graph: Graph): void {
    server.draft = graph;
    server.draftRevision++;
  }
  return { id, server, aside, told, visit, store };
}

function configured(graph: Graph, config: Record<string, unknown>): Graph {
  const nodes = graph.nodes.map((node) =>
    node.id === "mail" ? { ...node, config: { ...node.config, ...config } } : node,
  );
  return { ...graph, nodes };
}

function write(session: EditingSession, config: Record<string, unknown>): void {
  const graph = configured(session.draft.graph, config);
  session.act({ kind: "edit", edit: { kind: "replace", graph } });
}

const configIn = ({ nodes }: Graph) => nodes.find(({ id }) => id === "mail")?.config;

/** After what was to be saved is, and what unites two drafts was fetched. */
async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS + RETRY_DELAY_MS);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS + RETRY_DELAY_MS);
}

it("still undoes after another page was looked at, and keeps what somebody else saved meanwhile", async () => {
  const { server, visit, store } = world();
  const before = visit();
  write(before.session, { subject: "Mine" });
  before.leave();
  await settled();
  expect(configIn(server.draft)).toMatchObject({ subject: "Mine" });

  store(configured(server.draft, { body: "Theirs" }));
  const { session, leave } = visit();
  await settled();
  expect(configIn(session.draft.graph)).toEqual({ subject: "Mine", body: "Theirs" });
  session.act({ kind: "undo" });
  await settled();
  expect(configIn(server.draft)).toEqual({ subject: "Hello", body: "Theirs" });
  session.act({ kind: "redo" });
  await settled();
  expect(configIn(server.draft)).toEqual({ subject: "Mine", body: "Theirs" });
  leave();
});

it("goes on trying to save after the page was left, and says so until it has", async () => {
  const { server, visit } = world();
  const { session, leave } = visit();
  server.isReachable = false;
  write(session, { subject: "Mine" });
  leave();
  await settled();
  expect(hasUnsavedWork()).toBe(true);
  const again = visit();
  expect(configIn(again.session.draft.graph)).toMatchObject({ subject: "Mine" });
  expect(again.session.saver.state).toMatchObject({ kind: "failed", text: "The server did not answer" });
  again.leave();
  server.isReachable = true;
  await settled();
  expect(configIn(server.draft)).toMatchObject({ subject: "Mine" });
  expect(hasUnsavedWork()).toBe(false);
});

it("takes in what goes together with mine though nobody looks, and undoes mine alone", async () => {
  const { server, aside, told, visit, store } = world();
  const { session, leave } = visit();
  write(session, { subject: "Mine" });
  store(configured(first, { body: "Theirs" }));
  leave();
  await settled();
  expect(told).toEqual(["Edda"]);
  expect(aside).toEqual([]);
  expect(configIn(server.draft)).toEqual({ subject: "Mine", body: "Theirs" });
  const again = visit();
  expect(configIn(again.session.draft.graph)).toEqual({ subject: "Mine", body: "Theirs" });
  again.session.act({ kind: "undo" });
  expect(configIn(again.session.draft.graph)).toEqual({ subject: "Hello", body: "Theirs" });
  again.leave();
  await settled();
});

it("keeps what is drawn while theirs comes in", async () => {
  const { server, visit, store } = world();
  const { session, leave } = visit();
  write(session, { subject: "Mine" });
  store(configured(first, { body: "Theirs" }));
  await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
  write(session, { preview: "Later" });
  await settled();
  expect(configIn(server.draft)).toEqual({ subject: "Mine", body: "Theirs", preview: "Later" });
  leave();
  await settled();
});

it("makes a workflow of its own of mine, once, when a clash comes up with nobody there to decide", async () => {
  const { server, aside, visit, store } = world();
  const { session, leave } = visit();
  write(session, { subject: "Mine" });
  store(configured(first, { subject: "Theirs" }));
  leave();
  await settled();
  expect(aside.map(configIn)).toEqual([{ subject: "Mine", body: "There" }]);
  expect(configIn(server.draft)).toMatchObject({ subject: "Theirs" });
  expect(hasUnsavedWork()).toBe(false);
  const again = visit();
  expect(configIn(again.session.draft.graph)).toMatchObject({ subject: "Theirs" });
  again.session.act({ kind: "undo" });
  expect(configIn(again.session.draft.graph)).toMatchObject({ subject: "Mine" });
  again.leave();
  await settled();
});

it("asks about a clash while a page shows it, and sets mine aside when that is left undecided", async () => {
  const { aside, visit, store } = world();
  const { session, leave } = visit();
  write(session, { subject: "Mine" });
  store(configured(first, { subject: "Theirs" }));
  await settled();
  expect(session.saver.state).toMatchObject({ kind: "conflict", by: "Edda" });
  expect(aside).toEqual([]);
  leave();
  await settled();
  expect(aside.map(configIn)).toEqual([{ subject: "Mine", body: "There" }]);
});

it("undoes on the canvas that a version was brought back on another page", async () => {
  const { id, server, visit, store } = world();
  const old = configured(first, { subject: "Old" });
  const before = { id, ...server };
  store(old);
  openSession(before).goOnFrom(server);
  const { session, leave } = visit();
  expect(configIn(session.draft.graph)).toMatchObject({ subject: "Old" });
  session.act({ kind: "undo" });
  leave();
  await settled();
  expect(configIn(server.draft)).toMatchObject({ subject: "Hello" });
});
