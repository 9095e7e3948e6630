/** The one error reading a file may end in. */

/**
 * A file, or a choice about it, that is refused as a whole. The message says in plain words
 * what is wrong and what to do; it is for the screen as it stands.
 */
export class ImportRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportRefusal';
  }
}
