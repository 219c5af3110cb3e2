"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { useRecipe } from "./use-recipe.ts";

/** Makes a draft of the recipe; nothing for somebody who may only look. */
export function UseRecipeButton({ recipe }: { recipe: { id: string; name: string } }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const mayEdit = useMay("editor");
  const { use, busy } = useRecipe(recipe);
  if (!mayEdit) return null;
  return (
    <Button variant="primary" loading={busy} onClick={use}>
      {t("use")}
      <span className="sr-only">: {say(recipe.name)}</span>
      <ArrowRight aria-hidden="true" />
    </Button>
  );
}
