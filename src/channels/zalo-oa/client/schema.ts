import { z } from 'zod';

/** Only the fields that we read of https://docs.zaloplatforms.com/docs/OA. */
export const Id = z
  .union([z.string(), z.number()])
  .transform((id) => String(id).trim())
  .refine((id) => id !== '');

const Text = z.string().optional().catch(undefined);
/** Numbers come with and without quotes. */
const Count = z
  .union([z.string(), z.number()])
  .transform(Number)
  .refine(Number.isFinite)
  .optional()
  .catch(undefined);

/** Of a call whose success is all that matters. */
export const Nothing = z.unknown().transform(() => undefined);

const Quota = z.object({ quota_type: Text, remain: Count, total: Count }).optional().catch(undefined);
export const SentMessage = z.object({ message_id: Id, quota: Quota });
export const SentTemplate = z.object({
  message_id: Id.optional().catch(undefined),
  msg_id: Id.optional().catch(undefined),
  quota: z.object({ dailyQuota: Count, remainingQuota: Count }).optional().catch(undefined),
});

export const Oa = z.object({
  oaid: Id.optional().catch(undefined),
  oa_id: Id.optional().catch(undefined),
  name: Text,
  is_verified: z.boolean().optional().catch(undefined),
  oa_type: Count,
  num_follower: Count,
  package_name: Text,
  package_valid_through_date: Text,
});
export type Oa = z.infer<typeof Oa>;

export const UploadedAttachment = z.object({ attachment_id: Id });
export const UploadedFile = z.object({ token: Id });

export const User = z.object({
  user_id: Id,
  user_id_by_app: Id.optional().catch(undefined),
  display_name: Text,
  is_sensitive: z.boolean().optional().catch(undefined),
  user_last_interaction_date: Text,
  user_is_follower: z.boolean().optional().catch(undefined),
  tags_and_notes_info: z
    .object({ tag_names: z.array(z.string()).catch([]) })
    .optional()
    .catch(undefined),
});
export type User = z.infer<typeof User>;
export const UserPage = z.object({ total: Count, users: z.array(z.object({ user_id: Id })).catch([]) });
export const TagNames = z.array(z.string());

const Share = z
  .object({ daily_remain: Count, daily_total: Count, monthly_remain: Count, monthly_total: Count })
  .optional()
  .catch(undefined);
export const UserQuota = z.object({ last_interaction: Count, promotion: Share });
export type UserQuota = z.infer<typeof UserQuota>;
export const OaQuota = z.array(
  z.object({ product_type: Text, quota_type: Text, quota_id: Text, remain: Count, total: Count }),
);
export type OaQuota = z.infer<typeof OaQuota>;

export const ArticleToken = z.object({ token: Id });
export const ArticleId = z.object({ id: Id });
const ArticleSummary = z.object({ id: Id, title: Text, status: Text, total_view: Count });
export type ArticleSummary = z.infer<typeof ArticleSummary>;
export const ArticleSlice = z.object({ medias: z.array(ArticleSummary).catch([]), total: Count });
export const ArticleDetail = z.object({ id: Id, title: Text, description: Text, status: Text });
export type ArticleDetail = z.infer<typeof ArticleDetail>;
