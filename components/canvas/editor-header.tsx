"use client";

import { ArrowLeft, CircleAlert, FastForward, Rocket, Settings } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { StatusBadge } from "#components/workflows/status-badge.tsx";
import { useWorkflowTabs } from "#components/workflows/workflow-tabs.ts";
import { SaveIndicator } from "./save-indicator.tsx";
import { useDrawn } from "./use-drawn.ts";
import type { Editor } from "./use-editor.ts";
import { WorkflowName } from "./workflow-name.tsx";

const MoreMenu = dynamic(() => import("./more-menu.tsx").then((module) => module.MoreMenu), {
  loading: MoreMenuRoom,
});
const Presence = dynamic(() => import("./presence.tsx").then((module) => module.Presence));

type Props = {
  workflow: WorkflowView;
  editor: Editor;
  /** Whether the canvas differs from what is live. */
  changed: boolean;
  simulating: boolean;
  settingsOpen: boolean;
  /** Something in the settings has to be put right. */
  badSettings: boolean;
  /** Where the view is chosen, when that stands in the header. */
  views?: ReactNode;
  onSimulate(): void;
  onSettings(): void;
  onPublish(): void;
  onDecide(): void;
};

/** The bar above the canvas: what this is, how it stands, and what can be done with it. */
export function EditorHeader({
  workflow,
  editor,
  changed,
  simulating,
  settingsOpen,
  badSettings,
  views,
  onSimulate,
  onSettings,
  onPublish,
  onDecide,
}: Props) {
  const t = useTranslations("canvas.header");
  const published = workflow.live !== null;
  const tabs = useWorkflowTabs(workflow.id);
  const mayEdit = useMay("editor");
  const drawn = useDrawn();
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-surface px-2 pt-2 sm:px-3">
      <div className="flex min-w-0 flex-1 items-center gap-1.5 max-md:basis-full">
        <Link
          href="/workflows"
          aria-label={t("all")}
          className="flex size-control shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink [&_svg]:size-4.5"
        >
          <ArrowLeft aria-hidden="true" />
        </Link>
        <WorkflowName workflowId={workflow.id} name={workflow.name} fixed={!mayEdit} />
        <StatusBadge status={workflow.status} isArchived={workflow.isArchived} />
        {published && changed && (
          <span className="text-sm text-muted max-2xl:hidden">{t("unpublished")}</span>
        )}
        <span className="ml-auto flex items-center gap-3 pl-2">
          {drawn && <Presence workflowId={workflow.id} editor={editor} />}
          <SaveIndicator state={editor.saveState} saver={editor.saver} onDecide={onDecide} />
        </span>
      </div>
      <div className="flex items-center gap-1.5 max-md:order-1 max-md:ml-auto max-md:pb-1.5">
        {views}
        <Button
          variant="ghost"
          icon={badSettings ? <CircleAlert className="text-danger" /> : <Settings />}
          aria-label={t(badSettings ? "badSettings" : "settingsOf")}
          aria-pressed={settingsOpen}
          className="max-md:hidden"
          onClick={onSettings}
        >
          {t("settings")}
        </Button>
        <Button
          icon={<FastForward />}
          aria-label={t("try")}
          aria-pressed={simulating}
          className="max-sm:px-3"
          onClick={onSimulate}
        >
          <span className="max-sm:hidden">{t("try")}</span>
        </Button>
        {mayEdit ? (
          <Button
            variant="primary"
            icon={<Rocket />}
            disabled={workflow.isArchived || (published && !changed && workflow.status !== "draft")}
            onClick={onPublish}
          >
            <span>{published ? t.rich("publishChanges", { wide: whereRoomy }) : t("publish")}</span>
          </Button>
        ) : (
          <span className="px-2 text-sm text-muted">{t("looking")}</span>
        )}
        {drawn ? <MoreMenu workflow={workflow} editor={editor} /> : <MoreMenuRoom />}
      </div>
      <div className="-mb-px max-md:self-end md:basis-full">
        <TabLinks label={t("pages")} tabs={tabs} current={`/workflows/${workflow.id}`} />
      </div>
    </header>
  );
}

function whereRoomy(words: ReactNode) {
  return <span className="max-sm:hidden">{words}</span>;
}

/** So that nothing moves when the menu has come. */
function MoreMenuRoom() {
  return <span className="size-control" />;
}
