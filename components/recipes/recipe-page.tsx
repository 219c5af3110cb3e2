"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RecipeDetail } from "#components/workflows/outputs.ts";
import { RecipeDrawing } from "./recipe-drawing.tsx";
import { RecipeNeeds } from "./recipe-needs.tsx";
import { RecipeSends } from "./recipe-sends.tsx";
import { RecipeSteps } from "./recipe-steps.tsx";
import { UseRecipeButton } from "./use-recipe-button.tsx";

/** Written out for this shop; nothing in it changes while somebody reads it. */
const FRESH_MS = 60_000;

/** One recipe before it is taken: how it is drawn, what it writes and when, and what it needs. */
export function RecipePage({ id }: { id: string }) {
  const t = useTranslations("recipes");
  const api = useApi();
  const query = useQuery(api.recipes.get.queryOptions({ id }, { staleTime: FRESH_MS }));
  return (
    <Loaded query={query} skeleton={<RecipeSkeleton />} errorTitle={t("loadFailed")}>
      {(recipe) => <Shown recipe={recipe} />}
    </Loaded>
  );
}

function Shown({ recipe }: { recipe: RecipeDetail }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const mayEdit = useMay("editor");
  return (
    <>
      <PageHeader
        title={say(recipe.name)}
        description={say(recipe.summary)}
        back={{ href: "/recipes", label: t("back") }}
        actions={
          mayEdit ? (
            <UseRecipeButton recipe={recipe} />
          ) : (
            <p className="text-sm text-muted">{t("onlyEditors")}</p>
          )
        }
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
        <div className="flex min-w-0 flex-col gap-8">
          <RecipeDrawing graph={recipe.graph} />
          <RecipeSteps recipe={recipe} />
        </div>
        <div className="flex min-w-0 flex-col gap-6 max-lg:order-first">
          <Card>
            <CardHeader title={t("when")} />
            <CardBody>
              <RecipeSends recipe={recipe} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader
              title={t("needs")}
              description={recipe.needs.every(({ ready }) => ready) ? t("allReady") : undefined}
            />
            <CardBody>
              <RecipeNeeds needs={recipe.needs} explained />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title={t("advice")} />
            <CardBody>
              <ul className="flex list-disc flex-col gap-2 pl-4 text-sm">
                {recipe.advice.map((advice) => (
                  <li key={advice}>{say(advice)}</li>
                ))}
              </ul>
            </CardBody>
          </Card>
        </div>
      </div>
    </>
  );
}

function RecipeSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <Skeleton className="h-9 w-64" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </div>
  );
}
