import type { Writable } from 'node:stream';
import type { stream, Worksheet } from 'exceljs';

export interface Column {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly kind: 'text' | 'number' | 'day';
}

export type Cell = string | number | Date | null;

/** A workbook that is sent while it is written: rows that are in it are not kept. */
export interface Book {
  readonly sheet: Worksheet;
  add(cells: readonly Cell[], style?: 'title' | 'head'): void;
  end(): Promise<void>;
}

/** Text stays text, also where it begins with `=` and somebody saves the sheet in another form. */
const formats: Readonly<Record<Column['kind'], string>> = { text: '@', number: '0.##', day: 'dd/mm/yyyy' };
const font = { name: 'Times New Roman', size: 12 };

export async function openBook(target: Writable, name: string, columns: readonly Column[]): Promise<Book> {
  const { default: excel } = await import('exceljs');
  const writer: stream.xlsx.WorkbookWriter = new excel.stream.xlsx.WorkbookWriter({
    stream: target,
    useStyles: true,
    useSharedStrings: false,
  });
  const sheet = writer.addWorksheet(name, { pageSetup: { paperSize: 9, orientation: 'landscape' } });
  sheet.columns = columns.map(({ width, kind }) => ({
    width,
    style: { numFmt: formats[kind], font, alignment: { vertical: 'top', wrapText: true } },
  }));
  return {
    sheet,
    add(cells, style) {
      const row = sheet.addRow([...cells]);
      if (style) row.font = { ...font, bold: true, size: style === 'title' ? 14 : 12 };
      row.commit();
    },
    async end() {
      sheet.commit();
      await writer.commit();
    },
  };
}

/** Midnight in Vietnam as Excel writes days: it knows no time zones, and exceljs takes UTC for the sheet's own. */
export const dayCell = (at: number | null): Date | null =>
  at === null ? null : new Date(Math.floor((at + 7 * 3_600_000) / 86_400_000) * 86_400_000);
