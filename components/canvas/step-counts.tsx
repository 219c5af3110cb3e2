"use client";

import { CircleX, Eye, LogIn, Send, Target } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { useCanvasView } from "./canvas-context.tsx";
import type { Behind } from "./live/behind.ts";
import { peopleOf } from "./live/behind.ts";
import { useLive } from "./live/live-context.tsx";
import { useNumbers } from "./live/use-numbers.ts";
import { useWindowWords } from "./live/use-window.ts";
import { wordSeen } from "./step-figures.ts";

type Kind = "waiting" | "entered" | "sent" | "failed" | "converted";
const BEHIND: Record<Kind, Behind> = {
  waiting: { kind: "waiting" },
  entered: { kind: "entered" },
  sent: { kind: "messages", status: "sent" },
  failed: { kind: "messages", status: "failed" },
  converted: { kind: "converted" },
};
const ICONS: Partial<Record<Kind, ReactNode>> = {
  entered: <LogIn />,
  sent: <Send />,
  failed: <CircleX />,
  converted: <Target />,
};

/**
 * How many people wait at a step now, and what happened at it in the time that was chosen; each number opens the people
 * behind it. Of a step that has sent messages also how many were seen.
 */
export function StepCounts({ nodeId, trigger }: { nodeId: string; trigger: boolean }) {
  const t = useTranslations("canvas.seen");
  const { figures, trail } = useCanvasView();
  const live = useLive();
  const count = live?.counts.get(nodeId);
  if (!live || !count || trail) return null;
  const { sent, failed } = count.messages;
  const reactions = figures.get(nodeId);
  const seen = reactions && wordSeen(reactions, t);
  const kinds: Kind[] = [
    ...(trigger ? [] : (["waiting"] as const)),
    "entered",
    ...(sent > 0 ? (["sent"] as const) : []),
    ...(failed > 0 ? (["failed"] as const) : []),
    ...(count.converted > 0 ? (["converted"] as const) : []),
  ];
  // Two numbers have room for their words; of more, only the first keeps it.
  const roomy = kinds.length + (seen ? 1 : 0) <= 2;
  // In one line, so that steps keep the height that they were laid out for.
  return (
    <div
      data-figures
      className="flex items-center gap-2.5 overflow-hidden px-3.5 pb-3 text-xs whitespace-nowrap text-muted"
    >
      {kinds.map((kind) => (
        <StepNumber
          key={kind}
          kind={kind}
          people={peopleOf(count, BEHIND[kind])}
          worded={roomy || kind === "waiting"}
          onShow={() => live.show({ nodeId, behind: BEHIND[kind] })}
        />
      ))}
      {seen && (
        <span title={seen} className="inline-flex items-center gap-1">
          <Eye aria-hidden="true" className="size-3 shrink-0" />
          {seen}
        </span>
      )}
    </div>
  );
}

type NumberProps = { kind: Kind; people: number; worded: boolean; onShow(): void };

function StepNumber({ kind, people, worded, onShow }: NumberProps) {
  const t = useTranslations("live");
  const { short, full } = useNumbers();
  const live = useLive();
  const words = useWindowWords();
  const time = live ? words(live.window) : "";
  const said = t(`count.${kind}`, { count: people, number: full(people), time });
  return (
    <button
      type="button"
      title={said}
      aria-label={said}
      disabled={people === 0}
      // The step itself is not meant.
      onClick={(event) => {
        event.stopPropagation();
        onShow();
      }}
      className={cn(
        "nodrag nopan -mx-1 inline-flex items-center gap-1 rounded-sm px-1 [&_svg]:size-3 [&_svg]:shrink-0",
        "enabled:hover:underline disabled:cursor-default pointer-coarse:min-h-6",
        kind === "waiting" && people > 0 && "bg-info-soft font-semibold text-info",
        kind === "failed" ? "font-medium text-danger" : "enabled:hover:text-ink",
      )}
    >
      {!worded && <span aria-hidden="true">{ICONS[kind]}</span>}
      {short(people)}
      {worded && ` ${t(`short.${kind}`)}`}
    </button>
  );
}
