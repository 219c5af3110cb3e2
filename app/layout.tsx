import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { KeepTheme } from "#components/frame/keep-theme.tsx";
import { themeScript } from "#components/frame/theme-script.ts";
import { Toaster } from "#components/ui/toaster.tsx";
import { Tooltips } from "#components/ui/tooltips.tsx";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages");
  return {
    title: { default: "Rekindle", template: "%s · Rekindle" },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4eee6" },
    { media: "(prefers-color-scheme: dark)", color: "#1a140f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await getLocale();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme script changes the class before React takes over; that difference is intended.
    <html
      lang={language === "zh" ? "zh-Hans" : language}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* Browsers hide the nonce from scripts, so React would find it missing. */}
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript}
        </script>
      </head>
      <body>
        <KeepTheme />
        <NextIntlClientProvider>
          {children}
          <Toaster />
          <Tooltips />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
