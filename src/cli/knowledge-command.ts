import { loadKnowledge } from '../catalog/knowledge/load-knowledge.ts';
import type { Command } from './command.ts';
import { searchCommand } from './search-command.ts';

export const knowledgeCommand: Command = {
  usage: 'search [QUESTION] [--batch FILE.jsonl] [--catalog FILE.jsonl] [--limit N] [--json]',
  does: 'tìm thủ tục, hướng dẫn theo lời nói thường ngày',
  run: (args, { root, out, error }) =>
    searchCommand(args, {
      out,
      error,
      loadKnowledge: () => loadKnowledge(root),
      storedProcedures: async () => [],
    }),
};
