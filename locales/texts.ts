import type canvas from "./en/canvas.json";
import type firstRun from "./en/first-run.json";
import type frame from "./en/frame.json";
import type live from "./en/live.json";
import type outline from "./en/outline.json";
import type recipes from "./en/recipes.json";
import type runs from "./en/runs.json";
import type simulation from "./en/simulation.json";
import type versions from "./en/versions.json";

/** The languages of the interface. */
export const interfaceLanguages = ["en", "zh"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** Every text of the interface, by the file that it stands in; English says which there are. */
export interface Texts {
  canvas: typeof canvas;
  "first-run": typeof firstRun;
  frame: typeof frame;
  live: typeof live;
  outline: typeof outline;
  recipes: typeof recipes;
  runs: typeof runs;
  simulation: typeof simulation;
  versions: typeof versions;
}

/** The names of the files. The compiler refuses one that `Texts` has and this has not. */
const files: Record<keyof Texts, true> = {
  canvas: true,
  "first-run": true,
  frame: true,
  live: true,
  outline: true,
  recipes: true,
  runs: true,
  simulation: true,
  versions: true,
};
export const textFiles = Object.keys(files) as (keyof Texts)[];

declare module "next-intl" {
  interface AppConfig {
    Locale: InterfaceLanguage;
    Messages: Texts;
  }
}
