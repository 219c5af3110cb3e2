import { abandonedCart } from "./abandoned-cart.ts";
import type { Recipe } from "./recipe.ts";
import { welcome } from "./welcome.ts";
import { winBack } from "./win-back.ts";

/** Every recipe, in the order of the gallery. */
export const recipes: readonly Recipe[] = [welcome, abandonedCart, winBack];
