const OTHERS = 0o077;

/** From now on, only the user that runs this process can read the files and folders it makes: they hold people's data. */
export function makeFilesPrivately(): void {
  process.umask(OTHERS);
}
