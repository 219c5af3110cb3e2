import type { Say } from "#components/say.tsx";
import type { GraphNode, GraphNote } from "#workflows/graph.ts";
import type { Size } from "./arrange/boxes.ts";
import { NOTE_SIZE, type Position } from "./layout.ts";
import { noteFlowId } from "./notes/flow-id.ts";
import type { NoteFlowNode } from "./notes/note-node.tsx";
import type { StepFlowNode } from "./step-node.tsx";
import { nameOf } from "./step-title.ts";

export type CanvasNode = StepFlowNode | NoteFlowNode;

/** What is known of something on the canvas beside what the graph says. */
export interface Fleeting {
  size?: Size;
  /** Where it is while it is dragged. */
  dragged?: Position;
  /** How large it is while its corner is pulled. */
  pulled?: Size;
  selected: boolean;
}

interface Drawn<Item> {
  item: Item;
  fleeting: Fleeting;
  open: string;
  node: CanvasNode;
}

/** Draws steps and notes anew only where something about them has changed: moving one leaves all others as they are. */
export class NodeDrawer {
  readonly #steps = new Map<string, Drawn<GraphNode> & { node: StepFlowNode }>();
  readonly #notes = new Map<string, Drawn<GraphNote> & { node: NoteFlowNode }>();
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  /** `open`: the ways out that lead nowhere. */
  step(item: GraphNode, open: readonly string[], fleeting: Fleeting): StepFlowNode {
    const before = this.#steps.get(item.id);
    const ends = open.join(" ");
    if (before && isSame(before, item, ends, fleeting)) return before.node;
    const sameData = before?.item === item && before.open === ends;
    const node: StepFlowNode = {
      id: item.id,
      type: "step",
      position: fleeting.dragged ?? item.position,
      data: sameData ? before.node.data : { node: item, open },
      measured: fleeting.size,
      selected: fleeting.selected,
      ariaLabel: sameData ? before.node.ariaLabel : this.#say(nameOf(item)),
    };
    this.#steps.set(item.id, { item, open: ends, fleeting, node });
    return node;
  }

  note(item: GraphNote, fleeting: Fleeting): NoteFlowNode {
    const before = this.#notes.get(item.id);
    if (before && isSame(before, item, "", fleeting)) return before.node;
    const { width, height } = fleeting.pulled ?? {
      width: item.width ?? NOTE_SIZE.width,
      height: item.height ?? NOTE_SIZE.height,
    };
    const node: NoteFlowNode = {
      id: noteFlowId(item.id),
      type: "note",
      position: fleeting.dragged ?? item.position,
      data: before?.item === item ? before.node.data : { note: item },
      measured: fleeting.size,
      selected: fleeting.selected,
      ariaLabel: item.text,
      width,
      height,
      zIndex: BEHIND_STEPS,
    };
    this.#notes.set(item.id, { item, open: "", fleeting, node });
    return node;
  }
}

/** Selecting raises by a thousand, and even then a note stays behind. */
const BEHIND_STEPS = -1001;

function isSame<Item>(before: Drawn<Item>, item: Item, open: string, fleeting: Fleeting): boolean {
  const { size, dragged, pulled, selected } = before.fleeting;
  return (
    before.item === item &&
    before.open === open &&
    size === fleeting.size &&
    dragged === fleeting.dragged &&
    pulled === fleeting.pulled &&
    selected === fleeting.selected
  );
}
