"use client";

import { type Editor, useEditorState } from "@tiptap/react";
import { Bold, Italic, Link2, List, ListOrdered, Strikethrough, Underline } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { VariablePicker } from "#components/config-form/controls/variable-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { linkProblem } from "./link-check.ts";

const HREF_MAX_CHARS = 2000;

/** The marks and lists of the text that is being written. */
export function TextToolbar({ editor }: { editor: Editor }) {
  const t = useTranslations("email-editor.toolbar");
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      underline: now.isActive("underline"),
      strike: now.isActive("strike"),
      bullets: now.isActive("bulletList"),
      numbers: now.isActive("orderedList"),
      link: String(now.getAttributes("link").href ?? ""),
    }),
  });
  const run = () => editor.chain().focus();
  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-0.5 rounded-md border bg-raised p-0.5 text-left text-ink shadow-card"
    >
      <Mark label={t("bold")} on={on.bold} icon={<Bold />} press={() => run().toggleBold().run()} />
      <Mark label={t("italic")} on={on.italic} icon={<Italic />} press={() => run().toggleItalic().run()} />
      <Mark
        label={t("underlined")}
        on={on.underline}
        icon={<Underline />}
        press={() => run().toggleUnderline().run()}
      />
      <Mark
        label={t("struck")}
        on={on.strike}
        icon={<Strikethrough />}
        press={() => run().toggleStrike().run()}
      />
      <Mark label={t("list")} on={on.bullets} icon={<List />} press={() => run().toggleBulletList().run()} />
      <Mark
        label={t("numbered")}
        on={on.numbers}
        icon={<ListOrdered />}
        press={() => run().toggleOrderedList().run()}
      />
      <LinkChoice
        href={on.link}
        onSet={(href) => {
          if (href === "") run().extendMarkRange("link").unsetLink().run();
          else if (editor.state.selection.empty && on.link === "")
            run()
              .insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] })
              .run();
          else run().extendMarkRange("link").setLink({ href }).run();
        }}
      />
      <span className="ml-auto px-1.5">
        <VariablePicker
          field={t("theText")}
          onPick={(insert) =>
            run()
              .insertContent({ type: "text", text: insert.replaceAll("\n", " ") })
              .run()
          }
        />
      </span>
    </div>
  );
}

type MarkProps = { label: string; on: boolean; icon: ReactNode; press(): void };

function Mark({ label, on, icon, press }: MarkProps) {
  return (
    <IconButton
      label={label}
      size="sm"
      aria-pressed={on}
      className={cn(on && "bg-ember-soft text-ember-ink")}
      // The selection in the text stays while its form is chosen.
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
    >
      {icon}
    </IconButton>
  );
}

function LinkChoice({ href, onSet }: { href: string; onSet(href: string): void }) {
  const t = useTranslations("email-editor");
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState("");
  const problem = linkProblem(draft, t);
  function done(next: string) {
    setOpen(false);
    onSet(next);
  }
  return (
    <Popover
      open={open}
      onOpenChange={(show) => {
        setDraft(href);
        setOpen(show);
      }}
      label={t("toolbar.link")}
      trigger={
        <IconButton
          label={t("toolbar.link")}
          size="sm"
          aria-pressed={href !== ""}
          className={cn(href !== "" && "bg-ember-soft text-ember-ink")}
        >
          <Link2 />
        </IconButton>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!problem) done(draft.trim());
        }}
      >
        <Field
          label={t("toolbar.leadsTo")}
          error={problem}
          aside={
            <VariablePicker field={t("toolbar.theLink")} onPick={(insert) => setDraft(draft + insert)} />
          }
        >
          <Input
            value={draft}
            placeholder="https://"
            maxLength={HREF_MAX_CHARS}
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          {href !== "" && (
            <Button size="sm" variant="ghost" onClick={() => done("")}>
              {t("toolbar.removeLink")}
            </Button>
          )}
          <Button size="sm" variant="primary" type="submit" disabled={draft.trim() === "" || !!problem}>
            {t("toolbar.setLink")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
