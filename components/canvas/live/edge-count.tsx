"use client";

import { useTranslations } from "next-intl";
import { useLive } from "./live-context.tsx";
import { useNumbers } from "./use-numbers.ts";
import { useWindowWords } from "./use-window.ts";

/** How much wider the connection is drawn along which most people went, in pixels. */
const WIDER_MAX_PX = 1.75;
const WIDTH_PX = 1.75;

type Edge = { nodeId: string; port: string | null | undefined };

/** How many people left a step through a port in the time that was chosen, and how wide the connection is drawn. */
export function useAlong({ nodeId, port }: Edge): { people: number; width: number | undefined } {
  const live = useLive();
  const people = live?.counts.get(nodeId)?.left[port ?? ""] ?? 0;
  if (!live || people === 0) return { people, width: undefined };
  return { people, width: WIDTH_PX + WIDER_MAX_PX * (people / live.busiest) };
}

/** Beside the middle of a connection: how many people went along it. Nothing where nobody did. */
export function EdgeCount({ nodeId, port, x, y }: Edge & { x: number; y: number }) {
  const t = useTranslations("live");
  const { short, full } = useNumbers();
  const words = useWindowWords();
  const live = useLive();
  const { people } = useAlong({ nodeId, port });
  if (!live || people === 0 || !port) return null;
  const said = t("count.edge", { count: people, number: full(people), time: words(live.window) });
  return (
    <button
      type="button"
      data-figures
      title={said}
      aria-label={said}
      onClick={(event) => {
        event.stopPropagation();
        live.show({ nodeId, behind: { kind: "left", port } });
      }}
      style={{ left: x, top: y }}
      className="nodrag nopan pointer-events-auto absolute -mt-2.5 ml-4.5 rounded-sm bg-canvas px-1 text-xs leading-5 text-muted hover:text-ink hover:underline"
    >
      {short(people)}
    </button>
  );
}
