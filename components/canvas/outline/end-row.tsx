"use client";

import { CornerDownRight, Link2, Plus, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphEdge } from "#workflows/graph.ts";
import { portsForCanvas } from "../ports.ts";
import { useListActions } from "./list-context.tsx";
import type { LineEnd } from "./outline.ts";
import { endKey } from "./rows.ts";

/** A failure without a way out of its own does not end the run. */
const FAILED_PORT = "failed";

/** What stands at the end of a line: where it goes on, or what can be put there. */
export function EndRow({ end, current }: { end: LineEnd; current: string | null }) {
  const key = endKey(end, true);
  const tabIndex = key === current ? 0 : -1;
  if (end.kind === "open")
    return <OpenEnd from={end.from} port={end.port} rowKey={key} tabIndex={tabIndex} />;
  if (end.kind === "continues") return <Continues edge={end.edge} rowKey={key} tabIndex={tabIndex} />;
  if (end.kind === "broken") return <Broken edge={end.edge} rowKey={key} tabIndex={tabIndex} />;
  return null;
}

type RowProps = { rowKey: string | null; tabIndex: number };

function OpenEnd({ from, port, rowKey, tabIndex }: { from: string; port: string } & RowProps) {
  const t = useTranslations("outline");
  const say = useSay();
  const { graph, changes, numberOf } = useListActions();
  const node = graph.nodes.find(({ id }) => id === from);
  const label = node && portsForCanvas(node).find(({ id }) => id === port)?.label;
  const words = port === FAILED_PORT ? t("failureGoesOn") : t("endsHere");
  if (!changes) return <p className="py-1 text-sm text-muted">{words}</p>;
  return (
    <div data-row={rowKey ?? undefined} className="scroll-my-16 flex flex-wrap items-center gap-1.5 py-1">
      <Button
        data-row-main
        size="sm"
        icon={<Plus />}
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        aria-label={t("addBehind", { number: numberOf(from) ?? 0, port: say(label ?? port) })}
        onClick={(event) => changes.askStep({ kind: "end", from, port }, event.currentTarget)}
      >
        {t("add")}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        icon={<Link2 />}
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        onClick={() => changes.askTarget(from, port)}
      >
        {t("continueWith")}
      </Button>
      {port === FAILED_PORT && <span className="text-xs text-muted">{words}</span>}
    </div>
  );
}

function Continues({ edge, rowKey, tabIndex }: { edge: GraphEdge } & RowProps) {
  const t = useTranslations("outline");
  const say = useSay();
  const { graph, changes, numberOf, goTo } = useListActions();
  const node = graph.nodes.find(({ id }) => id === edge.to);
  const step = say(findNode(node?.type ?? "")?.label ?? t("unknownStep"));
  return (
    <div data-row={rowKey ?? undefined} className="scroll-my-16 flex flex-wrap items-center gap-1 py-1">
      <Button
        data-row-main
        size="sm"
        variant="ghost"
        icon={<CornerDownRight />}
        tabIndex={tabIndex}
        className="max-w-full text-left whitespace-normal text-ember-ink"
        onClick={() => goTo(edge.to)}
      >
        {t("continues", { number: numberOf(edge.to) ?? 0, step })}
      </Button>
      {changes && (
        <>
          <IconButton
            size="sm"
            label={t("insertOnTheWay")}
            tabIndex={tabIndex}
            aria-haspopup="dialog"
            onClick={(event) => changes.askStep({ kind: "inside", edgeIds: [edge.id] }, event.currentTarget)}
          >
            <Plus />
          </IconButton>
          <IconButton
            size="sm"
            label={t("disconnect")}
            tabIndex={tabIndex}
            onClick={() => changes.disconnect([edge.id])}
          >
            <Unlink />
          </IconButton>
        </>
      )}
    </div>
  );
}

function Broken({ edge, rowKey, tabIndex }: { edge: GraphEdge } & RowProps) {
  const t = useTranslations("outline");
  const { changes } = useListActions();
  return (
    <div data-row={rowKey ?? undefined} className="scroll-my-16 flex flex-wrap items-center gap-2 py-1">
      <span className="text-sm text-danger">{t("broken")}</span>
      {changes && (
        <Button
          data-row-main
          size="sm"
          icon={<Unlink />}
          tabIndex={tabIndex}
          onClick={() => changes.disconnect([edge.id])}
        >
          {t("removeConnection")}
        </Button>
      )}
    </div>
  );
}
