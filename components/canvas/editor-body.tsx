"use client";

import { Panel } from "@xyflow/react";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { toast } from "#components/ui/toast.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { findNode } from "#workflows/catalogue.ts";
import { CanvasViewProvider } from "./canvas-context.tsx";
import { EditorHeader } from "./editor-header.tsx";
import { EditorPanels } from "./editor-panels.tsx";
import { EmptyCanvas } from "./empty-canvas.tsx";
import { FlowView } from "./flow-view.tsx";
import { CanvasLiveBar } from "./live/live-bar.tsx";
import { OutlineLoading } from "./outline/outline-loading.tsx";
import { useGraphView } from "./outline/use-graph-view.ts";
import { ViewSwitch } from "./outline/view-switch.tsx";
import { Palette } from "./palette.tsx";
import type { PickRequest } from "./picker/pick.ts";
import { isSettingsProblem } from "./settings-problems.ts";
import { useHelpKey } from "./shortcuts/use-help-key.ts";
import type { Trail } from "./simulation/playback.ts";
import { useAdding } from "./use-adding.ts";
import { useCanvasActions } from "./use-canvas-actions.ts";
import { useCanvasData } from "./use-canvas-data.ts";
import { useDrawn } from "./use-drawn.ts";
import { type Editor, useEditor } from "./use-editor.ts";
import { NARROW_QUERY, PHONE_QUERY, useMedia } from "./use-media.ts";
import { useReveal } from "./use-reveal.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useSnap } from "./use-snap.ts";

// What is not needed to see the canvas comes when it is opened.
const CanvasTools = dynamic(() => import("./canvas-tools.tsx").then((module) => module.CanvasTools));
const SettingsLine = dynamic(() => import("./settings-line.tsx").then((module) => module.SettingsLine));
const OutlineView = dynamic(() => import("./outline/outline-view.tsx").then((module) => module.OutlineView), {
  loading: OutlineLoading,
});
const EditorCommands = dynamic(() => import("./editor-commands.ts").then((module) => module.EditorCommands));
const ConflictDialog = dynamic(() => import("./conflict-dialog.tsx").then((module) => module.ConflictDialog));
const PublishDialog = dynamic(() => import("./publish-dialog.tsx").then((module) => module.PublishDialog));
const UnsavedGuard = dynamic(() => import("./unsaved-guard.tsx").then((module) => module.UnsavedGuard));
const StepPicker = dynamic(() => import("./picker/step-picker.tsx").then((module) => module.StepPicker));
const ShortcutSheet = dynamic(() =>
  import("./shortcuts/shortcut-sheet.tsx").then((module) => module.ShortcutSheet),
);

/** The canvas with everything around it. */
export function EditorBody({ workflow }: { workflow: WorkflowView }) {
  const t = useTranslations("canvas.editor");
  const editor = useEditor(workflow);
  const { add, addAt, addInto } = useAdding(editor);
  const actions = useCanvasActions(editor);
  const [picking, setPicking] = useState<PickRequest | null>(null);
  const [several, setSeveral] = useState(false);
  const [helping, setHelping] = useState(false);
  const [snap, setSnap] = useSnap();
  const [open, setOpen] = useState<"publish" | "simulation" | "palette" | null>(null);
  const [putOff, setPutOff] = useState(false);
  const [trail, setTrail] = useState<Trail | null>(null);
  const drawn = useDrawn();
  const phone = useMedia(PHONE_QUERY);
  const narrow = useMedia(NARROW_QUERY);
  const [view, setView] = useGraphView(phone);
  const { graph } = editor.draft;
  const { showSettings } = editor;
  const simulating = open === "simulation";
  const viewing = !useMay("editor");
  const locked = simulating || viewing;
  const choosing = several && view === "canvas" && !locked;
  const selected = editor.selection.nodes.length === 1 ? editor.selection.nodes[0] : undefined;
  useReveal(graph, choosing ? undefined : selected);
  useHelpKey(setHelping);
  useShortcuts({ undo: editor.undo, redo: editor.redo, off: locked });

  const { selectNode } = editor;
  const closeStep = useCallback(() => selectNode(null), [selectNode]);
  const closeWindow = () => setOpen(null);

  async function openPublish() {
    if (await editor.saver.flush()) setOpen("publish");
    else toast.error(t("unsaved"), { description: t("unsavedHelp") });
  }

  const data = useCanvasData(workflow, editor);
  const { edit, settle } = editor;
  const drawing = useMemo(
    () => (viewing ? null : { pick: setPicking, edit, settle }),
    [viewing, edit, settle],
  );
  const canvasView = useMemo(
    () => ({
      ...data,
      workflowId: workflow.id,
      trail,
      openSettings: () => showSettings(true),
      drawing,
    }),
    [data, workflow.id, trail, showSettings, drawing],
  );
  const triggered = graph.nodes.some(({ type }) => findNode(type)?.kind === "trigger");
  const changed = isChanged(workflow, editor);
  const node = graph.nodes.find(({ id }) => id === selected);
  const badSettings = editor.problems.some(isSettingsProblem);
  const settingsOpen = editor.selection.settings && !simulating;

  function toggleSettings() {
    if (simulating) setOpen(null);
    showSettings(!settingsOpen);
  }
  function toggleSimulation() {
    showSettings(false);
    setTrail(null);
    setOpen(simulating ? null : "simulation");
  }

  return (
    <CanvasViewProvider value={canvasView}>
      <EditorHeader
        workflow={workflow}
        editor={editor}
        changed={changed}
        simulating={simulating}
        settingsOpen={settingsOpen}
        badSettings={badSettings}
        views={!phone && <ViewSwitch view={view} onChange={setView} />}
        onSettings={toggleSettings}
        onSimulate={toggleSimulation}
        onPublish={() => void openPublish()}
        onDecide={() => setPutOff(false)}
      />
      {phone && (
        <div className="shrink-0 border-b bg-surface px-2 py-1.5">
          <ViewSwitch view={view} onChange={setView} />
        </div>
      )}
      <div className="relative flex min-h-0 flex-1">
        {!phone && !locked && view === "canvas" && (
          <div className="w-56 shrink-0 overflow-y-auto border-r bg-surface p-3">
            <Palette triggered={triggered} onAdd={add} />
          </div>
        )}
        <div className="relative min-w-0 flex-1 bg-canvas">
          {view === "list" && (
            <OutlineView
              editor={editor}
              locked={locked}
              selectable={!simulating}
              badSettings={badSettings}
              onSettings={simulating ? null : () => showSettings(true)}
              onHelp={() => setHelping(true)}
            />
          )}
          {view === "canvas" && (
            <FlowView
              editor={editor}
              locked={locked}
              selectable={!simulating}
              phone={phone}
              map={!phone && ((!node && !settingsOpen) || narrow)}
              snap={snap}
              onDropNode={(type, place, onto) => (onto ? addInto(type, onto) : addAt(type, place))}
              onPick={setPicking}
            >
              {drawn && !simulating && (
                <SettingsLine
                  settings={graph.settings}
                  bad={badSettings}
                  only={phone}
                  onOpen={() => showSettings(true)}
                />
              )}
              {!simulating && <CanvasLiveBar />}
              {drawn && (
                <CanvasTools
                  editor={editor}
                  actions={actions}
                  locked={locked}
                  snap={snap}
                  onSnap={setSnap}
                  several={choosing}
                  onSeveral={setSeveral}
                  onHelp={() => setHelping(true)}
                />
              )}
              {phone && !locked && (
                <Panel position="bottom-right">
                  <Button variant="primary" icon={<Plus />} onClick={() => setOpen("palette")}>
                    {t("addStep")}
                  </Button>
                </Panel>
              )}
            </FlowView>
          )}
          {view === "canvas" && graph.nodes.length === 0 && !viewing && <EmptyCanvas phone={phone} />}
        </div>
        <EditorPanels
          workflowId={workflow.id}
          editor={editor}
          node={!simulating && !choosing && open !== "palette" ? node : undefined}
          settings={settingsOpen && open !== "palette"}
          simulating={simulating}
          viewing={viewing}
          narrow={narrow}
          phone={phone}
          onEscape={view === "list" ? closeStep : null}
          onDuplicate={view === "canvas" ? actions.duplicate : null}
          onTrail={setTrail}
          onSimulated={closeWindow}
        />
      </div>
      <Sheet
        open={open === "palette"}
        onOpenChange={(show) => setOpen(show ? "palette" : null)}
        title={t("addTitle")}
      >
        <Palette
          triggered={triggered}
          onAdd={(type) => {
            setOpen(null);
            add(type);
          }}
        />
      </Sheet>
      {picking && !locked && (
        <StepPicker
          request={picking}
          onClose={() => setPicking(null)}
          onPick={(type) => {
            setPicking(null);
            addInto(type, picking.place);
          }}
        />
      )}
      {helping && <ShortcutSheet onClose={() => setHelping(false)} />}
      {open === "publish" && (
        <PublishDialog
          workflowId={workflow.id}
          live={workflow.live?.graph ?? null}
          graph={graph}
          save={async () => ((await editor.saver.flush()) ? editor.saver.revision : null)}
          onProblem={(problem) =>
            isSettingsProblem(problem) ? showSettings(true) : editor.selectNode(problem.nodeId ?? null)
          }
          onClose={closeWindow}
        />
      )}
      {drawn && (
        <EditorCommands
          editor={editor}
          locked={locked}
          viewing={viewing}
          simulating={simulating}
          view={view}
          onView={setView}
          onAdd={add}
          onPublish={() => void openPublish()}
          onSimulate={toggleSimulation}
          onSettings={toggleSettings}
          onHelp={() => setHelping(true)}
        />
      )}
      {drawn && <UnsavedGuard state={editor.saveState} />}
      {editor.saveState.kind === "conflict" && (
        <ConflictDialog workflow={workflow} editor={editor} putOff={putOff} onPutOff={setPutOff} />
      )}
    </CanvasViewProvider>
  );
}

/** Whether something was drawn that is not live yet; the server counts by revisions, and so does this. */
function isChanged(workflow: WorkflowView, { saver, saveState }: Editor): boolean {
  if (workflow.hasUnpublishedChanges || workflow.live === null) return true;
  return saveState.kind !== "saved" || saver.revision !== workflow.draftRevision;
}
