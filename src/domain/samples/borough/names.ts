/** Names nobody could take for real: people are plants, and teams are called after them. */
import type { Chance } from './chance.ts';

const FIRST = [
  'Alder',
  'Anise',
  'Ash',
  'Aster',
  'Basil',
  'Betony',
  'Blossom',
  'Bryony',
  'Camellia',
  'Clover',
  'Dahlia',
  'Fennel',
  'Fern',
  'Flora',
  'Heath',
  'Heather',
  'Hazel',
  'Iris',
  'Ivy',
  'Jasmine',
  'Juniper',
  'Laurel',
  'Linden',
  'Marigold',
  'Myrtle',
  'Olive',
  'Poppy',
  'Primrose',
  'Reed',
  'Rowan',
  'Saffron',
  'Sage',
  'Sorrel',
  'Tansy',
  'Teasel',
  'Verbena',
  'Violet',
  'Willow',
  'Yarrow',
  'Zinnia',
];
const PLANT = [
  'Apple',
  'Ash',
  'Barley',
  'Birch',
  'Bracken',
  'Bramble',
  'Briar',
  'Cherry',
  'Clover',
  'Comfrey',
  'Cowslip',
  'Damson',
  'Elder',
  'Fern',
  'Foxglove',
  'Gorse',
  'Hazel',
  'Hop',
  'Juniper',
  'Larch',
  'Maple',
  'Medlar',
  'Mallow',
  'Nettle',
  'Oak',
  'Pear',
  'Quince',
  'Rush',
  'Sedge',
  'Thistle',
];
const PLACE = ['bank', 'bury', 'dale', 'down', 'field', 'ford', 'hurst', 'ley', 'wick', 'wood'];

/** The wards teams are called after, in order. */
const WARDS = [
  'Alder',
  'Bracken',
  'Clover',
  'Damson',
  'Elder',
  'Foxglove',
  'Gorse',
  'Hawthorn',
  'Iris',
  'Juniper',
  'Kingcup',
  'Larch',
  'Mallow',
  'Nettle',
  'Oak',
  'Primrose',
  'Quince',
  'Rowan',
  'Sorrel',
  'Teasel',
];

/** For example "Sorrel Ashwood". */
export function personName(chance: Chance): string {
  return `${chance.pick(FIRST)} ${chance.pick(PLANT)}${chance.pick(PLACE)}`;
}

/** The ward of a kind's team number 0, 1, 2 …: "Alder", and "Alder 2" once they have all been used. */
export function wardName(number: number): string {
  const round = Math.floor(number / WARDS.length);
  const ward = WARDS[number % WARDS.length]!;
  return round === 0 ? ward : `${ward} ${round + 1}`;
}
