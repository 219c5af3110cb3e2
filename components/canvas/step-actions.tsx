"use client";

import { CopyPlus, Replace, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { deletionOf, type Followers, usualFollowers } from "./outline/followers.ts";
import { takenPorts } from "./outline/places.ts";
import type { Editor } from "./use-editor.ts";

const DeleteDialog = dynamic(() =>
  import("./outline/delete-dialog.tsx").then((module) => module.DeleteDialog),
);

type Props = {
  editor: Editor;
  node: GraphNode;
  /** Puts a copy beside it; null where that is done elsewhere. */
  onDuplicate: (() => void) | null;
};

/** What can be done with a step as a whole, below its settings. */
export function StepActions({ editor, node, onDuplicate }: Props) {
  const t = useTranslations("canvas.inspector");
  const { drawing } = useCanvasView();
  const [asking, setAsking] = useState(false);
  const { graph } = editor.draft;
  const trigger = findNode(node.type)?.kind === "trigger";

  function remove(followers: Followers) {
    editor.edit(deletionOf(graph, node.id, followers));
    editor.selectNode(null);
  }
  return (
    <div className="flex flex-wrap gap-x-1 gap-y-2 border-t pt-4">
      {trigger && drawing && (
        <Button
          icon={<Replace />}
          aria-haspopup="dialog"
          onClick={(event) =>
            drawing.pick({ place: { kind: "trigger", nodeId: node.id }, anchor: event.currentTarget })
          }
        >
          {t("changeTrigger")}
        </Button>
      )}
      {!trigger && onDuplicate && (
        <Button variant="ghost" icon={<CopyPlus />} onClick={onDuplicate}>
          {t("duplicate")}
        </Button>
      )}
      <Button
        variant="ghost"
        icon={<Trash2 />}
        className="text-danger"
        onClick={() => {
          // As in the list, what follows one way out takes the place of the step.
          if (!trigger && takenPorts(graph, node).length > 1) setAsking(true);
          else remove(usualFollowers(graph, node));
        }}
      >
        {t("delete")}
      </Button>
      {asking && (
        <DeleteDialog graph={graph} node={node} onDelete={remove} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}
