import type { Values } from '../../core/value.ts';
import type { Ability } from '../conversations/index.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

type Abilities = Readonly<Record<string, Ability>>;

/** The abilities that tell guides, each guide after what its `begins` says of the ward itself. */
export const withBeginnings = (abilities: Abilities, base: KnowledgeBase): Abilities => ({
  ...abilities,
  ...told(abilities, base, {
    name: 'search_knowledge',
    idOf: ({ kind, id }) => (kind === 'guide' ? id : null),
  }),
  ...told(abilities, base, { name: 'show_guide', idOf: (_values, args) => args.id }),
});

function told(
  abilities: Abilities,
  base: KnowledgeBase,
  { name, idOf }: { readonly name: string; readonly idOf: (values: Values, args: Values) => unknown },
): Abilities {
  const tell = abilities[name];
  if (!tell) return {};
  return {
    async [name](context, args) {
      const answer = await tell(context, args);
      const id = idOf(answer.values, args);
      const begins = base.of(context.wardId).knowledge.guides.get(String(id))?.begins;
      const beginning = begins && (await abilities[begins]?.(context, {}));
      if (!beginning) return answer;
      return {
        ...answer,
        values: { ...answer.values, text: `${beginning.values.text}\n\n${answer.values.text}` },
      };
    },
  };
}
