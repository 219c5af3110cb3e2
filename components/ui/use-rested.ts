"use client";

import { useEffect, useState } from "react";

/** Long enough that not every letter asks the server. */
const REST_MS = 500;

/** A value once it has rested for a moment; the first one at once. */
export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
