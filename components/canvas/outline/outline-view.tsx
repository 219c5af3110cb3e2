"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { LiveBar } from "../live/live-bar.tsx";
import type { Editor } from "../use-editor.ts";
import { type ListActions, ListActionsProvider } from "./list-context.tsx";
import { ListNotes } from "./list-notes.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { outlineOf } from "./outline.ts";
import { OutlineLine } from "./outline-line.tsx";
import { openKey, rowsOf, stepKey } from "./rows.ts";
import { focusSettings } from "./settings-frame.tsx";
import { TriggerChoice } from "./trigger-choice.tsx";
import { useFirstStep } from "./use-first-step.ts";
import { useListChanges } from "./use-list-changes.ts";
import { useListClipboard } from "./use-list-clipboard.ts";
import { useListCommands } from "./use-list-commands.ts";
import { useListKeys } from "./use-list-keys.ts";
import { useRowFocus } from "./use-row-focus.ts";
import { useSelectedRow } from "./use-selected-row.ts";

const fetchQuestions = () => import("./questions.tsx");
const Questions = dynamic(() => fetchQuestions().then((module) => module.Questions));

type Props = {
  editor: Editor;
  /** While a run is shown, or for somebody who may only look, nothing can be changed. */
  locked: boolean;
  /** Steps can be chosen, to read their settings. */
  selectable: boolean;
  badSettings: boolean;
  /** Opens the settings of the workflow; null while a run is shown. */
  onSettings: (() => void) | null;
  onHelp(): void;
};

/** The workflow as a list that can be read, built and changed with the keyboard and a screen reader, and on a phone. */
export function OutlineView({ editor, locked, selectable, badSettings, onSettings, onHelp }: Props) {
  const t = useTranslations("outline");
  const helpId = useId();
  const list = useRef<HTMLElement>(null);
  const [told, setTold] = useState({ text: "", count: 0 });
  const tell = useCallback((text: string) => setTold(({ count }) => ({ text, count: count + 1 })), []);

  const { graph } = editor.draft;
  const { selectNode } = editor;
  const outline = useMemo(() => outlineOf(graph), [graph]);
  const rows = useMemo(() => rowsOf(outline, !locked), [outline, locked]);
  const { current, enter, focus } = useRowFocus(list, rows);
  const { changes, asked, answer, close, start, paste } = useListChanges(editor, outline, rows, {
    tell,
    focus,
  });
  const clipboard = useListClipboard(list, { editor, rows, locked, changes, pastePiece: paste });
  useListCommands({ locked, paste: clipboard.paste });
  const selected = selectable ? editor.selection.nodes : NOTHING;
  useSelectedRow(list, selected.at(-1) ?? null);
  useListKeys(list, { graph, rows, changes: locked ? null : changes, enter, tell });
  useEffect(() => {
    // What is typed right after a key asked for a step has to find the list open.
    if (!locked) void fetchQuestions();
  }, [locked]);
  const askFirstStep = useFirstStep(list, changes);

  const actions = useMemo(
    (): ListActions => ({
      graph,
      numberOf: (nodeId) => outline.numbers.get(nodeId),
      open: !selectable
        ? null
        : (nodeId, byKeyboard) => {
            selectNode(nodeId);
            if (byKeyboard) focusSettings();
          },
      goTo: (nodeId) => focus(stepKey(nodeId)),
      changes: locked ? null : changes,
      clipboard: clipboard.forStep,
    }),
    [graph, outline, selectable, selectNode, locked, changes, clipboard.forStep, focus],
  );

  const empty = graph.nodes.length === 0;
  function chooseTrigger(type: string) {
    const trigger = start(type);
    if (!trigger) return;
    if (empty) askFirstStep(trigger);
    else focus(openKey(trigger.id, "next"));
  }

  return (
    <ListActionsProvider value={actions}>
      <section
        ref={list}
        aria-label={t("title")}
        aria-describedby={empty ? undefined : helpId}
        className="absolute inset-0 overflow-y-auto overscroll-contain"
      >
        <div className="mx-auto flex max-w-3xl flex-col gap-4 px-3 pt-3 pb-24 max-sm:pb-[60dvh] sm:px-6 sm:pt-4">
          <ListToolbar
            editor={editor}
            locked={locked}
            badSettings={badSettings}
            onSettings={onSettings}
            onPaste={clipboard.paste}
            onHelp={onHelp}
          />
          <LiveBar />
          {!empty && (
            <p id={helpId} className="text-xs text-muted max-md:sr-only">
              {locked ? t("helpReading") : t("help")}
            </p>
          )}
          {outline.starts.length === 0 && !locked && <TriggerChoice onChoose={chooseTrigger} />}
          {empty && locked && <p className="py-8 text-center text-sm text-muted">{t("empty")}</p>}
          {outline.starts.map((line) => (
            <OutlineLine key={line.steps[0]?.node.id} line={line} current={current} selected={selected} />
          ))}
          {outline.stray.length > 0 && (
            <div className="flex flex-col gap-4">
              <div>
                <h2 className="text-base">{t("notConnected")}</h2>
                <p className="mt-0.5 text-sm text-muted">{t("notConnectedHelp")}</p>
              </div>
              {outline.stray.map((line) => (
                <OutlineLine key={line.steps[0]?.node.id} line={line} current={current} selected={selected} />
              ))}
            </div>
          )}
          {(!empty || (graph.notes ?? []).length > 0) && (
            <ListNotes editor={editor} locked={locked} tell={tell} />
          )}
        </div>
      </section>
      <p role="status" className="sr-only">
        <span key={told.count}>{told.text}</span>
      </p>
      {clipboard.box}
      {asked && (
        <Questions asked={asked} graph={graph} numbers={outline.numbers} answer={answer} onClose={close} />
      )}
    </ListActionsProvider>
  );
}

const NOTHING: readonly string[] = [];
