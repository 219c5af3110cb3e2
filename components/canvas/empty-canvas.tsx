"use client";

import { Sparkles } from "lucide-react";

/** What stands on a canvas without steps; pressing and dropping go through it. */
export function EmptyCanvas({ phone }: { phone: boolean }) {
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-6 text-center">
      <div className="max-w-72">
        <Sparkles aria-hidden="true" className="mx-auto mb-3 size-7 text-ember-ink" />
        <h2 className="text-base">What should start this workflow?</h2>
        <p className="mt-1.5 text-sm text-muted">
          {phone
            ? "Press “Add step” and choose a trigger. Then add what should happen."
            : "Drag a trigger onto the canvas, or press one on the left. Then add what should happen."}
        </p>
      </div>
    </div>
  );
}
