import type { Metadata } from "next";
import { RecipeGallery } from "#components/recipes/recipe-gallery.tsx";

export const metadata: Metadata = { title: "Recipes" };

export default function RecipesPage() {
  return <RecipeGallery />;
}
