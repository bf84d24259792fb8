/** Bytes of a zip file, see 4.3.12 and 4.3.16 of PKWARE's APPNOTE. */
const END = { signature: 0x06054b50, size: 22, entries: 10, directory: 16 };
const ENTRY = { signature: 0x02014b50, size: 46, name: 28, extra: 30, comment: 32, attributes: 38 };
const REGULAR_FILE = 0o100644;

/**
 * Gives all files in a zip file the mode 644, in place: the modes on disk differ by umask, checkout and file system, and
 * would make each package another one.
 *
 * @param zip without a comment at its end, as vsce writes it
 */
export function setSameModes(zip: Buffer): void {
  const end = zip.length - END.size;
  expect(zip, end, END.signature);
  let at = zip.readUInt32LE(end + END.directory);
  for (let left = zip.readUInt16LE(end + END.entries); left > 0; left--) {
    expect(zip, at, ENTRY.signature);
    zip.writeUInt32LE((REGULAR_FILE << 16) >>> 0, at + ENTRY.attributes);
    const lengths = [ENTRY.name, ENTRY.extra, ENTRY.comment].map((field) => zip.readUInt16LE(at + field));
    at += lengths.reduce((sum, length) => sum + length, ENTRY.size);
  }
}

function expect(zip: Buffer, at: number, signature: number): void {
  if (zip.readUInt32LE(at) !== signature) throw new Error('This is no zip file as vsce writes it.');
}
