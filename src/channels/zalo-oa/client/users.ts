import { err, ok, type Result } from '../../../core/result.ts';
import type { SendError } from '../../channel.ts';
import { rejected } from '../errors.ts';
import { dataQuery, type ZaloCall } from './call.ts';
import { Nothing, TagNames, User, UserPage } from './schema.ts';

/** https://docs.zaloplatforms.com/docs/OA, page of the user list: about 10,000 people can be listed at all. */
export const userListLimits = { count: 50, offset: 9_951 } as const;

export interface UserFilter {
  readonly offset: number;
  readonly count: number;
  readonly tag?: string;
  readonly lastInteraction?: 'TODAY' | 'YESTERDAY' | 'L7D' | 'L30D' | `${string}:${string}`;
  readonly isFollower?: boolean;
}

export function userCalls(call: ZaloCall) {
  return {
    userDetail: (userId: string) =>
      call({ method: 'GET', path: '/v3.0/oa/user/detail', query: dataQuery({ user_id: userId }) }, User),
    async listUsers(
      filter: UserFilter,
    ): Promise<Result<{ userIds: readonly string[]; total?: number }, SendError>> {
      const { offset, count, tag, lastInteraction, isFollower } = filter;
      if (count < 1 || count > userListLimits.count) return err(rejected('user_list_count'));
      if (offset < 0 || offset > userListLimits.offset) return err(rejected('user_list_offset'));
      const query = dataQuery({
        offset,
        count,
        ...(tag !== undefined && { tag_name: tag }),
        ...(lastInteraction && { last_interaction_period: lastInteraction }),
        ...(isFollower !== undefined && { is_follower: String(isFollower) }),
      });
      const page = await call({ method: 'GET', path: '/v3.0/oa/user/getlist', query }, UserPage);
      if (!page.ok) return page;
      const { users, total } = page.value;
      return ok({ userIds: users.map((user) => user.user_id), ...(total !== undefined && { total }) });
    },
  };
}

/** Tags that officers see beside a citizen; a new one is made by its first use. */
export function tagCalls(call: ZaloCall) {
  const change = (path: string, body: object) =>
    call({ method: 'POST', path: `/v2.0/oa/tag/${path}`, body }, Nothing);
  return {
    addTag: (userId: string, tag: string) => change('tagfollower', { user_id: userId, tag_name: tag }),
    removeTag: (userId: string, tag: string) =>
      change('rmfollowerfromtag', { user_id: userId, tag_name: tag }),
    /** From everybody, and from the list. */
    deleteTag: (tag: string) => change('rmtag', { tag_name: tag }),
    listTags: () => call({ method: 'GET', path: '/v2.0/oa/tag/gettagsofoa' }, TagNames),
  };
}
