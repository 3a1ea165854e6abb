const gluedHeading = /^.*Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng\s*/su;
const attachedFile = /^(.{15,}?[.;)])\s*\d{0,3}\.?[^.;]*\.(?:docx?|pdf|xlsx?|zip|rar)$/isu;
const numbering = /^(?:[-+•*–]\s*|\(?\d+(?:\.\d+)*[.)]\s+|[a-zđ]\d?[.)]\s+)+/iu;
const looseEnd = /[\s.;,:]+$/u;

/** The name of a paper, or of a result, as the portal's pages were flattened: without numbering, table headings, file names. */
export function paperName(flattened: string): string {
  const name = flattened
    .trim()
    .replace(gluedHeading, '')
    .replace(numbering, '')
    .replace(attachedFile, '$1')
    .replace(looseEnd, '');
  return name === '' ? flattened.trim() : name.charAt(0).toUpperCase() + name.slice(1);
}
