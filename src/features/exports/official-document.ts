import type { FileChild } from 'docx';

export type Docx = typeof import('docx');

/** Large, and needed by few: loaded when the first document is made. */
export const loadDocx = (): Promise<Docx> => import('docx');

/** Nghị định 30/2020/NĐ-CP, Phụ lục I: A4; margins 20–25, 20–25, 30–35 and 15–20 mm; body of size 13 to 14. */
const page = { top: 20, bottom: 20, left: 30, right: 15 };
const bodySize = 13;
const twipsPerMm = 1440 / 25.4;
const twips = (mm: number): number => Math.round(mm * twipsPerMm);

/** A document in the form of an administrative text; the number of a page stands on top from the second on. */
export function officialDocument(docx: Docx, children: readonly FileChild[]): Promise<Uint8Array> {
  const { AlignmentType, Document, Header, Packer, PageNumber, Paragraph, TextRun } = docx;
  const pageNumber = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  const margin = Object.fromEntries(Object.entries(page).map(([side, mm]) => [side, twips(mm)]));
  const document = new Document({
    styles: {
      default: {
        document: {
          run: { font: 'Times New Roman', size: bodySize * 2, language: { value: 'vi-VN' } },
          paragraph: { spacing: { after: 120 } },
        },
      },
    },
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: twips(210), height: twips(297) }, margin } },
        headers: { default: new Header({ children: [pageNumber] }), first: new Header({ children: [] }) },
        children: [...children],
      },
    ],
  });
  return Packer.toBuffer(document);
}
