/**
 * Has the browser save a file of the server, after asking whether it may be had: a link to a refusal would lead away from
 * the page. Throws an error whose message is for the reader.
 */
export async function downloadFile(path: string): Promise<void> {
  const response = await fetch(path, { method: "HEAD" }).catch(() => null);
  if (!response) throw new Error("The server could not be reached. Try again in a moment.");
  if (!response.ok) throw new Error(wordRefusal(response.status));
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}

function wordRefusal(status: number): string {
  if (status === 401) return "You are signed out. Sign in again, then download the file.";
  if (status === 403) return "Only editors and owners can download this.";
  if (status === 404) return "This is not there any more.";
  return "The server could not prepare the file. Try again in a moment.";
}
