import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecipePage } from "#components/recipes/recipe-page.tsx";
import { recipes } from "#workflows/recipes/recipes.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recipes");
  return { title: t("title") };
}

export default async function OneRecipePage({ params }: { params: Promise<{ recipeId: string }> }) {
  const { recipeId } = await params;
  if (!recipes.some(({ id }) => id === recipeId)) notFound();
  return <RecipePage id={recipeId} />;
}
