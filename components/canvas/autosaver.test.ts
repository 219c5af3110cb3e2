import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Graph } from "#workflows/graph.ts";
import { Autosaver, RETRY_DELAY_MS, SAVE_DELAY_MS, type SaveAnswer } from "./autosaver.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function graphAt(x: number): Graph {
  return { nodes: [{ id: "a", type: "exit", config: {}, position: { x, y: 0 } }], edges: [] };
}

/** A server with one draft, which refuses a save that was made from another revision. */
function server() {
  const state = { revision: 1, draft: graphAt(0), reachable: true, saves: 0 };
  const save = async (revision: number, graph: Graph): Promise<SaveAnswer<Graph>> => {
    if (!state.reachable) throw new Error("The server did not answer");
    if (revision !== state.revision)
      return { kind: "conflict", revision: state.revision, draft: state.draft };
    state.saves++;
    state.revision++;
    state.draft = graph;
    return { kind: "saved", revision: state.revision };
  };
  return { state, save, saver: new Autosaver({ draft: state.draft, revision: 1 }, save) };
}

describe("saving by itself", () => {
  it("joins quick changes into one save of the newest graph", async () => {
    const { state, saver } = server();
    saver.change(graphAt(1));
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS / 2);
    saver.change(graphAt(2));
    expect(saver.state.kind).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(saver.state.kind).toBe("saved");
    expect(state).toMatchObject({ saves: 1, draft: graphAt(2) });
  });

  it("saves again what changed while a save was under way", async () => {
    const { state, saver } = server();
    saver.change(graphAt(1));
    const flushed = saver.flush();
    saver.change(graphAt(2));
    expect(await flushed).toBe(true);
    expect(state).toMatchObject({ saves: 2, draft: graphAt(2) });
  });

  it("has nothing to do when a change is taken back in time", async () => {
    const { state, saver } = server();
    const before = state.draft;
    saver.change(graphAt(1));
    saver.change(before);
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(state.saves).toBe(0);
    expect(saver.state.kind).toBe("saved");
  });

  it("says when it fails, and tries again until the server is back", async () => {
    const { state, saver } = server();
    state.reachable = false;
    saver.change(graphAt(1));
    expect(await saver.flush()).toBe(false);
    expect(saver.state).toMatchObject({ kind: "failed", text: "The server did not answer" });
    state.reachable = true;
    await vi.advanceTimersByTimeAsync(RETRY_DELAY_MS);
    expect(saver.state.kind).toBe("saved");
    expect(state.draft).toEqual(graphAt(1));
  });
});

describe("when somebody else saved", () => {
  async function conflict() {
    const both = server();
    both.state.revision = 7;
    both.state.draft = graphAt(70);
    both.saver.change(graphAt(1));
    await both.saver.flush();
    expect(both.saver.state).toEqual({ kind: "conflict", theirs: graphAt(70) });
    return both;
  }

  it("writes nothing until a person has decided", async () => {
    const { state, saver } = await conflict();
    saver.change(graphAt(2));
    await vi.advanceTimersByTimeAsync(RETRY_DELAY_MS);
    expect(await saver.flush()).toBe(false);
    expect(state.saves).toBe(0);
  });

  it("keeps mine by saving over the newer revision", async () => {
    const { state, saver } = await conflict();
    saver.keepMine();
    expect(await saver.flush()).toBe(true);
    expect(state.draft).toEqual(graphAt(1));
  });

  it("takes theirs, and can still save my graph again afterwards", async () => {
    const { state, saver } = await conflict();
    expect(saver.takeTheirs()).toEqual(graphAt(70));
    expect(saver.state.kind).toBe("saved");
    saver.change(graphAt(1));
    expect(await saver.flush()).toBe(true);
    expect(state.draft).toEqual(graphAt(1));
  });

  it("saves what was drawn while something else raised the revision, and meets no conflict with itself", async () => {
    const { state, saver } = server();
    saver.change(graphAt(1));
    let finish = () => {};
    const other = saver.between(
      () =>
        new Promise<{ revision: number }>((resolve) => {
          finish = () => resolve({ revision: ++state.revision });
        }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(state.draft).toEqual(graphAt(1));
    saver.change(graphAt(2));
    finish();
    expect(await other).toEqual({ revision: 3 });
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(saver.state).toEqual({ kind: "saved" });
    expect(state.draft).toEqual(graphAt(2));
  });

  it("lets nothing else happen while what is on screen cannot be saved", async () => {
    const { state, saver } = server();
    state.reachable = false;
    saver.change(graphAt(1));
    const work = vi.fn(async () => ({ revision: 9 }));
    expect(await saver.between(work)).toBeNull();
    expect(work).not.toHaveBeenCalled();
    expect(saver.revision).toBe(1);
  });

  it("goes on by itself when both can be kept, from theirs", async () => {
    const { state, saver } = uniting((mine, theirs) => graphAt(xOf(mine) + xOf(theirs)));
    state.revision = 7;
    state.draft = graphAt(70);
    saver.change(graphAt(1));
    expect(await saver.flush()).toBe(true);
    expect(saver.state.kind).toBe("saved");
    expect(state).toMatchObject({ saves: 1, revision: 8, draft: graphAt(71) });
  });

  it("saves what a person made of both, and asks again when somebody saved once more", async () => {
    const { state, saver } = await conflict();
    saver.settle();
    saver.change(graphAt(5));
    expect(saver.base).toEqual(graphAt(70));
    state.revision++;
    state.draft = graphAt(80);
    expect(await saver.flush()).toBe(false);
    expect(saver.state).toMatchObject({ kind: "conflict", theirs: graphAt(80) });
    saver.settle();
    saver.change(graphAt(6));
    expect(await saver.flush()).toBe(true);
    expect(state.draft).toEqual(graphAt(6));
  });

  it("takes a newer draft over only where nothing of mine would be lost", async () => {
    const { state, saver } = server();
    saver.change(graphAt(1));
    expect(saver.adopt(graphAt(70), 7)).toBe(false);
    await saver.flush();
    state.revision = 7;
    expect(saver.adopt(graphAt(70), 7)).toBe(true);
    saver.change(graphAt(71));
    expect(await saver.flush()).toBe(true);
    expect(state.draft).toEqual(graphAt(71));
  });
});

function xOf({ nodes }: Graph): number {
  return nodes[0]!.position.x;
}

function uniting(unite: (mine: Graph, theirs: Graph) => Graph) {
  const { state, save } = server();
  const saver = new Autosaver({ draft: state.draft, revision: 1 }, save, async ({ mine, theirs }) =>
    unite(mine, theirs),
  );
  return { state, saver };
}
