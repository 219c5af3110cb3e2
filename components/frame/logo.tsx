import { useId } from "react";
import { cn } from "#components/ui/cn.ts";

/** The mark: a flame with a glowing ember in its heart. Decoration; put the name beside it or in a label. */
export function LogoMark({ className }: { className?: string }) {
  const id = useId();
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("base:size-8", className)}>
      <defs>
        <linearGradient id={`${id}-flame`} x1="16" y1="2" x2="16" y2="30" gradientUnits="userSpaceOnUse">
          <stop offset="0" stopColor="#f79a3e" />
          <stop offset="0.5" stopColor="#e85a17" />
          <stop offset="1" stopColor="#b8330a" />
        </linearGradient>
      </defs>
      <path
        fill={`url(#${id}-flame)`}
        d="M17.6 1.8c.5 4.2-1.4 6.5-3.7 9-.9 1-1.9 2-2.6 3.1-.6-1-.8-2-.7-3.3C7 13.300 4.500 16.700 4.500 20.300 4.500 26 9.600 30.200 16 30.200S27.500 26 27.500 20.200c0-4.300-2.300-7.500-4.700-10.300-2.300-2.700-4.600-4.900-5.200-8.100Z"
      />
      <path
        fill="#fff4e6"
        d="M16.200 15.200c.3 2.200-.9 3.400-2.100 4.700-1.100 1.200-2.200 2.400-2.200 4.200 0 2.300 1.800 4 4.100 4s4.100-1.700 4.100-4.100c0-1.800-.9-3.200-1.900-4.600-.9-1.300-1.800-2.500-2-4.200Z"
      />
    </svg>
  );
}

/** The mark with the name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2", className)}>
      <LogoMark className="size-7" />
      <span className="text-[1.0625rem] font-semibold tracking-[-0.03em]">Rekindle</span>
    </span>
  );
}
