import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RecipeGallery } from "#components/recipes/recipe-gallery.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recipes");
  return { title: t("title") };
}

export default function RecipesPage() {
  return <RecipeGallery />;
}
