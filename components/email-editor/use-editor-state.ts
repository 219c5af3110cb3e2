"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { NARROW_QUERY, useMedia } from "#components/canvas/use-media.ts";
import { defaultBrand } from "#workflows/brand.ts";
import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import { blockTitle } from "./block-kinds.ts";
import {
  blocksIn,
  changeBlock,
  findBlock,
  insertBlocks,
  isSimple,
  type Place,
  placeOf,
  removeBlock,
  stepBlock,
} from "./design-edits.ts";
import type { EditorActions } from "./editor-context.tsx";
import { copyOf, newBlock } from "./new-block.ts";
import { currentNotice, type Notice } from "./notice.ts";
import type { DesignState } from "./use-design.ts";

/** What is selected and open in the editor, and everything that its parts can do. */
export function useEditorState(state: DesignState, content: RefObject<HTMLElement | null>) {
  const t = useTranslations("email-editor");
  const api = useApi();
  const saved = useQuery(api.brand.get.queryOptions());
  const narrow = useMedia(NARROW_QUERY);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [saving, setSaving] = useState<EmailBlock | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const clearNotice = useCallback(() => setNotice(null), []);
  const now = useRef({ state, selectedId });
  now.current = { state, selectedId };

  const brand = saved.data?.brand ?? defaultBrand;
  const shopName = saved.data?.shopName ?? "";
  const actions = useMemo<EditorActions>(() => {
    const tell = (text: string, how: Notice["how"], after: EmailDesign) =>
      setNotice((before) => ({ number: (before?.number ?? 0) + 1, text, how, after }));
    const notify: EditorActions["notify"] = (text, how = "shown") => tell(text, how, design());
    const edit = (change: (design: EmailDesign) => EmailDesign, topic?: string) =>
      now.current.state.edit(change, topic);
    const design = () => now.current.state.design;

    function put(blocks: EmailBlock[], place: Place, words: string) {
      const next = insertBlocks(design(), blocks, place);
      const [first] = blocks;
      if (next === design() || !first) return notify(t("build.noRoom"));
      edit(() => next);
      setSelectedId(first.id);
      notify(words, "spoken");
      focusLater(content, `[data-block="${first.id}"]`, true);
    }

    return {
      brand,
      shopName,
      narrow,
      select(id) {
        const before = now.current.selectedId;
        setSelectedId(id);
        if (id === null) {
          setSettingsOpen(false);
          if (before) focusLater(content, `[data-select="${before}"]`);
        }
      },
      openSettings: () => setSettingsOpen(true),
      change: (block, topic) => edit((old) => changeBlock(old, block), topic),
      step(id, by) {
        const block = findBlock(design(), id);
        const focused = document.activeElement;
        edit((old) => stepBlock(old, id, by));
        if (block)
          notify(
            t(by === 1 ? "build.movedDown" : "build.movedUp", { block: blockTitle(block, t) }),
            "spoken",
          );
        // The browser takes the focus from what is moved in the page.
        afterDrawing(() => {
          if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
          const element = content.current?.querySelector(`[data-block="${id}"]`);
          if (document.activeElement !== focused)
            element?.querySelector<HTMLElement>("[data-handle]")?.focus({ preventScroll: true });
          element?.scrollIntoView({ block: "nearest" });
        });
      },
      duplicate(id) {
        const block = findBlock(design(), id);
        const place = placeOf(design(), id);
        if (block && place)
          put(
            [copyOf(block)],
            { ...place, index: place.index + 1 },
            t("build.duplicated", { block: blockTitle(block, t) }),
          );
      },
      remove(id) {
        const block = findBlock(design(), id);
        const place = placeOf(design(), id);
        if (!block || !place) return;
        const blocks = blocksIn(design(), place.list);
        const next = blocks[place.index + 1] ?? blocks[place.index - 1];
        const after = removeBlock(design(), id);
        edit(() => after);
        setSelectedId(null);
        setSettingsOpen(false);
        tell(t("build.deleted", { block: blockTitle(block, t) }), "undoable", after);
        focusLater(content, next ? `[data-select="${next.id}"]` : "[data-canvas]");
      },
      save: setSaving,
      put,
      add: (type) =>
        put(
          [newBlock(type, t)],
          placeToAdd(design(), now.current.selectedId, type === "columns"),
          t("build.added", { block: t(`blocks.${type}.label`) }),
        ),
      addSaved: (name, blocks) =>
        put(
          blocks.map(copyOf),
          placeToAdd(design(), now.current.selectedId, !blocks.every(isSimple)),
          t("build.added", { block: name }),
        ),
      settle: () => now.current.state.settle(),
      notify,
    };
  }, [brand, shopName, narrow, content, t]);

  return {
    actions,
    selectedId,
    settingsOpen,
    setSettingsOpen,
    saving,
    setSaving,
    notice: currentNotice(notice, state.design),
    clearNotice,
  };
}

/** Behind the selected block; in the first empty column of selected columns; else at the end, but above a footer. */
export function placeToAdd(design: EmailDesign, selectedId: string | null, wide: boolean): Place {
  const selected = findBlock(design, selectedId);
  const place = selectedId === null ? null : placeOf(design, selectedId);
  if (selected?.type === "columns" && !wide) {
    const column = selected.columns.findIndex((blocks) => blocks.length === 0);
    if (column >= 0) return { list: { columnsId: selected.id, column }, index: 0 };
  }
  if (place?.list && wide) {
    const owner = placeOf(design, place.list.columnsId);
    if (owner) return { list: null, index: owner.index + 1 };
  }
  if (place) return { ...place, index: place.index + 1 };
  const { length } = design.blocks;
  return { list: null, index: design.blocks.at(-1)?.type === "footer" ? length - 1 : length };
}

function focusLater(content: RefObject<HTMLElement | null>, selector: string, inside = false): void {
  afterDrawing(() => {
    const found = content.current?.querySelector<HTMLElement>(selector);
    found?.scrollIntoView({ block: "nearest" });
    // A block that is written in place takes the focus by itself.
    if (inside && found?.contains(document.activeElement)) return;
    const target = inside ? found?.querySelector<HTMLElement>("[data-select]") : found;
    target?.focus({ preventScroll: true });
  });
}

function afterDrawing(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
