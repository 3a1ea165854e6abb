import type { Answer, Call } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import { bodyOf, dataOf, refuse, success } from './envelope.ts';
import type { Gate } from './gate.ts';
import type { House } from './house.ts';

const most = { count: 50, offset: 9_951 } as const;

/** Who the citizens are, their tags, what is left of the quotas, and the OA itself. */
export function userEndpoints(house: House, { guarded }: Gate): readonly Endpoint[] {
  const { desk, people, options, settings } = house;

  function detail(call: Call): Answer {
    const { user_id: userId = '' } = dataOf<{ user_id: string }>(call);
    const person = people.all.get(userId);
    if (!person) throw refuse(-201, 'user_id is invalid');
    const last = person.lastInteraction;
    return success({
      user_id: userId,
      user_id_by_app: `app-${userId}`,
      display_name: `Công dân ${userId}`,
      is_sensitive: false,
      user_last_interaction_date: last === undefined ? '' : new Date(last).toLocaleDateString('en-GB'),
      user_is_follower: person.follows,
      avatar: '',
      tags_and_notes_info: { notes: [], tag_names: [...person.tags] },
      shared_info: {},
    });
  }

  function list(call: Call): Answer {
    const wanted = dataOf<{ offset: number; count: number; tag_name: string; is_follower: string }>(call);
    const { offset = 0, count = most.count, tag_name: tag, is_follower: follower } = wanted;
    if (count > most.count || offset > most.offset) {
      desk.broke(`zalo: a list of users from ${offset}, ${count} at once`);
      throw refuse(-210);
    }
    const fitting = [...people.all].filter(
      ([, person]) =>
        (tag === undefined || person.tags.has(tag)) &&
        (follower === undefined || String(person.follows) === String(follower)),
    );
    const users = fitting.slice(offset, offset + count).map(([user_id]) => ({ user_id }));
    return success({ total: fitting.length, count: users.length, offset, users });
  }

  function quota(call: Call): Answer {
    const { user_id: userId, quota_owner: owner } = bodyOf<{ user_id: string; quota_owner: string }>(call);
    if (userId !== undefined) {
      const left = { daily_remain: 1, daily_total: 1, monthly_remain: 30, monthly_total: 30 };
      return success({ last_interaction: people.all.get(userId)?.lastInteraction ?? 0, promotion: left });
    }
    if (owner === undefined) throw refuse(-201, 'quota_owner is invalid');
    const remain = String(settings.paidQuota);
    return success([
      { quota_type: 'sub_quota', quota_id: '1', total: '1000000', remain, product_type: 'cs' },
    ]);
  }

  type Tagging = { user_id: string; tag_name: string };
  const tagging =
    (work: (tagging: Partial<Tagging>) => void) =>
    (call: Call): Answer => {
      const given = bodyOf<Tagging>(call);
      if (!given.tag_name) throw refuse(-201, 'tag_name is invalid');
      work(given);
      return success({});
    };
  const tag = tagging(({ user_id = '', tag_name = '' }) => void people.of(user_id).tags.add(tag_name));
  const untag = tagging(({ user_id = '', tag_name = '' }) => void people.of(user_id).tags.delete(tag_name));
  const removeTag = tagging(({ tag_name = '' }) => {
    for (const person of people.all.values()) person.tags.delete(tag_name);
  });
  const tags = () => success([...new Set([...people.all.values()].flatMap((person) => [...person.tags]))]);

  const self = () =>
    success({
      oaid: options.oaId,
      name: 'UBND phường Thử Nghiệm',
      is_verified: true,
      oa_type: 4,
      num_follower: [...people.all.values()].filter(({ follows }) => follows).length,
      package_name: 'Tiêu chuẩn',
      package_valid_through_date: '31/12/2099',
      linked_ZCA: 'linked',
    });

  const quotaPath = /^\/v[23]\.0\/oa\/quota\/message$/;
  return [
    { name: 'user-detail', method: 'GET', path: '/v3.0/oa/user/detail', run: guarded(detail) },
    { name: 'user-list', method: 'GET', path: '/v3.0/oa/user/getlist', run: guarded(list) },
    { name: 'quota', method: 'POST', path: quotaPath, run: guarded(quota) },
    { name: 'tag', method: 'POST', path: '/v2.0/oa/tag/tagfollower', run: guarded(tag) },
    { name: 'untag', method: 'POST', path: '/v2.0/oa/tag/rmfollowerfromtag', run: guarded(untag) },
    { name: 'remove-tag', method: 'POST', path: '/v2.0/oa/tag/rmtag', run: guarded(removeTag) },
    { name: 'tags', method: 'GET', path: '/v2.0/oa/tag/gettagsofoa', run: guarded(tags) },
    { name: 'getoa', method: 'GET', path: '/v2.0/oa/getoa', run: guarded(self) },
  ];
}
