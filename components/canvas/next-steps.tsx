"use client";

import { Unlink } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { GraphNode } from "#workflows/graph.ts";
import { connectionRefusal, edgeAt } from "./connections.ts";
import { portsForCanvas } from "./ports.ts";
import type { Editor } from "./use-editor.ts";
import { nameOf } from "./use-flow-elements.ts";

const NOWHERE = "ends here";
/** A failure without a way out of its own does not end the run. */
const GOES_ON = "Nothing of its own: goes on with “Then”";

/** Where each way out leads, as a choice: connecting without a pointer. */
export function NextSteps({ editor, node }: { editor: Editor; node: GraphNode }) {
  const { graph } = editor.draft;
  const ports = portsForCanvas(node);
  const stray = graph.edges.filter(
    ({ from, port }) => from === node.id && !ports.some(({ id }) => id === port),
  );
  if (ports.length === 0 && stray.length === 0) return null;

  function lead(port: string, to: string) {
    if (to !== NOWHERE) return editor.edit({ kind: "connect", from: node.id, port, to });
    const edge = edgeAt(graph, node.id, port);
    if (edge) editor.edit({ kind: "remove", nodeIds: [], edgeIds: [edge.id] });
  }

  return (
    <div className="flex flex-col gap-3 border-t pt-4">
      <h3 className="text-sm">Where it leads</h3>
      {ports.map((port) => (
        <Field key={port.id} label={port.label}>
          <Select
            value={edgeAt(graph, node.id, port.id)?.to ?? NOWHERE}
            onValueChange={(to) => lead(port.id, to)}
            options={[
              { value: NOWHERE, label: port.id === "failed" ? GOES_ON : "Nothing: the run ends here" },
              ...graph.nodes
                .filter((to) => !connectionRefusal(graph, { from: node.id, port: port.id, to: to.id }))
                .map((to) => ({ value: to.id, label: nameOf(to) })),
            ]}
          />
        </Field>
      ))}
      {stray.map(({ id, port }) => (
        // Imported: the canvas has no place to draw it from.
        <Button
          key={id}
          icon={<Unlink />}
          className="self-start"
          onClick={() => editor.edit({ kind: "remove", nodeIds: [], edgeIds: [id] })}
        >
          Remove the connection from “{port}”
        </Button>
      ))}
    </div>
  );
}
