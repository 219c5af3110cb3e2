"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Recipe } from "#components/workflows/outputs.ts";
import { GraphPreview } from "./graph-preview.tsx";
import { RecipeNeeds } from "./recipe-needs.tsx";
import { RecipeSends } from "./recipe-sends.tsx";
import { UseRecipeButton } from "./use-recipe-button.tsx";

/** One ready-made workflow in the gallery: what it is for, when it writes, and what it needs. */
export function RecipeCard({ recipe }: { recipe: Recipe }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const page = `/recipes/${recipe.id}`;
  return (
    <Card className="flex w-full flex-col overflow-hidden">
      <Link href={page} tabIndex={-1} aria-hidden="true" className="block h-36 border-b bg-canvas p-2">
        <GraphPreview graph={recipe.graph} />
      </Link>
      <div className="flex flex-1 flex-col gap-4 p-5">
        <div>
          <h3 className="text-lg">
            <Link href={page} className="hover:underline">
              {say(recipe.name)}
            </Link>
          </h3>
          <p className="mt-1 text-sm text-muted">{say(recipe.summary)}</p>
        </div>
        <RecipeSends recipe={recipe} />
        <div>
          <h4 className="mb-1.5 text-xs font-medium tracking-normal text-muted">{t("needs")}</h4>
          <RecipeNeeds needs={recipe.needs} />
        </div>
        <div className="mt-auto flex flex-wrap items-center justify-end gap-2 pt-1">
          <ButtonLink href={page}>
            {t("look")}
            <span className="sr-only">: {say(recipe.name)}</span>
          </ButtonLink>
          <UseRecipeButton recipe={recipe} />
        </div>
      </div>
    </Card>
  );
}
