import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Sizes and shadows of `app/globals.css` that tailwind-merge cannot know by itself. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      spacing: ["control", "control-sm"],
      shadow: ["card", "pop", "dialog", "button"],
    },
  },
});

/** Joins class names; of two Tailwind classes for the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
