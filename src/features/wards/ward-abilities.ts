import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Value } from '../../core/value.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import { findWards, isProvince, optionId } from './find-ward.ts';
import { hoursText, type Say, sayer } from './hours-text.ts';
import type { WardSettings } from './ward-settings.ts';
import { type FormerWard, loadWard, type Ward } from './wards.repo.ts';

export interface WardAbilityDeps {
  readonly speak: Speak;
  /** Other names of provinces, by the name in the list of mergers. */
  readonly provinceNames: Readonly<Record<string, readonly string[]>>;
}

const file = 'ward-card';
/** More than this is no choice but a list to get lost in. */
const maxOptions = 15;

/** `find_ward`, `ward_contacts` and `office_hours` of flows/abilities.yaml. */
export function createWardAbilities(deps: WardAbilityDeps): Record<string, Ability> {
  return {
    find_ward: (context, args) => tellWard(deps, context, args),
    async ward_contacts({ tx, language }) {
      const ward = await loadWard(tx);
      const say = sayer(deps.speak, language, file);
      return {
        outcome: 'shown',
        values: { text: contactsText(ward, say), links: linksOf(ward.settings, say) },
      };
    },
    async office_hours({ tx, language, now }) {
      const { settings } = await loadWard(tx);
      const { open, text } = hoursText(settings.officeHours, now, sayer(deps.speak, language, file));
      return { outcome: open ? 'open' : 'closed', values: { text } };
    },
  };
}

async function tellWard(
  { speak, provinceNames }: WardAbilityDeps,
  ...[{ tx, language }, args]: Parameters<Ability>
): Promise<AbilityResult> {
  const home = await loadWard(tx);
  const name = typeof args.name === 'string' ? args.name : '';
  const found = await findWards(tx, { name, homeProvince: home.province, provinceNames });
  const say = sayer(speak, language, file);
  const [only] = found;
  if (!only) return { outcome: 'none', values: {} };
  if (found.length === 1)
    return {
      outcome: 'one',
      values: { text: formerText(only, isHere(only, home, provinceNames) ? home : undefined, say) },
    };
  const options: Value = found.slice(0, maxOptions).map((row) => ({
    id: optionId(row),
    label: optionLabel(row, found, say),
  }));
  return { outcome: 'many', values: { options } };
}

/** The least that tells the options apart: the district of old, or the province. */
function optionLabel(row: FormerWard, all: readonly FormerWard[], say: Say): string {
  const district = /\(((?:quận|huyện|thị xã|thành phố|TP)[^)]*)\)/i.exec(row.oldName)?.[1];
  const oneProvince = all.every(({ province }) => province === row.province);
  if (oneProvince && !district) return row.newName;
  return say('former.option', {
    name: row.newName,
    place: oneProvince && district ? district : row.province,
  });
}

function formerText(row: FormerWard, here: Ward | undefined, say: Say): string {
  const { newName: name, province } = row;
  const old = row.oldName.replace(/\s*\([^)]*\)/g, '').replace(/^một phần (?:của )?/i, '');
  const part = /một phần|phần còn lại/i.test(row.oldName);
  const became = say(part ? 'former.partBecame' : 'former.became', { old, name, province });
  const first = row.oldName === name ? say('former.unchanged', { name, province }) : became;
  return [first, here ? say('former.here', { ward: here.name }) : say('former.go', { name })].join('\n');
}

function isHere(row: FormerWard, home: Ward, provinceNames: WardAbilityDeps['provinceNames']): boolean {
  const bare = (name: string): string =>
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/^(?:phường|xã|đặc khu) /, '');
  return bare(row.newName) === bare(home.name) && isProvince(row.province, home.province, provinceNames);
}

function contactsText({ name, province, settings }: Ward, say: Say): string {
  const { contacts, hotline } = settings;
  const heading = say('contacts.heading', { ward: name, province });
  if (contacts.length === 0 && !hotline) return [heading, say('contacts.none')].join('\n');
  const places = contacts.map(({ name: place, about, address, phone, email }) =>
    [
      about ? say('contacts.placeFor', { name: place, about }) : say('contacts.place', { name: place }),
      address ? say('contacts.address', { value: address }) : '',
      phone ? say('contacts.phone', { value: phone }) : '',
      email ? say('contacts.email', { value: email }) : '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );
  return [heading, ...places, ...(hotline ? [say('contacts.hotline', { value: hotline })] : [])].join('\n\n');
}

function linksOf({ website, map }: WardSettings, say: Say): Value {
  return [
    ...(map ? [{ label: say('contacts.map'), url: map }] : []),
    ...(website ? [{ label: say('contacts.website'), url: website }] : []),
  ];
}
