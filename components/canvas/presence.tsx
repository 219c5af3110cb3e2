"use client";

import { useTranslations } from "next-intl";
import type { Editor } from "./use-editor.ts";
import { type Present, usePresence } from "./use-presence.ts";

const SHOWN_MAX = 3;

/** Who else has this workflow open now. */
export function Presence({ workflowId, editor }: { workflowId: number; editor: Editor }) {
  const t = useTranslations("versions");
  const others = usePresence(workflowId, editor);
  if (others.length === 0) return null;
  const shown = others.slice(0, SHOWN_MAX);
  const word = ({ name, isMe }: Present) => (isMe ? t("presence.me") : t("presence.here", { name }));
  return (
    <ul aria-label={t("presence.label")} className="flex items-center -space-x-1.5">
      {shown.map((person) => (
        <li
          key={`${person.name} ${person.isMe}`}
          title={word(person)}
          className="flex size-7 items-center justify-center rounded-full border-2 border-surface bg-ember-soft text-xs font-medium text-ember-ink"
        >
          <span aria-hidden="true">{initials(person.name)}</span>
          <span className="sr-only">{word(person)}</span>
        </li>
      ))}
      {others.length > SHOWN_MAX && (
        <li className="pl-2.5 text-xs text-muted">
          {t("presence.more", { count: others.length - SHOWN_MAX })}
        </li>
      )}
    </ul>
  );
}

/** "Olga Owner" is OO, and a name without spaces its first letter. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}
