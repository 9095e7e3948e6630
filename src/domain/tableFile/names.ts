/** The rows, sources and scopes a file names, each once, however many lines name it. */
import { MEASURE_KINDS, UNITS, type Measure, type MeasureKind, type Unit } from '../figures.ts';
import { KIND_WORDS, UNIT_OF_KIND, type ColumnName, type TableContent } from '../tableFile.ts';
import type { CellReader } from './cells.ts';

type NamedRow = Pick<Measure, 'label' | 'kind' | 'unit'>;

/** Something named, and the line that first said so. */
interface Entry<Content> {
  content: Content;
  row: number;
}

const CURRENT_CENTURY = 2000;

/** Names are the same whatever their capitals A to Z, as they are in a plan. */
export function nameKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

export class NameBook {
  private readonly measures = new Map<string, Entry<NamedRow>>();
  private readonly sources = new Map<string, Entry<{ name: string; publishedOn: string | null }>>();
  private readonly scopes = new Map<string, Entry<{ name: string; note: string }>>();
  private readonly about: { source: string; scope: string };
  /** The plan's rows by name. */
  private readonly known: Map<string, NamedRow>;

  constructor(about: { measures: NamedRow[]; source: string; scope: string }) {
    this.about = about;
    this.known = new Map(about.measures.map((measure) => [nameKey(measure.label), measure]));
  }

  /** Everything named so far. */
  content(): Pick<TableContent, 'measures' | 'sources' | 'scopes'> {
    const contents = <Content>(entries: Map<string, Entry<Content>>) =>
      [...entries.values()].map((entry) => entry.content);
    return {
      measures: contents(this.measures),
      sources: contents(this.sources),
      scopes: contents(this.scopes),
    };
  }

  /** The row of the table a line is about; null when refused. */
  measure(cells: CellReader): NamedRow | null {
    const label = cells.name('row');
    if (label === null) return null;
    if (label === '') {
      cells.refuse('row', 'There is no row name. Write which row of the table this figure is in.');
      return null;
    }
    const before = this.measures.get(nameKey(label));
    const known = before?.content ?? this.known.get(nameKey(label));
    const kind = this.kind(cells, label, known?.kind);
    if (kind === null) return null;
    const unit = this.unit(cells, known?.unit ?? UNIT_OF_KIND[kind]);
    if (unit === null) return null;
    if (before === undefined) {
      const content = { label: known?.label ?? label, kind, unit };
      this.measures.set(nameKey(label), { content, row: cells.row });
      return content;
    }
    if (before.content.kind === kind && before.content.unit === unit) return before.content;
    const column: ColumnName = before.content.kind === kind ? 'unit' : 'kind';
    cells.refuse(
      column,
      `Row ${before.row} says otherwise of “${label}”. Give it the same kind and unit each time.`,
    );
    return null;
  }

  private kind(cells: CellReader, label: string, known?: MeasureKind): MeasureKind | null {
    const written = cells.trimmed('kind');
    if (written === '') {
      if (known !== undefined) return known;
      cells.refuse(
        'kind',
        `The plan has no row “${label}”. Correct its name, or write its kind: ${kindsInWords()}.`,
      );
      return null;
    }
    const kind = MEASURE_KINDS.find((each) =>
      [plain(each), plain(KIND_WORDS[each])].includes(plain(written)),
    );
    if (kind === undefined) {
      cells.refuse('kind', `“${written}” is not a kind of row. Write ${kindsInWords()}.`);
      return null;
    }
    return kind;
  }

  private unit(cells: CellReader, usual: Unit): Unit | null {
    const written = cells.trimmed('unit').toLowerCase();
    if (written === '') return usual;
    const unit = UNITS.find((each) => each === (written === '%' ? 'percent' : written));
    if (unit === undefined) {
      cells.refuse('unit', `“${written}” is not a unit. Write ${UNITS.join(', ')}.`);
      return null;
    }
    return unit;
  }

  /** The source a line names; null when refused. `needed`: there is no default. */
  source(cells: CellReader, needed: boolean): string | null {
    const name = this.nameOr(cells, 'source', needed ? '' : this.about.source);
    if (name === null) return null;
    const publishedOn = cells.dateOrBlank('published', CURRENT_CENTURY);
    if (publishedOn === null) return null;
    const before = this.sources.get(nameKey(name));
    if (before === undefined) {
      const content = { name, publishedOn: publishedOn === '' ? null : publishedOn };
      this.sources.set(nameKey(name), { content, row: cells.row });
      return name;
    }
    if (publishedOn !== '' && before.content.publishedOn === null) {
      before.content.publishedOn = publishedOn;
    }
    const same = publishedOn === '' || before.content.publishedOn === publishedOn;
    return this.agreed(cells, 'published', same, before.row, before.content.name);
  }

  /** The scope a line names; null when refused. `needed`: there is no default. */
  scope(cells: CellReader, needed: boolean): string | null {
    const name = this.nameOr(cells, 'scope', needed ? '' : this.about.scope);
    if (name === null) return null;
    const note = cells.exactly('scopeNote');
    const before = this.scopes.get(nameKey(name));
    if (before === undefined) {
      this.scopes.set(nameKey(name), { content: { name, note }, row: cells.row });
      return name;
    }
    if (before.content.note === '') before.content.note = note;
    const same = note === '' || before.content.note === note;
    return this.agreed(cells, 'scopeNote', same, before.row, before.content.name);
  }

  private nameOr(cells: CellReader, column: 'source' | 'scope', usual: string): string | null {
    const name = cells.name(column);
    if (name === null) return null;
    const found = name === '' ? usual : name;
    if (found !== '') return found;
    cells.refuse(column, `There is no ${column}. Write its name.`);
    return null;
  }

  private agreed(
    cells: CellReader,
    column: ColumnName,
    same: boolean,
    row: number,
    name: string,
  ): string | null {
    if (same) return name;
    cells.refuse(column, `Row ${row} says otherwise of “${name}”. Make the two the same.`);
    return null;
  }
}

function kindsInWords(): string {
  return MEASURE_KINDS.map((kind) => KIND_WORDS[kind]).join(', ');
}
