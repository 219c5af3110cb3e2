import { describe, expect, it } from "vitest";
import { addVariant, changeIn, configIn, placeIn, textFields } from "#components/config-form/variants.ts";
import { sendEmail } from "#workflows/actions/send-email.ts";
import { catalogue } from "#workflows/catalogue.ts";
import { emptyGraph, GRAPH_NODES_MAX, type Graph, type GraphNode, NOTES_MAX } from "#workflows/graph.ts";
import { validateGraph } from "#workflows/validate.ts";
import { type Draft, type Edit, reduceDraft, startDraft } from "./draft.ts";
import { triggerOf } from "./edits/change-trigger.ts";
import type { Removal } from "./edits/remove.ts";
import { takeOut } from "./edits/take-out.ts";
import { newNode, onwardPort, openEnd, placeBelow, placeToAdd } from "./new-node.ts";
import { portsForCanvas } from "./ports.ts";

const at = { x: 0, y: 0 };

function node(id: string, type: string, y = 0): GraphNode {
  return { ...newNode(type, { x: 0, y }), id };
}

const trigger = node("start", "signup");
const mail = node("mail", "send-email", 180);
const push = node("push", "send-web-push", 360);

const drawn: Graph = {
  nodes: [trigger, mail, push],
  edges: [{ id: "start:next", from: "start", port: "next", to: "mail" }],
};

function edit(draft: Draft, ...edits: Edit[]): Draft {
  return edits.reduce((before, one) => reduceDraft(before, { kind: "edit", edit: one }), draft);
}

const undo = (draft: Draft) => reduceDraft(draft, { kind: "undo" });
const redo = (draft: Draft) => reduceDraft(draft, { kind: "redo" });

describe("undo and redo", () => {
  it("goes back to the empty canvas step by step and forth again", () => {
    let draft = edit(
      startDraft(emptyGraph),
      { kind: "add", node: trigger },
      { kind: "add", node: mail, after: { from: "start", port: "next" } },
      { kind: "remove", nodeIds: ["mail"], edgeIds: [] },
    );
    draft = undo(draft);
    expect(draft.graph.edges).toHaveLength(1);
    draft = undo(undo(draft));
    expect(draft.graph).toBe(emptyGraph);
    expect(undo(draft)).toBe(draft);
    draft = redo(redo(draft));
    expect(draft.graph.nodes.map(({ id }) => id)).toEqual(["start", "mail"]);
  });

  it("forgets what was undone when something new is done", () => {
    const undone = undo(edit(startDraft(drawn), { kind: "remove", nodeIds: ["push"], edgeIds: [] }));
    const draft = edit(undone, { kind: "connect", from: "mail", port: "next", to: "push" });
    expect(draft.future).toEqual([]);
  });

  it("takes typing in one field as one entry, and another field or a pause as the next", () => {
    const type = (field: string, text: string): Edit => ({
      kind: "configure",
      nodeId: "mail",
      field,
      config: { ...mail.config, [field]: text },
    });
    let draft = edit(startDraft(drawn), type("subject", "H"), type("subject", "He"), type("subject", "Hey"));
    expect(draft.past).toHaveLength(1);
    draft = edit(draft, type("body", "Hello"));
    expect(draft.past).toHaveLength(2);
    draft = edit(reduceDraft(draft, { kind: "settle" }), type("body", "Hello you"));
    expect(draft.past).toHaveLength(3);
    expect(undo(draft).graph.nodes[1]?.config.body).toBe("Hello");
  });

  it("takes typing in one language apart from typing in another", () => {
    const texts = textFields(sendEmail.config)!;
    const type = (config: GraphNode["config"], language: string | null, subject: string): Edit => ({
      ...{ kind: "configure", nodeId: "mail", field: placeIn(texts, language, "subject") },
      config: changeIn(config, texts, language, { subject }),
    });
    const both = addVariant(mail.config, texts, "zh");
    let draft = edit(startDraft(drawn), {
      kind: "configure",
      nodeId: "mail",
      field: "variants.zh",
      config: both,
    });
    for (const subject of ["你", "你好"])
      draft = edit(draft, type(draft.graph.nodes[1]!.config, "zh", subject));
    for (const subject of ["H", "Hi"]) draft = edit(draft, type(draft.graph.nodes[1]!.config, null, subject));
    const subjects = (after: Draft) => {
      const { config } = after.graph.nodes[1]!;
      return [config.subject, configIn(config, texts, "zh").subject];
    };
    expect(subjects(draft)).toEqual(["Hi", "你好"]);
    expect(subjects(undo(draft))).toEqual([mail.config.subject, "你好"]);
    expect(subjects(undo(undo(draft)))).toEqual([mail.config.subject, mail.config.subject]);
    expect(undo(undo(undo(draft))).graph.nodes[1]!.config).toBe(mail.config);
    expect(subjects(redo(undo(draft)))).toEqual(["Hi", "你好"]);
  });

  it("keeps every drag, and joins nudges of the same steps", () => {
    const move = (x: number, nudge = false): Edit => ({
      kind: "move",
      positions: [{ id: "mail", position: { x, y: 0 } }],
      nudge,
    });
    expect(edit(startDraft(drawn), move(10), move(20)).past).toHaveLength(2);
    expect(edit(startDraft(drawn), move(10, true), move(20, true)).past).toHaveLength(1);
  });

  it("makes no entry for an edit that changes nothing", () => {
    const draft = startDraft(drawn);
    expect(edit(draft, { kind: "move", positions: [{ id: "start", position: at }] })).toBe(draft);
    expect(edit(draft, { kind: "connect", from: "start", port: "next", to: "mail" })).toBe(draft);
    expect(edit(draft, { kind: "remove", nodeIds: ["nobody"], edgeIds: [] })).toBe(draft);
  });

  it("can take back that another person's graph was taken over", () => {
    const draft = edit(startDraft(drawn), { kind: "replace", graph: emptyGraph });
    expect(undo(draft).graph).toBe(drawn);
  });
});

describe("connecting", () => {
  it("refuses a way into a trigger, to the step itself, and from a port that does not exist", () => {
    const draft = startDraft(drawn);
    expect(edit(draft, { kind: "connect", from: "mail", port: "next", to: "start" })).toBe(draft);
    expect(edit(draft, { kind: "connect", from: "mail", port: "next", to: "mail" })).toBe(draft);
    expect(edit(draft, { kind: "connect", from: "mail", port: "yes", to: "push" })).toBe(draft);
  });

  it("replaces the connection of a port instead of adding a second", () => {
    const { graph } = edit(startDraft(drawn), { kind: "connect", from: "start", port: "next", to: "push" });
    expect(graph.edges).toEqual([{ id: "start:next", from: "start", port: "next", to: "push" }]);
  });

  it("leads a connection elsewhere in one entry, and leaves it where the new end is refused", () => {
    const start = startDraft(drawn);
    const moved = edit(start, {
      kind: "reconnect",
      edgeId: "start:next",
      from: "mail",
      port: "failed",
      to: "push",
    });
    expect(moved.graph.edges.map(({ id, to }) => `${id} > ${to}`)).toEqual(["mail:failed > push"]);
    const refused: Edit = {
      kind: "reconnect",
      edgeId: "start:next",
      from: "mail",
      port: "next",
      to: "start",
    };
    expect(edit(start, refused)).toBe(start);
  });

  it("inserts a step into a connection, makes room for it, and undoes both at once", () => {
    const wait = node("wait", "delay", 180);
    const draft = edit(startDraft(drawn), {
      kind: "add",
      node: wait,
      after: { from: "start", port: "next" },
      onward: "next",
    });
    expect(draft.graph.edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      "start > wait",
      "wait > mail",
    ]);
    expect(draft.graph.nodes.find(({ id }) => id === "mail")?.position.y).toBe(360);
    expect(undo(draft).graph).toBe(drawn);
  });
});

describe("changing what starts the workflow", () => {
  const event = newNode("event", at);
  const change = { kind: "change-trigger", type: "event", config: event.config } as const;

  it("keeps the place and where it leads, and is undone at once", () => {
    const draft = edit(startDraft(drawn), { ...change, nodeId: "start" });
    expect(draft.graph.nodes[0]).toEqual({ ...event, id: "start", position: trigger.position });
    expect(draft.graph.edges).toBe(drawn.edges);
    expect(undo(draft).graph).toBe(drawn);
  });

  it("makes no trigger of another step, and nothing else of a trigger", () => {
    const draft = startDraft(drawn);
    expect(edit(draft, { ...change, nodeId: "mail" })).toBe(draft);
    expect(edit(draft, { ...change, nodeId: "nobody" })).toBe(draft);
    expect(edit(draft, { ...change, nodeId: "start", type: "delay" })).toBe(draft);
    expect(edit(draft, { ...change, nodeId: "start", type: "signup", config: trigger.config })).toBe(draft);
  });

  it("is about the selected trigger where an imported workflow has two", () => {
    const two = { ...drawn, nodes: [...drawn.nodes, node("second", "schedule")] };
    expect(triggerOf(two, "second")?.id).toBe("second");
    expect(triggerOf(two, "mail")?.id).toBe("start");
    expect(triggerOf({ ...drawn, nodes: [mail] }, null)).toBeNull();
  });
});

describe("removing", () => {
  const led = {
    ...drawn,
    edges: [...drawn.edges, { id: "mail:next", from: "mail", port: "next", to: "push" }],
  };
  const followed = (removal: Removal, graph: Graph = led) =>
    edit(startDraft(graph), takeOut(graph, removal)).graph.edges.map(({ from, to }) => `${from} > ${to}`);

  it("leads on to what followed a lone step, as in the list", () => {
    expect(followed({ nodeIds: ["mail"], edgeIds: [] })).toEqual(["start > push"]);
    const own = ["start:next", "mail:next"];
    expect(followed({ nodeIds: ["mail"], edgeIds: own })).toEqual(["start > push"]);
    const both = edit(startDraft(led), takeOut(led, { nodeIds: ["mail"], edgeIds: own }));
    expect(undo(both).graph).toBe(led);
  });

  it("joins nothing behind a trigger, several steps, or a step that leads several ways", () => {
    expect(followed({ nodeIds: ["start"], edgeIds: [] })).toEqual(["mail > push"]);
    expect(followed({ nodeIds: ["mail", "push"], edgeIds: [] })).toEqual([]);
    const failing = { id: "mail:failed", from: "mail", port: "failed", to: "push" };
    expect(followed({ nodeIds: ["mail"], edgeIds: [] }, { ...led, edges: [...led.edges, failing] })).toEqual(
      [],
    );
  });

  it("takes the connections of a removed step with it", () => {
    const { graph } = edit(startDraft(drawn), { kind: "remove", nodeIds: ["mail"], edgeIds: [] });
    expect(graph.edges).toEqual([]);
  });

  it("drops the connection of a branch path that was removed, and keeps it while the path is only renamed", () => {
    const branch = node("fork", "branch");
    const graph: Graph = {
      nodes: [branch, mail],
      edges: [{ id: "fork:yes", from: "fork", port: "yes", to: "mail" }],
    };
    const [path] = branch.config.paths as { id: string; label: string; condition: unknown }[];
    const configure = (paths: unknown[]) =>
      edit(startDraft(graph), { kind: "configure", nodeId: "fork", field: "paths", config: { paths } });
    expect(configure([{ ...path, label: "" }]).graph.edges).toHaveLength(1);
    expect(configure([{ ...path, id: "other" }]).graph.edges).toEqual([]);
  });
});

describe("the settings of the workflow", () => {
  const setUp = (settings: Record<string, unknown>, field: string): Edit => ({
    kind: "set-up",
    settings,
    field,
  });

  it("are undone like any other change, typing in one field at once", () => {
    const draft = edit(
      startDraft(drawn),
      setUp({ goalEvent: "O" }, "goalEvent"),
      setUp({ goalEvent: "Or" }, "goalEvent"),
      setUp({ goalEvent: "Or", goalDays: 7 }, "goalDays"),
    );
    expect(draft.graph.settings).toEqual({ goalEvent: "Or", goalDays: 7 });
    expect(undo(draft).graph.settings).toEqual({ goalEvent: "Or" });
    expect(undo(undo(draft)).graph).toBe(drawn);
  });

  it("stay through every change of the drawing", () => {
    const settings = { reentry: "after-exit" };
    const { graph } = edit(
      startDraft({ ...drawn, settings }),
      { kind: "configure", nodeId: "mail", field: "subject", config: { ...mail.config, subject: "Hello" } },
      { kind: "connect", from: "mail", port: "next", to: "push" },
      { kind: "move", positions: [{ id: "mail", position: { x: 5, y: 5 } }] },
      { kind: "reconnect", edgeId: "start:next", from: "start", port: "next", to: "push" },
      { kind: "remove", nodeIds: ["mail"], edgeIds: [] },
      { kind: "add", node: node("end", "exit") },
    );
    expect(graph.settings).toBe(settings);
  });
});

describe("adding", () => {
  it.each([
    ["incoming-hook", "event", "Choose a hook"],
    ["segment-changed", "segmentId", "Choose a segment"],
  ])("leaves what a %s is about to be chosen: that of the sample is nobody's", (type, key, message) => {
    const problems = validateGraph({ nodes: [newNode(type, at)], edges: [] });
    expect(problems.find(({ field }) => field === key)?.message).toBe(message);
  });

  const own = ["incoming-hook", "segment-changed"];
  const complete = catalogue.map(({ type }) => type).filter((type) => !own.includes(type));
  it.each(complete)("%s: the new step is complete, and its ways out have names", (type) => {
    const fresh = newNode(type, at);
    const problems = validateGraph({ nodes: [fresh], edges: [] });
    expect(problems.filter(({ nodeId }) => nodeId === fresh.id)).toEqual([]);
    const ports = portsForCanvas(fresh);
    expect(ports.map(({ id }) => id)).toEqual([...new Set(ports.map(({ id }) => id))]);
    expect(newNode(type, at).id).not.toBe(fresh.id);
  });

  it("goes on behind the selected step, else behind the newest open end", () => {
    expect(placeToAdd(drawn, "mail")).toEqual({ kind: "end", from: "mail", port: "next" });
    expect(placeToAdd(drawn, null)).toEqual({ kind: "end", from: "push", port: "next" });
    expect(placeToAdd(emptyGraph, null)).toBeNull();
  });

  it("goes between a selected step and what follows it, never to its path for failures", () => {
    expect(placeToAdd(drawn, "start")).toEqual({ kind: "edge", edgeId: "start:next" });
    const edges = [...drawn.edges, { id: "mail:next", from: "mail", port: "next", to: "push" }];
    const connected = { ...drawn, edges };
    expect(placeToAdd(connected, "mail")).toEqual({ kind: "edge", edgeId: "mail:next" });
    const wait = node("wait", "delay", 360);
    const after = { from: "mail", port: "next" };
    const { graph } = edit(startDraft(connected), {
      ...{ kind: "add", node: wait, after },
      onward: onwardPort(wait),
    });
    expect(graph.edges.map(({ id, to }) => `${id} > ${to}`)).toEqual([
      "start:next > mail",
      "mail:next > wait",
      "wait:next > push",
    ]);
  });

  it("refuses one more step or note than can be saved, however it comes", () => {
    const steps = Array.from({ length: GRAPH_NODES_MAX - 3 }, (_, index) => node(`n${index}`, "delay"));
    const notes = Array.from({ length: NOTES_MAX }, (_, index) => ({
      id: `w${index}`,
      text: "",
      position: at,
    }));
    const full = startDraft({ ...drawn, nodes: [...drawn.nodes, ...steps], notes });
    const one = node("one", "delay");
    const note = { id: "note", text: "", position: at };
    expect(edit(full, { kind: "add", node: one })).toBe(full);
    expect(edit(full, { kind: "insert", node: one, edgeIds: ["start:next"], onward: "next" })).toBe(full);
    expect(edit(full, { kind: "paste", piece: { nodes: [one], edges: [], notes: [] } })).toBe(full);
    expect(edit(full, { kind: "paste", piece: { nodes: [], edges: [], notes: [note] } })).toBe(full);
    expect(edit(full, { kind: "add-note", note })).toBe(full);
  });

  it("draws a workflow that can be published when steps are only added one after the other", () => {
    let draft = startDraft(emptyGraph);
    for (const type of ["signup", "delay", "send-email", "exit"]) {
      const end = openEnd(draft.graph);
      const position = end ? placeBelow(draft.graph, end.from, end.port) : at;
      draft = edit(draft, { kind: "add", node: newNode(type, position), after: end ?? undefined });
    }
    expect(validateGraph(draft.graph)).toEqual([]);
    expect(draft.graph.nodes.map(({ position }) => position.y)).toEqual([0, 180, 360, 540]);
  });
});
