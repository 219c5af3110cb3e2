import { findNode } from "./catalogue.ts";
import { changedLines } from "./changed-lines.ts";
import { type Field, type FieldChange, fieldOfSettings, fieldOfStep } from "./field-words.ts";
import type { Graph, GraphNode } from "./graph.ts";
import type { Phrase } from "./phrase.ts";
import { keysOf, own, sameValue } from "./same-value.ts";
import { workflowSettings } from "./settings.ts";
import { inItsLanguage } from "./variants.ts";

export interface StepChange {
  before: GraphNode;
  after: GraphNode;
  fields: FieldChange[];
}

/** A way out that leads elsewhere; null: nowhere. */
export interface ConnectionChange {
  from: GraphNode;
  port: string;
  /** What the step calls that way out. */
  portLabel: Phrase;
  before: GraphNode | null;
  after: GraphNode | null;
}

/** What makes one graph another. Where steps stand and what notes say does nothing, and is not in it. */
export interface GraphDiff {
  added: GraphNode[];
  removed: GraphNode[];
  changed: StepChange[];
  /** Between steps that both have; those of an added or removed step came or went with it. */
  connections: ConnectionChange[];
  settings: FieldChange[];
}

/** How many there are of each. */
export type DiffCounts = Record<keyof GraphDiff, number>;

export function diffGraphs(before: Graph, after: Graph): GraphDiff {
  const earlier = new Map(before.nodes.map((node) => [node.id, node]));
  const later = new Map(after.nodes.map((node) => [node.id, node]));
  return {
    added: after.nodes.filter(({ id }) => !earlier.has(id)),
    removed: before.nodes.filter(({ id }) => !later.has(id)),
    changed: after.nodes.flatMap((node) => compareSteps(earlier.get(node.id), node)),
    connections: compareConnections(before, after, earlier, later),
    settings: compareFields(
      readRecord(workflowSettings, before.settings ?? {}),
      readRecord(workflowSettings, after.settings ?? {}),
      fieldOfSettings,
    ),
  };
}

export function countChanges(diff: GraphDiff): DiffCounts {
  return {
    added: diff.added.length,
    removed: diff.removed.length,
    changed: diff.changed.length,
    connections: diff.connections.length,
    settings: diff.settings.length,
  };
}

/** Whether it makes no difference to anybody. */
export function isNothing(counts: DiffCounts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

function compareSteps(before: GraphNode | undefined, after: GraphNode): StepChange[] {
  if (!before) return [];
  if (before.type !== after.type) {
    const { label, say } = fieldOfStep(after.type, "");
    const fields = [{ field: "", label, before: say(before.type), after: say(after.type) }];
    return [{ before, after, fields }];
  }
  const form = findNode(after.type)?.config;
  const [was, is] = [readRecord(form, before.config), readRecord(form, after.config)];
  const fieldOf = (field: string) => fieldOfStep(after.type, field);
  const fields = compareFields({ ...was, variants: null }, { ...is, variants: null }, fieldOf);
  const translated = compareVariants(asRecord(was.variants), asRecord(is.variants), fieldOf);
  return fields.length + translated.length > 0 ? [{ before, after, fields: [...fields, ...translated] }] : [];
}

/** The texts in other languages, each field with its language in front. */
function compareVariants(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  fieldOf: (field: string) => Field,
): FieldChange[] {
  return keysOf(before, after).flatMap((language) => {
    const changes = compareFields(asRecord(own(before, language)), asRecord(own(after, language)), fieldOf);
    return changes.map((change) => {
      const field = `variants.${language}.${change.field}`;
      return { ...change, field, label: inItsLanguage(field, change.label) };
    });
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

interface Parser {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false };
}

/** A form's values with what it does not hold as the step understands it; as they are when they cannot be read. */
function readRecord(form: Parser | undefined, record: Record<string, unknown>): Record<string, unknown> {
  const parsed = form?.safeParse(record);
  return parsed?.success ? (parsed.data as Record<string, unknown>) : record;
}

function compareFields(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  fieldOf: (field: string) => Field,
): FieldChange[] {
  return keysOf(before, after).flatMap((field) => {
    const values = [own(before, field), own(after, field)] as const;
    if (sameValue(...values)) return [];
    const { label, say } = fieldOf(field);
    const [was, is] = [say(values[0]), say(values[1])];
    if (was === "" && is === "") return [];
    if (was !== null && is !== null && !sameValue(was, is)) return { field, label, before: was, after: is };
    // Two texts that are cut, or two lists, look alike in a few words.
    const lines = changedLines(...values);
    return { field, label, before: null, after: null, ...(lines && { lines }) };
  });
}

function compareConnections(
  before: Graph,
  after: Graph,
  earlier: Map<string, GraphNode>,
  later: Map<string, GraphNode>,
): ConnectionChange[] {
  const led = new Map(before.edges.map(({ from, port, to }) => [`${from}:${port}`, to]));
  const leads = new Map(after.edges.map(({ from, port, to }) => [`${from}:${port}`, to]));
  const ways = new Map([...before.edges, ...after.edges].map((edge) => [`${edge.from}:${edge.port}`, edge]));
  return [...ways].flatMap(([key, { from, port }]) => {
    const node = later.get(from);
    const [was, is] = [led.get(key), leads.get(key)];
    if (!node || !earlier.has(from) || was === is) return [];
    return {
      from: node,
      port,
      portLabel: labelOfPort(node, port),
      before: (was !== undefined && earlier.get(was)) || null,
      after: (is !== undefined && later.get(is)) || null,
    };
  });
}

function labelOfPort(node: GraphNode, port: string): Phrase {
  const definition = findNode(node.type);
  if (!definition || definition.kind === "trigger") return "";
  const config = definition.config.safeParse(node.config);
  return (config.success && definition.ports(config.data).find(({ id }) => id === port)?.label) || "";
}
