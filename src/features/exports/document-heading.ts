import type { FileChild, IRunOptions } from 'docx';
import { localDate } from '../../rules/local-day.ts';
import type { Say } from './dossier-facts.ts';
import type { Docx } from './official-document.ts';

export interface Heading {
  readonly say: Say;
  readonly ward: string;
  readonly now: number;
}

/** Issuing body on the left, country and motto (*quốc hiệu, tiêu ngữ*) on the right, place and date below. */
export function documentHeading(docx: Docx, { say, ward, now }: Heading): FileChild[] {
  const { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = docx;
  const centred = (text: string, run: IRunOptions, isRuled = false) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 0 },
      children: [new TextRun({ text, ...run })],
      ...(isRuled
        ? { border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } } }
        : {}),
    });
  const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const cell = (percent: number, children: InstanceType<Docx['Paragraph']>[]) =>
    new TableCell({ borders, width: { size: percent, type: WidthType.PERCENTAGE }, children });
  const [year = '', month = '', day = ''] = localDate(now).split('-');
  const left = [
    centred(say('dossier.parent'), { size: 24, bold: true }),
    centred(ward.toUpperCase(), { size: 24, bold: true }, true),
  ];
  const right = [
    centred(say('dossier.country'), { size: 24, bold: true }),
    centred(say('dossier.motto'), { size: 26, bold: true }, true),
    centred(say('dossier.place', { ward, day, month, year }), { size: 26, italics: true }),
  ];
  return [
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [new TableRow({ children: [cell(40, left), cell(60, right)] })],
    }),
    new Paragraph({ children: [] }),
  ];
}
