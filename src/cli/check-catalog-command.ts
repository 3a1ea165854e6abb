import { CatalogFaulty, loadCatalog } from '../composition/catalog.ts';
import type { Command } from './command.ts';
import { noMore } from './read-args.ts';

export const checkCatalogCommand: Command = {
  usage: 'check-catalog',
  does: 'kiểm tra flows/ và content/, báo mọi lỗi kèm tệp và dòng',
  async run(args, host) {
    noMore(args);
    try {
      const { book, knowledge } = await loadCatalog(host.root);
      host.out(
        `Nội dung hợp lệ: ${book.current.length} luồng, ${knowledge.procedures.size} thủ tục, ` +
          `${knowledge.guides.size} hướng dẫn, ${knowledge.everyday.size} thủ tục có lời nói đời thường.`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof CatalogFaulty)) throw error;
      host.error(error.message);
      return 1;
    }
  },
};
