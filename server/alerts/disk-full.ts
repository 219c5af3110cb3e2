import type { ReasonValues } from "#workflows/reasons.ts";
import type { Check, Disk } from "./check.ts";

const MB = 1024 * 1024;
const FREE_MIN_SHARE = 0.1;
const FREE_MIN_BYTES = 500 * MB;
/** Once told, it is over only with so much more room: else it would come and go with every email. */
const OVER_FACTOR = 1.1;

/** The disk that the data is on has little room left. */
export const diskFull: Check = {
  code: "disk.full",
  async find({ disk, isOpen }) {
    const values = judgeDisk(await disk(), isOpen("disk.full", ""));
    return values ? [{ subject: "", values }] : [];
  },
};

/** How little is free, where it is too little. */
export function judgeDisk({ freeBytes, totalBytes }: Disk, alreadyTold: boolean): ReasonValues | null {
  const least = Math.max(FREE_MIN_BYTES, totalBytes * FREE_MIN_SHARE) * (alreadyTold ? OVER_FACTOR : 1);
  if (freeBytes >= least) return null;
  const share = totalBytes > 0 ? freeBytes / totalBytes : 0;
  return { freeMb: Math.floor(freeBytes / MB), percent: Math.round(share * 100) };
}
