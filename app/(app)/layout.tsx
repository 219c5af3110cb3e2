import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ApiProvider } from "#components/api-provider.tsx";
import { KnownNamesProvider } from "#components/known-names.tsx";
import { SayProvider } from "#components/say.tsx";
import { SessionProvider } from "#components/shell/session.tsx";
import { SignedInFrame } from "#components/shell/signed-in-frame.tsx";
import { personOf } from "#server/accounts/person.ts";
import { services } from "#server/services.ts";
import { readSettings } from "#server/store/settings.ts";
import { hasUsers } from "#server/store/users.ts";
import { readPhrases } from "../read-phrases.ts";

/** Pages for people who are signed in. The API checks by itself; this only leads the others to the right door. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { auth, clock, db } = services();
  const person = await personOf({ auth }, await headers());
  if (!person) redirect((await hasUsers(db)) ? "/sign-in" : "/setup");
  const { shop } = await readSettings(db);
  const phrases = await readPhrases(await getLocale());
  return (
    <SessionProvider person={person} serverNow={clock.now()}>
      <SayProvider language={phrases}>
        <ApiProvider>
          <KnownNamesProvider>
            <SignedInFrame shopName={shop.shopName}>{children}</SignedInFrame>
          </KnownNamesProvider>
        </ApiProvider>
      </SayProvider>
    </SessionProvider>
  );
}
