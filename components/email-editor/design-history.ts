import type { EmailDesign } from "#workflows/email-design.ts";

/** How far one can go back. */
const STEPS_MAX = 100;

/** A design with everything needed to go back and forth. */
export interface DesignHistory {
  design: EmailDesign;
  past: EmailDesign[];
  future: EmailDesign[];
  /** What the newest entry was about; the next edit with the same topic joins it. Null after a gesture is over. */
  topic: string | null;
}

export function startHistory(design: EmailDesign): DesignHistory {
  return { design, past: [], future: [], topic: null };
}

/** After an edit; one that changes nothing makes no entry. */
export function record(
  history: DesignHistory,
  design: EmailDesign,
  topic: string | null = null,
): DesignHistory {
  if (design === history.design) return history;
  const joins = topic !== null && topic === history.topic;
  const past = joins ? history.past : [...history.past, history.design].slice(-STEPS_MAX);
  return { design, past, future: [], topic };
}

export function undo(history: DesignHistory): DesignHistory {
  const design = history.past.at(-1);
  if (!design) return history;
  return {
    design,
    past: history.past.slice(0, -1),
    future: [history.design, ...history.future],
    topic: null,
  };
}

export function redo(history: DesignHistory): DesignHistory {
  const [design, ...future] = history.future;
  if (!design) return history;
  return { design, past: [...history.past, history.design], future, topic: null };
}

/** Ends a gesture, so that the next edit is an entry of its own. */
export function settle(history: DesignHistory): DesignHistory {
  return history.topic === null ? history : { ...history, topic: null };
}
