"use client";

import { Panel } from "@xyflow/react";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { toast } from "#components/ui/toast.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { findNode } from "#workflows/catalogue.ts";
import { CanvasViewProvider } from "./canvas-context.tsx";
import { CanvasToolbar } from "./canvas-toolbar.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { EditorHeader } from "./editor-header.tsx";
import { EmptyCanvas } from "./empty-canvas.tsx";
import { FlowView } from "./flow-view.tsx";
import { NodeIcon } from "./node-icon.tsx";
import { Palette } from "./palette.tsx";
import { SettingsLine } from "./settings-line.tsx";
import { isSettingsProblem } from "./settings-problems.ts";
import { SidePanel } from "./side-panel.tsx";
import type { Trail } from "./simulation/playback.ts";
import { stepTitle } from "./step-title.ts";
import { useAdding } from "./use-adding.ts";
import { useCanvasData } from "./use-canvas-data.ts";
import { type Editor, useEditor } from "./use-editor.ts";
import { NARROW_QUERY, PHONE_QUERY, useMedia } from "./use-media.ts";
import { useReveal } from "./use-reveal.ts";
import { useShortcuts } from "./use-shortcuts.ts";

// What is not needed to see the canvas comes when it is opened.
const Inspector = dynamic(() => import("./inspector.tsx").then((module) => module.Inspector), {
  loading: () => <Spinner label="Opening the settings" />,
});
const SettingsPanel = dynamic(() => import("./settings-panel.tsx").then((module) => module.SettingsPanel), {
  loading: () => <Spinner label="Opening the settings" />,
});
const PublishDialog = dynamic(() => import("./publish-dialog.tsx").then((module) => module.PublishDialog));
const SimulationPanel = dynamic(() =>
  import("./simulation/simulation-panel.tsx").then((module) => module.SimulationPanel),
);

/** The canvas with everything around it. */
export function EditorBody({ workflow }: { workflow: WorkflowView }) {
  const editor = useEditor(workflow);
  const { add, addAt, insertInto } = useAdding(editor);
  const [open, setOpen] = useState<"publish" | "simulation" | "palette" | null>(null);
  const [putOff, setPutOff] = useState(false);
  const [trail, setTrail] = useState<Trail | null>(null);
  const phone = useMedia(PHONE_QUERY);
  const narrow = useMedia(NARROW_QUERY);
  const { graph } = editor.draft;
  const { showSettings } = editor;
  const simulating = open === "simulation";
  const viewing = !useMay("editor");
  const locked = simulating || viewing;
  const selected = editor.selection.nodes.length === 1 ? editor.selection.nodes[0] : undefined;
  useReveal(graph, selected);
  useShortcuts({ undo: editor.undo, redo: editor.redo, off: locked });

  async function openPublish() {
    if (await editor.saver.flush()) setOpen("publish");
    else toast.error("Your last changes could not be saved yet", { description: "Publish when they are." });
  }

  const data = useCanvasData(workflow, editor);
  const view = useMemo(
    () => ({
      ...data,
      workflowId: workflow.id,
      trail,
      openSettings: () => showSettings(true),
      insertInto: viewing ? null : insertInto,
    }),
    [data, workflow.id, trail, showSettings, viewing, insertInto],
  );
  const triggered = graph.nodes.some(({ type }) => findNode(type)?.kind === "trigger");
  const changed = isChanged(workflow, editor);
  const node = graph.nodes.find(({ id }) => id === selected);
  const badSettings = editor.problems.some(isSettingsProblem);
  const settingsOpen = editor.selection.settings && !simulating;

  return (
    <CanvasViewProvider value={view}>
      <EditorHeader
        workflow={workflow}
        editor={editor}
        changed={changed}
        simulating={simulating}
        settingsOpen={settingsOpen}
        badSettings={badSettings}
        onSettings={() => {
          if (simulating) setOpen(null);
          showSettings(!settingsOpen);
        }}
        onSimulate={() => {
          showSettings(false);
          setTrail(null);
          setOpen(simulating ? null : "simulation");
        }}
        onPublish={() => void openPublish()}
        onDecide={() => setPutOff(false)}
      />
      <div className="relative flex min-h-0 flex-1">
        {!phone && !locked && (
          <div className="w-56 shrink-0 overflow-y-auto border-r bg-surface p-3">
            <Palette triggered={triggered} onAdd={add} />
          </div>
        )}
        <div className="relative min-w-0 flex-1 bg-canvas">
          <FlowView
            editor={editor}
            locked={locked}
            selectable={!simulating}
            phone={phone}
            map={!phone && ((!node && !settingsOpen) || narrow)}
            onDropNode={addAt}
          >
            {!simulating && (
              <SettingsLine
                settings={graph.settings}
                bad={badSettings}
                only={phone}
                onOpen={() => showSettings(true)}
              />
            )}
            <CanvasToolbar editor={editor} locked={locked} />
            {phone && !locked && (
              <Panel position="bottom-right">
                <Button variant="primary" icon={<Plus />} onClick={() => setOpen("palette")}>
                  Add step
                </Button>
              </Panel>
            )}
          </FlowView>
          {graph.nodes.length === 0 && !viewing && <EmptyCanvas phone={phone} />}
        </div>
        {node && !simulating && open !== "palette" && (
          <SidePanel
            label="Step settings"
            {...stepTitle(node)}
            icon={<NodeIcon definition={findNode(node.type)} />}
            sheet={narrow}
            onClose={() => editor.selectNode(null)}
          >
            <Inspector editor={editor} node={node} viewing={viewing} />
          </SidePanel>
        )}
        {settingsOpen && open !== "palette" && (
          <SidePanel
            label="Workflow settings"
            title="Settings"
            description="They hold for the workflow as a whole."
            sheet={narrow}
            onClose={() => showSettings(false)}
          >
            <SettingsPanel editor={editor} viewing={viewing} />
          </SidePanel>
        )}
        {simulating && (
          <SimulationPanel
            workflowId={workflow.id}
            graph={graph}
            sheet={phone}
            onTrail={setTrail}
            onClose={() => setOpen(null)}
          />
        )}
      </div>
      <Sheet
        open={open === "palette"}
        onOpenChange={(show) => setOpen(show ? "palette" : null)}
        title="Add a step"
      >
        <Palette
          triggered={triggered}
          onAdd={(type) => {
            setOpen(null);
            add(type);
          }}
        />
      </Sheet>
      {open === "publish" && (
        <PublishDialog
          workflowId={workflow.id}
          live={workflow.live !== null}
          editor={editor}
          onClose={() => setOpen(null)}
        />
      )}
      <ConflictDialog editor={editor} putOff={putOff} onPutOff={setPutOff} />
    </CanvasViewProvider>
  );
}

/** Whether something was drawn that is not live yet; the server counts by revisions, and so does this. */
function isChanged(workflow: WorkflowView, { saver, saveState }: Editor): boolean {
  if (workflow.hasUnpublishedChanges || workflow.live === null) return true;
  return saveState.kind !== "saved" || saver.revision !== workflow.draftRevision;
}
