"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { newId } from "#components/config-form/new-id.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type GraphNote, NOTE_CHARS_MAX } from "#workflows/graph.ts";
import { placeForNote } from "../notes/place-for-note.ts";
import type { Editor } from "../use-editor.ts";
import { useRoom } from "../use-room.ts";

type Props = { editor: Editor; locked: boolean; tell(text: string): void };

/** The notes of the canvas, below the list of steps. */
export function ListNotes({ editor, locked, tell }: Props) {
  const t = useTranslations("outline.notes");
  const room = useRoom();
  const titleId = useId();
  const addButton = useRef<HTMLButtonElement>(null);
  /** The one that was added last, which is there to be written in. */
  const [added, setAdded] = useState<string | null>(null);
  const { graph } = editor.draft;
  const { notes = [] } = graph;
  if (locked && notes.length === 0) return null;

  function add() {
    if (!room(graph, { notes: 1 })) return;
    const id = newId("note");
    editor.edit({ kind: "add-note", note: { id, text: "", position: placeForNote(graph) } });
    setAdded(id);
  }
  function remove(note: GraphNote) {
    editor.edit({ kind: "remove", nodeIds: [], edgeIds: [], noteIds: [note.id] });
    tell(t("deleted"));
    addButton.current?.focus();
  }

  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-2 border-t pt-4">
      <h2 id={titleId} className="text-base">
        {t("title")}
      </h2>
      <p className="text-sm text-muted">{t("help")}</p>
      {notes.length > 0 && (
        <ul className="flex flex-col gap-2">
          {notes.map((note, index) => (
            <li key={note.id} className="flex items-start gap-1">
              {locked ? (
                <p className="whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">
                  {note.text || t("empty")}
                </p>
              ) : (
                <>
                  <Textarea
                    aria-label={t("note", { number: index + 1 })}
                    autoFocus={note.id === added}
                    rows={2}
                    maxLength={NOTE_CHARS_MAX}
                    value={note.text}
                    className="min-h-16"
                    onChange={(event) =>
                      editor.edit({
                        kind: "change-note",
                        noteId: note.id,
                        change: { text: event.target.value },
                      })
                    }
                    // Leaving it ends the entry that typing made.
                    onBlur={editor.settle}
                  />
                  <IconButton
                    label={t("delete", { number: index + 1 })}
                    className="text-muted"
                    onClick={() => remove(note)}
                  >
                    <Trash2 />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {!locked && (
        <Button ref={addButton} size="sm" icon={<Plus />} className="self-start" onClick={add}>
          {t("add")}
        </Button>
      )}
    </section>
  );
}
