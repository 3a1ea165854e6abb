import { join } from 'node:path';
import type { ProcedureRecord } from '../catalog/knowledge/procedure-record.ts';
import { loadReportCues } from '../catalog/report-cues.ts';
import { downloadsFiles, knowsPhones } from '../channels/channel.ts';
import { systemClock } from '../core/clock.ts';
import type { AccountId, WardId } from '../core/ids.ts';
import type { FileRef } from '../core/message.ts';
import { err, type Result } from '../core/result.ts';
import { type Ability, identityAbilities } from '../features/conversations/index.ts';
import { createDossierAbilities, createWardSource, type DossierSource } from '../features/dossiers/index.ts';
import { createHandoffAbilities } from '../features/handoff/index.ts';
import {
  createKnowledgeAbilities,
  createKnowledgeBase,
  type ImportedProcedures,
  type KnowledgeBase,
  withBeginnings,
} from '../features/knowledge/index.ts';
import { liveDigest, loadLiveTexts } from '../features/knowledge-desk/index.ts';
import { createPrivacyAbilities } from '../features/privacy/index.ts';
import { loadProcedureRecords, loadProceduresDigest } from '../features/procedures/index.ts';
import { createQuestionAbilities, type KeptOut } from '../features/questions/index.ts';
import { createCitizenDesk, createReportingAbilities, loadAnswerCues } from '../features/reporting/index.ts';
import { createWardAbilities, loadProvinceNames } from '../features/wards/index.ts';
import { createPhotoCleaner } from '../features/web-chat/index.ts';
import { createHttpClient } from '../lib/http-client.ts';
import type { Logger } from '../lib/logger.ts';
import type { Seal } from '../lib/seal.ts';
import { isPetition, type ReportCues, tellsOf, tellsStory } from '../rules/report-cues.ts';
import type { Database } from '../store/database.ts';
import type { Catalog } from './catalog.ts';
import type { LiveAccount } from './conversation-side.ts';

export interface AbilitiesDeps {
  readonly root: string;
  readonly db: Database;
  readonly catalog: Catalog;
  readonly seal: Seal;
  readonly log: Logger;
  accountOf(id: AccountId): LiveAccount | undefined;
  /** Reads a photo that we keep ourselves (web chat). */
  readStoredFile(account: AccountId, file: FileRef): Promise<Buffer | null>;
}

/** Everything that flows may call, joined from the features. */
export interface Abilities {
  readonly all: Readonly<Record<string, Ability>>;
  readonly knowledge: KnowledgeBase;
  readonly dossierSource: DossierSource;
}

const maxFileBytes = 20_000_000;

export async function createAbilities(deps: AbilitiesDeps): Promise<Abilities> {
  const { speak } = deps.catalog;
  const imported: ImportedProcedures = {
    digest: (ward) => deps.db.forWard(ward, loadProceduresDigest),
    load: (ward) => deps.db.forWard(ward, loadProcedureRecords) as Promise<ProcedureRecord[]>,
  };
  const own = {
    digest: (ward: WardId) => deps.db.forWard(ward, liveDigest),
    load: (ward: WardId) => deps.db.forWard(ward, loadLiveTexts),
  };
  const knowledge = createKnowledgeBase(deps.catalog.knowledge, speak, imported, own);
  const source = createWardSource({
    http: createHttpClient(),
    seal: deps.seal,
    clock: systemClock,
    log: deps.log,
  });
  const provinceNames = await loadProvinceNames(join(deps.root, 'content'));
  const cues = loadReportCues(join(deps.root, 'content'));
  const all = {
    ...identityAbilities,
    ...createKnowledgeAbilities(knowledge, (text) => tellsStory(cues, text)),
    ...createDossierAbilities({
      source,
      seal: deps.seal,
      speak,
      fetchFile: (id, file) => fetchFile(deps, id, file),
      phoneOf(id, externalId) {
        const channel = deps.accountOf(id)?.channel;
        return channel && knowsPhones(channel) ? channel.phoneOf(externalId) : undefined;
      },
    }),
    ...createWardAbilities({ speak, provinceNames }),
    ...createHandoffAbilities({ speak }),
    ...createQuestionAbilities(keptOut(deps.catalog, cues)),
    ...createPrivacyAbilities({ law: deps.catalog.personalDataLaw, speak }),
    ...createReportingAbilities({
      speak,
      seal: deps.seal,
      cues,
      answers: await loadAnswerCues(join(deps.root, 'content')),
      desk: createCitizenDesk({
        photos: createPhotoCleaner(),
        deadlines: deps.catalog.deadlines,
        rules: deps.catalog.caseRules,
      }),
      fetchFile: (id, file) => fetchFile(deps, id, file),
      channelOf: ({ accountId }) => deps.accountOf(accountId)?.channel.id ?? 'terminal',
      takesPhotos: ({ accountId }) => deps.accountOf(accountId)?.channel.capabilities.receivesPhotos ?? false,
    }),
  };
  return { all: withBeginnings(all, knowledge), knowledge, dossierSource: source };
}

/** Complaints, and words about the conduct of staff, are for the chair alone. */
const keptOut = ({ book }: Catalog, cues: ReportCues): KeptOut => ({
  isAccusation: (text) => isPetition(cues, text) || tellsOf(cues, 'thai-do', text),
  isCommand: (folded) =>
    book.lexicon.commands.byFolded.has(folded) || book.lexicon.shortcuts.byFolded.has(folded),
});

/** A file that a citizen sent, from wherever it is kept. */
export async function fetchFile(
  deps: Pick<AbilitiesDeps, 'accountOf' | 'readStoredFile'>,
  id: AccountId,
  file: FileRef,
): Promise<Result<Uint8Array, 'too_large' | 'unavailable'>> {
  const channel = deps.accountOf(id)?.channel;
  if (channel && downloadsFiles(channel)) {
    const fetched = await channel.download(file.id, maxFileBytes);
    if (fetched.ok) return fetched;
    return err(fetched.error.code === 'too_large' ? 'too_large' : 'unavailable');
  }
  const kept = await deps.readStoredFile(id, file);
  return kept ? { ok: true, value: kept } : err('unavailable');
}
