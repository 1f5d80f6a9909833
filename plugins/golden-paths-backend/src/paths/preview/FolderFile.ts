/** A file, by its path inside of a folder. */
export interface FolderFile {
  path: string;
  content: Buffer;
}
