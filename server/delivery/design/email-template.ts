import { createHash } from "node:crypto";
import type { Brand } from "#workflows/brand.ts";
import type { EmailDesign } from "#workflows/email-design.ts";
import type { SendJob } from "../job.ts";
import { checkTemplate, type TemplateError } from "../template.ts";
import { type Compiled, compileMjml, MJML_MAX_CHARS, problem } from "./compile-mjml.ts";
import { liquidFaults } from "./design-liquid.ts";
import { designMjml } from "./design-mjml.ts";
import { LiquidGuard } from "./liquid-guard.ts";
import { withPreview } from "./preview-html.ts";
import { type ReadMjml, readMjml } from "./read-mjml.ts";
import { textDirection } from "./text-direction.ts";

/** Emails whose compiled form is kept, each up to 200 kB. */
const TEMPLATES_KEPT_MAX = 50;
const STARTS_AS_MJML = /^\s*(?:<!--[\s\S]*?-->\s*)*<mjml[\s>]/i;

/** What an email is made of, apart from whom it goes to. */
export interface EmailSource {
  design?: EmailDesign;
  code?: string;
  preview: string;
  brand: Brand;
  publicUrl: string;
  /** The language that it is written in, which decides where lines begin. */
  language: string;
}

export type EmailTemplate = { kind: "ok"; html: string } | Compiled | TemplateError;

/**
 * The HTML of an email with its Liquid still in it, the same for everybody: it is compiled once, and each person's values
 * are filled in afterwards. Keeps the newest of them, also those that could not be compiled.
 */
export class EmailTemplates {
  readonly #kept = new Map<string, Promise<EmailTemplate>>();
  readonly #read: ReadMjml;
  /** How often something was really compiled. */
  compiled = 0;

  /** `read`: how MJML is read; without one in this thread, where nobody may be waiting. */
  constructor(read: ReadMjml = readMjml) {
    this.#read = read;
  }

  get size(): number {
    return this.#kept.size;
  }

  make(source: EmailSource): Promise<EmailTemplate> {
    const key = this.#keyOf(source);
    const known = this.#kept.get(key);
    // Put at the end again: the one that was not asked for the longest goes first.
    if (known) this.#kept.delete(key);
    const template = known ?? this.#compile(source);
    this.#kept.set(key, template);
    // A surprise is not kept: the next one tries again.
    if (!known) template.catch(() => this.#kept.delete(key));
    if (this.#kept.size > TEMPLATES_KEPT_MAX) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return template;
  }

  #compile(source: EmailSource): Promise<EmailTemplate> {
    this.compiled++;
    const { design, code = "", preview } = source;
    return design ? compileDesign(design, source, this.#read) : compileCode(code, preview, this.#read);
  }

  #keyOf({ design, code, preview, brand, publicUrl, language }: EmailSource): string {
    const parts = design
      ? [design, preview, brand, publicUrl, textDirection(language)]
      : [{ code: code ?? "", preview }];
    return createHash("sha256").update(JSON.stringify(parts)).digest("base64");
  }
}

/** The template that a message is written from; null for one that is neither made of blocks nor written as code. */
export async function emailTemplateOf(
  job: SendJob,
  templates: EmailTemplates,
): Promise<EmailTemplate | null> {
  const { content, sender } = job;
  if (content.channel !== "email") return null;
  const { design, code, preview, language = sender.language } = content;
  if (!design && code === undefined) return null;
  const { brand, publicUrl } = sender;
  return await templates.make({ design, code, preview, brand, publicUrl, language });
}

/** An email made of blocks, with what keeps it from being written. */
async function compileDesign(
  design: EmailDesign,
  source: EmailSource,
  read: ReadMjml,
): Promise<EmailTemplate> {
  const { preview, brand, publicUrl, language } = source;
  // Before anything else, since what is not closed would be looked for again and again.
  const broken = checkTemplate(preview) ?? liquidFaults(design)[0]?.error;
  if (broken) return broken;
  const guard = new LiquidGuard(JSON.stringify([design, preview]));
  const direction = textDirection(language);
  const mjml = designMjml(design, { brand, guard, publicUrl, direction, preview });
  return compileMjml(mjml, guard, { checks: false, read });
}

/** An email written by hand: MJML when it begins like that, else HTML as it is. A preview of its own goes first. */
export async function compileCode(
  code: string,
  preview = "",
  read: ReadMjml = readMjml,
): Promise<EmailTemplate> {
  if (code.length > MJML_MAX_CHARS) return problem("email.code-too-long", { maxChars: MJML_MAX_CHARS });
  const broken = checkTemplate(preview) ?? checkTemplate(code);
  if (broken) return broken;
  if (!STARTS_AS_MJML.test(code)) return { kind: "ok", html: withPreview(code, preview) };
  const guard = new LiquidGuard(code);
  const compiled = await compileMjml(guard.hide(code), guard, { checks: true, read });
  return compiled.kind === "ok" ? { kind: "ok", html: withPreview(compiled.html, preview) } : compiled;
}
