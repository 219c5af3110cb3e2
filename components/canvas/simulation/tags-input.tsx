"use client";

import { useState } from "react";
import { Input } from "#components/ui/input.tsx";

type Props = { tags: readonly string[]; placeholder: string; onChange(tags: string[]): void };

/** Tags with commas between them. */
export function TagsInput({ tags, placeholder, onChange }: Props) {
  const written = tags.join(", ");
  const [text, setText] = useState(written);
  // A comma that was just typed stands, until the tags become others than the text says.
  const shown = tagsIn(text).join(", ") === written ? text : written;
  return (
    <Input
      autoComplete="off"
      placeholder={placeholder}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(tagsIn(event.target.value));
      }}
    />
  );
}

function tagsIn(text: string): string[] {
  return text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}
