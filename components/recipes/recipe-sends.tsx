"use client";

import { Clock, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Recipe } from "#components/workflows/outputs.ts";

type Type = "send-email" | "send-web-push" | "send-sms" | "send-whatsapp";

/** How many messages a recipe has and when they go out, in a line each. */
export function RecipeSends({ recipe }: { recipe: Pick<Recipe, "sends" | "timing"> }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const messages = recipe.sends.map(({ type, count }) => t(`sends.${type as Type}`, { count })).join(" · ");
  return (
    <ul className="flex flex-col gap-1 text-sm">
      <li className="flex items-start gap-2">
        <Send aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
        {messages}
      </li>
      <li className="flex items-start gap-2">
        <Clock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
        {say(recipe.timing)}
      </li>
    </ul>
  );
}
