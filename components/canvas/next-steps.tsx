"use client";

import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { GraphNode } from "#workflows/graph.ts";
import { edgeAt, isConnectable } from "./connections.ts";
import { portsForCanvas } from "./ports.ts";
import { nameOf } from "./step-title.ts";
import type { Editor } from "./use-editor.ts";

const NOWHERE = "ends here";

/** Where each way out leads, as a choice: connecting without a pointer. */
export function NextSteps({ editor, node }: { editor: Editor; node: GraphNode }) {
  const t = useTranslations("canvas.next");
  const say = useSay();
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
      <h3 className="text-sm">{t("title")}</h3>
      {ports.map((port) => (
        <Field key={port.id} label={say(port.label)}>
          <Select
            value={edgeAt(graph, node.id, port.id)?.to ?? NOWHERE}
            onValueChange={(to) => lead(port.id, to)}
            options={[
              // A failure without a way out of its own does not end the run.
              { value: NOWHERE, label: t(port.id === "failed" ? "goesOn" : "ends") },
              ...graph.nodes
                .filter((to) => isConnectable(graph, { from: node.id, port: port.id, to: to.id }))
                .map((to) => ({ value: to.id, label: say(nameOf(to)) })),
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
          {t("removeStray", { port })}
        </Button>
      ))}
    </div>
  );
}
