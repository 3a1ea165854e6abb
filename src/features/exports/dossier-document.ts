import type { FileChild, IParagraphOptions, Paragraph } from 'docx';
import type { Speak } from '../../catalog/spoken-texts.ts';
import { documentHeading } from './document-heading.ts';
import type { DossierContent } from './dossier-content.ts';
import { dossierFacts, type Say, writtenMoment } from './dossier-facts.ts';
import { type Docx, loadDocx, officialDocument } from './official-document.ts';

/** The longest side of a picture, in pixels of 1/96 inch: the width between the margins. */
const widest = 600;
const highest = 420;

/** The case as a document (*hồ sơ*): facts, words, answers, history, photos. */
export async function dossierDocument(
  content: DossierContent,
  speak: Speak,
  now: number,
): Promise<Uint8Array> {
  const docx = await loadDocx();
  const say: Say = (key, values) => speak('vi', `exports.${key}`, values);
  const write = writer(docx);
  return officialDocument(docx, [
    ...documentHeading(docx, { say, ward: content.ward, now }),
    write.centred(say('dossier.title')),
    write.centred(say('dossier.subject', { code: content.code })),
    write.heading(say('dossier.facts')),
    ...dossierFacts(content, say).map(([name, words]) => write.fact(name, words)),
    write.heading(say('dossier.content')),
    ...write.lines(content.body === '' ? say('dossier.erased') : content.body),
    write.heading(say('dossier.answers')),
    ...answerParts(content, say, write),
    write.heading(say('dossier.history')),
    ...content.history.flatMap((line) => historyLines(line, say, write)),
    write.heading(say('dossier.photos')),
    ...(content.pictures.length === 0 ? [write.line(say('dossier.noPhoto'))] : []),
    ...content.pictures.flatMap((picture, index) => [
      write.picture(picture),
      write.centred(say('dossier.photo', { number: index + 1 })),
    ]),
  ]);
}

type Write = ReturnType<typeof writer>;

function writer({ Paragraph, TextRun, ImageRun, AlignmentType }: Docx) {
  const line = (text: string, options: Omit<IParagraphOptions, 'children'> = {}): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      ...options,
      children: [new TextRun(writable(text))],
    });
  const bold = (text: string, options: Omit<IParagraphOptions, 'children'>): Paragraph =>
    new Paragraph({ ...options, children: [new TextRun({ text: writable(text), bold: true })] });
  return {
    line,
    lines: (text: string): Paragraph[] => text.split('\n').map((one) => line(one)),
    heading: (text: string): Paragraph => bold(text, { spacing: { before: 200 }, keepNext: true }),
    centred: (text: string): Paragraph => bold(text, { alignment: AlignmentType.CENTER }),
    fact: (name: string, words: string): Paragraph =>
      new Paragraph({
        children: [new TextRun({ text: `${name}: `, bold: true }), new TextRun(writable(words))],
      }),
    picture({ content, width, height }: DossierContent['pictures'][number]): Paragraph {
      const scale = Math.min(1, widest / width, highest / height);
      const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
      const image = new ImageRun({ type: 'jpg', data: content, transformation });
      return new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [image] });
    },
  };
}

/** XML 1.0 has no way to write these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out.
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const writable = (text: string): string => text.toWellFormed().replace(unwritable, '');

function answerParts({ answers }: DossierContent, say: Say, write: Write): FileChild[] {
  if (answers.length === 0) return [write.line(say('dossier.noAnswer'))];
  return answers.flatMap(({ isFinal, writtenBy, createdAt, body }) => [
    write.fact(
      say(isFinal ? 'dossier.final' : 'dossier.news'),
      say('dossier.by', { name: writtenBy.name, at: writtenMoment(createdAt) }),
    ),
    ...write.lines(body === '' ? say('dossier.erased') : body),
  ]);
}

function historyLines(
  { at, actor, staff, kind, words }: DossierContent['history'][number],
  say: Say,
  write: Write,
): FileChild[] {
  const who = staff?.name ?? say(actor === 'citizen' ? 'dossier.citizen' : 'dossier.house');
  const what = say(`event.${knownEvents.has(kind) ? kind : 'other'}`);
  return [write.line(`- ${writtenMoment(at)}: ${what} (${who})`), ...(words ? write.lines(words) : [])];
}

/** Those that `exports.event` has words for. */
const knownEvents: ReadonlySet<string> = new Set(
  (
    'filed claimed taken_over assigned transferred passed_on referred paused resumed merged merged_in declined noted ' +
    'drafted answered approved returned reopened withdrawn photo_added citizen_wrote followed rated rated_badly ' +
    'publication_drafted published publication_withdrawn'
  ).split(' '),
);
