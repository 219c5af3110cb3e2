/**
 * Joins class names. Of two Tailwind classes for the same property the stylesheet's order decides, not theirs: what a
 * class from outside may replace is marked `base:` (app/globals.css), and of classes that exclude each other one is chosen.
 */
export { clsx as cn } from "clsx";
