"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { whenToastWaits } from "./toast.ts";

/** A toast often tells that the server cannot be reached, when it is too late to fetch what shows it. */
const FETCHED_AFTER_MS = 5_000;

const Toasts = dynamic(() => import("./toasts.tsx").then(({ Toasts }) => Toasts), { ssr: false });

/** Shows the toasts. The root layout holds the one. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const stop = whenToastWaits(() => setWanted(true));
    const timer = setTimeout(() => setWanted(true), FETCHED_AFTER_MS);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return wanted && <Toasts />;
}
