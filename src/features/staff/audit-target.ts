const key = `split_part(e.target, ' ', 2)`;

/**
 * SQL: what the target of the entry `e` (`office 13`) is called now; null when it has no name, or is gone. Citizens
 * are not named: a conversation is its number.
 */
export const targetName = `case split_part(e.target, ' ', 1)
  when 'staff' then (select coalesce(nullif(t.name, ''), t.email) from staff t where t.id::text = ${key})
  when 'office' then (select t.name from office t where t.id::text = ${key})
  when 'neighbourhood' then (select t.name from neighbourhood t where t.id::text = ${key})
  when 'case_category' then (select t.name_vi from case_category t where t.ward_id = e.ward_id and t.code = ${key})
  when 'answer_template' then (select t.title from answer_template t where t.id::text = ${key})
  when 'ward' then (select t.name from ward t where t.id::text = ${key})
  when 'channel_account' then
    (select t.channel || ' ' || t.external_id from channel_account t where t.ward_id = e.ward_id and t.id::text = ${key})
  when 'deadline_rule' then (select t.legal_basis from deadline_rule t where t.id::text = ${key})
  when 'routing_rule' then (select concat_ws(', ', k.name_vi, n.name, t.keyword) || ' → ' || o.name
    from routing_rule t join office o on o.id = t.office_id left join neighbourhood n on n.id = t.neighbourhood_id
    left join case_category k on k.ward_id = t.ward_id and k.code = t.category where t.id::text = ${key})
  end`;
