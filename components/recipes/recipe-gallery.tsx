"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Recipe } from "#components/workflows/outputs.ts";
import { type RecipeGroup, recipeGroups } from "#workflows/recipes/recipe.ts";
import { RecipeCard } from "./recipe-card.tsx";
import { searchRecipes } from "./search-recipes.ts";

const GRID = "grid gap-5 md:grid-cols-2 xl:grid-cols-3";

/** The page with the ready-made workflows. */
export function RecipeGallery() {
  const t = useTranslations("recipes");
  const api = useApi();
  const query = useQuery(api.recipes.list.queryOptions());
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {query.isPending && (
        <div role="status" aria-label={t("loading")} className={GRID}>
          <Skeleton className="h-96 rounded-lg" />
          <Skeleton className="h-96 rounded-lg" />
          <Skeleton className="h-96 rounded-lg max-xl:hidden" />
        </div>
      )}
      {query.isError && (
        <ErrorState onRetry={() => void query.refetch()} retrying={query.isFetching}>
          {query.error.message}
        </ErrorState>
      )}
      {query.data && <Found recipes={query.data.recipes} />}
    </>
  );
}

function Found({ recipes }: { recipes: readonly Recipe[] }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const [search, setSearch] = useState("");
  const found = searchRecipes(recipes, search, say);
  return (
    <div className="flex flex-col gap-8">
      <SearchField
        label={t("search")}
        placeholder={t("searchPlaceholder")}
        value={search}
        onChange={setSearch}
      />
      {recipeGroups.map((group) => (
        <Group key={group} group={group} recipes={found.filter((recipe) => recipe.group === group)} />
      ))}
      {found.length === 0 && (
        <EmptyState
          icon={<SearchX />}
          title={t("nothingFound")}
          action={
            <>
              <Button onClick={() => setSearch("")}>{t("showAll")}</Button>
              <ButtonLink href="/workflows">{t("drawOwn")}</ButtonLink>
            </>
          }
        >
          {t("nothingFoundHelp")}
        </EmptyState>
      )}
    </div>
  );
}

function Group({ group, recipes }: { group: RecipeGroup; recipes: readonly Recipe[] }) {
  const t = useTranslations("recipes");
  if (recipes.length === 0) return null;
  return (
    <section aria-labelledby={`recipes-${group}`}>
      <h2 id={`recipes-${group}`} className="text-lg">
        {t(`groups.${group}`)}
      </h2>
      <p className="mt-0.5 mb-4 text-sm text-muted">{t(`groupHelp.${group}`)}</p>
      <ul className={GRID}>
        {recipes.map((recipe) => (
          <li key={recipe.id} className="flex">
            <RecipeCard recipe={recipe} />
          </li>
        ))}
      </ul>
    </section>
  );
}
