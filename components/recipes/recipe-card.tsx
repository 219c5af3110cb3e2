"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Check, CircleDashed } from "lucide-react";
import { useRouter } from "next/navigation";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Recipe } from "#components/workflows/outputs.ts";
import { plainTemplate } from "#components/workflows/plain-template.ts";
import { GraphPreview } from "./graph-preview.tsx";

/** One ready-made workflow: what it does, step by step, and what it needs to be told. */
export function RecipeCard({ recipe }: { recipe: Recipe }) {
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const mayEdit = useMay("editor");
  const create = useMutation(
    api.workflows.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queries.invalidateQueries({ queryKey: api.workflows.list.queryKey() });
        router.push(`/workflows/${id}`);
      },
      onError: (error) => toast.error("The recipe could not be used", { description: error.message }),
    }),
  );
  return (
    <Card className="flex w-full flex-col overflow-hidden">
      <div className="h-44 border-b bg-canvas">
        <GraphPreview graph={recipe.graph} />
      </div>
      <div className="flex flex-1 flex-col p-5">
        <h2 className="text-lg">{recipe.name}</h2>
        <p className="mt-1 text-sm text-muted">{recipe.summary}</p>
        <ol className="mt-4 flex flex-col gap-2 text-sm">
          {numbered(recipe.steps).map(({ number, step }) => (
            <li key={number} className="flex gap-3">
              <span
                data-figures
                aria-hidden="true"
                className="flex size-5.5 shrink-0 items-center justify-center rounded-full bg-sunken text-xs text-muted"
              >
                {number}
              </span>
              <span className="min-w-0 pt-px">{plainTemplate(step)}</span>
            </li>
          ))}
        </ol>
        <div className="mt-auto flex flex-wrap items-end justify-between gap-4 pt-5">
          <Needs needs={recipe.needs} />
          {mayEdit && (
            <Button
              variant="primary"
              loading={create.isPending || create.isSuccess}
              onClick={() => create.mutate({ recipeId: recipe.id })}
            >
              Use this recipe
              <span className="sr-only">: {recipe.name}</span>
              <ArrowRight aria-hidden="true" />
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

/** The events it listens to, and whether the shop has sent them before. */
function Needs({ needs }: { needs: Recipe["needs"] }) {
  return (
    <div className="min-w-0 text-sm">
      <h3 className="mb-1 text-xs font-medium tracking-normal text-muted">Needs from your shop</h3>
      <ul className="flex flex-col gap-0.5">
        {needs.map(({ event, seen }) => (
          <li key={event} className="flex items-center gap-1.5">
            {seen ? (
              <Check aria-hidden="true" className="size-4 text-success" />
            ) : (
              <CircleDashed aria-hidden="true" className="size-4 text-muted" />
            )}
            {event}
            <span className="text-muted">{seen ? "seen" : "not seen yet"}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function numbered(steps: string[]) {
  return steps.map((step, index) => ({ step, number: index + 1 }));
}
