import type alerts from "./en/alerts.json";
import type canvas from "./en/canvas.json";
import type configForm from "./en/config-form.json";
import type connect from "./en/connect.json";
import type emailEditor from "./en/email-editor.json";
import type exports from "./en/exports.json";
import type firstRun from "./en/first-run.json";
import type frame from "./en/frame.json";
import type hooks from "./en/hooks.json";
import type imports from "./en/imports.json";
import type lifecycle from "./en/lifecycle.json";
import type live from "./en/live.json";
import type messages from "./en/messages.json";
import type oneOffs from "./en/one-offs.json";
import type outline from "./en/outline.json";
import type pages from "./en/pages.json";
import type profiles from "./en/profiles.json";
import type recipes from "./en/recipes.json";
import type reference from "./en/reference.json";
import type results from "./en/results.json";
import type retention from "./en/retention.json";
import type runs from "./en/runs.json";
import type segments from "./en/segments.json";
import type settings from "./en/settings.json";
import type shell from "./en/shell.json";
import type simulation from "./en/simulation.json";
import type site from "./en/site.json";
import type ui from "./en/ui.json";
import type versions from "./en/versions.json";
import type week from "./en/week.json";
import type workflows from "./en/workflows.json";

/** The languages of the interface. */
export const interfaceLanguages = ["en", "zh"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** Every text of the interface, by the file that it stands in; English says which there are. */
export interface Texts {
  alerts: typeof alerts;
  canvas: typeof canvas;
  "config-form": typeof configForm;
  connect: typeof connect;
  pages: typeof pages;
  "email-editor": typeof emailEditor;
  exports: typeof exports;
  "first-run": typeof firstRun;
  frame: typeof frame;
  hooks: typeof hooks;
  imports: typeof imports;
  lifecycle: typeof lifecycle;
  live: typeof live;
  messages: typeof messages;
  "one-offs": typeof oneOffs;
  outline: typeof outline;
  profiles: typeof profiles;
  recipes: typeof recipes;
  reference: typeof reference;
  retention: typeof retention;
  results: typeof results;
  runs: typeof runs;
  segments: typeof segments;
  settings: typeof settings;
  shell: typeof shell;
  simulation: typeof simulation;
  site: typeof site;
  ui: typeof ui;
  versions: typeof versions;
  week: typeof week;
  workflows: typeof workflows;
}

/** The names of the files. The compiler refuses one that `Texts` has and this has not. */
const files: Record<keyof Texts, true> = {
  alerts: true,
  canvas: true,
  "config-form": true,
  connect: true,
  pages: true,
  "email-editor": true,
  exports: true,
  "first-run": true,
  frame: true,
  hooks: true,
  imports: true,
  lifecycle: true,
  live: true,
  messages: true,
  "one-offs": true,
  outline: true,
  profiles: true,
  recipes: true,
  reference: true,
  retention: true,
  results: true,
  runs: true,
  segments: true,
  settings: true,
  shell: true,
  simulation: true,
  site: true,
  ui: true,
  versions: true,
  week: true,
  workflows: true,
};
export const textFiles = Object.keys(files) as (keyof Texts)[];

/** The texts of workflows/ and of the server, by the English ones, are in phrases/<language>/<file>.json. */
export const phraseFiles = [
  "segments-lifecycle",
  "segments-membership",
  "nodes",
  "segments-ui",
  "segments-profiles",
  "segments-rules",
  "segments-retention",
  "sentences",
  "problems",
  "reasons",
  "recipes",
  "server",
  "languages",
] as const;

declare module "next-intl" {
  interface AppConfig {
    Locale: InterfaceLanguage;
    Messages: Texts;
  }
}
