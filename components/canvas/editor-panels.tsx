"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { NodeIcon } from "./node-icon.tsx";
import { SettingsFrame } from "./outline/settings-frame.tsx";
import { SettingsLoading } from "./settings-loading.tsx";
import { SidePanel } from "./side-panel.tsx";
import type { Trail } from "./simulation/playback.ts";
import { stepTitle } from "./step-title.ts";
import type { Editor } from "./use-editor.ts";

const Inspector = dynamic(() => import("./inspector.tsx").then((module) => module.Inspector), {
  loading: SettingsLoading,
});
const SettingsPanel = dynamic(() => import("./settings-panel.tsx").then((module) => module.SettingsPanel), {
  loading: SettingsLoading,
});
const SimulationPanel = dynamic(() =>
  import("./simulation/simulation-panel.tsx").then((module) => module.SimulationPanel),
);

type Props = {
  workflowId: number;
  editor: Editor;
  /** The step whose settings are shown. */
  node: GraphNode | undefined;
  /** The settings of the workflow as a whole are shown. */
  settings: boolean;
  simulating: boolean;
  viewing: boolean;
  /** Without room beside the canvas, panels lie over it. */
  narrow: boolean;
  phone: boolean;
  /** Leads back to the list; null where the canvas is shown. */
  onEscape: (() => void) | null;
  onDuplicate: (() => void) | null;
  onTrail(trail: Trail | null): void;
  onSimulated(): void;
};

/** What stands beside the canvas or the list: settings of a step or of the workflow, and the test mode. */
export function EditorPanels(props: Props) {
  const { workflowId, editor, node, settings, simulating, viewing, narrow, phone } = props;
  const t = useTranslations("canvas.editor");
  const say = useSay();
  return (
    <>
      {node && (
        <SidePanel
          label={t("stepSettings")}
          {...stepTitle(node, say)}
          icon={<NodeIcon definition={findNode(node.type)} />}
          sheet={narrow}
          onClose={() => editor.selectNode(null)}
        >
          <SettingsFrame onEscape={props.onEscape}>
            <Inspector editor={editor} node={node} viewing={viewing} onDuplicate={props.onDuplicate} />
          </SettingsFrame>
        </SidePanel>
      )}
      {settings && (
        <SidePanel
          label={t("workflowSettings")}
          title={t("settings")}
          description={t("settingsHelp")}
          sheet={narrow}
          onClose={() => editor.showSettings(false)}
        >
          <SettingsPanel editor={editor} viewing={viewing} />
        </SidePanel>
      )}
      {simulating && (
        <SimulationPanel
          workflowId={workflowId}
          graph={editor.draft.graph}
          sheet={phone}
          onTrail={props.onTrail}
          onClose={props.onSimulated}
        />
      )}
    </>
  );
}
