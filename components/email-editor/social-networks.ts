import type { socialNetworks } from "#workflows/email-design.ts";

export type SocialNetwork = (typeof socialNetworks)[number];

export const networkNames: Record<SocialNetwork, string> = {
  facebook: "Facebook",
  instagram: "Instagram",
  x: "X",
  youtube: "YouTube",
  tiktok: "TikTok",
  linkedin: "LinkedIn",
  pinterest: "Pinterest",
  website: "Website",
};
