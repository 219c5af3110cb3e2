"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { RecipeCard } from "./recipe-card.tsx";

/** The page with the ready-made workflows. */
export function RecipeGallery() {
  const api = useApi();
  const query = useQuery(api.recipes.list.queryOptions());
  return (
    <>
      <PageHeader
        title="Recipes"
        description="Finished workflows. Take one, look at it, change what you like, and publish it when it is yours."
      />
      {query.isPending && (
        <div role="status" aria-label="Loading recipes" className="grid gap-5 lg:grid-cols-2">
          <Skeleton className="h-96 rounded-lg" />
          <Skeleton className="h-96 rounded-lg" />
        </div>
      )}
      {query.isError && (
        <ErrorState onRetry={() => void query.refetch()} retrying={query.isFetching}>
          {query.error.message}
        </ErrorState>
      )}
      <ul className="grid gap-5 lg:grid-cols-2">
        {query.data?.recipes.map((recipe) => (
          <li key={recipe.id} className="flex">
            <RecipeCard recipe={recipe} />
          </li>
        ))}
      </ul>
    </>
  );
}
