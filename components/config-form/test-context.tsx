"use client";

import { createContext, type ReactNode, use } from "react";

/** Whose data fills a test message; null: an invented person's. */
export type TestPerson = { id: number; label: string } | null;

/** Draws what sends a test of the message that is being written, filled for this person. */
type DrawTest = (person: TestPerson) => ReactNode;

const TestContext = createContext<DrawTest | null>(null);

/** Lets whatever shows the message on its own offer a test of it, too; null where none can be sent. */
export const MessageTestProvider = TestContext;

export function useMessageTest(): DrawTest | null {
  return use(TestContext);
}
